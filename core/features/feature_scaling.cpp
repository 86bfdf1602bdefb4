#include "core/features/feature_scaling.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mops::features {
namespace {

constexpr double kClip = 0.01; ///< share of rows cut at either end

std::vector<double> present(std::span<const double> values) {
    std::vector<double> result;
    result.reserve(values.size());
    std::copy_if(values.begin(), values.end(), std::back_inserter(result),
                 [](double value) { return !std::isnan(value); });
    return result;
}

/// The value of rank floor(share · (n − 1)); reorders the values.
double quantile(std::vector<double>& values, double share) {
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<std::size_t>(rank)];
}

} // namespace

double transformed(Unit unit, double value) {
    switch (unit) {
    case Unit::Count:
    case Unit::MinorUnits:
    case Unit::Days:
    case Unit::Ratio: return std::copysign(std::log1p(std::abs(value)), value);
    case Unit::Share:
    case Unit::Score: return value;
    }
    return value;
}

double FeatureScaling::scaled(std::size_t column, Unit unit, double value) const {
    const double filled = std::isnan(value) ? fill[column] : value;
    const double clipped = std::clamp(transformed(unit, filled), low[column], high[column]);
    return (clipped - means[column]) / deviations[column];
}

FeatureScaling fitScaling(std::span<const std::vector<double>> columns,
                          std::span<const Unit> units) {
    FeatureScaling scaling;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        std::vector<double> values = present(columns[c]);
        const double fill = values.empty() ? 0.0 : quantile(values, 0.5);
        const double low = values.empty() ? 0.0 : transformed(units[c], quantile(values, kClip));
        const double high =
            values.empty() ? 0.0 : transformed(units[c], quantile(values, 1 - kClip));
        const auto clipped = [&](double value) {
            return std::clamp(transformed(units[c], std::isnan(value) ? fill : value), low, high);
        };
        const auto rows = static_cast<double>(std::max<std::size_t>(columns[c].size(), 1));
        double sum = 0;
        for (const double value : columns[c])
            sum += clipped(value);
        const double mean = sum / rows;
        double squares = 0;
        for (const double value : columns[c])
            squares += (clipped(value) - mean) * (clipped(value) - mean);
        const double deviation = std::sqrt(squares / rows);
        scaling.fill.push_back(fill);
        scaling.low.push_back(low);
        scaling.high.push_back(high);
        scaling.means.push_back(mean);
        // Rounding leaves a constant column a deviation near 1e-16; dividing by it would make
        // noise.
        scaling.deviations.push_back(deviation > 1e-9 * std::max(1.0, std::abs(mean)) ? deviation
                                                                                      : 1.0);
    }
    return scaling;
}

std::vector<double> scaledRows(std::span<const std::vector<double>> columns,
                               std::span<const Unit> units, const FeatureScaling& scaling) {
    const std::size_t rows = columns.empty() ? 0 : columns.front().size();
    std::vector<double> values(rows * columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c) {
        for (std::size_t r = 0; r < rows; ++r)
            values[r * columns.size() + c] = scaling.scaled(c, units[c], columns[c][r]);
    }
    return values;
}

std::vector<Unit> catalogueUnits() {
    std::vector<Unit> units;
    for (const Feature& feature : featureCatalogue())
        units.push_back(feature.unit);
    return units;
}

double presentMedian(std::span<const double> values) {
    std::vector<double> kept = present(values);
    return kept.empty() ? std::numeric_limits<double>::quiet_NaN() : quantile(kept, 0.5);
}

} // namespace mops::features
