#pragma once

#include "core/db/database.h"
#include "core/desk/cases.h"
#include "core/desk/operation_log.h"

#include <string>
#include <string_view>

namespace mops::desk {

/// Whether a case is under double review and this person must not see yet what others think of it:
/// not both marks are there and the own one is none of them. Somebody without a name sees nothing.
/// Look-ups by key. Throws DatabaseFailure.
bool isSealedFor(db::Database& mart, const std::string& caseId, std::string_view viewer);

/// Leaves of the case's tags only those that this person may see: of a sealed case their own.
void sealTags(db::Database& mart, Case& item, std::string_view viewer);

/// An operation's payload as this person may see it: marks that are not theirs to see are replaced
/// by "sealed", and so is what was said of many cases at once while one of them is sealed. The hash
/// stays that of the whole operation. Look-ups by key; of an operation on many cases as many as it
/// has, or as there are under double review. Throws DatabaseFailure.
std::string visiblePayload(db::Database& mart, const StoredOperation& operation,
                           std::string_view viewer);

} // namespace mops::desk
