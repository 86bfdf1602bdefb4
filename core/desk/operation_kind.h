#pragma once

#include "core/base/result.h"
#include "core/db/database.h"
#include "core/desk/operation_log.h"

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mops::desk {

/// What one family of operations does to the state tables, and what it takes to undo it. A new
/// family is one file that defines these functions and one line in operation_table.cpp.
///
/// `payload` carries everything the effect needs, also what it overwrites ("before"): the state is
/// a pure function of the ledger. apply() and takeBack() may throw DatabaseFailure and
/// nlohmann::json::exception (a payload that makes no sense).
struct OperationKind {
    /// Ends with '.' = every kind that begins so ("case."); else the whole name.
    std::string_view kind;
    void (*apply)(db::Database& state, const StoredOperation& operation,
                  const nlohmann::json& payload);
    void (*takeBack)(db::Database& state, const StoredOperation& operation,
                     const nlohmann::json& payload);
    /// Undo and redo touch only what is as the operation left (or found) it: nobody else's work is
    /// overwritten. Errors: Conflict, naming who and what came after. `redo` asks whether the
    /// operation can be done again.
    Result<> (*checkUntouched)(db::Database& mart, const StoredOperation& operation,
                               const nlohmann::json& payload, bool redo);
    /// Null for most. What an undo (or redo) must do outside the state tables, such as taking an
    /// import's facts back; runs in the transaction of the undo, never when the ledger is replayed.
    Result<> (*outside)(db::Database& mart, const StoredOperation& operation,
                        const nlohmann::json& payload, bool redo, const Clock& clock,
                        TaskContext& context) = nullptr;
    /// What the role of whoever undoes or redoes must allow (core/desk/permission_table.cpp).
    std::string_view permission = "case.decide";
};

std::span<const OperationKind> operationKinds();
/// Null for a kind that nobody knows.
const OperationKind* findOperationKind(std::string_view kind);

/// A table that is a function of the ledger, and the columns that order its rows.
struct StateTable {
    const char* name;
    const char* orderBy;
};
std::span<const StateTable> stateTables();

/// The cases an operation is about, in payload order: "case_id", or "cases" as an array of ids or
/// of objects with a "case_id".
std::vector<std::string> casesOf(const StoredOperation& operation);
std::vector<std::string> casesOf(const nlohmann::json& payload);

/// Throws IntegrityFault: the operation cannot have been written by this program.
[[noreturn]] void senselessOperation(const StoredOperation& operation, const std::string& what);

/// Conflict that names the operation that came later.
Failure conflictWith(db::Database& mart, const std::string& what, std::int64_t laterOperation);

} // namespace mops::desk
