"""scikit-learn's minimum covariance determinant for tests/core/learn/tst_robust_distance.cpp.

Writes robust_distance.json beside itself. See README.md for how to run it.
"""
import json
import os

import numpy as np
from scipy.stats import chi2
from sklearn.covariance import MinCovDet

rng = np.random.default_rng(20240703)


def case(rows, columns, outliers):
    mixing = rng.normal(size=(columns, columns)) + 2 * np.eye(columns)
    x = rng.normal(size=(rows, columns)) @ mixing + 10 * np.arange(columns)
    x[:outliers] += rng.normal(6, 1, (outliers, columns)) * np.sqrt(np.diag(mixing.T @ mixing))
    x = np.round(x, 3)
    best = np.inf
    for seed in range(5):
        found = MinCovDet(random_state=seed).fit(x)
        rows_inside = x[found.raw_support_]
        determinant = np.linalg.slogdet(np.cov(rows_inside.T, bias=True).reshape(columns, -1))[1]
        if determinant < best:
            best, support, model = determinant, int(found.raw_support_.sum()), found
    return {
        "columns": columns, "outliers": outliers, "x": [float(v) for v in x.ravel()],
        "support_rows": support, "log_determinant": float(best),
        "location": [float(v) for v in model.location_],
        "flagged": [int(v) for v in np.flatnonzero(model.dist_ > chi2.ppf(0.9999, columns))],
    }


fixture = {
    "cases": [case(150, 3, 30), case(300, 2, 90), case(60, 1, 9), case(700, 4, 100)],
    "chi2_0.975": [float(chi2.ppf(0.975, p)) for p in (1, 2, 5, 30)],
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "robust_distance.json")
with open(path, "w") as file:
    json.dump(fixture, file, separators=(",", ":"))
    file.write("\n")
