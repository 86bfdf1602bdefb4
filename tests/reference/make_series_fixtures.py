"""Numbers of other implementations for the tests of forecasts, uplift and forecast metrics.

statsmodels gives exponential smoothing by maximum likelihood and Newcombe's and Welch's intervals;
SciPy minimises the one-step error of an independent NumPy recursion from many starts.
Writes series.json beside itself. See README.md for how to run it.
"""
import json
import os
import warnings

import numpy as np
from scipy import optimize, stats
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

warnings.simplefilter("ignore")
rng = np.random.default_rng(20240607)


def numbers(array):
    return [float(v) for v in np.asarray(array, dtype=float).ravel()]


def errors(y, trend, season, theta):
    """One-step errors; theta = alpha, [beta/alpha], [gamma/(1-alpha)], [phi], level, [slope], seasons."""
    theta = list(theta)
    alpha = theta.pop(0)
    beta = alpha * theta.pop(0) if trend != "none" else 0.0
    gamma = (1 - alpha) * theta.pop(0) if season > 1 else 0.0
    phi = theta.pop(0) if trend == "damped" else 1.0
    level = theta.pop(0)
    slope = theta.pop(0) if trend != "none" else 0.0
    seasons = theta + [-sum(theta)] if season > 1 else [0.0]
    out = []
    for t, value in enumerate(y):
        k = t % len(seasons)
        damped = phi * slope
        error = value - (level + damped + seasons[k])
        if np.isnan(error):
            error = 0.0
        out.append(error)
        level += damped + alpha * error
        slope = damped + beta * error
        seasons[k] += gamma * error
    return np.array(out)


def least_squares(y, trend, season):
    """The least squared one-step error over 12 starts."""
    y = np.asarray(y)
    low, high, begin = [1e-4], [1 - 1e-4], []
    if trend != "none":
        low, high = low + [1e-4], high + [1 - 1e-4]
    if season > 1:
        low, high = low + [1e-4], high + [1 - 1e-4]
    if trend == "damped":
        low, high = low + [0.8], high + [0.98]
    weights = len(low)
    states = [np.nanmean(y[:10])] + ([0.0] if trend != "none" else [])
    if season > 1:
        states += [np.nanmean(y[k::season]) - np.nanmean(y) for k in range(season - 1)]
    low, high = low + [-np.inf] * len(states), high + [np.inf] * len(states)
    best = np.inf
    for _ in range(12):
        begin = [rng.uniform(max(a, 0.01), min(b, 0.9)) for a, b in
                 zip(low[:weights], high[:weights])] + states
        fit = optimize.least_squares(lambda p: errors(y, trend, season, p), begin,
                                     bounds=(low, high), xtol=1e-14, ftol=1e-14, gtol=1e-12)
        best = min(best, 2 * fit.cost)
    return float(best)


def daily(n, level, slope, week, noise, wander):
    shape = np.array([0.8, 0.9, 1.0, 1.0, 1.1, 1.4, 0.8]) - 1
    base = level + slope * np.arange(n) + np.cumsum(rng.normal(0, wander, n))
    return np.round(base + week * shape[np.arange(n) % 7] + rng.normal(0, noise, n), 2)


series = {
    "level": np.round(50 + np.cumsum(rng.normal(0, 2, 80)) + rng.normal(0, 4, 80), 2),
    "trend": np.round(10 + 0.8 * np.arange(90) + rng.normal(0, 5, 90), 2),
    "weekly": daily(98, 100, 0.0, 60, 6, 1.5),
    "weekly_trend": daily(112, 200, 1.5, 90, 12, 2.0),
}
gaps = daily(105, 80, 0.3, 50, 5, 1.0)
gaps[[0, 17, 18, 19, 60, 61, 90]] = np.nan
series["gaps"] = gaps

smoothing = []
for name, y in series.items():
    for trend in ("none", "additive", "damped"):
        for season in (1, 7):
            case = {"series": name, "trend": trend, "season": season,
                    "sum_of_squares": least_squares(y, trend, season)}
            if name != "gaps":
                model = ETSModel(y, error="add", trend=None if trend == "none" else "add",
                                 damped_trend=trend == "damped",
                                 seasonal="add" if season > 1 else None,
                                 seasonal_periods=season if season > 1 else None)
                fit = model.fit(disp=False, maxiter=5000)
                named = dict(zip(fit.param_names, numbers(fit.params)))
                case["statsmodels"] = {
                    "alpha": named["smoothing_level"],
                    "beta": named.get("smoothing_trend", 0.0),
                    "gamma": named.get("smoothing_seasonal", 0.0),
                    "phi": named.get("damping_trend", 1.0),
                    "level": float(fit.initial_level),
                    "slope": float(fit.initial_trend) if trend != "none" else 0.0,
                    # statsmodels' first is that of the step just before the series.
                    "seasons": numbers(fit.initial_seasonal) if season > 1 else [],
                    "sum_of_squares": float(np.sum(fit.resid ** 2)),
                    "log_likelihood": float(fit.llf),
                    "forecast": numbers(fit.forecast(10)),
                }
            smoothing.append(case)

proportions = []
for treated, n_treated, control, n_control in [(56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7),
                                               (0, 10, 0, 20), (10, 10, 0, 20), (512, 9000, 430, 9100)]:
    low, high = confint_proportions_2indep(treated, n_treated, control, n_control,
                                           method="newcomb", compare="diff", alpha=0.05)
    proportions.append({"treated": treated, "n_treated": n_treated, "control": control,
                        "n_control": n_control, "low": float(low), "high": float(high)})

a = np.round(rng.normal(12, 3, 23), 3)
b = np.round(rng.normal(10, 6, 41), 3)
compared = CompareMeans(DescrStatsW(a), DescrStatsW(b))
low, high = compared.tconfint_diff(alpha=0.1, usevar="unequal")
t, p, df = compared.ttest_ind(usevar="unequal")
welch = {"treated": numbers(a), "control": numbers(b), "low_90": float(low), "high_90": float(high),
         "t": float(t), "p": float(p), "df": float(df)}

probability = [1e-12, 1e-6, 0.001, 0.025, 0.2, 0.5, 0.9, 0.975, 0.999999]
quantiles = {"probability": probability, "normal": numbers(stats.norm.ppf(probability)),
             "student": [{"df": df, "quantile": numbers(stats.t.ppf(probability, df))}
                         for df in (1, 2.5, 7, 61.3, 1e6)],
             "cdf_at": [-40.0, -8.0, -1.5, 0.0, 0.3, 2.0, 6.0],
             "student_cdf": [{"df": df, "cdf": numbers(stats.t.cdf([-40.0, -8.0, -1.5, 0.0, 0.3, 2.0, 6.0], df))}
                             for df in (1, 2.5, 7, 61.3, 1e6)]}

fixture = {"series": {name: [None if np.isnan(v) else float(v) for v in y]
                      for name, y in series.items()},
           "smoothing": smoothing, "proportions": proportions, "welch": welch,
           "quantiles": quantiles}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "series.json")
with open(path, "w", encoding="utf-8") as file:
    json.dump(fixture, file, separators=(",", ":"))
    file.write("\n")
