#pragma once

#include "core/desk/case_change.h"
#include "core/desk/cases.h"

#include <nlohmann/json_fwd.hpp>

namespace mops::desk {

/// Everything that can be wrong with a decision before a case is looked at.
Result<> checkTexts(const Decision& decision, const Actor& actor);
/// Refusing needs a reason, the reason must be one of the kind's, and "other" needs a note.
Result<> checkReason(const Decision& decision, const std::string& kind);

/// What stands in the way of a verb on a case as it is.
struct Obstacle {
    const char* code = ""; ///< "decided", "claimed", "not_asked", … as bulk previews count them
    std::string who;       ///< whose work it is; may be empty
    const char* remedy = "";
};
std::optional<Obstacle> obstacleTo(Verb verb, const CaseChange& row, const Actor& actor);
/// The same for Tag and Untag: `tagged` tells whether the case has the tag.
std::optional<Obstacle> obstacleToTag(Verb verb, bool tagged);

/// What an operation of this decision carries besides the cases and what was before.
nlohmann::json payloadOf(db::Database& mart, const Decision& decision, const Actor& actor);

} // namespace mops::desk
