#pragma once

#include "core/learn/patterns/dense_blocks.h"
#include "core/risk/trade_graph.h"

#include <vector>

namespace mops::risk {

struct SharedBuyersParams {
    std::int64_t fewestBuyers = 4; ///< that two merchants share, to begin with
    double leastLift = 3;          ///< of what a further merchant shares with the group
    std::size_t seeds = 100;       ///< pairs that are grown, the least likely by chance first
    std::int64_t memoryMb = 8192;
};

/// Groups of merchants that share buyers far more than chance: a small ring is no dense block of
/// the whole market, but two of its merchants have several buyers in common who hardly buy
/// elsewhere. Each pair of merchants with enough common buyers grows by the merchant that most of
/// the group's buyers ordered at; every stage of the growth is a group. Rows are buyers, columns
/// merchants; the other members of DenseBlock are not filled. Buyers at more than 30 merchants are
/// left out: they tell nothing, and their pairs would be most of all pairs. O(Σ over buyers of
/// merchants² · log), 8 bytes for each of these pairs. Errors: MemoryLimit, Cancelled.
Result<std::vector<learn::DenseBlock>> groupsOfSharedBuyers(const TradeGraph& graph,
                                                            const SharedBuyersParams& params,
                                                            TaskContext& context);

} // namespace mops::risk
