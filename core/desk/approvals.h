#pragma once

#include "core/desk/cases.h"

#include <nlohmann/json_fwd.hpp>

namespace mops::desk {

/// An action that waits for a second person.
struct Approval {
    std::int64_t approvalId = 0; ///< the operation that asked
    std::string action;
    std::string subject;
    std::string request; ///< JSON
    std::string requestedBy;
    std::int64_t requestedAt = 0;
    std::string status; ///< "waiting", "granted", "denied", "withdrawn"
    std::string decidedBy;
    std::optional<std::int64_t> decidedAt;
};
/// Waiting ones first, newest first.
Result<std::vector<Approval>> readApprovals(db::Database& mart, std::int64_t limit);
/// Grants (the action happens in the same operation) or denies; the one who asked withdraws by
/// denying. Errors: NotFound, Conflict (not waiting any more, or the action is not possible any
/// more), Forbidden (the one who asked cannot consent; role).
Result<Receipt> decideApproval(db::Database& mart, std::int64_t approvalId, bool grant,
                               const Actor& actor);

/// What an action would write to the ledger, made from the mart as it is now.
struct PreparedOperation {
    std::string kind; ///< a name in operationKinds()
    std::string payload;
};
/// An action that a second person may have to consent to: a line of approvable_table.cpp.
struct ApprovableAction {
    std::string_view action; ///< also a name in permissions()
    /// Checks that the request is possible and answers what it does. Asked when it is made and
    /// again when it is granted, inside the transaction. Errors: whatever the action knows.
    Result<PreparedOperation> (*prepare)(db::Database& mart, const nlohmann::json& request);
};
std::span<const ApprovableAction> approvableActions();

/// Does an approvable action, or asks a second person for it (the receipt's kind is then
/// "approval.ask") where the mart has operators. Opens its own transaction. Errors: Forbidden,
/// Conflict (the same is asked for already), those of the action.
Result<Receipt> doOrAsk(db::Database& mart, std::string_view action, const std::string& subject,
                        const nlohmann::json& request, const Actor& actor);
/// Whether the same action on the same subject waits for a second person. Throws DatabaseFailure.
bool waitsForApproval(db::Database& mart, std::string_view action, const std::string& subject);

} // namespace mops::desk
