#pragma once

#include "core/db/database.h"
#include "core/sources/target_table.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mops::sources {

struct MergeCounts {
    std::int64_t inserted = 0;
    std::int64_t updated = 0;
    std::int64_t identical = 0; ///< stood in the mart already, word for word
};

/// temp.stage → the target's table, by sets. New rows are inserted in the target's order; rows that
/// say something else than the mart change it, after their old image was put into import_before.
/// Part of the caller's transaction; throws DatabaseFailure.
MergeCounts mergeStage(db::Database& mart, const Target& target,
                       const std::vector<std::string>& columns, std::int64_t batchId);

/// Restores the images of the batch in the target's table. Answers how many rows. Throws
/// DatabaseFailure.
std::int64_t unmerge(db::Database& mart, const Target& target, std::int64_t batchId);

/// The items repeat their order's time; where the batch changed (or gave back) an order's time,
/// they follow. Throws DatabaseFailure.
void followOrderTimes(db::Database& mart, std::int64_t batchId);

/// Facts that follow from other facts: where a merchant sells most and since when it is there.
/// Depends on nothing but the facts; leaves simulated merchants alone.
void deriveFacts(db::Database& mart);

} // namespace mops::sources
