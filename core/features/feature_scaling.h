#pragma once

#include "core/features/feature_catalogue.h"

#include <cstddef>
#include <span>
#include <vector>

namespace mops::features {

/// Counts, money, days and ratios have heavy tails: sign(x)·log(1 + |x|). Shares and scores are
/// bounded and stay as they are. Rising, so the order of merchants is kept; NaN stays NaN.
double transformed(Unit unit, double value);

/// How raw feature values become model columns: missing → median, transformed, clipped to the
/// 1st … 99th percentile, then mean 0 and deviation 1. Learned from some rows, applied to any.
struct FeatureScaling {
    std::vector<double> fill;       ///< median of the present values, in the feature's unit
    std::vector<double> low;        ///< clip, transformed
    std::vector<double> high;       ///< clip, transformed
    std::vector<double> means;      ///< of the filled, transformed, clipped values
    std::vector<double> deviations; ///< never 0: a constant column gets 1 and so says nothing

    std::size_t columns() const { return fill.size(); }
    /// Filled, transformed, clipped, standardised.
    double scaled(std::size_t column, Unit unit, double value) const;
};

/// `columns` are feature columns, all of one length, NaN = missing; `units` one per column.
/// O(rows · columns).
FeatureScaling fitScaling(std::span<const std::vector<double>> columns,
                          std::span<const Unit> units);

/// All rows scaled: rows × columns, each row contiguous.
std::vector<double> scaledRows(std::span<const std::vector<double>> columns,
                               std::span<const Unit> units, const FeatureScaling& scaling);

/// The units of the whole catalogue, in its order.
std::vector<Unit> catalogueUnits();

/// Lower median of the values that are not NaN; NaN when there are none.
double presentMedian(std::span<const double> values);

} // namespace mops::features
