"""Item-item cosines by SciPy's sparse product on the data of bench_item_item (--data DIR): the 20
most similar items of each, and from them the best 20 items of all users."""
import time

import numpy as np
import scipy.sparse as sparse

from peer_taste import best, line, matrix, ndcg, sizes, yardstick


def similarities(train, count=20):
    norm = np.sqrt(np.asarray(train.multiply(train).sum(0)).ravel())
    scaled = (train @ sparse.diags(1 / np.maximum(norm, 1e-12))).tocsr()
    dense = (scaled.T.tocsr() @ scaled).toarray()
    np.fill_diagonal(dense, 0)
    kept = np.argpartition(-dense, count, axis=1)[:, :count]
    values = np.take_along_axis(dense, kept, 1)
    rows = np.repeat(np.arange(len(dense)), count)
    return sparse.csr_matrix((values.ravel(), (rows, kept.ravel())), shape=dense.shape)


def top(train, near):
    lists = []
    for first in range(0, train.shape[0], 1024):
        scores = (train[first:first + 1024] @ near).toarray()
        rows, columns = train[first:first + 1024].nonzero()
        scores[rows, columns] = -np.inf
        lists.append(best(scores, 20))
    return np.vstack(lists)


for size in sizes():
    if size == "10M":
        continue
    train, test = matrix(size, "train"), matrix(size, "test")
    fits, tops = [], []
    for _ in range(3):
        begin = time.perf_counter()
        near = similarities(train)
        middle = time.perf_counter()
        lists = top(train, near)
        fits.append(middle - begin)
        tops.append(time.perf_counter() - middle)
    task = f"item-item cosine {size}"
    line(f"{task} similarities", "SciPy", 1, min(fits))
    line(f"{task} top 20", "SciPy", 1, min(tops))
    line(task, "SciPy", 1, min(fits) + min(tops), f"ndcg10 {ndcg(lists, train, test):.5f}")
yardstick()
