#pragma once

#include "core/desk/operation_kind.h"

namespace mops::desk {

inline constexpr const char* kImportKind = "import.run";
inline constexpr const char* kTakeBackKind = "import.undo";
inline constexpr const char* kRetakeKind = "import.retake";

/// Imports change facts, not the state tables: there is nothing to fold.
void applyImport(db::Database& state, const StoredOperation& operation,
                 const nlohmann::json& payload);
void takeBackImport(db::Database& state, const StoredOperation& operation,
                    const nlohmann::json& payload);
/// Cases that wait on merchants of the import would lose their ground.
Result<> checkImport(db::Database& mart, const StoredOperation& operation,
                     const nlohmann::json& payload, bool redo);
/// Takes the facts back, or in again from the same sources. Errors: FileNotFound and Conflict when
/// the sources are not as they were, those of core/sources.
Result<> moveFacts(db::Database& mart, const StoredOperation& operation,
                   const nlohmann::json& payload, bool redo, const Clock& clock,
                   TaskContext& context);

/// The files of a batch as the ledger keeps them: name, target and hash of the whole file.
nlohmann::json filesOf(db::Database& mart, std::int64_t batchId);
/// Conflict when cases wait on merchants that came with this batch. Throws DatabaseFailure.
Result<> checkNoCaseStandsOn(db::Database& mart, std::int64_t batchId);

} // namespace mops::desk
