#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/patterns/baskets.h"
#include "core/learn/patterns/itemset_tree.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace mops::learn {

/// How often a set must occur: in so many baskets, or in such a share of them.
struct MinSupport {
    double share = 0.01;    ///< in (0, 1]; used when `count` is 0
    std::int64_t count = 0; ///< baskets

    /// A whole number without a point is a count ("44", "1"); a number with a decimal point or
    /// exponent, or below one, is a share ("0.01", "1.0", "1e-3").
    /// Errors: Usage (no number, not above 0, a share above 1).
    static Result<MinSupport> parse(std::string_view text);
    /// The smallest count that is at least the share of `baskets`.
    std::int64_t countOf(std::size_t baskets) const;
};

struct ItemsetParams {
    MinSupport minSupport = {};
    int maxLength = 0;            ///< longest set; 0 = any
    std::int64_t memoryMb = 1024; ///< for the sets found and the work on them
    int threads = 1;              ///< the result does not depend on it

    Result<> validate() const;
};

struct ItemsetResult {
    ItemsetTree tree;
    std::vector<std::int64_t> byLength; ///< byLength[n−1] sets of n items
    std::int64_t sets = 0;
    std::int64_t minCount = 0;      ///< what the asked support came to
    std::int64_t baskets = 0;       ///< also those without a frequent item
    std::int64_t intersections = 0; ///< of bit rows; the iteration statistics
    std::int64_t projections = 0;   ///< sub-tables built
    std::int64_t peakBytes = 0;     ///< accounted against memoryMb
};

/// Every set of items that at least minSupport baskets hold, with its exact count.
///
/// LCM's occurrence delivery (Uno, Kiyomi, Arimura 2004) on baskets sorted by rank: for each item,
/// the rarest first in a set, the baskets that hold it deliver the counts of all more frequent
/// items in one pass. Below that, where cheaper, a bit row per item and their intersections (Eclat
/// with bitsets, Zaki 2000), narrowed again as sets get rare.
///
/// O(Σ basket² / 2) for the pairs, then O(intersections · words). Memory: 8 bytes an entry, 16
/// bytes a set, the bit rows of one branch a thread; all of it counted. Branches run in parallel;
/// one branch runs on one thread. The caller's baskets are not counted.
/// Errors: Usage, NotEnoughData (no baskets), InvalidNumber (item numbers outside 0 … items−1),
/// MemoryLimit (the hint tells support and length), Cancelled.
Result<ItemsetResult> mineItemsets(const Baskets& baskets, const ItemsetParams& params,
                                   TaskContext& context);

} // namespace mops::learn
