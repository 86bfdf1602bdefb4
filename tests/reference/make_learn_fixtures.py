"""Numbers of another implementation (scikit-learn) for tests/core/learn/tst_reference.cpp.

Writes learn.json beside itself. See README.md for how to run it.
"""
import json
import os

import numpy as np
from sklearn import metrics
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(20240501)


def numbers(array):
    return [float(v) for v in np.asarray(array, dtype=float).ravel()]


# Rounded to few digits so that the file stays small; scikit-learn sees the rounded numbers too.
centres = rng.normal(0, 3, (4, 3))
x = np.round(np.vstack([c + rng.normal(0, 1.2, (60, 3)) for c in centres]), 3)
start = x[[0, 70, 130, 200]]
kmeans = KMeans(4, init=start, n_init=1, tol=0, max_iter=300, algorithm="lloyd").fit(x)
labels = kmeans.labels_
other = KMeans(3, init=start[:3], n_init=1, tol=0, algorithm="lloyd").fit_predict(x)

z = np.round(rng.normal([0, 50, -3, 0.01], [1, 20, 0.5, 0.003], (200, 4)), 5)
slope = np.array([1.0, 0.05, -1.5, 200.0])
eta = (z - z.mean(0)) @ slope - 0.7
y = (rng.uniform(size=200) < 1 / (1 + np.exp(-eta))).astype(int)
weights = np.round(rng.uniform(0.5, 2, 200), 2)


def logistic(matrix, l2, sample_weight=None, positive_weight=1.0):
    # newton-cg gets closest to the optimum. Its line search warns when nothing is left to gain.
    model = LogisticRegression(C=1 / l2, tol=1e-10, max_iter=10000, solver="newton-cg",
                               class_weight={0: 1.0, 1: positive_weight})
    model.fit(matrix, y, sample_weight=sample_weight)
    return model


deviation = z.std(0)
standard = logistic((z - z.mean(0)) / deviation, 2.0)
standard_slopes = standard.coef_[0] / deviation
raw_z = np.round((z - z.mean(0)) / deviation * np.array([1, 2, 0.5, 1]), 5)
raw = logistic(raw_z, 0.5, weights, 3.0)

# Scores with ties, as real scores have.
score = np.round(standard.predict_proba((z - z.mean(0)) / deviation)[:, 1], 2)
probability = np.clip(score, 0.001, 0.999)

fixture = {
    "kmeans": {
        "x": numbers(x), "columns": 3, "start": numbers(start), "k": 4,
        "inertia": float(kmeans.inertia_), "centres": numbers(kmeans.cluster_centers_),
        "labels": [int(v) for v in labels], "other_labels": [int(v) for v in other],
        "silhouette": float(metrics.silhouette_score(x, labels)),
        "calinski_harabasz": float(metrics.calinski_harabasz_score(x, labels)),
        "davies_bouldin": float(metrics.davies_bouldin_score(x, labels)),
        "adjusted_rand": float(metrics.adjusted_rand_score(labels, other)),
    },
    "logistic": {
        "x": numbers(z), "raw_x": numbers(raw_z), "columns": 4, "y": [int(v) for v in y],
        "weights": numbers(weights),
        "standardized": {"l2": 2.0, "coefficients": numbers(standard_slopes),
                         "intercept": float(standard.intercept_[0]
                                            - standard_slopes @ z.mean(0))},
        "raw": {"l2": 0.5, "positive_weight": 3.0, "coefficients": numbers(raw.coef_[0]),
                "intercept": float(raw.intercept_[0])},
    },
    "metrics": {
        "y": [int(v) for v in y], "probability": numbers(probability),
        "roc_auc": float(metrics.roc_auc_score(y, probability)),
        "pr_auc": float(metrics.average_precision_score(y, probability)),
        "log_loss": float(metrics.log_loss(y, probability)),
        "brier": float(metrics.brier_score_loss(y, probability)),
    },
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "learn.json")
with open(path, "w", encoding="utf-8") as file:
    json.dump(fixture, file, indent=None, separators=(",", ":"))
    file.write("\n")
