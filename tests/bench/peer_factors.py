"""Biased factorisation of the data of bench_factors in NumPy: alternating least squares with the
biases as two more factors, which needs no step size and reaches about the same error.

Ends with scikit-learn's k-means of a fixed size, to relate this machine and moment to the seconds
of libraries that are not packaged.
"""
import argparse
import pathlib
import time

import numpy as np
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

parser = argparse.ArgumentParser()
parser.add_argument("--data", type=pathlib.Path, required=True)
folder = parser.parse_args().data
user = np.fromfile(folder / "user.i32", np.int32)
item = np.fromfile(folder / "item.i32", np.int32)
value = np.fromfile(folder / "value.f64", np.float64)
users, items, folds = user.max() + 1, item.max() + 1, 5
factors, rounds, penalty = 32, 8, 0.12


def half(own, own_bias, other, other_bias, row, column, left):
    """Solves the rows of `own` for the given other side, the bias as a column of ones."""
    order = np.argsort(row, kind="stable")
    begin = np.searchsorted(row[order], np.arange(len(own) + 1))
    for x in range(len(own)):
        at = order[begin[x]:begin[x + 1]]
        if len(at) == 0:
            continue
        z = np.column_stack([other[column[at]], np.ones(len(at))])
        gram = z.T @ z
        gram[np.diag_indices(factors)] += penalty * len(at)
        gram[-1, -1] += penalty * 3
        solved = np.linalg.solve(gram, z.T @ (left[at] - other_bias[column[at]]))
        own[x], own_bias[x] = solved[:-1], solved[-1]


def fold_error(fold):
    rng = np.random.default_rng(1)
    test = np.arange(len(value)) % folds == fold
    u, i, r = user[~test], item[~test], value[~test]
    mean = r.mean()
    p, q = rng.normal(0, 0.1, (users, factors)), rng.normal(0, 0.1, (items, factors))
    b_u, b_i = np.zeros(users), np.zeros(items)
    for _ in range(rounds):
        half(q, b_i, p, b_u, i, u, r - mean)
        half(p, b_u, q, b_i, u, i, r - mean)
    u, i = user[test], item[test]
    predicted = np.clip(mean + b_u[u] + b_i[i] + (p[u] * q[i]).sum(1), 1, 5)
    return np.sqrt(np.mean((predicted - value[test])**2))


points = np.random.default_rng(1).normal(size=(100_000, 32))
for threads in (1, 2):
    with threadpool_limits(threads):
        begin = time.perf_counter()
        rmse = np.mean([fold_error(fold) for fold in range(folds)])
        took = time.perf_counter() - begin
        print(f"biased factorisation, 100k ratings, 5 folds\tNumPy ALS\t{threads}\t{took:.4f}"
              f"\trmse {rmse:.5f}", flush=True)
        begin = time.perf_counter()
        KMeans(8, init=points[:8], n_init=1, max_iter=20, tol=0, algorithm="lloyd").fit(points)
        print(f"yardstick: k-means 100k x 32, k 8, 20 iterations\tscikit-learn\t{threads}\t"
              f"{time.perf_counter() - begin:.4f}\t", flush=True)
