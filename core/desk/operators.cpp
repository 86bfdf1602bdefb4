#include "core/desk/operators.h"

#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/fold.h"
#include "core/desk/operation_log.h"
#include "core/desk/people_operations.h"
#include "core/desk/receipts.h"
#include "core/desk/verbs.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<Role, const char*>, 4> kRoles{{
    {Role::Reviewer, "reviewer"},
    {Role::Analyst, "analyst"},
    {Role::Lead, "lead"},
    {Role::Compliance, "compliance"},
}};
constexpr std::size_t kLongestName = 100;

struct OperatorRow {
    Role role{};
    bool active = false;
    std::int64_t lastOperation = 0;
};

std::optional<OperatorRow> readRow(db::Database& mart, std::string_view name) {
    db::Statement select(mart,
                         "SELECT role, active, last_operation FROM desk_operator WHERE name = ?");
    select.bind(1, name);
    if (!select.step())
        return std::nullopt;
    return OperatorRow{parseRole(select.text(0)).value_or(Role::Reviewer), select.integer(1) != 0,
                       select.integer(2)};
}

bool hasActiveLeadBesides(db::Database& mart, const std::string& name) {
    db::Statement select(mart, "SELECT 1 FROM desk_operator WHERE role = 'lead' AND active = 1 "
                               "AND name <> ? LIMIT 1");
    select.bind(1, name);
    return select.step();
}

Result<> checkPerson(const DeskOperator& person) {
    if (trim(person.name).empty() || trim(person.name) != person.name ||
        !isValidUtf8(person.name) || person.name.size() > kLongestName)
        return fail(ErrorCode::Usage, "operator", "1 … " + std::to_string(kLongestName));
    if (person.name == kAutomation)
        return fail(ErrorCode::Usage, person.name);
    return {};
}

bool allows(const Permission& permission, Role role) {
    switch (role) {
    case Role::Reviewer: return permission.reviewer;
    case Role::Analyst: return permission.analyst;
    case Role::Lead: return permission.lead;
    case Role::Compliance: return permission.compliance;
    }
    return false;
}

std::string rolesOf(const Permission& permission) {
    std::string names;
    for (const auto& [role, name] : kRoles)
        if (allows(permission, role))
            names += std::string(names.empty() ? "" : ", ") + name;
    return names;
}

void write(db::Database& state, const std::string& name, const Json& person,
           std::int64_t lastOperation) {
    db::Statement insert(state, "INSERT INTO desk_operator (name, role, active, last_operation) "
                                "VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
                                "role = excluded.role, active = excluded.active, "
                                "last_operation = excluded.last_operation");
    insert.run(name, person.at("role").get<std::string>(), person.at("active").get<bool>(),
               lastOperation);
}

} // namespace

const char* roleName(Role role) {
    for (const auto& [value, name] : kRoles)
        if (value == role)
            return name;
    return "reviewer";
}

std::optional<Role> parseRole(std::string_view name) {
    for (const auto& [value, text] : kRoles)
        if (text == name)
            return value;
    return std::nullopt;
}

bool hasOperators(db::Database& mart) {
    db::Statement select(mart, "SELECT 1 FROM desk_operator LIMIT 1");
    return select.step();
}

std::optional<Role> roleOf(db::Database& mart, std::string_view name) {
    const auto row = readRow(mart, name);
    return row && row->active ? std::optional(row->role) : std::nullopt;
}

Result<> checkAllowed(db::Database& mart, std::string_view action, const Actor& actor) {
    return db::guarded([&]() -> Result<> {
        if (!hasOperators(mart))
            return {};
        const Permission* permission = findPermission(action);
        if (permission == nullptr)
            return fail(ErrorCode::Forbidden, std::string(action));
        if (actor.operatorName == kAutomation && action == "band.run")
            return {};
        const auto role = roleOf(mart, actor.operatorName);
        if (!role)
            return fail(ErrorCode::Forbidden, actor.operatorName,
                        "merchantops-cli operator add NAME --role ROLE");
        if (!allows(*permission, *role))
            return fail(ErrorCode::Forbidden,
                        std::string(action) + " (" + actor.operatorName + ", " + roleName(*role) +
                            ")",
                        rolesOf(*permission));
        return {};
    });
}

Result<std::vector<DeskOperator>> readOperators(db::Database& mart) {
    return db::guarded([&]() -> Result<std::vector<DeskOperator>> {
        db::Statement select(mart, "SELECT name, role, active FROM desk_operator ORDER BY name");
        std::vector<DeskOperator> people;
        while (select.step())
            people.push_back({std::string(select.text(0)),
                              parseRole(select.text(1)).value_or(Role::Reviewer),
                              select.integer(2) != 0});
        return people;
    });
}

Result<Receipt> saveOperator(db::Database& mart, const DeskOperator& person, const Actor& actor) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    if (const auto sensible = checkPerson(person); !sensible)
        return failAs(sensible);
    return db::guarded([&]() -> Result<Receipt> {
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(mart, "operator.save", actor); !allowed)
            return failAs(allowed);
        const auto before = readRow(mart, person.name);
        if (before && before->role == person.role && before->active == person.active)
            return fail(ErrorCode::Conflict, person.name + ": " + roleName(person.role));
        if (!before && !person.active)
            return fail(ErrorCode::NotFound, person.name, "merchantops-cli operator list");
        const bool isLead = person.role == Role::Lead && person.active;
        if (!isLead && !hasActiveLeadBesides(mart, person.name))
            return fail(ErrorCode::Conflict, person.name + ": " + roleName(person.role), "lead");
        Json payload = {{"active", person.active},
                        {"before", nullptr},
                        {"name", person.name},
                        {"role", roleName(person.role)}};
        if (before)
            payload["before"] = {{"active", before->active},
                                 {"last_operation", before->lastOperation},
                                 {"role", roleName(before->role)}};
        const auto operation =
            appendOperation(mart, actor, std::string(kOperatorKind), payload.dump(), std::nullopt);
        Fold(mart, mart).apply(operation);
        transaction.commit();
        return receiptOf(operation);
    });
}

void applyOperator(db::Database& state, const StoredOperation& operation, const Json& payload) {
    write(state, payload.at("name"), payload, operation.operationId);
}

void takeBackOperator(db::Database& state, const StoredOperation&, const Json& payload) {
    const std::string name = payload.at("name");
    const Json& before = payload.at("before");
    if (before.is_object()) {
        write(state, name, before, before.at("last_operation").get<std::int64_t>());
        return;
    }
    db::Statement remove(state, "DELETE FROM desk_operator WHERE name = ?");
    remove.run(name);
}

Result<> checkOperator(db::Database& mart, const StoredOperation& operation, const Json& payload,
                       bool redo) {
    const std::string name = payload.at("name");
    const Json& before = payload.at("before");
    const auto row = readRow(mart, name);
    const std::int64_t last = row ? row->lastOperation : 0;
    const std::int64_t expected = !redo ? operation.operationId
                                  : before.is_object()
                                      ? before.at("last_operation").get<std::int64_t>()
                                      : 0;
    if (last != expected)
        return conflictWith(mart, name, last);
    // Whoever remains needs a lead; nobody at all is one person alone again.
    const Json& after = redo ? payload : before;
    const bool staysLead = after.is_object() && after.at("role") == "lead" && after.at("active");
    if (staysLead || hasActiveLeadBesides(mart, name))
        return {};
    db::Statement others(mart, "SELECT 1 FROM desk_operator WHERE name <> ? LIMIT 1");
    others.bind(1, name);
    if (after.is_object() || others.step())
        return fail(ErrorCode::Conflict, name, "lead");
    return {};
}

} // namespace mops::desk
