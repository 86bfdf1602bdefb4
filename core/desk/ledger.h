#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mops::desk {

/// One thing a person or an automation did.
struct Operation {
    std::int64_t operationId = 0;
    std::int64_t at = 0;
    std::string operatorName;
    std::string kind;    ///< "cases.open", "case.approve", "case.note", …
    std::string payload; ///< canonical JSON
    std::optional<std::int64_t> undoes;
    std::string hash;     ///< hex
    std::string previous; ///< hex; hash of the operation before
};

/// Who acts and when.
struct Actor {
    std::string operatorName = "operator";
    const Clock& clock;
};

struct LedgerCheck {
    bool ok = true;
    std::int64_t operations = 0;
    std::int64_t firstBroken = 0; ///< operation id; 0 = none
    std::string fault;  ///< "changed", "removed", "reordered", "added", "state"; empty = none
    std::string detail; ///< facts: what differs; may be empty
    /// Operations dated before the one in front of them: a clock was set back. No fault, since the
    /// order stands in the numbers, but worth knowing when times matter.
    std::int64_t clockSetBack = 0;
    std::int64_t firstSetBack = 0; ///< operation id; 0 = none
};

/// Recomputes every hash and link. O(operations).
Result<LedgerCheck> verifyLedger(db::Database& mart, TaskContext& context);
/// Replays the ledger into scratch tables and compares them with the state tables.
Result<LedgerCheck> verifyState(db::Database& mart, TaskContext& context);
/// Hash of the newest operation, hex; empty when there is none. Kept elsewhere it is the anchor
/// that nobody can rewrite the ledger behind.
Result<std::string> ledgerHead(db::Database& mart);
/// Newest first. What others think of a case under double review is left out of the payload
/// ("sealed") until `viewer` has given an own mark; without a name for everybody's.
Result<std::vector<Operation>> readOperations(db::Database& mart, std::int64_t limit,
                                              const std::string& caseId = {},
                                              const std::string& viewer = {});
/// Writes the whole ledger, oldest first, one JSON object a line; an existing file is replaced only
/// when the new one is complete. Answers the number of operations. Errors: FileNotWritable,
/// Cancelled. Sealed payloads as in readOperations(): their hash is that of the whole operation.
Result<std::int64_t> exportLedger(db::Database& mart, const std::filesystem::path& out,
                                  TaskContext& context, const std::string& viewer = {});

} // namespace mops::desk
