#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/recommend/interactions.h"
#include "core/learn/recommend/top_items.h"

#include <cstdint>

namespace mops::learn {

/// Means over users of rankingScore() (metrics.h), and what they are means of.
struct RankingEvaluation {
    int top = 0;
    double precision = 0;
    double recall = 0;
    double ndcg = 0;
    double map = 0;
    double coverage = 0;             ///< items on some evaluated user's list / items taken before
    std::int64_t users = 0;          ///< evaluated: took something before and something new after
    std::int64_t withoutHistory = 0; ///< took something new only: no list, not in the means
    std::int64_t relevantItems = 0;  ///< what the evaluated users took new, together
    std::int64_t alreadyTaken = 0;   ///< takings after of what the user had before: not counted
};

/// Holds the first `top` of every list against what the user took afterwards (`later`, the same
/// users and items as `taken`). Relevant is what the user did not have: lists leave the rest out.
/// O(entries log). Errors: Usage (sizes), NotEnoughData (no such user), Cancelled.
Result<RankingEvaluation> evaluateRanking(const TopItems& lists, const Interactions& taken,
                                          const Interactions& later, int top, TaskContext& context);

} // namespace mops::learn
