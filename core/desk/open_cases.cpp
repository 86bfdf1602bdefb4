#include "core/desk/open_cases.h"

#include "core/db/statement.h"
#include "core/desk/fold.h"
#include "core/desk/operation_log.h"
#include "core/desk/operators.h"
#include "core/desk/priority.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

struct ScoreRun {
    std::int64_t runId = 0;
    std::int64_t asOf = 0;
};

struct Candidate {
    std::int64_t merchantKey = 0;
    double probability = 0;
    double priority = 0;
};

std::optional<ScoreRun> latestRun(db::Database& mart) {
    db::Statement select(mart, "SELECT run_id, as_of FROM score_run ORDER BY run_id DESC LIMIT 1");
    if (!select.step())
        return std::nullopt;
    return ScoreRun{select.integer(0), select.integer(1)};
}

/// Risky merchants without a case that waits or was decided on these scores; most urgent first.
std::vector<Candidate> findCandidates(db::Database& mart, const ScoreRun& run,
                                      double minimumProbability, std::int64_t& alreadyOpen) {
    db::Statement risky(mart,
                        "SELECT merchant_key, probability, EXISTS (SELECT 1 FROM case_state c "
                        "WHERE c.merchant_key = s.merchant_key AND (c.score_run_id = ?1 OR "
                        "c.status NOT IN ('approved', 'refused'))) "
                        "FROM score s WHERE run_id = ?1 AND probability >= ?2");
    db::Statement stake(mart, "SELECT coalesce(sum(price_minor), 0) FROM fact_item "
                              "WHERE merchant_key = ? AND ordered_at > ? AND ordered_at <= ?");
    std::vector<Candidate> candidates;
    risky.bindAll(run.runId, minimumProbability);
    while (risky.step()) {
        if (risky.integer(2) != 0) {
            ++alreadyOpen;
            continue;
        }
        Candidate candidate{risky.integer(0), risky.real(1), 0};
        stake.bindAll(candidate.merchantKey, run.asOf - kStakeDays * kSecondsPerDay, run.asOf);
        stake.step();
        candidate.priority = riskPriority(candidate.probability, stake.integer(0));
        stake.reset();
        candidates.push_back(candidate);
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return a.priority != b.priority         ? a.priority > b.priority
               : a.probability != b.probability ? a.probability > b.probability
                                                : a.merchantKey < b.merchantKey;
    });
    return candidates;
}

/// The stored reasons, largest contribution first; numbers only, so that a reason is what it says.
Json reasonsOf(std::string_view stored) {
    Json reasons = Json::array();
    const Json parsed = Json::parse(stored, nullptr, false);
    if (!parsed.is_array())
        return reasons;
    const auto number = [](const Json& entry, const char* key) -> Json {
        const auto found = entry.find(key);
        return found != entry.end() && found->is_number() ? Json(found->get<double>()) : Json();
    };
    for (const Json& entry : parsed)
        if (entry.is_object() && entry.contains("feature") && entry["feature"].is_string())
            reasons.push_back({{"feature", entry["feature"]},
                               {"value", number(entry, "value")},
                               {"peer_median", number(entry, "peer_median")},
                               {"contribution", number(entry, "contribution")}});
    const auto size = [](const Json& reason) {
        return reason["contribution"].is_number() ? std::abs(reason["contribution"].get<double>())
                                                  : 0.0;
    };
    std::stable_sort(reasons.begin(), reasons.end(),
                     [&](const Json& a, const Json& b) { return size(a) > size(b); });
    return reasons;
}

Json describe(db::Database& mart, const ScoreRun& run, const std::vector<Candidate>& candidates) {
    db::Statement details(mart,
                          "SELECT m.merchant_id, s.reasons, (SELECT count(*) FROM case_state c "
                          "WHERE c.merchant_key = m.merchant_key AND c.kind = ?3) "
                          "FROM dim_merchant m JOIN score s ON s.merchant_key = "
                          "m.merchant_key AND s.run_id = ?2 WHERE m.merchant_key = ?1");
    Json cases = Json::array();
    for (const Candidate& candidate : candidates) {
        details.bindAll(candidate.merchantKey, run.runId, kRiskKind);
        if (details.step()) {
            const std::string merchantId(details.text(0));
            cases.push_back(
                {{"case_id", "risk-" + merchantId + "-" + std::to_string(details.integer(2) + 1)},
                 {"merchant_id", merchantId},
                 {"merchant_key", candidate.merchantKey},
                 {"priority", candidate.priority},
                 {"score", candidate.probability},
                 {"why", reasonsOf(details.text(1))}});
        }
        details.reset();
    }
    return cases;
}

} // namespace

Result<std::int64_t> countOpenableCases(db::Database& mart, const OpenCasesParams& params) {
    return db::guarded([&]() -> Result<std::int64_t> {
        const auto run = latestRun(mart);
        if (!run)
            return 0;
        std::int64_t alreadyOpen = 0;
        const auto candidates = findCandidates(mart, *run, params.minimumProbability, alreadyOpen);
        return std::min(static_cast<std::int64_t>(candidates.size()), params.most);
    });
}

Result<OpenedCases> openRiskCases(db::Database& mart, const OpenCasesParams& params,
                                  const Actor& actor) {
    if (!(params.minimumProbability >= 0 && params.minimumProbability <= 1))
        return fail(ErrorCode::InvalidNumber, "minimum probability", "0 … 1");
    if (params.most < 1 || params.dueInDays < 0)
        return fail(ErrorCode::InvalidNumber, params.most < 1 ? "most" : "days until due", "≥ 1");
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    return db::guarded([&]() -> Result<OpenedCases> {
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(mart, "case.open", actor); !allowed)
            return failAs(allowed);
        const auto run = latestRun(mart);
        if (!run)
            return fail(ErrorCode::NotEnoughData, "score", "merchantops-cli risk score");
        OpenedCases opened;
        auto candidates = findCandidates(mart, *run, params.minimumProbability, opened.alreadyOpen);
        if (static_cast<std::int64_t>(candidates.size()) > params.most)
            candidates.resize(static_cast<std::size_t>(params.most));
        if (candidates.empty())
            return opened;
        const std::int64_t now = toSeconds(actor.clock.now());
        const Json payload = {{"cases", describe(mart, *run, candidates)},
                              {"due_at", now + params.dueInDays * kSecondsPerDay},
                              {"kind", kRiskKind},
                              {"minimum_probability", params.minimumProbability},
                              {"score_run_id", run->runId}};
        const auto operation =
            appendOperation(mart, actor, std::string(kOpenKind), payload.dump(), std::nullopt);
        Fold(mart, mart).apply(operation);
        transaction.commit();
        opened.operationId = operation.operationId;
        opened.opened = static_cast<std::int64_t>(candidates.size());
        return opened;
    });
}

} // namespace mops::desk
