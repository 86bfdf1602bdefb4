#pragma once

#include "core/desk/operation_kind.h"

namespace mops::desk {

/// "cases.open": cases appear in the queue.
void applyOpenCases(db::Database& state, const StoredOperation& operation,
                    const nlohmann::json& payload);
void takeBackOpenCases(db::Database& state, const StoredOperation& operation,
                       const nlohmann::json& payload);
Result<> checkOpenCases(db::Database& mart, const StoredOperation& operation,
                        const nlohmann::json& payload, bool redo);

/// "case.approve", "case.note", …: one verb on one case.
void applyCase(db::Database& state, const StoredOperation& operation,
               const nlohmann::json& payload);
void takeBackCase(db::Database& state, const StoredOperation& operation,
                  const nlohmann::json& payload);
Result<> checkCase(db::Database& mart, const StoredOperation& operation,
                   const nlohmann::json& payload, bool redo);

} // namespace mops::desk
