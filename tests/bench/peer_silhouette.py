"""scikit-learn's cluster measures on the rows and labels that bench_silhouette wrote."""
import pathlib
import resource
import sys
import time

import numpy as np
from sklearn import metrics
from threadpoolctl import threadpool_info, threadpool_limits

# Its products are those of the BLAS it finds; without OpenBLAS it is several times slower.
blas = next((p["internal_api"] for p in threadpool_info() if p["user_api"] == "blas"),
            "reference BLAS")
folder = pathlib.Path(sys.argv[sys.argv.index("--data") + 1])
x = np.fromfile(folder / "rows.f64").reshape(-1, 32)
labels = np.fromfile(folder / "labels.i32", dtype=np.int32)

for threads in (1, 2):
    for task, measure in (("silhouette 10k x 32", metrics.silhouette_score),
                          ("calinski-harabasz 10k x 32", metrics.calinski_harabasz_score),
                          ("davies-bouldin 10k x 32", metrics.davies_bouldin_score)):
        best = float("inf")
        with threadpool_limits(threads):
            for _ in range(3):
                begin = time.perf_counter()
                value = measure(x, labels)
                best = min(best, time.perf_counter() - begin)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{task}\tscikit-learn ({blas})\t{threads}\t{best:.4f}\tvalue {value:.12f}, peak {peak} MiB",
              flush=True)
