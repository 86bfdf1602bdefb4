#pragma once

#include "core/base/date.h"
#include "core/mart/trade_columns.h"

#include <optional>

namespace mops::mart {

/// The last day that holds at least half the orders of the median day, looking only at orders up
/// to the end of `upTo`. Exports end with a ragged tail of a few late rows; a day in that tail says
/// nothing about how busy anybody was. Nothing when there are no orders by then. O(orders).
std::optional<Day> lastFullDay(const TradeColumns& trade, std::optional<Day> upTo);

} // namespace mops::mart
