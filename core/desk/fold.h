#pragma once

#include "core/db/database.h"
#include "core/desk/operation_kind.h"

#include <nlohmann/json_fwd.hpp>

namespace mops::desk {

/// Carries operations into the state tables. Live actions and the rebuild of verifyState() both go
/// through it. Undo puts back what the operation's payload carries as "before", `last_operation`
/// included, so that after undoing everything the tables are as at the start.
class Fold {
public:
    /// Operations that an undo or redo refers to are looked up in `ledger`; effects go to `state`.
    /// In a mart both are the same database.
    Fold(db::Database& ledger, db::Database& state)
        : m_ledger(ledger)
        , m_state(state) {}

    /// Throws DatabaseFailure, with IntegrityFault for an operation that makes no sense.
    void apply(const StoredOperation& operation);
    /// The same with its payload already read.
    void apply(const StoredOperation& operation, const nlohmann::json& payload);
    /// Discarded when it is no JSON. Any thread.
    static nlohmann::json readPayload(const StoredOperation& operation);

private:
    StoredOperation referred(const StoredOperation& operation);
    /// Notes the cases of an operation: those it names, else those of the one it refers to.
    void touch(const StoredOperation& operation, const nlohmann::json& payload,
               const nlohmann::json& target);

    db::Database& m_ledger;
    db::Database& m_state;
};

} // namespace mops::desk
