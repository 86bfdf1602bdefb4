"""Implicit ALS (Hu, Koren & Volinsky 2008) in NumPy and item-item cosines in SciPy on what
bench_two_tower wrote; see compare.py. Same 20,000 users, same measure."""
import sys
import time
import warnings

import numpy as np
import scipy.sparse as sparse
from threadpoolctl import threadpool_limits

FACTORS, ALPHA, PENALTY, ROUNDS, LISTED, ASKED = 32, 10.0, 10.0, 6, 100, 20_000
TASK = "two-tower 1M interactions 4 epochs"
warnings.filterwarnings("ignore", category=sparse.SparseEfficiencyWarning)


def solve(taken, other):
    """Per row (Y'Y + Y'(C - 1)Y + penalty)^-1 Y'C p, in blocks of rows of the same length."""
    gram = other.T @ other + PENALTY * np.eye(FACTORS)
    out = np.zeros((taken.shape[0], FACTORS))
    lengths = np.diff(taken.indptr)
    for length in np.unique(lengths[lengths > 0]):
        rows = np.flatnonzero(lengths == length)
        for part in np.array_split(rows, max(1, len(rows) * length // 100_000)):
            which = taken.indices[taken.indptr[part][:, None] + np.arange(length)]
            y = other[which]
            a = gram + ALPHA * np.matmul(y.transpose(0, 2, 1), y)
            out[part] = np.linalg.solve(a, (1 + ALPHA) * y.sum(1)[..., None])[..., 0]
    return out


def hit_rate(scores_of):
    hits = 0
    for first in range(0, ASKED, 1000):
        users = np.arange(first, first + 1000)
        scores = scores_of(users)
        own = taken[users].tocoo()
        scores[own.row, own.col] = -np.inf
        best = np.argpartition(-scores, LISTED, axis=1)[:, :LISTED]
        hits += (best == held_out[users][:, None]).sum()
    return hits / ASKED


folder = sys.argv[2]
begin = np.fromfile(folder + "/row_begin.i64", dtype=np.int64)
item = np.fromfile(folder + "/item.i32", dtype=np.int32)
held_out = np.fromfile(folder + "/held_out.i32", dtype=np.int32)
taken = sparse.csr_matrix((np.ones(len(item)), item, begin), shape=(len(begin) - 1, 20_000))
columns = taken.T.tocsr()

with threadpool_limits(2):
    start = time.perf_counter()
    rng = np.random.default_rng(1)
    items = 0.1 * rng.normal(size=(taken.shape[1], FACTORS))
    for _ in range(ROUNDS):
        users = solve(taken, items)
        items = solve(columns, users)
    users = solve(taken, items)
    seconds = time.perf_counter() - start
    rate = hit_rate(lambda which: users[which] @ items.T)
    print(f"{TASK}\tALS in NumPy\t2\t{seconds:.4f}\tHR@100 {rate:.4f}", flush=True)

    start = time.perf_counter()
    norm = np.sqrt(taken.power(2).sum(0)).A1
    scaled = taken @ sparse.diags(1 / np.maximum(norm, 1))
    near = (scaled.T.tocsr() @ scaled).tocsr()
    near.setdiag(0)
    seconds = time.perf_counter() - start
    rate = hit_rate(lambda which: (taken[which] @ near).toarray())
    print(f"{TASK}\titem-item in SciPy\t2\t{seconds:.4f}\tHR@100 {rate:.4f}", flush=True)
