#pragma once

#include "core/desk/cases.h"

#include <map>

namespace mops::desk {

/// What a bulk decision would touch, before it is made. Made by the same query as the decision, so
/// the numbers cannot differ.
struct BlastRadius {
    std::int64_t cases = 0;
    std::int64_t skipped = 0;
    /// Code → cases: "not_found", "decided", "claimed" (by somebody else), "blind" (needs a mark of
    /// its own), "reason" (not one of the kind's), "open", "not_asked", "not_claimed", "tagged",
    /// "not_tagged".
    std::map<std::string, std::int64_t> skippedBecause;
    std::int64_t merchants = 0;
    std::int64_t stakeMinor = 0;
    std::map<std::string, std::int64_t> byKind;
    std::map<std::string, std::int64_t> byRegion;
    std::map<std::string, std::int64_t> byCategory; ///< category id
    std::vector<Case> random;                       ///< five, drawn with the seed
    std::vector<Case> extreme;                      ///< five: the largest stakes
    /// Of verb, tag, assignee, the ids and their states: what was seen is what is decided. Reason
    /// and note may still be chosen after the preview.
    std::string fingerprint;
};

/// `decision.caseId` is not looked at, and a reason may be missing yet. O(cases).
Result<BlastRadius> previewBulk(db::Database& mart, const std::vector<std::string>& caseIds,
                                const Decision& decision, std::uint64_t seed, const Actor& actor);

/// Decides all cases of the preview in one operation, or none. Errors: those of decide(), Usage
/// without a fingerprint, and Conflict when the cases are not as they were when it was made, or
/// when none is left to decide.
Result<Receipt> decideBulk(db::Database& mart, const std::vector<std::string>& caseIds,
                           const Decision& decision, const std::string& fingerprint,
                           const Actor& actor, TaskContext& context);

} // namespace mops::desk
