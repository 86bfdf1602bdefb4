#pragma once

#include "core/desk/cases.h"

namespace mops::desk {

/// What a person may do. A mart without operators is worked by one person alone: everything is
/// allowed and nothing needs a second person, and the ledger says so ("alone" in the payload).
enum class Role { Reviewer, Analyst, Lead, Compliance };
const char* roleName(Role role); ///< "lead"
std::optional<Role> parseRole(std::string_view name);

/// Who decides where no person does. It may run bands and take its runs back, nothing else.
inline constexpr std::string_view kAutomation = "automation";

struct DeskOperator {
    std::string name;
    Role role{};
    bool active = true;
};

/// By name.
Result<std::vector<DeskOperator>> readOperators(db::Database& mart);
/// Adds a person or changes role and activity. Only a lead may, once there is one; the first
/// operator of a mart is a lead. Errors: Usage, Forbidden, Conflict (nothing would change, or the
/// last lead would be gone).
Result<Receipt> saveOperator(db::Database& mart, const DeskOperator& person, const Actor& actor);

/// What the roles allow. One table, shown on the screen as it stands.
struct Permission {
    const char* action; ///< "rule.enable"
    const char* title;  ///< English, marked for translation (context "Permission")
    bool reviewer, analyst, lead, compliance;
    bool secondPerson; ///< needs somebody else's consent
};
std::span<const Permission> permissions();
/// Null when there is no such action.
const Permission* findPermission(std::string_view action);

/// Errors: Forbidden. Without operators in the mart everything is allowed. Two look-ups by key.
Result<> checkAllowed(db::Database& mart, std::string_view action, const Actor& actor);
/// Whether anybody is registered: only then there are roles and second persons. Throws
/// DatabaseFailure.
bool hasOperators(db::Database& mart);
/// The role of an active operator. Throws DatabaseFailure.
std::optional<Role> roleOf(db::Database& mart, std::string_view name);

} // namespace mops::desk
