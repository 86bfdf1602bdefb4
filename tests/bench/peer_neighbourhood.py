"""The neighbourhood model of bench_neighbourhood in NumPy, whole matrices at a time: similarities
by products of matrices, the nearest by partition. Same definition, so the same error.

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
users, items, folds, k = user.max() + 1, item.max() + 1, 5, 40


def baselines(u, i, r):
    mean = r.mean()
    b_u, b_i = np.zeros(users), np.zeros(items)
    n_u, n_i = np.bincount(u, minlength=users), np.bincount(i, minlength=items)
    for _ in range(10):
        b_i = np.bincount(i, r - mean - b_u[u], items) / (10 + n_i)
        b_u = np.bincount(u, r - mean - b_i[i], users) / (15 + n_u)
    return mean, b_u, b_i


def fold_error(fold, by_users):
    test = np.arange(len(value)) % folds == fold
    u, i, r = user[~test], item[~test], value[~test]
    mean, b_u, b_i = baselines(u, i, r)
    row, column, shape = (u, i, (users, items)) if by_users else (i, u, (items, users))
    residual, known = np.zeros(shape), np.zeros(shape)
    residual[row, column] = r - mean - b_u[u] - b_i[i]
    known[row, column] = 1
    n = known @ known.T
    squares = residual**2 @ known.T
    with np.errstate(divide="ignore", invalid="ignore"):
        s = residual @ residual.T / np.sqrt(squares * squares.T) * (n - 1) / (n + 99)
    s[~np.isfinite(s) | (s < 0)] = 0
    np.fill_diagonal(s, 1)
    u, i, r = user[test], item[test], value[test]
    row, column = (u, i) if by_users else (i, u)
    taste = np.zeros(len(r))
    for first in range(0, len(r), 2000):
        part = slice(first, first + 2000)
        weight = s[row[part]] * known.T[column[part]]
        nearest = np.argpartition(weight, -k, axis=1)[:, -k:]
        weight = np.take_along_axis(weight, nearest, 1)
        total = weight.sum(1)
        weighted = (weight * residual.T[column[part][:, None], nearest]).sum(1)
        taste[part] = np.divide(weighted, total, where=total > 0, out=np.zeros_like(total))
    predicted = np.clip(mean + b_u[u] + b_i[i] + taste, 1, 5)
    return np.sqrt(np.mean((predicted - r)**2))


points = np.random.default_rng(1).normal(size=(100_000, 32))
for threads in (1, 2):
    with threadpool_limits(threads):
        for name, by_users in (("users", True), ("items", False)):
            begin = time.perf_counter()
            rmse = np.mean([fold_error(fold, by_users) for fold in range(folds)])
            took = time.perf_counter() - begin
            print(f"neighbourhood by {name}, 100k ratings, 5 folds\tNumPy\t{threads}\t{took:.4f}"
                  f"\trmse {rmse:.5f}", flush=True)
        begin = time.perf_counter()
        KMeans(8, init=points[:8], n_init=1, max_iter=20, tol=0, algorithm="lloyd").fit(points)
        print(f"yardstick: k-means 100k x 32, k 8, 20 iterations\tscikit-learn\t{threads}\t"
              f"{time.perf_counter() - begin:.4f}\t", flush=True)
