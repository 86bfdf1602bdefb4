#pragma once

#include <span>
#include <vector>

namespace mops::learn {

// What regression_metrics.h measures, for series with missing days: pairs whose actual value is
// missing (NaN) are left out. Where nothing is left, where lengths differ or where a forecast is
// NaN the answer is NaN. One pass each.

/// The pairs whose actual value is there, for the functions of regression_metrics.h; none when the
/// lengths differ.
struct KnownPairs {
    std::vector<double> actual;
    std::vector<double> forecast;
};
KnownPairs knownPairs(std::span<const double> actual, std::span<const double> forecast);

/// The scale of MASE: the mean of |y(t) − y(t − season)| over the training values where both are
/// there. `season` ≥ 1; 1 = the plain naive forecast. NaN where there is no such pair.
double seasonalNaiveScale(std::span<const double> training, int season);
/// Mean absolute scaled error (Hyndman & Koehler 2006): mean absolute error / seasonalNaiveScale.
/// Below 1 beats the seasonal naive forecast's one-season steps inside the training values. NaN
/// where the scale is 0 (a training series that repeats exactly): no error can be compared to it.
double mase(std::span<const double> actual, std::span<const double> forecast,
            std::span<const double> training, int season);

/// The share of actual values within [lower, upper].
double coverage(std::span<const double> actual, std::span<const double> lower,
                std::span<const double> upper);

} // namespace mops::learn
