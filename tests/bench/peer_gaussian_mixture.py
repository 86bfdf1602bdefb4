"""scikit-learn's mixtures on the rows that bench_gaussian_mixture wrote, from the same start."""
import pathlib
import sys
import time
import warnings

import numpy as np
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_info, threadpool_limits

warnings.filterwarnings("ignore")  # it warns when all iterations are used, which is the task
# Its products are those of the BLAS it finds; without OpenBLAS it is several times slower.
blas = next((p["internal_api"] for p in threadpool_info() if p["user_api"] == "blas"),
            "reference BLAS")
folder = pathlib.Path(sys.argv[sys.argv.index("--data") + 1])
x = np.fromfile(folder / "rows.f64").reshape(-1, 32)
k = 8
precision = 1 / x.var(0)

for kind, task in (("full", "mixture full 100k x 32 k 8"),
                   ("diag", "mixture diagonal 100k x 32 k 8")):
    start = np.tile(precision, (k, 1))
    if kind == "full":
        start = np.array([np.diag(precision)] * k)
    for threads in (1, 2):
        with threadpool_limits(threads):
            # Random responsibilities are the cheapest of its starts; the given start replaces them.
            model = GaussianMixture(k, covariance_type=kind, max_iter=10, tol=0,
                                    weights_init=np.full(k, 1 / k), means_init=x[:k],
                                    precisions_init=start, init_params="random", random_state=1)
            begin = time.perf_counter()
            model.fit(x)
            seconds = time.perf_counter() - begin
            note = f"log-likelihood a row {model.score(x):.9f}, iterations {model.n_iter_}"
        print(f"{task}\tscikit-learn ({blas})\t{threads}\t{seconds:.4f}\t{note}", flush=True)
