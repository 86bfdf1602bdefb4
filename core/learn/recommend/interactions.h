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

/// One line of a ratings file: the weight is how much the taking says (a count, a rating).
struct Taking {
    std::int32_t user = 0;
    std::int32_t item = 0;
    float weight = 1;
};

/// Rows of takings in any order; the weights of a pair that occurs more than once are added. O(n
/// log of the longest row), memory 20 bytes a taking. Errors: Usage (numbers outside 0 … users − 1,
/// 0 … items − 1), InvalidNumber (weight, or sum of weights, not above 0 or infinite), Cancelled.
Result<Interactions> makeInteractions(std::int32_t users, std::int32_t items,
                                      std::span<const Taking> takings, TaskContext& context);
Result<Interactions> makeInteractions(std::int32_t users, std::int32_t items,
                                      std::span<const Taking> takings);

/// Usage when the rows are not as Interactions says, InvalidNumber for a weight ≤ 0, NaN, infinite.
Result<> checkInteractions(const Interactions& interactions);

/// The other way round: items in rows. O(entries), 8 bytes an entry. Errors: Cancelled.
Result<Interactions> transposed(const Interactions& interactions, TaskContext& context);

/// Where to cut rows so that parts cost about the same, an entry costing 1 and a row `rowCost`:
/// first rows of the parts and the number of rows at the end. It depends on the data only.
std::vector<std::size_t> cutRows(std::span<const std::int64_t> rowBegin, std::int64_t rowCost,
                                 std::size_t mostParts);

} // namespace mops::learn
