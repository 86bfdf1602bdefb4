#include "core/learn/measure/regression_metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Mean of term(actual, forecast); NaN when there is none. A NaN number makes it NaN by itself.
template <class Term>
double meanOf(std::span<const double> actual, std::span<const double> forecast, const Term& term) {
    if (actual.empty() || actual.size() != forecast.size())
        return kNaN;
    double total = 0;
    for (std::size_t r = 0; r < actual.size(); ++r)
        total += term(actual[r], forecast[r]);
    return total / static_cast<double>(actual.size());
}

bool holdsNaN(std::span<const double> values) {
    return std::ranges::any_of(values, [](double value) { return std::isnan(value); });
}

} // namespace

double meanAbsoluteError(std::span<const double> actual, std::span<const double> forecast) {
    return meanOf(actual, forecast, [](double a, double f) { return std::abs(a - f); });
}

double rootMeanSquaredError(std::span<const double> actual, std::span<const double> forecast) {
    return std::sqrt(
        meanOf(actual, forecast, [](double a, double f) { return (a - f) * (a - f); }));
}

double meanError(std::span<const double> actual, std::span<const double> forecast) {
    return meanOf(actual, forecast, [](double a, double f) { return f - a; });
}

double medianAbsoluteError(std::span<const double> actual, std::span<const double> forecast) {
    if (actual.empty() || actual.size() != forecast.size() || holdsNaN(actual) ||
        holdsNaN(forecast))
        return kNaN;
    std::vector<double> errors(actual.size());
    for (std::size_t r = 0; r < errors.size(); ++r)
        errors[r] = std::abs(actual[r] - forecast[r]);
    std::ranges::sort(errors);
    const std::size_t middle = errors.size() / 2;
    return errors.size() % 2 == 1 ? errors[middle] : 0.5 * (errors[middle - 1] + errors[middle]);
}

double coefficientOfDetermination(std::span<const double> actual,
                                  std::span<const double> forecast) {
    if (actual.size() < 2)
        return kNaN;
    const double mean = meanOf(actual, actual, [](double a, double) { return a; });
    const double missed =
        meanOf(actual, forecast, [](double a, double f) { return (a - f) * (a - f); });
    const double spread =
        meanOf(actual, actual, [&](double a, double) { return (a - mean) * (a - mean); });
    if (std::isnan(missed) || std::isnan(spread))
        return kNaN;
    if (spread == 0)
        return missed == 0 ? 1.0 : 0.0;
    return 1 - missed / spread;
}

double meanAbsolutePercentageError(std::span<const double> actual,
                                   std::span<const double> forecast) {
    return meanOf(actual, forecast, [](double a, double f) {
        return std::abs(a - f) / std::max(std::abs(a), std::numeric_limits<double>::epsilon());
    });
}

double weightedAbsolutePercentageError(std::span<const double> actual,
                                       std::span<const double> forecast) {
    const double size = meanOf(actual, actual, [](double a, double) { return std::abs(a); });
    return size > 0 ? meanAbsoluteError(actual, forecast) / size : kNaN;
}

double pinballLoss(std::span<const double> actual, std::span<const double> forecast,
                   double quantile) {
    if (!(quantile > 0 && quantile < 1))
        return kNaN;
    return meanOf(actual, forecast, [quantile](double a, double f) {
        return a >= f ? quantile * (a - f) : (1 - quantile) * (f - a);
    });
}

double meanAbsoluteScaledError(std::span<const double> actual, std::span<const double> forecast,
                               std::span<const double> history, int season) {
    if (season < 1 || history.size() <= static_cast<std::size_t>(season))
        return kNaN;
    const std::size_t pairs = history.size() - static_cast<std::size_t>(season);
    const double naive = meanAbsoluteError(history.last(pairs), history.first(pairs));
    return naive > 0 ? meanAbsoluteError(actual, forecast) / naive : kNaN;
}

double intervalCoverage(std::span<const double> actual, std::span<const double> low,
                        std::span<const double> high) {
    if (actual.empty() || low.size() != actual.size() || high.size() != actual.size() ||
        holdsNaN(actual) || holdsNaN(low) || holdsNaN(high))
        return kNaN;
    double inside = 0;
    for (std::size_t r = 0; r < actual.size(); ++r)
        inside += low[r] <= actual[r] && actual[r] <= high[r] ? 1 : 0;
    return inside / static_cast<double>(actual.size());
}

} // namespace mops::learn
