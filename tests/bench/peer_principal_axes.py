"""scikit-learn's PCA on the data of bench_principal_axes --data DIR."""
import pathlib
import sys
import time

import numpy as np
from sklearn.decomposition import PCA
from threadpoolctl import threadpool_limits

x = np.fromfile(pathlib.Path(sys.argv[sys.argv.index("--data") + 1]) / "x.f64").reshape(-1, 32)
with threadpool_limits(1):
    best = float("inf")
    for _ in range(3):
        begin = time.perf_counter()
        model = PCA(n_components=2, random_state=1)
        model.fit_transform(x)
        best = min(best, time.perf_counter() - begin)
print("principal axes 200k x 32, two", "scikit-learn", 1, f"{best:.4f}",
      f"variance {model.explained_variance_[0]:.6f}", sep="\t")
