#pragma once

#include "core/db/database.h"
#include "core/desk/operation_log.h"

namespace mops::desk {

/// The one place that knows what an operation does to the state tables (case_state, case_note,
/// case_operation). Live actions and the rebuild of verifyState() both go through it, so the state
/// is a pure function of the ledger.
///
/// A decision carries in its payload the columns it overwrites ("before"); undo puts them back,
/// `last_operation` included, so that after undoing everything the tables are as at the start.
class Fold {
public:
    /// Operations that an undo or redo refers to are looked up in `ledger`; effects go to `state`.
    /// In a mart both are the same database.
    Fold(db::Database& ledger, db::Database& state)
        : m_ledger(ledger)
        , m_state(state) {}

    /// Throws DatabaseFailure, with IntegrityFault for an operation that makes no sense.
    void apply(const StoredOperation& operation);

private:
    void applyForward(const StoredOperation& operation);
    void takeBack(const StoredOperation& operation);
    void openCases(const StoredOperation& operation);
    void decideCase(const StoredOperation& operation);
    void addNote(const StoredOperation& operation);
    StoredOperation referred(const StoredOperation& operation);

    db::Database& m_ledger;
    db::Database& m_state;
};

/// The state tables, each with the columns that order its rows.
struct StateTable {
    const char* name;
    const char* orderBy;
};
inline constexpr std::array kStateTables{
    StateTable{"case_state", "case_id"},
    StateTable{"case_note", "operation_id"},
    StateTable{"case_operation", "case_id, operation_id"},
};

/// The cases an operation is about, in payload order; for an undo or redo those of its target.
std::vector<std::string> casesOf(const StoredOperation& operation);

} // namespace mops::desk
