#include "core/features/feature_catalogue.h"

#include "core/base/translatable.h"
#include "core/features/column.h"

#include <array>

namespace mops::features {
namespace {

constexpr auto kFeatures = static_cast<std::size_t>(Column::Count);

struct Entry {
    Column column;
    Feature feature;
};

constexpr std::array<Entry, kFeatures> kEntries{{
    {Column::Orders30,
     {"orders_30", MOPS_TEXT("Feature", "Orders, 30 days"),
      MOPS_TEXT("Feature", "Orders of the last 30 days."), Unit::Count, Window::Days30, false}},
    {Column::Orders90,
     {"orders_90", MOPS_TEXT("Feature", "Orders, 90 days"),
      MOPS_TEXT("Feature", "Orders of the last 90 days."), Unit::Count, Window::Days90, false}},
    {Column::OrdersAll,
     {"orders_all", MOPS_TEXT("Feature", "Orders, all time"),
      MOPS_TEXT("Feature", "Orders so far."), Unit::Count, Window::AllTime, false}},
    {Column::Turnover30,
     {"turnover_30", MOPS_TEXT("Feature", "Turnover, 30 days"),
      MOPS_TEXT(
          "Feature",
          "Prices of the items ordered in the last 30 days, without orders known as cancelled."),
      Unit::MinorUnits, Window::Days30, false}},
    {Column::Turnover90,
     {"turnover_90", MOPS_TEXT("Feature", "Turnover, 90 days"),
      MOPS_TEXT(
          "Feature",
          "Prices of the items ordered in the last 90 days, without orders known as cancelled."),
      Unit::MinorUnits, Window::Days90, false}},
    {Column::TurnoverAll,
     {"turnover_all", MOPS_TEXT("Feature", "Turnover, all time"),
      MOPS_TEXT("Feature",
                "Prices of all items ordered so far, without orders known as cancelled."),
      Unit::MinorUnits, Window::AllTime, false}},
    {Column::AverageOrder90,
     {"average_order_90", MOPS_TEXT("Feature", "Average order, 90 days"),
      MOPS_TEXT(
          "Feature",
          "Turnover of the last 90 days divided by its orders that are not known as cancelled."),
      Unit::MinorUnits, Window::Days90, false}},
    {Column::AverageOrderAll,
     {"average_order_all", MOPS_TEXT("Feature", "Average order, all time"),
      MOPS_TEXT("Feature",
                "Turnover so far divided by the orders that are not known as cancelled."),
      Unit::MinorUnits, Window::AllTime, false}},
    {Column::Growth30,
     {"growth_30", MOPS_TEXT("Feature", "Change of orders, 30 days"),
      MOPS_TEXT("Feature", "(now − before) / (now + before), orders of the last 30 days against "
                           "the 30 days before: −1 stopped, 0 level, 1 new."),
      Unit::Ratio, Window::Days30, false}},
    {Column::Growth90,
     {"growth_90", MOPS_TEXT("Feature", "Change of orders, 90 days"),
      MOPS_TEXT("Feature", "(now − before) / (now + before), orders of the last 90 days against "
                           "the 90 days before: −1 stopped, 0 level, 1 new."),
      Unit::Ratio, Window::Days90, false}},
    {Column::TurnoverGrowth90,
     {"turnover_growth_90", MOPS_TEXT("Feature", "Change of turnover, 90 days"),
      MOPS_TEXT("Feature", "(now − before) / (now + before), turnover of the last 90 days against "
                           "the 90 days before."),
      Unit::Ratio, Window::Days90, false}},
    {Column::Buyers90,
     {"buyers_90", MOPS_TEXT("Feature", "Buyers, 90 days"),
      MOPS_TEXT("Feature", "Different buyers of the last 90 days."), Unit::Count, Window::Days90,
      false}},
    {Column::BuyersAll,
     {"buyers_all", MOPS_TEXT("Feature", "Buyers, all time"),
      MOPS_TEXT("Feature", "Different buyers so far."), Unit::Count, Window::AllTime, false}},
    {Column::RepeatBuyerShareAll,
     {"repeat_buyer_share_all", MOPS_TEXT("Feature", "Share of repeat buyers"),
      MOPS_TEXT("Feature", "Buyers with at least two orders so far, divided by all its buyers."),
      Unit::Share, Window::AllTime, false}},
    {Column::NewBuyerShare90,
     {"new_buyer_share_90", MOPS_TEXT("Feature", "Share of new buyers, 90 days"),
      MOPS_TEXT("Feature",
                "Of the buyers of the last 90 days, those who had never ordered here before."),
      Unit::Share, Window::Days90, false}},
    {Column::CancelledShare90,
     {"cancelled_share_90", MOPS_TEXT("Feature", "Cancelled share, 90 days"),
      MOPS_TEXT("Feature", "Of the orders of the last 90 days, those known as cancelled."),
      Unit::Share, Window::Days90, true, true}},
    {Column::CancelledShareAll,
     {"cancelled_share_all", MOPS_TEXT("Feature", "Cancelled share, all time"),
      MOPS_TEXT("Feature", "Of all orders so far, those known as cancelled."), Unit::Share,
      Window::AllTime, true, true}},
    {Column::LateShare30,
     {"late_share_30", MOPS_TEXT("Feature", "Late share, 30 days"),
      MOPS_TEXT("Feature", "Of the orders that arrived in time or became late in the last 30 days, "
                           "the late ones: promised day over, not delivered by then."),
      Unit::Share, Window::Days30, true, true}},
    {Column::LateShare90,
     {"late_share_90", MOPS_TEXT("Feature", "Late share, 90 days"),
      MOPS_TEXT("Feature", "Of the orders that arrived in time or became late in the last 90 days, "
                           "the late ones: promised day over, not delivered by then."),
      Unit::Share, Window::Days90, true, true}},
    {Column::LateShareAll,
     {"late_share_all", MOPS_TEXT("Feature", "Late share, all time"),
      MOPS_TEXT("Feature", "Of the orders that arrived in time or became late so far, the late "
                           "ones: promised day over, not delivered by then."),
      Unit::Share, Window::AllTime, true, true}},
    {Column::DaysLate90,
     {"days_late_90", MOPS_TEXT("Feature", "Days late, 90 days"),
      MOPS_TEXT(
          "Feature",
          "Mean of delivery minus promised day, over late parcels delivered in the last 90 days."),
      Unit::Days, Window::Days90, true, true}},
    {Column::OverdueOrders90,
     {"overdue_orders_90", MOPS_TEXT("Feature", "Overdue orders, 90 days"),
      MOPS_TEXT("Feature", "Orders of the last 90 days whose promised day is over and which are "
                           "neither delivered nor known as cancelled."),
      Unit::Count, Window::Days90, true, true}},
    {Column::DaysToApprove90,
     {"days_to_approve_90", MOPS_TEXT("Feature", "Days to approval, 90 days"),
      MOPS_TEXT("Feature",
                "Mean time from order to approval, over orders approved in the last 90 days."),
      Unit::Days, Window::Days90, false}},
    {Column::DaysToShip90,
     {"days_to_ship_90", MOPS_TEXT("Feature", "Days to dispatch, 90 days"),
      MOPS_TEXT("Feature", "Mean time from order to hand-over to the courier, over parcels sent in "
                           "the last 90 days."),
      Unit::Days, Window::Days90, true, true}},
    {Column::DaysToShipAll,
     {"days_to_ship_all", MOPS_TEXT("Feature", "Days to dispatch, all time"),
      MOPS_TEXT("Feature",
                "Mean time from order to hand-over to the courier, over all parcels sent so far."),
      Unit::Days, Window::AllTime, true, true}},
    {Column::DaysToDeliver90,
     {"days_to_deliver_90", MOPS_TEXT("Feature", "Days to delivery, 90 days"),
      MOPS_TEXT("Feature",
                "Mean time from order to delivery, over parcels delivered in the last 90 days."),
      Unit::Days, Window::Days90, true, true}},
    {Column::DaysToDeliverAll,
     {"days_to_deliver_all", MOPS_TEXT("Feature", "Days to delivery, all time"),
      MOPS_TEXT("Feature", "Mean time from order to delivery, over all parcels delivered so far."),
      Unit::Days, Window::AllTime, true, true}},
    {Column::MissedShipByShare90,
     {"missed_ship_by_share_90", MOPS_TEXT("Feature", "Missed dispatch share, 90 days"),
      MOPS_TEXT("Feature", "Of the orders whose dispatch limit was kept or ran out in the last 90 "
                           "days, those not sent by then."),
      Unit::Share, Window::Days90, true, true}},
    {Column::FreightShare90,
     {"freight_share_90", MOPS_TEXT("Feature", "Freight share, 90 days"),
      MOPS_TEXT("Feature", "Freight divided by price plus freight, items of the last 90 days, "
                           "without orders known as cancelled."),
      Unit::Share, Window::Days90, false}},
    {Column::FreightShareAll,
     {"freight_share_all", MOPS_TEXT("Feature", "Freight share, all time"),
      MOPS_TEXT("Feature", "Freight divided by price plus freight, all items so far, without "
                           "orders known as cancelled."),
      Unit::Share, Window::AllTime, false}},
    {Column::Reviews90,
     {"reviews_90", MOPS_TEXT("Feature", "Reviews, 90 days"),
      MOPS_TEXT("Feature", "Reviews written in the last 90 days."), Unit::Count, Window::Days90,
      false}},
    {Column::ReviewMean30,
     {"review_mean_30", MOPS_TEXT("Feature", "Mean review, 30 days"),
      MOPS_TEXT("Feature", "Mean score of the reviews written in the last 30 days, 1 to 5."),
      Unit::Score, Window::Days30, false, true}},
    {Column::ReviewMean90,
     {"review_mean_90", MOPS_TEXT("Feature", "Mean review, 90 days"),
      MOPS_TEXT("Feature", "Mean score of the reviews written in the last 90 days, 1 to 5."),
      Unit::Score, Window::Days90, false, true}},
    {Column::ReviewMeanAll,
     {"review_mean_all", MOPS_TEXT("Feature", "Mean review, all time"),
      MOPS_TEXT("Feature", "Mean score of all reviews so far, 1 to 5."), Unit::Score,
      Window::AllTime, false, true}},
    {Column::LowReviewShare90,
     {"low_review_share_90", MOPS_TEXT("Feature", "Share of low reviews, 90 days"),
      MOPS_TEXT("Feature",
                "Of the reviews written in the last 90 days, those with a score of 1 or 2."),
      Unit::Share, Window::Days90, true, true}},
    {Column::LowReviewShareAll,
     {"low_review_share_all", MOPS_TEXT("Feature", "Share of low reviews, all time"),
      MOPS_TEXT("Feature", "Of all reviews so far, those with a score of 1 or 2."), Unit::Share,
      Window::AllTime, true, true}},
    {Column::CategoriesAll,
     {"categories_all", MOPS_TEXT("Feature", "Categories"),
      MOPS_TEXT("Feature", "Different categories of the items ordered so far."), Unit::Count,
      Window::AllTime, false}},
    {Column::CategoryConcentrationAll,
     {"category_concentration_all", MOPS_TEXT("Feature", "Concentration on categories"),
      MOPS_TEXT("Feature", "Sum of the squared shares of the categories in the items so far "
                           "(Herfindahl): 1 = a single category."),
      Unit::Ratio, Window::AllTime, false}},
    {Column::ProductCount90,
     {"product_count_90", MOPS_TEXT("Feature", "Products sold, 90 days"),
      MOPS_TEXT("Feature", "Different products ordered in the last 90 days."), Unit::Count,
      Window::Days90, false}},
    {Column::ProductCountAll,
     {"product_count_all", MOPS_TEXT("Feature", "Products sold, all time"),
      MOPS_TEXT("Feature", "Different products ordered so far."), Unit::Count, Window::AllTime,
      false}},
    {Column::TopProductShare90,
     {"top_product_share_90", MOPS_TEXT("Feature", "Share of the best product, 90 days"),
      MOPS_TEXT("Feature", "Share of the product ordered most in the items of the last 90 days."),
      Unit::Share, Window::Days90, false}},
    {Column::PriceMeanAll,
     {"price_mean_all", MOPS_TEXT("Feature", "Mean price"),
      MOPS_TEXT("Feature", "Mean price of the items ordered so far."), Unit::MinorUnits,
      Window::AllTime, false}},
    {Column::PriceLevelAll,
     {"price_level_all", MOPS_TEXT("Feature", "Price level"),
      MOPS_TEXT("Feature", "Mean natural logarithm of price against the geometric mean price of "
                           "its category so far: 0 = as the category."),
      Unit::Ratio, Window::AllTime, false}},
    {Column::PriceSpreadAll,
     {"price_spread_all", MOPS_TEXT("Feature", "Spread of prices"),
      MOPS_TEXT("Feature",
                "Standard deviation of the natural logarithm of the prices of the items so far."),
      Unit::Ratio, Window::AllTime, false}},
    {Column::ItemsPerOrder90,
     {"items_per_order_90", MOPS_TEXT("Feature", "Items per order, 90 days"),
      MOPS_TEXT("Feature", "Items divided by orders, last 90 days."), Unit::Ratio, Window::Days90,
      false}},
    {Column::ActiveDays90,
     {"active_days_90", MOPS_TEXT("Feature", "Active days, 90 days"),
      MOPS_TEXT("Feature", "Days with at least one order among the last 90 days."), Unit::Count,
      Window::Days90, false}},
    {Column::WeekendShareAll,
     {"weekend_share_all", MOPS_TEXT("Feature", "Weekend share"),
      MOPS_TEXT("Feature", "Of all orders so far, those of Saturdays and Sundays."), Unit::Share,
      Window::AllTime, false}},
    {Column::LongestGapDays,
     {"longest_gap_days", MOPS_TEXT("Feature", "Longest gap"),
      MOPS_TEXT("Feature", "Longest time between two orders in a row so far."), Unit::Days,
      Window::AllTime, false}},
    {Column::DaysSinceLastOrder,
     {"days_since_last_order", MOPS_TEXT("Feature", "Days since the last order"),
      MOPS_TEXT("Feature", "From the last order to the as-of moment."), Unit::Days, Window::AllTime,
      true}},
    {Column::TenureDays,
     {"tenure_days", MOPS_TEXT("Feature", "Tenure"),
      MOPS_TEXT("Feature", "Days since registration or the first order, whichever came first."),
      Unit::Days, Window::AllTime, false}},
}};

constexpr bool inOrder() {
    for (std::size_t i = 0; i < kFeatures; ++i)
        if (static_cast<std::size_t>(kEntries[i].column) != i)
            return false;
    return true;
}
static_assert(inOrder(), "the catalogue and enum Column list the features in the same order");

constexpr std::array<Feature, kFeatures> featuresOnly() {
    std::array<Feature, kFeatures> features{};
    for (std::size_t i = 0; i < kFeatures; ++i)
        features[i] = kEntries[i].feature;
    return features;
}
constexpr std::array<Feature, kFeatures> kCatalogue = featuresOnly();

} // namespace

std::span<const Feature> featureCatalogue() {
    return kCatalogue;
}

std::optional<std::size_t> featureIndex(std::string_view id) {
    for (std::size_t i = 0; i < kFeatures; ++i)
        if (id == kCatalogue[i].id)
            return i;
    return std::nullopt;
}

} // namespace mops::features
