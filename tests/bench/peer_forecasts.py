"""The series of bench_forecasts with NumPy's seasonal naive and, of the first 40, exponential
smoothing whose one-step error SciPy minimises, and statsmodels' where it is installed.

    bench_forecasts --data DIR && /usr/bin/python3 peer_forecasts.py --data DIR
"""
import sys
import time
import warnings

import numpy as np
from scipy import optimize

warnings.simplefilter("ignore")
series = np.fromfile(f"{sys.argv[2]}/series.f64").reshape(-1, 540)
HORIZON, SEASON, SAMPLE = 28, 7, 40
FORMS = [(trend, season) for season in (1, SEASON) for trend in ("none", "additive", "damped")]


def line(task, who, seconds, note):
    print(f"{task}\t{who}\t1\t{seconds:.4f}\t{note}", flush=True)


def scaled_errors(y, forecast):
    train, actual = y[..., :-HORIZON], y[..., -HORIZON:]
    scale = np.abs(train[..., SEASON:] - train[..., :-SEASON]).mean(-1)
    return np.abs(actual - forecast).mean(-1) / scale


def errors(y, trend, season, theta):
    """One-step errors and the last states."""
    theta = list(theta)
    alpha = theta.pop(0)
    beta = alpha * theta.pop(0) if trend != "none" else 0.0
    gamma = (1 - alpha) * theta.pop(0) if season > 1 else 0.0
    phi = theta.pop(0) if trend == "damped" else 1.0
    level = theta.pop(0)
    slope = theta.pop(0) if trend != "none" else 0.0
    seasons = theta + [-sum(theta)] if season > 1 else [0.0]
    out = np.empty(len(y))
    for t, value in enumerate(y):
        k = t % season
        damped = phi * slope
        error = value - (level + damped + seasons[k])
        out[t] = error
        level += damped + alpha * error
        slope = damped + beta * error
        seasons[k] += gamma * error
    return out


def aicc(squares, n, parameters):
    k = parameters + 1
    return n * (np.log(2 * np.pi * squares / n) + 1) + 2 * k + 2 * k * (k + 1) / (n - k - 1)


def scipy_smoothing(y):
    values = y.tolist()
    best = np.inf
    for trend, season in FORMS:
        begin, bounds = [0.2], [(1e-4, 0.9999)]
        if trend != "none":
            begin, bounds = begin + [0.1], bounds + [(1e-4, 0.9999)]
        if season > 1:
            begin, bounds = begin + [0.1], bounds + [(1e-4, 0.9999)]
        if trend == "damped":
            begin, bounds = begin + [0.95], bounds + [(0.8, 0.98)]
        begin.append(float(y[:14].mean()))
        if trend != "none":
            begin.append(0.0)
        if season > 1:
            begin += [float(y[k::season].mean() - y.mean()) for k in range(season - 1)]
        bounds += [(None, None)] * (len(begin) - len(bounds))
        fit = optimize.minimize(lambda p: np.log(np.sum(errors(values, trend, season, p) ** 2)),
                                begin, method="L-BFGS-B", bounds=bounds)
        best = min(best, aicc(np.exp(fit.fun), len(y), len(begin)))
    return best


def statsmodels_smoothing(y):
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel
    best, forecast = np.inf, None
    for trend, season in FORMS:
        model = ETSModel(y, error="add", trend=None if trend == "none" else "add",
                         damped_trend=trend == "damped", seasonal="add" if season > 1 else None,
                         seasonal_periods=season if season > 1 else None)
        fit = model.fit(disp=False)
        parameters = 2 + 2 * (trend != "none") + (trend == "damped") + (season if season > 1 else 0)
        now = aicc(float(np.sum(fit.resid ** 2)), len(y), parameters)
        if now < best:
            best, forecast = now, fit.forecast(HORIZON)
    return best, forecast


begin = time.perf_counter()
last = series[:, -HORIZON - SEASON:-HORIZON]
naive = np.tile(last, (1, HORIZON // SEASON))
line("forecasts, 10k series x 540 days", "NumPy seasonal naive", time.perf_counter() - begin,
     f"MASE {np.nanmean(scaled_errors(series, naive)):.4f}")

few = 4  # the recursion in Python is slow: seconds are those of 40
begin = time.perf_counter()
found = [scipy_smoothing(y[:-HORIZON]) for y in series[:few]]
line("ETS by AICc, 40 series", "SciPy L-BFGS-B", (time.perf_counter() - begin) * SAMPLE / few,
     f"mean AICc {np.mean(found):.4f} of the first {few}")

try:
    begin = time.perf_counter()
    found = [statsmodels_smoothing(y[:-HORIZON]) for y in series[:SAMPLE]]
    seconds = time.perf_counter() - begin
    mase = scaled_errors(series[:SAMPLE], np.array([forecast for _, forecast in found]))
    line("ETS by AICc, 40 series", "statsmodels ETSModel", seconds,
         f"mean AICc {np.mean([a for a, _ in found]):.4f}")
    line("forecasts, 40 series", "statsmodels ETSModel", seconds, f"MASE {np.nanmean(mase):.4f}")
except ImportError:
    print("statsmodels is not installed", file=sys.stderr)
