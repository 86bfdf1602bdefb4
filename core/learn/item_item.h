#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

/// Who took what: users in rows, items in columns, compressed by rows. Columns of a row ascend.
struct Interactions {
    std::vector<std::int64_t> rowBegin; ///< users + 1
    std::vector<std::int32_t> item;     ///< per entry
    std::vector<float> weight;          ///< per entry, > 0
    std::int32_t items = 0;

    std::int32_t users() const { return static_cast<std::int32_t>(rowBegin.size()) - 1; }
    std::span<const std::int32_t> itemsOf(std::int32_t user) const {
        return {item.data() + rowBegin[static_cast<std::size_t>(user)],
                item.data() + rowBegin[static_cast<std::size_t>(user) + 1]};
    }
};

enum class ItemWeighting { Cosine, Bm25 };

struct ItemItemParams {
    ItemWeighting weighting = ItemWeighting::Cosine;
    int neighbours = 50;  ///< kept per item
    double shrinkage = 0; ///< added to the cosine's denominator: tames pairs seen once
    int minSupport = 1;   ///< users in common
    double bm25K1 = 1.2;
    double bm25B = 0.75;
    int threads = 1;

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
/// O(Σ over users of entries²), memory O(items · neighbours + items) a thread.
/// Errors: Usage, InvalidNumber (weights), Cancelled.
Result<ItemNeighbours> itemItem(const Interactions& interactions, const ItemItemParams& params,
                                TaskContext& context);

} // namespace mops::learn
