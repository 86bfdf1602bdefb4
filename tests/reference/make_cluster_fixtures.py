"""Numbers of another implementation (scikit-learn) for the cluster tests of tests/core/learn.

Writes cluster.json beside itself. See README.md for how to run it. The real data are read from
$MOPS_SHARED_DATA and only results are written.
"""
import json
import os
import warnings

import numpy as np
from sklearn import metrics
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore")  # it warns when all iterations are used, which is wanted here
rng = np.random.default_rng(20240502)


def numbers(array):
    return [float(v) for v in np.asarray(array, dtype=float).ravel()]


def mixture(x, kind, start, iterations, tol, reg=1e-6):
    """From `start` rows as means, the columns' variances in every component, equal weights."""
    k = len(start)
    precision = np.tile(1 / x.var(0), (k, 1))
    if kind == "full":
        precision = np.array([np.diag(p) for p in precision])
    model = GaussianMixture(k, covariance_type=kind, max_iter=iterations, tol=tol, reg_covar=reg,
                            weights_init=np.full(k, 1 / k), means_init=start,
                            precisions_init=precision, init_params="random", random_state=1)
    model.fit(x)
    return {"weights": numbers(model.weights_), "means": numbers(model.means_),
            "covariances": numbers(model.covariances_), "iterations": int(model.n_iter_),
            "log_likelihood": float(model.score_samples(x).sum()), "bic": float(model.bic(x)),
            "aic": float(model.aic(x)), "labels": [int(v) for v in model.predict(x)],
            "first_probabilities": numbers(model.predict_proba(x)[:5])}


def clusters(x, start):
    model = KMeans(len(start), init=start, n_init=1, tol=0, max_iter=300, algorithm="lloyd").fit(x)
    return {"inertia": float(model.inertia_), "labels": [int(v) for v in model.labels_],
            "silhouette": float(metrics.silhouette_score(x, model.labels_)),
            "calinski_harabasz": float(metrics.calinski_harabasz_score(x, model.labels_)),
            "davies_bouldin": float(metrics.davies_bouldin_score(x, model.labels_))}


# Overlapping correlated clouds, rounded so that the file stays small.
parts = [rng.normal(0, 1, (50, 3)) @ rng.normal(0, 0.7, (3, 3)) + rng.normal(0, 2, 3)
         for _ in range(3)]
x = np.round(np.vstack(parts), 3)
start = x[[0, 60, 120]]
fixture = {
    "small": {"x": numbers(x), "columns": 3, "start": numbers(start), "k": 3,
              "full": mixture(x, "full", start, 200, 1e-6),
              "diag": mixture(x, "diag", start, 200, 1e-6),
              "regularized": mixture(x, "full", start, 30, 0, reg=0.5)},
}

folder = os.environ.get("MOPS_SHARED_DATA", "")
wholesale = np.loadtxt(os.path.join(folder, "wholesale_customers/wholesale_customers.csv"),
                       delimiter=",", skiprows=1)[:, 2:]
standard = (wholesale - wholesale.mean(0)) / wholesale.std(0)
logs = np.log1p(wholesale)
fixture["wholesale"] = {
    "raw": clusters(wholesale, wholesale[:5]),
    "standard": clusters(standard, standard[:6]),
    "full": mixture(logs, "full", logs[:3], 200, 1e-6),
    "diag": mixture(logs, "diag", logs[:3], 200, 1e-6),
}
for kind in ("full", "diag"):  # the likelihoods are enough
    for key in ("weights", "means", "covariances", "labels", "first_probabilities"):
        del fixture["wholesale"][kind][key]

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cluster.json")
with open(path, "w", encoding="utf-8") as file:
    json.dump(fixture, file, indent=None, separators=(",", ":"))
    file.write("\n")
