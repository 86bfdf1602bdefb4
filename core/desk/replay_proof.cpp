#include "core/db/statement.h"
#include "core/desk/case_kind.h"
#include "core/desk/replay.h"
#include "core/desk/rule_hits.h"
#include "core/mart/known_then.h"

#include <algorithm>
#include <iterator>

namespace mops::desk {
namespace {

struct LoggedRun {
    std::int64_t asOf = 0;
    std::int64_t knownBatch = 0;
    std::string fingerprint;
    std::vector<RuleVersion> rules;
    std::vector<std::string> hits; ///< "name version: subject", sorted
};

std::string lineOf(std::string_view name, std::int64_t version, std::string_view subject) {
    return std::string(name) + " " + std::to_string(version) + ": " + std::string(subject);
}

std::optional<LoggedRun> readRun(db::Database& mart, std::int64_t runId) {
    db::Statement head(mart, "SELECT as_of, known_batch, fingerprint FROM rule_run "
                             "WHERE run_id = ?");
    head.bind(1, runId);
    if (!head.step())
        return std::nullopt;
    LoggedRun run{head.integer(0), head.integer(1), std::string(head.text(2)), {}, {}};
    db::Statement rules(mart, "SELECT name, version, subject, predicate FROM rule_run_version "
                              "WHERE run_id = ? ORDER BY name, version");
    rules.bind(1, runId);
    while (rules.step()) {
        RuleVersion rule;
        rule.name = rules.text(0);
        rule.version = static_cast<int>(rules.integer(1));
        rule.subject = parseSubject(rules.text(2)).value_or(RuleSubject::Merchant);
        rule.predicate = rules.text(3);
        run.rules.push_back(std::move(rule));
    }
    db::Statement hits(mart, "SELECT name, version, subject_id FROM rule_hit WHERE run_id = ?");
    hits.bind(1, runId);
    while (hits.step())
        run.hits.push_back(lineOf(hits.text(0), hits.integer(1), hits.text(2)));
    std::sort(run.hits.begin(), run.hits.end());
    return run;
}

} // namespace

Result<ReplayProof> replayRun(db::Database& mart, std::int64_t runId, TaskContext& context) {
    return db::guarded([&]() -> Result<ReplayProof> {
        const auto run = readRun(mart, runId);
        if (!run)
            return fail(ErrorCode::NotFound, "run " + std::to_string(runId),
                        "merchantops-cli rule run");
        if (mart::fingerprintUpTo(mart, run->knownBatch) != run->fingerprint)
            return fail(ErrorCode::Conflict, "run " + std::to_string(runId),
                        "merchantops-cli import --undo");
        auto past = mart::openKnownThen(mart.path(), run->knownBatch);
        if (!past)
            return failAs(past);
        std::optional<std::int64_t> asOf = run->asOf;
        const auto found = findHits(*past, run->rules, asOf, context);
        if (!found)
            return failAs(found);
        std::vector<std::string> again;
        for (const RuleHits& one : *found)
            for (const RuleHit& hit : one.hits)
                again.push_back(lineOf(one.rule.name, one.rule.version, hit.subjectId));
        std::sort(again.begin(), again.end());
        ReplayProof proof;
        proof.logged = static_cast<std::int64_t>(run->hits.size());
        proof.replayed = static_cast<std::int64_t>(again.size());
        std::set_difference(run->hits.begin(), run->hits.end(), again.begin(), again.end(),
                            std::back_inserter(proof.onlyLogged));
        std::set_difference(again.begin(), again.end(), run->hits.begin(), run->hits.end(),
                            std::back_inserter(proof.onlyReplayed));
        proof.equal = proof.onlyLogged.empty() && proof.onlyReplayed.empty();
        return proof;
    });
}

Result<std::vector<ThresholdPoint>> replayThreshold(db::Database& mart, std::string_view kind,
                                                    TaskContext& context) {
    return db::guarded([&]() -> Result<std::vector<ThresholdPoint>> {
        constexpr int kSteps = 20; // thresholds 0, 0.05, … 1
        std::vector<ThresholdPoint> points(kSteps + 1);
        for (int i = 0; i <= kSteps; ++i)
            points[static_cast<std::size_t>(i)].threshold = static_cast<double>(i) / kSteps;
        const CaseKind* known = findCaseKind(kind);
        if (known == nullptr)
            return fail(ErrorCode::NotFound, std::string(kind), "merchantops-cli queue open");
        db::Statement select(mart, "SELECT score, stake_minor, status, decided_by FROM case_state "
                                   "WHERE kind = ?");
        select.bind(1, kind);
        bool any = false;
        while (select.step()) {
            if (context.cancelled())
                return fail(ErrorCode::Cancelled);
            any = true;
            const double score = select.real(0);
            const bool byPeople = select.text(3) != "automation";
            const bool refused = select.text(2) == "refused";
            const bool decided = byPeople && (refused || select.text(2) == "approved");
            for (ThresholdPoint& point : points) {
                if (score < point.threshold)
                    continue;
                ++point.cases;
                point.moneyMinor += select.integer(1);
                point.reviewMinutes += known->reviewMinutes;
                point.decided += decided ? 1 : 0;
                point.agreed += decided && refused ? 1 : 0;
            }
        }
        if (!any)
            return fail(ErrorCode::NotEnoughData, std::string(kind), "merchantops-cli queue open");
        return points;
    });
}

} // namespace mops::desk
