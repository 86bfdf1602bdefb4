#pragma once

#include "core/features/feature_catalogue.h"
#include "core/features/feature_frame.h"
#include "core/mart/trade_columns.h"
#include "core/risk/outcome.h"

#include <optional>
#include <span>
#include <string_view>

namespace mops::risk {

/// What the model looks at, and how many observations stand behind it. A theme stands here once for
/// now and once for all time at most: with every column of the catalogue the coefficients of twins
/// cancel each other, and a reason would have the wrong sign. Lateness of the last 90 days is left
/// out: it follows the whole market's month (strikes, sales days) more than the merchant.
struct RiskFeature {
    const char* feature;  ///< catalogue id
    const char* evidence; ///< catalogue id of a count; null: the value is exact
};
std::span<const RiskFeature> riskFeatures();

/// The merchant's own past of the outcome (ownPastOf): not in the catalogue, because it differs by
/// outcome; stands behind the catalogue's columns in frames of this room.
inline constexpr const char* kOwnPastShare = "own_past_share";
inline constexpr const char* kOwnPastOrders = "own_past_orders";

/// Appends the two columns of the own past.
void addOwnPast(features::FeatureFrame& frame, const Outcome& outcome,
                const mart::TradeColumns& trade);
/// Position of a catalogue feature or a column of the own past in such a frame.
std::optional<std::size_t> columnIndex(std::string_view id);
features::Unit columnUnit(std::string_view id);
inline std::size_t frameColumns() {
    return features::featureCatalogue().size() + 2;
}

/// A value that stands on few observations is drawn towards the typical one, as if by ten more
/// observations of that (empirical Bayes): one late order of two is not yet a late share of 50 %.
/// A missing value (NaN) is the typical one; `observations` NaN = exact.
double settled(double value, double observations, double typical);

/// The mean of the present values by their observations, the median where there are none counted;
/// 0 when all are missing. `observations` may be empty.
double typicalValue(std::span<const double> values, std::span<const double> observations);

} // namespace mops::risk
