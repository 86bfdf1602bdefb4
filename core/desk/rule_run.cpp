#include "core/base/date.h"
#include "core/db/statement.h"
#include "core/desk/case_operations.h"
#include "core/desk/fold.h"
#include "core/desk/operators.h"
#include "core/desk/rule_cases.h"
#include "core/desk/rule_operations.h"
#include "core/desk/verbs.h"
#include "core/mart/known_then.h"

#include <nlohmann/json.hpp>
#include <set>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr int kDueInDays = 3;

/// What the version had hit in the newest run in which it acted: no news.
std::set<std::string> knownHits(db::Database& mart, const RuleVersion& rule) {
    db::Statement select(mart, "SELECT subject_id FROM rule_hit WHERE name = ?1 AND version = ?2 "
                               "AND shadow = 0 AND run_id = (SELECT max(run_id) FROM rule_run)");
    select.bindAll(rule.name, rule.version);
    std::set<std::string> known;
    while (select.step())
        known.emplace(select.text(0));
    return known;
}

std::string tagOf(const RuleVersion& rule) {
    return rule.action == RuleAction::Hold ? kHoldTag : rule.tag;
}

std::int64_t tagOperation(db::Database& mart, const Json& tag) {
    db::Statement select(mart, "SELECT last_operation FROM subject_tag WHERE subject = ? AND "
                               "subject_id = ? AND tag = ?");
    select.bindAll(tag.at("subject").get_ref<const std::string&>(),
                   tag.at("subject_id").get_ref<const std::string&>(),
                   tag.at("tag").get_ref<const std::string&>());
    return select.step() ? select.integer(0) : 0;
}

/// What the enabled rules do with what is new.
Json actOn(db::Database& mart, const std::vector<RuleHits>& found, std::int64_t asOf,
           const Actor& actor, std::map<std::string, std::int64_t>& acted) {
    RuleCases cases(asOf);
    Json tags = Json::array();
    std::set<std::string> written; ///< two rules may write the same tag
    for (const RuleHits& one : found) {
        if (one.rule.state != RuleState::Enabled)
            continue;
        const auto known = knownHits(mart, one.rule);
        for (const RuleHit& hit : one.hits) {
            if (known.contains(hit.subjectId))
                continue;
            if (one.rule.action == RuleAction::Case) {
                cases.add(one.rule, hit);
                continue;
            }
            Json tag = {{"rule", one.rule.name},
                        {"subject", subjectName(one.rule.subject)},
                        {"subject_id", hit.subjectId},
                        {"tag", tagOf(one.rule)},
                        {"version", one.rule.version}};
            const std::string place = std::string(subjectName(one.rule.subject)) + '\n' +
                                      hit.subjectId + '\n' + tagOf(one.rule);
            if (tagOperation(mart, tag) == 0 && written.insert(place).second) {
                tags.push_back(std::move(tag));
                ++acted[labelOf(one.rule)];
            }
        }
    }
    return {{"cases", cases.entries(mart, acted)},
            {"due_at", toSeconds(actor.clock.now()) + kDueInDays * kSecondsPerDay},
            {"kind", kRiskKind},
            {"score_run_id", 0},
            {"tags", std::move(tags)}};
}

std::int64_t logRun(db::Database& mart, const std::vector<RuleHits>& found, std::int64_t asOf,
                    std::int64_t knownBatch, const Actor& actor) {
    db::Statement run(mart, "INSERT INTO rule_run (as_of, known_batch, fingerprint, ran_at) "
                            "VALUES (?, ?, ?, ?)");
    run.run(asOf, knownBatch, mart::fingerprintUpTo(mart, knownBatch),
            toSeconds(actor.clock.now()));
    const std::int64_t runId = mart.lastInsertRowId();
    db::Statement looked(mart, "INSERT INTO rule_run_version (run_id, name, version, subject, "
                               "predicate, shadow) VALUES (?, ?, ?, ?, ?, ?)");
    db::Statement hit(mart, "INSERT INTO rule_hit (run_id, name, version, subject_id, shadow) "
                            "VALUES (?, ?, ?, ?, ?)");
    for (const RuleHits& one : found) {
        const bool shadow = one.rule.state == RuleState::Shadow;
        looked.run(runId, one.rule.name, one.rule.version, subjectName(one.rule.subject),
                   one.rule.predicate, shadow);
        for (const RuleHit& each : one.hits)
            hit.run(runId, one.rule.name, one.rule.version, each.subjectId, shadow);
    }
    return runId;
}

} // namespace

void applyRuleRun(db::Database& state, const StoredOperation& operation, const Json& payload) {
    applyOpenCases(state, operation, payload);
    db::Statement insert(state, "INSERT INTO subject_tag (subject, subject_id, tag, rule, version, "
                                "last_operation) VALUES (?, ?, ?, ?, ?, ?)");
    for (const Json& tag : payload.at("tags"))
        insert.run(tag.at("subject").get<std::string>(), tag.at("subject_id").get<std::string>(),
                   tag.at("tag").get<std::string>(), tag.at("rule").get<std::string>(),
                   tag.at("version").get<int>(), operation.operationId);
}

void takeBackRuleRun(db::Database& state, const StoredOperation& operation, const Json& payload) {
    takeBackOpenCases(state, operation, payload);
    db::Statement remove(state, "DELETE FROM subject_tag WHERE subject = ? AND subject_id = ? AND "
                                "tag = ?");
    for (const Json& tag : payload.at("tags"))
        remove.run(tag.at("subject").get<std::string>(), tag.at("subject_id").get<std::string>(),
                   tag.at("tag").get<std::string>());
}

Result<> checkRuleRun(db::Database& mart, const StoredOperation& operation, const Json& payload,
                      bool redo) {
    if (const auto cases = checkOpenCases(mart, operation, payload, redo); !cases)
        return cases;
    for (const Json& tag : payload.at("tags"))
        if (const auto last = tagOperation(mart, tag); last != (redo ? 0 : operation.operationId))
            return conflictWith(mart, tag.at("subject_id").get<std::string>(), last);
    return {};
}

Result<RuleRun> runRules(db::Database& mart, std::optional<std::int64_t> asOf, const Actor& actor,
                         TaskContext& context) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    if (const auto allowed = checkAllowed(mart, "rule.run", actor); !allowed)
        return failAs(allowed);
    return db::guarded([&]() -> Result<RuleRun> {
        auto rules = readRules(mart, true);
        if (!rules)
            return failAs(rules);
        std::erase_if(*rules, [](const RuleVersion& rule) {
            return rule.state != RuleState::Enabled && rule.state != RuleState::Shadow;
        });
        if (rules->empty())
            return fail(ErrorCode::NotEnoughData, "rule", "merchantops-cli rule enable");
        const std::int64_t knownBatch = mart::newestBatch(mart);
        const auto found = findHits(mart, *rules, asOf, context);
        if (!found)
            return failAs(found);
        db::Transaction transaction(mart);
        if (mart::newestBatch(mart) != knownBatch)
            return fail(ErrorCode::Conflict, "import " + std::to_string(knownBatch + 1),
                        "merchantops-cli rule run");
        std::map<std::string, std::int64_t> acted;
        const Json payload = actOn(mart, *found, *asOf, actor, acted);
        RuleRun run;
        run.asOf = *asOf;
        run.runId = logRun(mart, *found, *asOf, knownBatch, actor);
        if (!payload["cases"].empty() || !payload["tags"].empty()) {
            Json whole = payload;
            whole["run_id"] = run.runId;
            const auto operation =
                appendOperation(mart, actor, std::string(kRuleRunKind), whole.dump(), std::nullopt);
            Fold(mart, mart).apply(operation);
            run.operationId = operation.operationId;
        }
        transaction.commit();
        for (const RuleHits& one : *found)
            run.rules.push_back(
                {one.rule.name, one.rule.version, one.rule.state == RuleState::Shadow,
                 static_cast<std::int64_t>(one.hits.size()), acted[labelOf(one.rule)]});
        return run;
    });
}

} // namespace mops::desk
