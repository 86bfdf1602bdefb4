#pragma once

#include "core/mart/trade_columns.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace mops::report {

/// A month as a half-open range of seconds.
struct MonthSpan {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    bool holds(std::int64_t at) const { return begin <= at && at < end; }
};
MonthSpan spanOf(std::chrono::year_month month);

/// What happened in a month, as it was known when the month ended: the overview's definitions.
struct MonthFigures {
    std::int64_t orders = 0;
    std::int64_t cancelled = 0; ///< of the orders, known by the month's end
    std::int64_t turnover = 0;  ///< prices of the items of the other orders, minor units
    std::int64_t settled = 0;   ///< orders that arrived in time, or whose promised moment passed
    std::int64_t late = 0;
    std::int64_t reviews = 0;
    std::int64_t lowReviews = 0; ///< a score of 1 or 2
    std::int64_t activeMerchants = 0;
};
/// O(orders + items).
MonthFigures figuresOf(const mart::TradeColumns& trade, std::chrono::year_month month);

/// The same by merchant, by position in TradeColumns.
struct MerchantMonth {
    std::int64_t orders = 0;
    std::int64_t turnover = 0;
};
std::vector<MerchantMonth> merchantMonths(const mart::TradeColumns& trade,
                                          std::chrono::year_month month);

/// The newest month whose last day is a full day of data, or that of the last full day when there
/// is no such month. Empty without orders.
std::optional<std::chrono::year_month> newestFullMonth(const mart::TradeColumns& trade);

} // namespace mops::report
