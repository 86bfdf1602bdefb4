"""Numbers of scikit-learn and SciPy for tests/core/learn/tst_supervised_reference.cpp.

Writes supervised.json beside itself. See README.md for how to run it.
"""
import json
import os
import warnings

import numpy as np
from scipy import optimize, stats
from sklearn import metrics
from sklearn.calibration import calibration_curve
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

warnings.simplefilter("ignore")
rng = np.random.default_rng(20240611)


def numbers(array):
    return [None if np.isnan(v) else float(v) for v in np.asarray(array, dtype=float).ravel()]


def fitted(model):
    return {"coefficients": numbers(model.coef_[0]), "intercept": float(model.intercept_[0])}


# Logistic regression: correlated columns on different scales.
z = rng.normal(size=(150, 5))
z[:, 1] += 0.8 * z[:, 0]
x = np.round(z * [1, 3, 0.2, 1, 5] + [0, 10, 0, -2, 0], 4)
y = (rng.uniform(size=150) < 1 / (1 + np.exp(-(z @ [1.2, -0.8, 0.5, 0, 0] - 1)))).astype(int)
l1 = LogisticRegression(penalty="l1", C=1 / 3, solver="saga", tol=1e-13, max_iter=2_000_000).fit(x, y)
net = LogisticRegression(penalty="elasticnet", C=0.25, l1_ratio=0.6, solver="saga", tol=1e-13,
                         max_iter=2_000_000).fit(x, y)
balanced = LogisticRegression(class_weight="balanced", solver="newton-cholesky", tol=1e-12).fit(x, y)
free = LogisticRegression(penalty=None, solver="newton-cholesky", tol=1e-12).fit(x, y)
p = free.predict_proba(x)[:, 1]
design = np.column_stack([np.ones(len(x)), x])
errors = np.sqrt(np.diag(np.linalg.inv(design.T @ (design * (p * (1 - p))[:, None]))))

# So many rows that they are made by a formula on both sides: fractions of multiples.
rows = np.arange(1, 60_001)
steps = np.sqrt([2, 3, 5, 7, 11])
u = np.mod(rows[:, None] * steps, 1.0)
many_x = np.column_stack([u[:, 0], 10 * u[:, 1] + u[:, 0], u[:, 2] ** 2, 3 * u[:, 3] - 100])
eta = 2 * many_x[:, 0] - 0.3 * many_x[:, 1] + many_x[:, 2] + 0.1 * (many_x[:, 3] + 100)
many_y = (u[:, 4] < 1 / (1 + np.exp(-eta))).astype(int)
many = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(many_x, many_y)


# Classifier metrics, with ties and cases that have no spread.
def case(truth, score, threshold):
    truth, score = np.asarray(truth), np.asarray(score, dtype=float)
    called = (score >= threshold).astype(int)
    both = len(set(truth)) == 2
    result = {
        "y": [int(v) for v in truth], "score": numbers(score), "threshold": threshold,
        "accuracy": metrics.accuracy_score(truth, called),
        "precision": metrics.precision_score(truth, called, zero_division=0),
        "recall": metrics.recall_score(truth, called, zero_division=0),
        "f1": metrics.f1_score(truth, called, zero_division=0),
        "balanced_accuracy": metrics.balanced_accuracy_score(truth, called),
        "matthews": metrics.matthews_corrcoef(truth, called),
        "roc_auc": metrics.roc_auc_score(truth, score) if both else None,
        "pr_auc": metrics.average_precision_score(truth, score) if truth.any() else None,
    }
    if both:
        false_rate, true_rate, _ = metrics.roc_curve(truth, score)
        result["ks"] = float(np.max(np.abs(true_rate - false_rate)))
    if score.min() >= 0 and score.max() <= 1:
        result["brier"] = metrics.brier_score_loss(truth, score, pos_label=1)
        result["log_loss"] = metrics.log_loss(truth, score, labels=[0, 1])
        observed, predicted = calibration_curve(truth, score, n_bins=5)
        result["calibration"] = {"observed": numbers(observed), "predicted": numbers(predicted)}
    return {k: float(v) if isinstance(v, np.floating) else v for k, v in result.items()}


tied = np.round(rng.uniform(size=60), 1)
cases = [
    case((rng.uniform(size=60) < tied).astype(int), tied, 0.5),
    case((rng.uniform(size=40) < 0.1).astype(int), np.round(rng.normal(size=40), 2), 0.3),
    case([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5], 0.5),
    case([0, 1, 1, 0], [0.0, 1.0, 0.0, 1.0], 0.5),
    case([0, 1], [0.2, 0.7], 0.9),
    case([1, 1, 1], [0.2, 0.7, 0.7], 0.5),
    case([0, 0, 0], [0.2, 0.7, 0.7], 0.5),
    case([0, 1, 1], [-5.0, 1e300, 1e-300], 0.0),
]

# Forecasts.
actual = np.round(rng.normal(10, 5, 31), 2)
forecast = np.round(actual + rng.normal(0, 2, 31), 2)
actual[3] = forecast[3] = 0
regression = {
    "actual": numbers(actual), "forecast": numbers(forecast),
    "mae": metrics.mean_absolute_error(actual, forecast),
    "rmse": metrics.mean_squared_error(actual, forecast, squared=False),
    "median": metrics.median_absolute_error(actual, forecast),
    "r2": metrics.r2_score(actual, forecast),
    "mape": metrics.mean_absolute_percentage_error(actual, forecast),
    "pinball_90": metrics.mean_pinball_loss(actual, forecast, alpha=0.9),
}

# Calibration, with ties and weights.
score = np.round(rng.normal(size=80), 1)
outcome = (rng.uniform(size=80) < 1 / (1 + np.exp(-2 * score))).astype(int)
weight = np.round(rng.uniform(0, 2, 80), 2)
asked = np.round(np.linspace(-4, 4, 41), 3)
isotonic = IsotonicRegression(out_of_bounds="clip").fit(score, outcome, weight)
target = np.where(outcome == 1, (outcome.sum() + 1) / (outcome.sum() + 2),
                  1 / ((1 - outcome).sum() + 2))


def platt_loss(ab):
    line = ab[0] * score + ab[1]
    return np.sum(np.logaddexp(0, line) - target * line)


platt = optimize.minimize(platt_loss, [0, 0], method="BFGS", options={"gtol": 1e-10}).x

a = np.round(rng.normal(3, 2, 12), 3)
b = np.round(rng.normal(1, 5, 30), 3)
welch = stats.ttest_ind(a, b, equal_var=False)
va, vb = a.var(ddof=1) / 12, b.var(ddof=1) / 30
degrees = (va + vb) ** 2 / (va ** 2 / 11 + vb ** 2 / 29)
half = stats.t.ppf(0.975, degrees) * np.sqrt(va + vb)
wilson = [[e, n, *stats.binomtest(e, n).proportion_ci(0.95, "wilson")]
          for e, n in [(0, 10), (10, 10), (3, 17), (500, 100_000), (1, 1)]]

fixture = {
    "logistic": {
        "x": numbers(x), "columns": 5, "y": [int(v) for v in y], "l1": fitted(l1),
        "net": fitted(net), "balanced": fitted(balanced), "free": fitted(free),
        "free_errors": numbers(errors), "many": fitted(many), "many_positive": int(many_y.sum()),
    },
    "metrics": cases,
    "regression": regression,
    "calibration": {
        "score": numbers(score), "y": [int(v) for v in outcome], "weight": numbers(weight),
        "asked": numbers(asked), "isotonic": numbers(isotonic.predict(asked)),
        "slope": float(platt[0]), "intercept": float(platt[1]),
    },
    "distributions": {
        "normal_quantile": [[v, float(stats.norm.ppf(v))]
                            for v in (1e-300, 1e-12, 0.001, 0.025, 0.3, 0.5, 0.8, 0.999999)],
        "student_cdf": [[t, d, float(stats.t.cdf(t, d))]
                        for t in (-40.0, -2.0, -0.1, 0.0, 1.5, 8.0) for d in (1, 2.5, 30, 1e6)],
        "student_quantile": [[v, d, float(stats.t.ppf(v, d))]
                             for v in (0.001, 0.2, 0.975) for d in (1, 4.3, 500)],
        "chi_square_tail": [[v, d, float(stats.chi2.sf(v, d))]
                            for v in (0.01, 1.0, 3.84, 60.0, 400.0) for d in (1, 2, 7, 99)],
    },
    "intervals": {
        "wilson": [[float(v) for v in row] for row in wilson],
        "first": numbers(a), "second": numbers(b), "difference": float(a.mean() - b.mean()),
        "low": float(a.mean() - b.mean() - half), "high": float(a.mean() - b.mean() + half),
        "degrees": float(degrees), "p_value": float(welch.pvalue),
    },
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "supervised.json")
with open(path, "w", encoding="utf-8") as file:
    json.dump(fixture, file, indent=None, separators=(",", ":"))
    file.write("\n")
