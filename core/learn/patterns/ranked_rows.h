#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/memory_budget.h"
#include "core/learn/patterns/baskets.h"

#include <cstdint>
#include <vector>

namespace mops::learn {

/// Rows of ranks, ascending in each row, and for every rank the rows that hold it behind a smaller
/// one: what delivers the counts of pairs. Starts are 32 bits: at most 2³² − 1 entries.
struct RankedRows {
    std::vector<std::uint32_t> ranks;
    std::vector<std::uint32_t> begin{0};
    std::vector<std::uint32_t> occurrenceBegin; ///< ranks + 1
    std::vector<std::uint32_t> occurrences;     ///< start of a row in `ranks`
    double pairWork = 0;                        ///< Σ over rows of length² / 2

    std::size_t rows() const { return begin.size() - 1; }
    /// Fills the occurrences from the rows.
    void indexRanks(std::size_t rankCount);
    std::size_t bytes() const {
        return (ranks.capacity() + begin.capacity() + occurrenceBegin.capacity() +
                occurrences.capacity()) *
               sizeof(std::uint32_t);
    }
};

/// The frequent items of baskets by falling count, and the baskets as rows of their ranks; rows
/// shorter than two are left out.
struct RankedBaskets {
    std::vector<std::int32_t> items;
    std::vector<std::uint32_t> counts;
    RankedRows rows;
};

/// Errors: InvalidNumber, MemoryLimit (without a hint), Cancelled.
Result<RankedBaskets> rankBaskets(const Baskets& baskets, std::int64_t minCount, bool pairs,
                                  int threads, MemoryBudget& budget, TaskContext& context);

} // namespace mops::learn
