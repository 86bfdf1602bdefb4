"""scikit-learn's MinCovDet on the data of bench_robust_distance --data DIR."""
import pathlib
import sys
import time

import numpy as np
from sklearn.covariance import MinCovDet
from threadpoolctl import threadpool_limits

x = np.fromfile(pathlib.Path(sys.argv[sys.argv.index("--data") + 1]) / "x.f64").reshape(-1, 10)
for threads in (1, 2):
    with threadpool_limits(threads):
        best = float("inf")
        for _ in range(3):
            begin = time.perf_counter()
            found = MinCovDet(random_state=1).fit(x)
            found.mahalanobis(x)
            best = min(best, time.perf_counter() - begin)
    inner = np.cov(x[found.raw_support_].T, bias=True)
    print("robust distance 20k x 10", "scikit-learn", threads, f"{best:.4f}",
          f"log determinant {np.linalg.slogdet(inner)[1]:.6f}", sep="\t", flush=True)
