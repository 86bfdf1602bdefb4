#include "core/learn/forecast_metrics.h"

#include <cmath>
#include <cstddef>
#include <limits>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// The mean of loss(y, f) over pairs with an actual value; a NaN forecast makes it NaN by itself.
template <class Loss>
double meanOver(std::span<const double> actual, std::span<const double> forecast, Loss loss) {
    if (actual.size() != forecast.size())
        return kNaN;
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < actual.size(); ++i)
        if (!std::isnan(actual[i])) {
            sum += loss(actual[i], forecast[i]);
            ++count;
        }
    return count > 0 ? sum / static_cast<double>(count) : kNaN;
}

} // namespace

double meanAbsoluteError(std::span<const double> actual, std::span<const double> forecast) {
    return meanOver(actual, forecast, [](double y, double f) { return std::abs(y - f); });
}

double rootMeanSquaredError(std::span<const double> actual, std::span<const double> forecast) {
    return std::sqrt(
        meanOver(actual, forecast, [](double y, double f) { return (y - f) * (y - f); }));
}

double meanError(std::span<const double> actual, std::span<const double> forecast) {
    return meanOver(actual, forecast, [](double y, double f) { return f - y; });
}

double weightedAbsolutePercentageError(std::span<const double> actual,
                                       std::span<const double> forecast) {
    const double size = meanOver(actual, actual, [](double y, double) { return std::abs(y); });
    return size > 0 ? meanAbsoluteError(actual, forecast) / size : kNaN;
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
    return scale > 0 ? meanAbsoluteError(actual, forecast) / scale : kNaN;
}

double pinballLoss(std::span<const double> actual, std::span<const double> quantile, double level) {
    if (!(level > 0 && level < 1))
        return kNaN;
    return meanOver(actual, quantile, [level](double y, double q) {
        return y >= q ? level * (y - q) : (1 - level) * (q - y);
    });
}

double coverage(std::span<const double> actual, std::span<const double> lower,
                std::span<const double> upper) {
    if (actual.size() != lower.size() || actual.size() != upper.size())
        return kNaN;
    std::size_t within = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < actual.size(); ++i) {
        if (std::isnan(actual[i]))
            continue;
        if (std::isnan(lower[i]) || std::isnan(upper[i]))
            return kNaN;
        within += actual[i] >= lower[i] && actual[i] <= upper[i] ? 1U : 0U;
        ++count;
    }
    return count > 0 ? static_cast<double>(within) / static_cast<double>(count) : kNaN;
}

} // namespace mops::learn
