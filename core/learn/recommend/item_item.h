#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/recommend/interactions.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

enum class ItemWeighting { Cosine, Bm25 };

struct ItemItemParams {
    ItemWeighting weighting = ItemWeighting::Cosine;
    int neighbours = 50;  ///< kept per item
    double shrinkage = 0; ///< added to the cosine's denominator: tames pairs seen once
    int minSupport = 1;   ///< users in common
    double bm25K1 = 1.2;
    double bm25B = 0.75;
    std::int64_t memoryLimitMb = 8192; ///< of the neighbours
    int threads = 1;                   ///< the result does not depend on it

    Result<> validate() const;
};

struct Neighbour {
    std::int32_t item = 0;
    float similarity = 0;
    std::int32_t support = 0; ///< users who took both
};

/// Per item its most similar items, best first (ties by item number). Compressed by rows.
struct ItemNeighbours {
    std::vector<std::int64_t> begin; ///< items + 1
    std::vector<Neighbour> entries;

    std::span<const Neighbour> of(std::int32_t item) const {
        return {entries.data() + begin[static_cast<std::size_t>(item)],
                entries.data() + begin[static_cast<std::size_t>(item) + 1]};
    }
};

/// Item–item similarity over users in common (Deshpande & Karypis 2004).
/// O(Σ over users of entries²); 16 bytes an entry, 12 bytes a neighbour kept (twice while they are
/// put together) and items · 16 bytes a thread. Any number of threads gives the same bytes.
/// Errors: Usage, InvalidNumber (weights), MemoryLimit, Cancelled.
Result<ItemNeighbours> itemItem(const Interactions& interactions, const ItemItemParams& params,
                                TaskContext& context);

} // namespace mops::learn
