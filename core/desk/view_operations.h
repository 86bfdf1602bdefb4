#pragma once

#include "core/desk/operation_kind.h"

namespace mops::desk {

/// "view.save" and "view.remove": a saved view as it is and as it was.
void applyView(db::Database& state, const StoredOperation& operation,
               const nlohmann::json& payload);
void takeBackView(db::Database& state, const StoredOperation& operation,
                  const nlohmann::json& payload);
Result<> checkView(db::Database& mart, const StoredOperation& operation,
                   const nlohmann::json& payload, bool redo);

} // namespace mops::desk
