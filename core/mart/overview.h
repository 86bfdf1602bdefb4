#pragma once

#include "core/base/date.h"
#include "core/mart/trade_columns.h"

#include <optional>
#include <string>
#include <vector>

namespace mops::mart {

/// The figures of the overview page; each exists as "this period" and "the period before".
enum class Measure {
    Turnover, ///< minor units, items of orders that are not known as cancelled
    Orders,
    AverageOrder,    ///< minor units per order
    Buyers,          ///< distinct
    ActiveMerchants, ///< with at least one order
    LateShare,       ///< of deliveries in the period
    ReviewMean,      ///< of reviews written in the period
    CancelledShare,  ///< of orders of the period known as cancelled
};
inline constexpr int kMeasures = 8;

struct MeasureValue {
    Measure measure{};
    double now = 0;    ///< NaN when there is nothing to measure
    double before = 0; ///< the same number of days directly before; NaN as above
};

/// What a group added to the change of turnover.
struct Mover {
    std::string id;     ///< category or merchant id
    std::string nameZh; ///< may be empty
    std::string nameEn;
    double now = 0;
    double before = 0;
    double change() const { return now - before; }
};

struct OverviewPoint {
    Day day{};
    double turnover = 0; ///< minor units
    double orders = 0;
    double lateShare = 0;  ///< NaN on days without deliveries
    double reviewMean = 0; ///< NaN on days without reviews
};

struct Overview {
    Day asOf{};    ///< the last day of the period, inclusive
    int days = 30; ///< length of the period
    std::string currency;
    std::vector<MeasureValue> measures; ///< one per Measure, in its order
    std::vector<OverviewPoint> series;  ///< per day, the period and the one before
    std::vector<Mover> categories;      ///< largest absolute change of turnover first, at most 10
    std::vector<Mover> merchants;       ///< the same by merchant
};

/// One pass over the columns. `asOf` empty: the last day that holds at least half the orders of
/// the median day (exports often end with a ragged tail). `days` ≥ 1.
/// Errors: NotEnoughData (no orders), Usage.
Result<Overview> buildOverview(const TradeColumns& trade, std::optional<Day> asOf, int days);

} // namespace mops::mart
