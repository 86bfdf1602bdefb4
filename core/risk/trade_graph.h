#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/mart/trade_columns.h"

#include <cstdint>
#include <vector>

namespace mops::risk {

/// One buyer at one merchant in a stretch of time.
struct TradePair {
    std::uint32_t merchant = 0;
    std::uint32_t buyer = 0;
    std::int64_t orders = 0;
    std::int64_t moneyMinor = 0;
    std::int64_t firstAt = 0, lastAt = 0;
};

/// Who ordered where. Merchants and buyers are positions in the trade columns.
struct TradeGraph {
    std::vector<TradePair> pairs;             ///< by merchant, buyer
    std::vector<std::size_t> begin;           ///< per merchant, merchants + 1
    std::vector<std::int64_t> merchantDegree; ///< different buyers
    std::vector<std::int64_t> merchantOrders;
    std::vector<std::int64_t> buyerDegree; ///< different merchants
    std::vector<std::int64_t> buyerOrders;

    std::int64_t merchants() const; ///< with an order
    std::int64_t buyers() const;    ///< with an order
};

/// Orders in (from, to], cancelled ones, too. O(items log). Errors: Cancelled.
Result<TradeGraph> readTradeGraph(const mart::TradeColumns& trade, std::int64_t from,
                                  std::int64_t to, TaskContext& context);

} // namespace mops::risk
