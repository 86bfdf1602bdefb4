#pragma once

#include "core/desk/past_facts.h"

namespace mops::desk {

/// What had been known, a second before each order came, of its buyer and of its merchant. One
/// number an order; NaN = missing.
struct BuyerPast {
    std::vector<double> orders;
    std::vector<double> orders1d;
    std::vector<double> daysSinceLast;
    std::vector<double> ordersAtMerchant;
};
struct MerchantPast {
    std::vector<double> orders30;
    std::vector<double> ordersAll;
    std::vector<double> averageOrder;
    std::vector<double> lateShare30;
    std::vector<double> reviewMean;
    std::vector<double> tenureDays;
};

/// `merchantOf` by order. O(orders log orders).
BuyerPast buyerPastOf(const mart::TradeColumns& trade,
                      const std::vector<std::uint32_t>& merchantOf);
/// By the definitions of the feature catalogue, with the second before the order as the moment.
MerchantPast merchantPastOf(const mart::TradeColumns& trade,
                            const std::vector<std::uint32_t>& merchantOf);

} // namespace mops::desk
