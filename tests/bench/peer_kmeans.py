"""scikit-learn's k-means on the rows that bench_kmeans wrote, from the same start."""
import pathlib
import sys
import time
import warnings

import numpy as np
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_info, threadpool_limits

warnings.filterwarnings("ignore")  # it warns when all iterations are used, which is the task
# Its products are those of the BLAS it finds; without OpenBLAS it is several times slower.
blas = next((p["internal_api"] for p in threadpool_info() if p["user_api"] == "blas"),
            "reference BLAS")
folder = pathlib.Path(sys.argv[sys.argv.index("--data") + 1])

for task, columns, k, repeats in (("k-means 100k x 32 k 8", 32, 8, 5),
                                  ("k-means 100k x 32 k 100", 32, 100, 2),
                                  ("k-means 100k x 4 k 8", 4, 8, 5),
                                  ("k-means 1M x 32 k 8", 32, 8, 2)):
    x = np.fromfile(folder / f"{task}.f64").reshape(-1, columns)
    for algorithm in ("lloyd", "elkan"):
        for threads in (1, 2):
            best, note = float("inf"), ""
            with threadpool_limits(threads):
                for _ in range(repeats):
                    model = KMeans(k, init=x[:k], n_init=1, max_iter=20, tol=0,
                                   algorithm=algorithm)
                    begin = time.perf_counter()
                    model.fit(x)
                    best = min(best, time.perf_counter() - begin)
                    note = f"inertia {model.inertia_:.5f}, iterations {model.n_iter_}"
            print(f"{task}\tscikit-learn {algorithm} ({blas})\t{threads}\t{best:.4f}\t{note}", flush=True)
