#pragma once

#include "core/db/database.h"
#include "core/desk/replay.h"
#include "core/desk/subject_frame.h"
#include "core/mart/trade_columns.h"

#include <optional>

namespace mops::desk {

/// The merchants' segments as a replay needs them: the newest that were made as of the end of its
/// window or before, or else the first after it.
struct KnownSegments {
    std::optional<std::int64_t> asOf;     ///< empty: no segments were ever made
    std::vector<std::string> names;       ///< name_code by segment_id
    std::vector<std::int32_t> ofMerchant; ///< segment_id by position in the trade; -1 = in none
};
/// Throws DatabaseFailure.
KnownSegments readKnownSegments(db::Database& mart, const mart::TradeColumns& trade,
                                std::int64_t windowEnd);

/// Where the columns are that subjects are told apart by, and what is not in a frame.
struct GroupSource {
    std::size_t region = 0, size = 0, age = 0;
    const KnownSegments& segments;
    std::span<const std::uint32_t> merchantOfRow; ///< position in the trade; kNone = no merchant
    std::span<const char> hitOfSubject;
};

struct ReplayGroups {
    /// Those with anybody in them: segments by number, regions by name, the others from few to
    /// many; "" (unknown, in no segment) comes first. No "segment" when no segments are known.
    std::map<std::string, std::vector<ReplayCount>> counts;
    std::vector<ReplayGroupOf> ofRow;
};
/// One pass over the frame.
ReplayGroups groupRows(const SubjectFrame& frame, const GroupSource& source);

} // namespace mops::desk
