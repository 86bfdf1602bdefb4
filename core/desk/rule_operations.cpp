#include "core/desk/rule_operations.h"

#include "core/db/statement.h"
#include "core/desk/rule.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

struct VersionState {
    std::string state;
    std::int64_t lastOperation = 0;
};

std::optional<VersionState> stateOf(db::Database& mart, const std::string& name, int version) {
    db::Statement select(mart, "SELECT state, last_operation FROM rule_version "
                               "WHERE name = ? AND version = ?");
    select.bindAll(name, version);
    if (!select.step())
        return std::nullopt;
    return VersionState{std::string(select.text(0)), select.integer(1)};
}

void setState(db::Database& state, const std::string& name, int version, const std::string& value,
              std::int64_t lastOperation) {
    db::Statement update(state, "UPDATE rule_version SET state = ?, last_operation = ? "
                                "WHERE name = ? AND version = ?");
    update.run(value, lastOperation, name, version);
}

/// Whose effect the rule as a whole shows: the newest save. 0 when there is no such rule.
std::int64_t lastSaveOf(db::Database& mart, const std::string& name) {
    db::Statement select(mart, "SELECT last_operation FROM rule WHERE name = ?");
    select.bind(1, name);
    return select.step() ? select.integer(0) : 0;
}

Json beforeOf(const VersionState& before) {
    return {{"last_operation", before.lastOperation}, {"state", before.state}};
}

std::string labelOf(const std::string& name, int version) {
    return name + " " + std::to_string(version);
}

} // namespace

void applyRuleSave(db::Database& state, const StoredOperation& operation, const Json& payload) {
    const Json& rule = payload.at("rule");
    const auto name = rule.at("name").get<std::string>();
    const auto version = rule.at("version").get<int>();
    db::Statement head(state, "INSERT OR REPLACE INTO rule (name, version, last_operation) "
                              "VALUES (?, ?, ?)");
    head.run(name, version, operation.operationId);
    db::Statement insert(state, "INSERT INTO rule_version (name, version, subject, predicate, "
                                "action, tag, note, state, made_by, made_at, last_operation) "
                                "VALUES (?, ?, ?, ?, ?, ?, ?, 'draft', ?, ?, ?)");
    insert.run(name, version, rule.at("subject").get<std::string>(),
               rule.at("predicate").get<std::string>(), rule.at("action").get<std::string>(),
               rule.at("tag").get<std::string>(), rule.at("note").get<std::string>(),
               operation.operatorName, operation.at, operation.operationId);
}

void takeBackRuleSave(db::Database& state, const StoredOperation&, const Json& payload) {
    const Json& rule = payload.at("rule");
    const auto name = rule.at("name").get<std::string>();
    db::Statement version(state, "DELETE FROM rule_version WHERE name = ? AND version = ?");
    version.run(name, rule.at("version").get<int>());
    const Json& before = payload.at("before");
    if (before.is_object()) {
        db::Statement head(state, "UPDATE rule SET version = ?, last_operation = ? WHERE name = ?");
        head.run(before.at("version").get<int>(), before.at("last_operation").get<std::int64_t>(),
                 name);
    } else {
        db::Statement head(state, "DELETE FROM rule WHERE name = ?");
        head.run(name);
    }
}

Result<> checkRuleSave(db::Database& mart, const StoredOperation& operation, const Json& payload,
                       bool redo) {
    const Json& rule = payload.at("rule");
    const auto name = rule.at("name").get<std::string>();
    const auto version = rule.at("version").get<int>();
    const Json& before = payload.at("before");
    const std::int64_t expected = !redo ? operation.operationId
                                  : before.is_object()
                                      ? before.at("last_operation").get<std::int64_t>()
                                      : 0;
    if (const auto last = lastSaveOf(mart, name); last != expected)
        return conflictWith(mart, labelOf(name, version), last);
    if (!redo) {
        const auto own = stateOf(mart, name, version);
        if (!own || own->lastOperation != operation.operationId)
            return conflictWith(mart, labelOf(name, version), own ? own->lastOperation : 0);
    }
    return {};
}

void applyRuleSwitch(db::Database& state, const StoredOperation& operation, const Json& payload) {
    const auto name = payload.at("name").get<std::string>();
    setState(state, name, payload.at("version"), payload.at("state"), operation.operationId);
    if (const Json& replaced = payload.at("replaced"); replaced.is_object())
        setState(state, name, replaced.at("version"), "disabled", operation.operationId);
}

void takeBackRuleSwitch(db::Database& state, const StoredOperation&, const Json& payload) {
    const auto name = payload.at("name").get<std::string>();
    const auto putBack = [&](int version, const Json& before) {
        setState(state, name, version, before.at("state"), before.at("last_operation"));
    };
    putBack(payload.at("version"), payload.at("before"));
    if (const Json& replaced = payload.at("replaced"); replaced.is_object())
        putBack(replaced.at("version"), replaced.at("before"));
}

Result<> checkRuleSwitch(db::Database& mart, const StoredOperation& operation, const Json& payload,
                         bool redo) {
    const auto name = payload.at("name").get<std::string>();
    const auto untouched = [&](int version, const Json& before) -> Result<> {
        const auto now = stateOf(mart, name, version);
        const std::int64_t last = now ? now->lastOperation : 0;
        if (last !=
            (redo ? before.at("last_operation").get<std::int64_t>() : operation.operationId))
            return conflictWith(mart, labelOf(name, version), last);
        return {};
    };
    if (const auto own = untouched(payload.at("version"), payload.at("before")); !own)
        return own;
    if (const Json& replaced = payload.at("replaced"); replaced.is_object())
        return untouched(replaced.at("version"), replaced.at("before"));
    return {};
}

Result<PreparedOperation> prepareRuleSwitch(db::Database& mart, const Json& request) {
    const auto name = request.at("name").get<std::string>();
    const auto version = request.at("version").get<int>();
    const auto state = request.at("state").get<std::string>();
    const auto before = stateOf(mart, name, version);
    if (!before)
        return fail(ErrorCode::NotFound, labelOf(name, version), "merchantops-cli rule list");
    if (before->state == state ||
        (state == stateName(RuleState::Disabled) && before->state == stateName(RuleState::Draft)))
        return fail(ErrorCode::Conflict, labelOf(name, version) + ": " + before->state);
    Json payload = {{"before", beforeOf(*before)},
                    {"name", name},
                    {"replaced", nullptr},
                    {"state", state},
                    {"version", version}};
    if (state == stateName(RuleState::Enabled)) {
        db::Statement select(mart, "SELECT version FROM rule_version WHERE name = ? AND "
                                   "state = 'enabled' AND version <> ?");
        select.bindAll(name, version);
        if (select.step()) {
            const int other = static_cast<int>(select.integer(0));
            payload["replaced"] = {{"before", beforeOf(*stateOf(mart, name, other))},
                                   {"version", other}};
        }
    }
    return PreparedOperation{std::string(kRuleSwitchKind), payload.dump()};
}

} // namespace mops::desk
