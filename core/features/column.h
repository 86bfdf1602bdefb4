#pragma once

#include <cstddef>

namespace mops::features {

/// The columns of the frame by name, in the order of the catalogue (which checks it).
enum class Column : std::size_t {
    Orders30,
    Orders90,
    OrdersAll,
    Turnover30,
    Turnover90,
    TurnoverAll,
    AverageOrder90,
    AverageOrderAll,
    Growth30,
    Growth90,
    TurnoverGrowth90,
    Buyers90,
    BuyersAll,
    RepeatBuyerShareAll,
    NewBuyerShare90,
    CancelledShare90,
    CancelledShareAll,
    LateShare30,
    LateShare90,
    LateShareAll,
    DaysLate90,
    OverdueOrders90,
    DaysToApprove90,
    DaysToShip90,
    DaysToShipAll,
    DaysToDeliver90,
    DaysToDeliverAll,
    MissedShipByShare90,
    FreightShare90,
    FreightShareAll,
    Reviews90,
    ReviewMean30,
    ReviewMean90,
    ReviewMeanAll,
    LowReviewShare90,
    LowReviewShareAll,
    CategoriesAll,
    CategoryConcentrationAll,
    ProductCount90,
    ProductCountAll,
    TopProductShare90,
    PriceMeanAll,
    PriceLevelAll,
    PriceSpreadAll,
    ItemsPerOrder90,
    ActiveDays90,
    WeekendShareAll,
    LongestGapDays,
    DaysSinceLastOrder,
    TenureDays,
    Count
};

} // namespace mops::features
