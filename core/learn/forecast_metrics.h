#pragma once

#include <span>

namespace mops::learn {

// Pairs whose actual value is missing (NaN) are left out everywhere. Where nothing is left, where
// lengths differ or where a forecast is NaN the answer is NaN, as in metrics.h. One pass each.

/// (1/n) Σ |y − f|.
double meanAbsoluteError(std::span<const double> actual, std::span<const double> forecast);
/// √((1/n) Σ (y − f)²).
double rootMeanSquaredError(std::span<const double> actual, std::span<const double> forecast);
/// (1/n) Σ (f − y): above 0 the forecast was too high.
double meanError(std::span<const double> actual, std::span<const double> forecast);
/// Σ |y − f| / Σ |y|; NaN where all actual values are 0.
double weightedAbsolutePercentageError(std::span<const double> actual,
                                       std::span<const double> forecast);

/// The scale of MASE: the mean of |y(t) − y(t − season)| over the training values where both are
/// there. `season` ≥ 1; 1 = the plain naive forecast. NaN where there is no such pair.
double seasonalNaiveScale(std::span<const double> training, int season);
/// Mean absolute scaled error (Hyndman & Koehler 2006): meanAbsoluteError / seasonalNaiveScale.
/// Below 1 beats the seasonal naive forecast's one-season steps inside the training values. NaN
/// where the scale is 0 (a training series that repeats exactly): no error can be compared to it.
double mase(std::span<const double> actual, std::span<const double> forecast,
            std::span<const double> training, int season);

/// Pinball (quantile) loss at `level` in (0, 1): the mean of level · (y − q) where y ≥ q, else
/// (1 − level) · (q − y). Smallest, in expectation, at the true quantile (Koenker & Bassett 1978).
double pinballLoss(std::span<const double> actual, std::span<const double> quantile, double level);

/// The share of actual values within [lower, upper].
double coverage(std::span<const double> actual, std::span<const double> lower,
                std::span<const double> upper);

} // namespace mops::learn
