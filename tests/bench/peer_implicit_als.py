"""Implicit ALS in NumPy on the data of bench_implicit_als (--data DIR): 15 iterations, every vector
by a direct solver, then the best 20 items of all users."""
import time

import numpy as np
from threadpoolctl import threadpool_limits

from peer_taste import best, line, matrix, ndcg, sizes, yardstick

FACTORS, ALPHA, PENALTY, ITERATIONS = 64, 1.0, 20.0, 15


def half(rows, fixed, out):
    gram = fixed.T @ fixed + PENALTY * np.eye(FACTORS, dtype=np.float32)
    for row in range(rows.shape[0]):
        span = slice(rows.indptr[row], rows.indptr[row + 1])
        taken = fixed[rows.indices[span]]
        a = ALPHA * rows.data[span]
        out[row] = np.linalg.solve(gram + taken.T @ (a[:, None] * taken), (1 + a) @ taken)


def fit(train):
    rng = np.random.default_rng(1)
    users, items = train.shape
    x = np.zeros((users, FACTORS), dtype=np.float32)
    y = rng.normal(0, 0.01, (items, FACTORS)).astype(np.float32)
    columns = train.T.tocsr()
    for _ in range(ITERATIONS):
        half(train, y, x)
        half(columns, x, y)
    return x, y


def top(train, x, y):
    lists = []
    for first in range(0, len(x), 1024):
        scores = x[first:first + 1024] @ y.T
        rows, columns = train[first:first + 1024].nonzero()
        scores[rows, columns] = -np.inf
        lists.append(best(scores, 20))
    return np.vstack(lists)


for size in sizes():
    if size != "100k":
        continue  # minutes; at 1M 170 s, the same quality
    train, test = matrix(size, "train"), matrix(size, "test")
    with threadpool_limits(2):
        begin = time.perf_counter()
        x, y = fit(train)
        fitted = time.perf_counter()
        lists = top(train, x, y)
        done = time.perf_counter()
    line(f"implicit als {size} fit", "NumPy", 2, fitted - begin)
    line(f"implicit als {size} top 20", "NumPy", 2, done - fitted)
    line(f"implicit als {size}", "NumPy", 2, done - begin, f"ndcg10 {ndcg(lists, train, test):.5f}")
yardstick()
