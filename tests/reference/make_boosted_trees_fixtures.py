"""Numbers of XGBoost's own Python package for tests/core/learn/tst_boosted_trees.cpp.

Writes boosted_trees.json beside itself. See README.md for how to run it.
"""
import json
import os

import numpy as np
import xgboost

rng = np.random.default_rng(20240702)
rows, columns = 300, 4
# One digit: few different values, so that every histogram has a bin for each of them.
x = np.round(rng.normal(0, 2, (rows, columns)), 1)
x[rng.uniform(size=x.shape) < 0.1] = np.nan
known = np.nan_to_num(x)
log_odds = known[:, 0] - known[:, 1] * (known[:, 2] > 0) - 0.5 + 2 * np.isnan(x[:, 3])
y = (rng.uniform(size=rows) < 1 / (1 + np.exp(-log_odds))).astype(int)
weights = np.round(rng.uniform(0.5, 2, rows), 1)

parameters = {
    "objective": "binary:logistic", "tree_method": "hist", "base_score": 0.5, "max_depth": 3,
    "eta": 0.2, "lambda": 2.0, "gamma": 0.1, "min_child_weight": 1.5, "scale_pos_weight": 1.5,
    "nthread": 1, "verbosity": 0,
}
data = xgboost.DMatrix(x, y, weight=weights)
model = xgboost.train(parameters, data, 25)
gain = model.get_score(importance_type="gain")
total_gain = model.get_score(importance_type="total_gain")
weight = model.get_score(importance_type="weight")


def numbers(array, digits):
    return [None if np.isnan(v) else round(float(v), digits) for v in np.asarray(array).ravel()]


fixture = {
    "columns": columns, "x": numbers(x, 1), "y": [int(v) for v in y],
    "weights": numbers(weights, 1),
    "margin": numbers(model.predict(data, output_margin=True), 6),
    "contributions_of_ten_rows": numbers(model.predict(data, pred_contribs=True)[:10], 6),
    "gain": [gain.get(f"f{c}", 0.0) for c in range(columns)],
    "total_gain": [total_gain.get(f"f{c}", 0.0) for c in range(columns)],
    "splits": [int(weight.get(f"f{c}", 0)) for c in range(columns)],
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "boosted_trees.json")
with open(path, "w") as file:
    json.dump(fixture, file, separators=(",", ":"))
    file.write("\n")
