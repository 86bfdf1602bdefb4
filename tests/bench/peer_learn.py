"""The same sizes with scikit-learn and SciPy; run right before or after bench_learn."""
import time

import numpy as np
import scipy.sparse as sparse
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

rng = np.random.default_rng(1)
points = rng.normal(size=(100_000, 32))
users = np.repeat(np.arange(100_000), 10)
items = (rng.uniform(size=len(users)) ** 2 * 20_000).astype(int)
taken = sparse.csr_matrix((np.ones(len(users)), (users, items)), shape=(100_000, 20_000))
taken.data[:] = 1


def line(name, work, repeats=3):
    best = float("inf")
    for _ in range(repeats):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    print(f"{name}\t{best:.4f}", flush=True)


def pairs():
    """All cosines, without picking the best per item."""
    norm = np.sqrt(np.asarray(taken.multiply(taken).sum(0)).ravel())
    scaled = taken @ sparse.diags(1 / np.maximum(norm, 1e-12))
    return scaled.T.tocsr() @ scaled


for threads in (1, 2):
    print(f"{threads} thread(s)")
    with threadpool_limits(threads):
        line("kmeans 100k x 32, k 8, 20 iterations",
             lambda: KMeans(8, init=points[:8], n_init=1, max_iter=20, tol=0,
                            algorithm="lloyd").fit(points))
        line("item-item 100k x 20k", pairs, 1)
