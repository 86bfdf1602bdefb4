#include "core/risk/risk_features.h"

#include "core/features/feature_scaling.h"

#include <array>
#include <cmath>

namespace mops::risk {
namespace {

constexpr double kPriorObservations = 10;

constexpr std::array kRiskFeatures{
    RiskFeature{kOwnPastShare, kOwnPastOrders},
    RiskFeature{"orders_90", nullptr},
    RiskFeature{"growth_90", "orders_90"},
    RiskFeature{"days_since_last_order", nullptr},
    RiskFeature{"late_share_all", "orders_all"},
    RiskFeature{"missed_ship_by_share_90", "orders_90"},
    RiskFeature{"days_to_ship_all", "orders_all"},
    RiskFeature{"low_review_share_90", "reviews_90"},
    RiskFeature{"low_review_share_all", "orders_all"},
    RiskFeature{"repeat_buyer_share_all", "buyers_all"},
    RiskFeature{"price_mean_all", nullptr},
};

} // namespace

std::span<const RiskFeature> riskFeatures() {
    return kRiskFeatures;
}

void addOwnPast(features::FeatureFrame& frame, const Outcome& outcome,
                const mart::TradeColumns& trade) {
    std::vector<double> share;
    std::vector<double> orders;
    share.reserve(frame.rows());
    orders.reserve(frame.rows());
    for (const std::uint32_t merchant : frame.merchant) {
        const OwnPast past = ownPastOf(outcome, trade, merchant, frame.asOf);
        share.push_back(past.share);
        orders.push_back(past.observations);
    }
    frame.columns.push_back(std::move(share));
    frame.columns.push_back(std::move(orders));
}

std::optional<std::size_t> columnIndex(std::string_view id) {
    if (id == kOwnPastShare)
        return features::featureCatalogue().size();
    if (id == kOwnPastOrders)
        return features::featureCatalogue().size() + 1;
    return features::featureIndex(id);
}

features::Unit columnUnit(std::string_view id) {
    if (const auto index = features::featureIndex(id))
        return features::featureCatalogue()[*index].unit;
    return id == kOwnPastShare ? features::Unit::Share : features::Unit::Count;
}

double settled(double value, double observations, double typical) {
    if (std::isnan(value))
        return typical;
    if (std::isnan(observations))
        return value;
    const double weight = observations / (observations + kPriorObservations);
    return typical + weight * (value - typical);
}

double typicalValue(std::span<const double> values, std::span<const double> observations) {
    double sum = 0;
    double count = 0;
    for (std::size_t r = 0; r < observations.size(); ++r) {
        if (std::isnan(values[r]) || std::isnan(observations[r]))
            continue;
        sum += observations[r] * values[r];
        count += observations[r];
    }
    if (count > 0)
        return sum / count;
    const double median = features::presentMedian(values);
    return std::isnan(median) ? 0 : median;
}

} // namespace mops::risk
