#pragma once

#include "core/features/column.h"

#include <cstddef>

namespace mops::desk {

/// The documented columns by position in ruleColumns(). A merchant's begin with the feature
/// catalogue, whole and in its order, so that a rule and the risk model mean the same by a name.
enum class MerchantColumn : std::size_t {
    MerchantId = static_cast<std::size_t>(features::Column::Count),
    Name,
    Region,
    City,
    Category,
    TopBuyerShare90,
    BusiestDayShare90,
    AfterSales90,
    AfterSaleShare90,
    NotReceived90,
    Counterfeit90,
    LinkedMerchants,
    Count
};

enum class OrderColumn : std::size_t {
    Amount,
    Freight,
    FreightShare,
    Items,
    Hour,
    Weekday,
    PromisedDays,
    PaymentMethod,
    Installments,
    Category,
    BuyerRegion,
    BuyerOrders,
    BuyerOrders1d,
    BuyerDaysSinceLast,
    BuyerMerchantOrders,
    DistanceKm,
    MerchantId,
    MerchantRegion,
    MerchantOrders30,
    MerchantOrdersAll,
    MerchantAverageOrder,
    MerchantLateShare30,
    MerchantReviewMean,
    MerchantTenureDays,
    Count
};

} // namespace mops::desk
