#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/recommend/implicit_als.h"
#include "core/learn/recommend/interactions.h"
#include "core/learn/recommend/item_item.h"
#include "core/learn/recommend/top_list.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

struct TopItemsParams {
    int top = 20;             ///< items a user, at least 1
    bool excludeTaken = true; ///< leave out what the user has
    std::int64_t memoryLimitMb = 8192;
    int threads = 1; ///< the result does not depend on it

    Result<> validate() const;
};

/// Per user its best items, best first (ties by item number). Compressed by rows.
struct TopItems {
    std::vector<std::int64_t> begin; ///< users + 1
    std::vector<ScoredItem> entries;

    std::size_t users() const { return begin.empty() ? 0 : begin.size() - 1; }
    std::span<const ScoredItem> of(std::size_t user) const {
        return {entries.data() + begin[user], entries.data() + begin[user + 1]};
    }
};

// The lists for all users of `taken`. Items nobody took are never listed, users who took nothing
// get an empty list (nothing is known about them; popularity is what to show them). Memory: 8 bytes
// an entry of the answer, twice while it is put together, and a few MiB a thread.
// Errors: Usage, InvalidNumber (weights; scores that are NaN are not listed), MemoryLimit,
// Cancelled.

/// By user vector · item vector, as blocked matrix products with a heap per user.
/// O(users · items · factors). The factors' users and items are those of `taken`, else Usage.
Result<TopItems> topItems(const UserItemFactors& factors, const Interactions& taken,
                          const TopItemsParams& params, TaskContext& context);

/// By Σ over what the user took of weight · similarity. O(Σ entries · neighbours), items · 4 bytes
/// a thread.
Result<TopItems> topItems(const ItemNeighbours& neighbours, const Interactions& taken,
                          const TopItemsParams& params, TaskContext& context);

/// The baseline: what most users took, the score being their number. O(users · (top + entries)).
Result<TopItems> popularItems(const Interactions& taken, const TopItemsParams& params,
                              TaskContext& context);

} // namespace mops::learn
