#include "core/learn/measure/forecast_metrics.h"

#include "core/learn/measure/regression_metrics.h"

#include <cmath>
#include <cstddef>
#include <limits>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

} // namespace

KnownPairs knownPairs(std::span<const double> actual, std::span<const double> forecast) {
    KnownPairs known;
    if (actual.size() != forecast.size())
        return known;
    for (std::size_t i = 0; i < actual.size(); ++i)
        if (!std::isnan(actual[i])) {
            known.actual.push_back(actual[i]);
            known.forecast.push_back(forecast[i]);
        }
    return known;
}

double seasonalNaiveScale(std::span<const double> training, int season) {
    if (season < 1 || training.size() <= static_cast<std::size_t>(season))
        return kNaN;
    const auto lag = static_cast<std::size_t>(season);
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t t = lag; t < training.size(); ++t)
        if (const double step = training[t] - training[t - lag]; !std::isnan(step)) {
            sum += std::abs(step);
            ++count;
        }
    return count > 0 ? sum / static_cast<double>(count) : kNaN;
}

double mase(std::span<const double> actual, std::span<const double> forecast,
            std::span<const double> training, int season) {
    const double scale = seasonalNaiveScale(training, season);
    const KnownPairs known = knownPairs(actual, forecast);
    return scale > 0 ? meanAbsoluteError(known.actual, known.forecast) / scale : kNaN;
}

double coverage(std::span<const double> actual, std::span<const double> lower,
                std::span<const double> upper) {
    const KnownPairs low = knownPairs(actual, lower);
    const KnownPairs high = knownPairs(actual, upper);
    return intervalCoverage(low.actual, low.forecast, high.forecast);
}

} // namespace mops::learn
