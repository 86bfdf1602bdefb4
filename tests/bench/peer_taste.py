"""What the peers of the recommenders share: data, lists, quality, the yardstick."""
import os
import sys
import time

import numpy as np
import scipy.sparse as sparse

SIZES = {"100k": (943, 1682), "1M": (6040, 3706), "10M": (69878, 10677)}
folder = sys.argv[sys.argv.index("--data") + 1]


def sizes():
    return [size for size in SIZES if os.path.exists(f"{folder}/{size}_train_item.i32")]


def matrix(size, part):
    users, items = SIZES[size]
    begin = np.fromfile(f"{folder}/{size}_{part}_begin.i64", dtype=np.int64)
    item = np.fromfile(f"{folder}/{size}_{part}_item.i32", dtype=np.int32)
    return sparse.csr_matrix((np.ones(len(item), dtype=np.float32), item, begin),
                             shape=(users, items))


def best(scores, count):
    """The items of the highest scores of each row, best first."""
    part = np.argpartition(-scores, count, axis=1)[:, :count]
    order = np.argsort(-np.take_along_axis(scores, part, 1), axis=1, kind="stable")
    return np.take_along_axis(part, order, 1)


def ndcg(lists, train, test, count=10):
    discount = 1 / np.log2(np.arange(count) + 2)
    values = []
    for user, shown in enumerate(lists):
        wanted = test.indices[test.indptr[user]:test.indptr[user + 1]]
        if len(wanted) and train.indptr[user] < train.indptr[user + 1]:
            hit = np.isin(shown[:count], wanted)
            values.append((hit * discount).sum() / discount[:min(count, len(wanted))].sum())
    return np.mean(values)


def line(task, who, threads, seconds, note=""):
    print(f"{task}\t{who}\t{threads}\t{seconds:.4f}\t{note}", flush=True)


def yardstick():
    """The scikit-learn run whose seconds on the machine of the unpackaged peers are known."""
    from sklearn.cluster import KMeans
    points = np.random.default_rng(1).normal(size=(100_000, 32))
    took = []
    for _ in range(3):
        begin = time.perf_counter()
        KMeans(8, init=points[:8], n_init=1, max_iter=20, tol=0, algorithm="lloyd").fit(points)
        took.append(time.perf_counter() - begin)
    line("yardstick k-means 100k x 32", "scikit-learn", 2, min(took))
