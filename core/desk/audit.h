#pragma once

#include "core/desk/cases.h"

#include <span>

namespace mops::desk {

/// Reading the ledger: who did what, when, to what. Everything is shown as `viewer` may see it:
/// the marks of a case under double review stay sealed until the own one is given.

/// Which operations; every given part must fit.
struct OperationFilter {
    std::string operatorName;         ///< empty = anybody
    std::string kind;                 ///< whole name, or a family: "rule."; empty = all
    std::optional<std::int64_t> from; ///< seconds, included
    std::optional<std::int64_t> to;   ///< seconds, included
    /// A case by its id, merchant or title; a rule, view or person by name; "#17"; the start of a
    /// hash (8 digits at least). Empty = all.
    std::string text;
};
struct FoundOperations {
    std::vector<std::int64_t> ids; ///< newest first
    bool cut = false;              ///< more cases fit the text than are followed (kMostCasesByText)
};
inline constexpr std::int64_t kMostCasesByText = 5'000;
/// By index alone: a million operations in a fraction of a second.
Result<FoundOperations> findOperations(db::Database& mart, const OperationFilter& filter,
                                       TaskContext& context);

/// What there is to filter by.
struct OperationFacet {
    std::string kind;
    std::string operatorName;
    std::int64_t operations = 0;
};
Result<std::vector<OperationFacet>> readOperationFacets(db::Database& mart);

/// An operation as a line of the ledger.
struct OperationLine {
    std::int64_t operationId = 0;
    std::int64_t at = 0;
    std::string operatorName;
    std::string kind;
    std::string caseId;     ///< of the only case; empty = none, or several
    std::string caseKind;   ///< likewise
    std::string merchantId; ///< likewise; empty = no merchant yet
    std::int64_t cases = 0;
    std::string subject; ///< merchant or title of the only case, else the name of a rule, view, …
    std::string reason;
    std::string note;
    std::string target; ///< undo, redo: the kind of what was taken back or done again
    std::optional<std::int64_t> undoes;
    std::optional<std::int64_t> undoneBy; ///< in force now
    bool sealed = false;                  ///< what it says is not for this person to see yet
};
/// In the order of the ids; those that do not exist are left out.
Result<std::vector<OperationLine>> readOperationLines(db::Database& mart,
                                                      std::span<const std::int64_t> ids,
                                                      const std::string& viewer);

/// A value that the operation changed. Texts as they stand, numbers as in JSON.
struct FieldChange {
    std::string field;
    std::optional<std::string> before; ///< empty = was not there, or is not known
    std::optional<std::string> after;  ///< empty = is no more
};
struct OperationDetail {
    OperationLine line;
    std::string payload; ///< at most kLongestPayload bytes
    bool payloadCut = false;
    std::string hash;      ///< hex
    std::string previous;  ///< hex
    bool hashFits = false; ///< recomputed from the whole operation
    std::vector<FieldChange> changes;
    std::vector<OperationLine> cases;   ///< the first few, one line a case: caseId, subject
    std::vector<OperationLine> undoing; ///< what it takes back, and what took it back; oldest first
};
inline constexpr std::size_t kLongestPayload = 100'000;
/// Errors: NotFound.
Result<OperationDetail> readOperationDetail(db::Database& mart, std::int64_t operationId,
                                            const std::string& viewer);

} // namespace mops::desk
