"""Numbers of another implementation (NumPy, SciPy, scikit-learn) for tst_implicit_als.cpp,
tst_item_item.cpp and tst_ranking_evaluation.cpp.

Writes implicit.json beside itself. See README.md for how to run it.
"""
import json
import os

import numpy as np
import scipy.sparse as sparse
from sklearn.metrics import ndcg_score

rng = np.random.default_rng(20240611)
USERS, ITEMS, FACTORS, ALPHA, PENALTY = 24, 15, 3, 2.0, 1.5

taste = rng.normal(size=(USERS, 2)) @ rng.normal(size=(2, ITEMS))
taken = taste + rng.normal(0, 0.7, (USERS, ITEMS)) > 0.8
taken[:, 14] = False  # an item nobody took
taken[23] = False     # a user who took nothing
weight = np.where(taken, rng.integers(1, 6, (USERS, ITEMS)), 0).astype(float)


def als(start, iterations):
    """Dense, in doubles, every vector by a direct solver (Hu, Koren & Volinsky 2008)."""
    confidence = 1 + ALPHA * weight
    wanted = (weight > 0).astype(float)
    y = start
    for _ in range(iterations):
        x = half(y, confidence, wanted)
        y = half(x, confidence.T, wanted.T)
    loss = (confidence * (wanted - x @ y.T) ** 2).sum()
    return x @ y.T, loss + PENALTY * ((x ** 2).sum() + (y ** 2).sum())


def half(fixed, confidence, wanted):
    return np.array([
        np.linalg.solve(fixed.T @ (c[:, None] * fixed) + PENALTY * np.eye(FACTORS),
                        fixed.T @ (c * p))
        for c, p in zip(confidence, wanted)])


runs = [als(rng.normal(0, 0.3, (ITEMS, FACTORS)), 3000) for _ in range(8)]
scores, objective = min(runs, key=lambda run: run[1])


def cosines(matrix, shrinkage=0.0):
    matrix = sparse.csr_matrix(matrix)
    norm = np.sqrt(np.asarray(matrix.multiply(matrix).sum(0)).ravel())
    below = np.outer(norm, norm) + shrinkage
    products = (matrix.T @ matrix).toarray()
    return np.divide(products, below, out=np.zeros_like(products), where=below > 0)


def bm25(k1=1.2, b=0.75):
    """Items as documents, their users as terms."""
    length = weight.sum(0)
    each = (weight > 0).sum(1)
    idf = np.log1p((ITEMS - each + 0.5) / (each + 0.5))
    damping = k1 * (1 - b + b * length / length.mean())
    return idf[:, None] * weight * (k1 + 1) / (weight + damping)


lists = [rng.permutation(ITEMS)[:8] for _ in range(USERS)]
ndcg = []
for user, shown in enumerate(lists):
    if taken[user].any():
        score = np.zeros(ITEMS)
        score[shown] = np.arange(8, 0, -1)
        ndcg.append(ndcg_score([taken[user].astype(int)], [score], k=8, ignore_ties=True))

users, items = np.nonzero(weight)
fixture = {
    "users": USERS, "items": ITEMS, "user": users.tolist(), "item": items.tolist(),
    "weight": weight[users, items].tolist(),
    "factors": FACTORS, "alpha": ALPHA, "lambda": PENALTY,
    "objective": float(objective), "scores": np.round(scores, 9).ravel().tolist(),
    "objectives_of_all_starts": [float(run[1]) for run in runs],
    "cosine": np.round(cosines(weight), 9).ravel().tolist(),
    "shrunk": np.round(cosines(weight, 3.0), 9).ravel().tolist(),
    "bm25": np.round(cosines(bm25()), 9).ravel().tolist(),
    "lists": [shown.tolist() for shown in lists], "ndcg8": float(np.mean(ndcg)),
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "implicit.json")
with open(path, "w") as file:
    json.dump(fixture, file, separators=(",", ":"))
    file.write("\n")
