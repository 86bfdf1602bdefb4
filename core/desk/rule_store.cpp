#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/fold.h"
#include "core/desk/operators.h"
#include "core/desk/predicate.h"
#include "core/desk/receipts.h"
#include "core/desk/rule_operations.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kLongestTag = 60;
constexpr std::size_t kLongestNote = 10'000;

constexpr std::array kSubjects{"merchant", "order"};
constexpr std::array kActions{"case", "tag", "hold"};
constexpr std::array kStates{"draft", "shadow", "enabled", "disabled"};

template <class Value, std::size_t N>
std::optional<Value> parse(const std::array<const char*, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i)
        if (name == names[i])
            return static_cast<Value>(i);
    return std::nullopt;
}

/// A name or tag stands in one line of a list, and in a command.
bool isPlainLine(const std::string& text, std::size_t longest) {
    return !trim(text).empty() && text.size() <= longest && isValidUtf8(text) &&
           std::none_of(text.begin(), text.end(),
                        [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

Result<> checkTexts(const RuleVersion& rule) {
    if (!isPlainLine(rule.name, kLongestName))
        return fail(ErrorCode::Usage, "name", "1 … " + std::to_string(kLongestName));
    if (rule.action == RuleAction::Tag && !isPlainLine(rule.tag, kLongestTag))
        return fail(ErrorCode::Usage, "tag", "--tag TAG");
    if (rule.action != RuleAction::Tag && !rule.tag.empty())
        return fail(ErrorCode::Usage, "tag", "--action tag");
    if (rule.note.size() > kLongestNote || !isValidUtf8(rule.note))
        return fail(ErrorCode::Usage, "note", "≤ " + std::to_string(kLongestNote));
    return {};
}

RuleVersion readRow(const db::Statement& row) {
    RuleVersion rule;
    rule.name = row.text(0);
    rule.version = static_cast<int>(row.integer(1));
    rule.subject = parseSubject(row.text(2)).value_or(RuleSubject::Merchant);
    rule.predicate = row.text(3);
    rule.action = parseAction(row.text(4)).value_or(RuleAction::Case);
    rule.tag = row.text(5);
    rule.note = row.text(6);
    rule.state = parse<RuleState>(kStates, row.text(7)).value_or(RuleState::Draft);
    rule.madeBy = row.text(8);
    rule.madeAt = row.integer(9);
    return rule;
}

std::string labelOf(const std::string& name, int version) {
    return name + " " + std::to_string(version);
}

Receipt append(db::Database& mart, const Actor& actor, std::string_view kind,
               const std::string& payload) {
    const auto operation = appendOperation(mart, actor, std::string(kind), payload, std::nullopt);
    Fold(mart, mart).apply(operation);
    return receiptOf(operation);
}

} // namespace

const char* subjectName(RuleSubject subject) {
    return kSubjects[static_cast<std::size_t>(subject)];
}
const char* actionName(RuleAction action) {
    return kActions[static_cast<std::size_t>(action)];
}
const char* stateName(RuleState state) {
    return kStates[static_cast<std::size_t>(state)];
}
std::optional<RuleSubject> parseSubject(std::string_view name) {
    return parse<RuleSubject>(kSubjects, name);
}
std::optional<RuleAction> parseAction(std::string_view name) {
    return parse<RuleAction>(kActions, name);
}

Result<std::vector<RuleVersion>> readRules(db::Database& mart, bool allVersions) {
    return db::guarded([&]() -> Result<std::vector<RuleVersion>> {
        db::Statement select(
            mart, "SELECT v.name, v.version, v.subject, v.predicate, v.action, v.tag, v.note, "
                  "v.state, v.made_by, v.made_at FROM rule_version v JOIN rule r ON r.name = "
                  "v.name WHERE ?1 OR v.version = r.version ORDER BY v.name, v.version DESC");
        select.bind(1, allVersions);
        std::vector<RuleVersion> rules;
        while (select.step())
            rules.push_back(readRow(select));
        for (RuleVersion& rule : rules) {
            const std::string label = labelOf(rule.name, rule.version);
            rule.waitsForApproval = waitsForApproval(mart, "rule.enable", label) ||
                                    waitsForApproval(mart, "rule.disable", label);
        }
        return rules;
    });
}

Result<RuleVersion> readRule(db::Database& mart, const std::string& name,
                             std::optional<int> version) {
    const auto rules = readRules(mart, true);
    if (!rules)
        return failAs(rules);
    for (const RuleVersion& rule : *rules)
        if (rule.name == name && (!version || rule.version == *version))
            return rule;
    return fail(ErrorCode::NotFound, version ? labelOf(name, *version) : name,
                "merchantops-cli rule list");
}

Result<Receipt> saveRule(db::Database& mart, RuleVersion rule, const Actor& actor) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    rule.name = trim(rule.name);
    rule.tag = trim(rule.tag);
    if (const auto texts = checkTexts(rule); !texts)
        return failAs(texts);
    if (const auto compiled = Predicate::compile(rule.subject, rule.predicate); !compiled)
        return failAs(compiled);
    return db::guarded([&]() -> Result<Receipt> {
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(mart, "rule.save", actor); !allowed)
            return failAs(allowed);
        Json before = nullptr;
        {
            db::Statement select(mart, "SELECT version, last_operation FROM rule WHERE name = ?");
            select.bind(1, rule.name);
            if (select.step()) {
                before = {{"version", select.integer(0)}, {"last_operation", select.integer(1)}};
            }
        }
        rule.version = before.is_object() ? before["version"].get<int>() + 1 : 1;
        const Json payload = {{"before", before},
                              {"rule",
                               {{"action", actionName(rule.action)},
                                {"name", rule.name},
                                {"note", rule.note},
                                {"predicate", rule.predicate},
                                {"subject", subjectName(rule.subject)},
                                {"tag", rule.tag},
                                {"version", rule.version}}}};
        Receipt receipt = append(mart, actor, kRuleSaveKind, payload.dump());
        transaction.commit();
        return receipt;
    });
}

Result<Receipt> switchRule(db::Database& mart, const std::string& name, int version,
                           RuleState state, const Actor& actor) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    if (state == RuleState::Draft)
        return fail(ErrorCode::Usage, stateName(state), "shadow, enabled, disabled");
    return db::guarded([&]() -> Result<Receipt> {
        const auto rule = readRule(mart, name, version);
        if (!rule)
            return failAs(rule);
        const Json request = {{"name", name}, {"state", stateName(state)}, {"version", version}};
        // What begins or ends a rule's doing needs a second person; watching needs nobody.
        if (state == RuleState::Enabled)
            return doOrAsk(mart, "rule.enable", labelOf(name, version), request, actor);
        if (rule->state == RuleState::Enabled)
            return doOrAsk(mart, "rule.disable", labelOf(name, version), request, actor);
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(mart, "rule.save", actor); !allowed)
            return failAs(allowed);
        const auto prepared = prepareRuleSwitch(mart, request);
        if (!prepared)
            return failAs(prepared);
        Receipt receipt = append(mart, actor, prepared->kind, prepared->payload);
        transaction.commit();
        return receipt;
    });
}

} // namespace mops::desk
