#pragma once

#include "core/desk/operation_kind.h"

namespace mops::desk {

enum class Verb;

/// "bulk.approve", "bulk.tag", …: one verb on many cases, as one operation.
///
/// What was before is kept small: the cases in order of their ids, and beside them their deadlines,
/// last operations and the number of their "shape", which is all other columns; shapes repeat.
inline constexpr std::string_view kBulkPrefix = "bulk.";
std::string bulkKindOfVerb(Verb verb);

void applyBulk(db::Database& state, const StoredOperation& operation,
               const nlohmann::json& payload);
void takeBackBulk(db::Database& state, const StoredOperation& operation,
                  const nlohmann::json& payload);
Result<> checkBulk(db::Database& mart, const StoredOperation& operation,
                   const nlohmann::json& payload, bool redo);

} // namespace mops::desk
