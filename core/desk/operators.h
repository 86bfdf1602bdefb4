#pragma once

#include "core/desk/cases.h"

namespace mops::desk {

/// What a person may do. A mart without operators is worked by one person alone: everything is
/// allowed and nothing needs a second person, and the ledger says so.
enum class Role { Reviewer, Analyst, Lead, Compliance };
const char* roleName(Role role); ///< "lead"
std::optional<Role> parseRole(std::string_view name);

struct DeskOperator {
    std::string name;
    Role role{};
    bool active = true;
};

/// By name.
Result<std::vector<DeskOperator>> readOperators(db::Database& mart);
/// Adds a person or changes role and activity. Only a lead may, once there is one. Errors: Usage,
/// Forbidden, Conflict (the last lead would be gone).
Result<Receipt> saveOperator(db::Database& mart, const DeskOperator& person, const Actor& actor);

/// What the roles allow. One table, shown on the screen as it stands.
struct Permission {
    const char* action; ///< "rule.enable"
    const char* title;  ///< English, marked for translation (context "Permission")
    bool reviewer, analyst, lead, compliance;
    bool secondPerson; ///< needs somebody else's consent
};
std::span<const Permission> permissions();
/// Errors: Forbidden. Without operators in the mart everything is allowed.
Result<> checkAllowed(db::Database& mart, std::string_view action, const Actor& actor);

/// An action that waits for a second person.
struct Approval {
    std::int64_t approvalId = 0;
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
/// Grants (the action happens in the same transaction) or denies. Errors: NotFound, Conflict (not
/// waiting any more), Forbidden (the one who asked cannot consent; role).
Result<Receipt> decideApproval(db::Database& mart, std::int64_t approvalId, bool grant,
                               const Actor& actor);

} // namespace mops::desk
