"""Scores of scikit-learn's isolation forest for tests/core/learn/tst_isolation_forest.cpp.

A forest is random, so the fixture holds each row's score averaged over many seeds and its spread.
Writes isolation_forest.json beside itself. See README.md for how to run it.
"""
import json
import os

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

SEEDS = 40
rng = np.random.default_rng(20240701)
x = np.round(np.vstack([
    rng.normal(0, 1, (280, 4)) * [1, 5, 0.1, 1000] + [0, 3, 7, 1e6],
    rng.normal(0, 3, (20, 4)) * [1, 5, 0.1, 1000] + [2, 3, 7, 1e6],
]), 3)
x[:, 0] = np.round(x[:, 0], 1)  # ties
label = np.r_[np.zeros(280, int), np.ones(20, int)]

scores = np.array([
    -IsolationForest(n_estimators=100, max_samples=256, random_state=s).fit(x).score_samples(x)
    for s in range(SEEDS)])
auc = np.array([roc_auc_score(label, s) for s in scores])
fixture = {
    "columns": 4, "x": [float(v) for v in x.ravel()], "label": [int(v) for v in label],
    "trees": 100, "sample": 256, "seeds": SEEDS,
    "mean_score": [round(float(v), 6) for v in scores.mean(0)],
    "largest_spread": float(scores.std(0, ddof=1).max()),
    "auc_mean": float(auc.mean()), "auc_spread": float(auc.std(ddof=1)),
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "isolation_forest.json")
with open(path, "w") as file:
    json.dump(fixture, file, separators=(",", ":"))
    file.write("\n")
