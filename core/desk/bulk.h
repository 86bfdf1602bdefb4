#pragma once

#include "core/desk/cases.h"

#include <map>

namespace mops::desk {

/// What a bulk decision would touch, before it is made. Made by the same query as the decision, so
/// the numbers cannot differ.
struct BlastRadius {
    std::int64_t cases = 0;
    std::int64_t skipped = 0; ///< already decided, claimed by somebody else, …
    std::map<std::string, std::int64_t> skippedBecause; ///< code → cases
    std::int64_t merchants = 0;
    std::int64_t stakeMinor = 0;
    std::map<std::string, std::int64_t> byKind;
    std::map<std::string, std::int64_t> byRegion;
    std::map<std::string, std::int64_t> byCategory; ///< category id
    std::vector<Case> random;                       ///< five, drawn with the seed
    std::vector<Case> extreme;                      ///< five: the largest stakes
    std::string fingerprint; ///< of the ids and their states: what was seen is what is decided
};

/// `decision.caseId` is not looked at. O(cases).
Result<BlastRadius> previewBulk(db::Database& mart, const std::vector<std::string>& caseIds,
                                const Decision& decision, std::uint64_t seed, const Actor& actor);

/// Decides all cases of the preview in one operation, or none. Errors: those of decide(), and
/// Conflict when the cases are not as they were when `fingerprint` was made.
Result<Receipt> decideBulk(db::Database& mart, const std::vector<std::string>& caseIds,
                           const Decision& decision, const std::string& fingerprint,
                           const Actor& actor, TaskContext& context);

} // namespace mops::desk
