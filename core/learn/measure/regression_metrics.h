#pragma once

#include <span>

namespace mops::learn {

// Of numbers forecast and numbers that came true. With none, unequal lengths or a NaN every answer
// is NaN.

/// Mean |actual − forecast|.
double meanAbsoluteError(std::span<const double> actual, std::span<const double> forecast);
/// √ of the mean squared difference.
double rootMeanSquaredError(std::span<const double> actual, std::span<const double> forecast);
/// Mean of forecast − actual: above 0 forecasts are too high.
double meanError(std::span<const double> actual, std::span<const double> forecast);
double medianAbsoluteError(std::span<const double> actual, std::span<const double> forecast);
/// 1 − Σ(actual − forecast)² / Σ(actual − mean)². Constant actual numbers: 1 when all are met, else
/// 0. NaN for a single row.
double coefficientOfDetermination(std::span<const double> actual, std::span<const double> forecast);
/// Mean |actual − forecast| / max(|actual|, 2⁻⁵²).
double meanAbsolutePercentageError(std::span<const double> actual,
                                   std::span<const double> forecast);
/// Σ |actual − forecast| / Σ |actual|: the percentage error that slow goods do not break. NaN when
/// all actual numbers are 0.
double weightedAbsolutePercentageError(std::span<const double> actual,
                                       std::span<const double> forecast);

/// Mean of max(q·(actual − forecast), (q − 1)·(actual − forecast)) for forecasts of the quantile q
/// in (0, 1). Koenker and Bassett 1978.
double pinballLoss(std::span<const double> actual, std::span<const double> forecast,
                   double quantile);

/// Mean absolute scaled error: the mean absolute error divided by that of the seasonal naive
/// forecast within the history (each number forecast by the one `season` steps before). Below 1 is
/// better than naive. NaN when the history has no more than `season` numbers or repeats itself
/// exactly. Hyndman and Koehler 2006.
double meanAbsoluteScaledError(std::span<const double> actual, std::span<const double> forecast,
                               std::span<const double> history, int season = 1);

/// Share of rows with low ≤ actual ≤ high.
double intervalCoverage(std::span<const double> actual, std::span<const double> low,
                        std::span<const double> high);

} // namespace mops::learn
