#include "core/desk/open_cases.h"

#include "core/db/statement.h"
#include "core/desk/fold.h"
#include "core/desk/operation_log.h"
#include "core/desk/operators.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

/// What the mart holds already of a subject.
struct Known {
    std::int64_t cases = 0;
    bool waits = false;
    std::vector<std::int64_t> decidedOn; ///< runs of scores; 0 = none
};
using KnownSubjects = std::unordered_map<std::string, Known>;

KnownSubjects readKnown(db::Database& mart, const CaseKind& kind) {
    KnownSubjects known;
    db::Statement row(mart, "SELECT subject_id, status IN ('approved', 'refused'), score_run_id "
                            "FROM case_state WHERE kind = ?");
    row.bind(1, kind.name);
    while (row.step()) {
        Known& subject = known[std::string(row.text(0))];
        ++subject.cases;
        if (row.integer(1) == 0)
            subject.waits = true;
        else
            subject.decidedOn.push_back(row.integer(2));
    }
    return known;
}

std::vector<char> markEligible(const std::vector<Candidate>& candidates, const KnownSubjects& known,
                               double minimumProbability, std::int64_t& alreadyOpen) {
    std::vector<char> eligible(candidates.size(), 0);
    for (std::size_t k = 0; k < candidates.size(); ++k) {
        const Candidate& candidate = candidates[k];
        if (!(candidate.score >= minimumProbability))
            continue;
        const auto found = known.find(candidate.subjectId);
        const bool there =
            found != known.end() &&
            (found->second.waits ||
             std::find(found->second.decidedOn.begin(), found->second.decidedOn.end(),
                       candidate.scoreRunId) != found->second.decidedOn.end());
        alreadyOpen += there ? 1 : 0;
        eligible[k] = there ? 0 : 1;
    }
    return eligible;
}

Json numberOrNull(double value) {
    return std::isfinite(value) ? Json(value) : Json();
}

/// Reasons as arrays of feature, value, peers' median, contribution: an opening may hold 200,000
/// cases, and names in each of them would be most of the operation.
Json whyJson(const std::vector<CaseReason>& why) {
    Json reasons = Json::array();
    for (const CaseReason& reason : why)
        reasons.push_back(
            Json::array({reason.feature, numberOrNull(reason.value),
                         numberOrNull(reason.peerMedian), numberOrNull(reason.contribution)}));
    return reasons;
}

/// A case found late is due a day after it was opened at the earliest: nobody can have been late
/// with what was not in the queue.
std::int64_t dueOf(const Candidate& candidate, std::int64_t now, int days) {
    const std::int64_t allowed = days * kSecondsPerDay;
    if (candidate.arrivedAt == 0 || candidate.arrivedAt > now)
        return now + allowed;
    return std::max(candidate.arrivedAt + allowed, now + std::min(allowed, kSecondsPerDay));
}

/// The payload of "cases.open", written case by case: as one document in memory 200,000 cases take
/// ten times the room of their text.
class OpeningPayload {
public:
    OpeningPayload() { m_text = "{\"cases\":["; }
    void add(const Json& entry) {
        if (m_text.back() != '[')
            m_text += ',';
        m_text += entry.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    /// `rest` has only keys behind "cases", so that keys stay sorted.
    std::string finish(const Json& rest) {
        m_text += "]," + rest.dump().substr(1);
        return std::move(m_text);
    }

private:
    std::string m_text;
};

Json entryOf(const Candidate& candidate, const std::string& caseId, const ChosenCase& chosen,
             std::string_view picked) {
    Json entry = {{"case_id", caseId},
                  {"merchant_id", candidate.merchantId},
                  {"merchant_key", candidate.merchantKey},
                  {"priority", chosen.priority},
                  {"score", candidate.score},
                  {"stake_minor", candidate.stakeMinor},
                  {"why", whyJson(candidate.why)}};
    if (candidate.subjectId != candidate.merchantId)
        entry["subject_id"] = candidate.subjectId;
    if (!candidate.title.empty())
        entry["title"] = candidate.title;
    if (candidate.scoreRunId != 0)
        entry["score_run_id"] = candidate.scoreRunId;
    if (!picked.empty())
        entry["picked"] = picked;
    else if (chosen.teaches)
        entry["picked"] = "teach";
    return entry;
}

/// The chosen ones in their order, completed by the kind.
Result<std::vector<Candidate>> complete(db::Database& mart, const CaseKind& kind,
                                        std::vector<Candidate>& candidates,
                                        const std::vector<ChosenCase>& chosen) {
    std::vector<Candidate> complete;
    complete.reserve(chosen.size());
    for (const ChosenCase& one : chosen)
        complete.push_back(std::move(candidates[one.candidate]));
    if (kind.describe != nullptr)
        if (const auto described = kind.describe(mart, complete); !described)
            return failAs(described);
    return complete;
}

Result<std::vector<Candidate>> findCandidates(db::Database& mart, std::string_view name,
                                              const CaseKind*& kind, TaskContext& context) {
    kind = findCaseKind(name);
    if (kind == nullptr)
        return fail(ErrorCode::NotFound, "kind " + std::string(name),
                    "merchantops-cli queue kinds");
    return kind->find(mart, context);
}

OpenKindParams kindParams(const OpenCasesParams& params) {
    OpenKindParams own;
    own.minimumProbability = params.minimumProbability;
    own.most = params.most;
    own.dueInDays = params.dueInDays;
    return own;
}

} // namespace

Result<> OpenKindParams::validate() const {
    if (!(minimumProbability >= 0 && minimumProbability <= 1))
        return fail(ErrorCode::InvalidNumber, "minimum probability", "0 … 1");
    if (!(teachShare >= 0 && teachShare <= 0.5))
        return fail(ErrorCode::InvalidNumber, "teach share", "0 … 0.5");
    if (most < 1 || dueInDays < 0)
        return fail(ErrorCode::InvalidNumber, most < 1 ? "most" : "days until due", "≥ 1");
    return {};
}

std::vector<ChosenCase> chooseCases(const std::vector<Candidate>& candidates,
                                    const std::vector<char>& eligible, double reviewMinutes,
                                    const OpenKindParams& params) {
    std::vector<ChosenCase> chosen;
    for (std::size_t k = 0; k < candidates.size(); ++k)
        if (eligible[k] != 0)
            chosen.push_back({k, lossAvoidedPerMinute(candidates[k].score, candidates[k].stakeMinor,
                                                      reviewMinutes)});
    const auto most = std::min(chosen.size(), static_cast<std::size_t>(params.most));
    const auto teach =
        static_cast<std::size_t>(std::floor(params.teachShare * static_cast<double>(most)));
    const auto moreUrgent = [&](const ChosenCase& a, const ChosenCase& b) {
        const Candidate& left = candidates[a.candidate];
        const Candidate& right = candidates[b.candidate];
        return a.priority != b.priority    ? a.priority > b.priority
               : left.score != right.score ? left.score > right.score
                                           : a.candidate < b.candidate;
    };
    const auto doubt = [&](const ChosenCase& one) {
        return std::abs(candidates[one.candidate].score - 0.5);
    };
    const auto lessSure = [&](const ChosenCase& a, const ChosenCase& b) {
        return doubt(a) != doubt(b) ? doubt(a) < doubt(b) : moreUrgent(a, b);
    };
    const auto at = [&](std::size_t n) { return chosen.begin() + static_cast<std::ptrdiff_t>(n); };
    std::partial_sort(chosen.begin(), at(teach), chosen.end(), lessSure);
    for (std::size_t k = 0; k < teach; ++k)
        chosen[k].teaches = true;
    std::partial_sort(at(teach), at(most), chosen.end(), moreUrgent);
    chosen.resize(most);
    std::sort(chosen.begin(), chosen.end(), moreUrgent);
    return chosen;
}

OpenedCases openCandidates(db::Database& mart, const CaseKind& kind,
                           std::vector<Candidate> candidates, const OpenKindParams& params,
                           std::string_view picked, const Actor& actor) {
    KnownSubjects known = readKnown(mart, kind);
    OpenedCases opened;
    const auto eligible =
        markEligible(candidates, known, params.minimumProbability, opened.alreadyOpen);
    const auto chosen = chooseCases(candidates, eligible, kind.reviewMinutes, params);
    if (chosen.empty())
        return opened;
    const auto described = complete(mart, kind, candidates, chosen);
    if (!described)
        throw db::DatabaseFailure(described.error());
    const std::int64_t now = toSeconds(actor.clock.now());
    const int days = params.dueInDays == 0 ? kind.dueInDays : params.dueInDays;
    const std::int64_t due = now + days * kSecondsPerDay;
    OpeningPayload payload;
    for (std::size_t k = 0; k < chosen.size(); ++k) {
        const Candidate& candidate = (*described)[k];
        const std::int64_t number = ++known[candidate.subjectId].cases;
        const std::string caseId =
            std::string(kind.prefix) + "-" + candidate.subjectId + "-" + std::to_string(number);
        Json entry = entryOf(candidate, caseId, chosen[k], picked);
        if (const std::int64_t own = dueOf(candidate, now, days); own != due)
            entry["due_at"] = own;
        payload.add(entry);
    }
    const Json rest = {{"due_at", due},
                       {"kind", kind.name},
                       {"minimum_probability", params.minimumProbability},
                       {"score_run_id", 0},
                       {"teach_share", params.teachShare}};
    const auto operation =
        appendOperation(mart, actor, std::string(kOpenKind), payload.finish(rest), std::nullopt);
    Fold(mart, mart).apply(operation);
    opened.operationId = operation.operationId;
    opened.opened = static_cast<std::int64_t>(chosen.size());
    return opened;
}

Result<OpenedCases> openCases(db::Database& mart, std::string_view name,
                              const OpenKindParams& params, const Actor& actor,
                              TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    return db::guarded([&]() -> Result<OpenedCases> {
        const db::WideCache cache(mart);
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(mart, "case.open", actor); !allowed)
            return failAs(allowed);
        const CaseKind* kind = nullptr;
        auto candidates = findCandidates(mart, name, kind, context);
        if (!candidates)
            return failAs(candidates);
        auto opened = openCandidates(mart, *kind, std::move(*candidates), params, {}, actor);
        transaction.commit();
        return opened;
    });
}

Result<std::int64_t> countOpenable(db::Database& mart, std::string_view name,
                                   const OpenKindParams& params, TaskContext& context) {
    return db::guarded([&]() -> Result<std::int64_t> {
        const CaseKind* kind = nullptr;
        const auto candidates = findCandidates(mart, name, kind, context);
        if (!candidates)
            return failAs(candidates);
        std::int64_t alreadyOpen = 0;
        const auto eligible = markEligible(*candidates, readKnown(mart, *kind),
                                           params.minimumProbability, alreadyOpen);
        return std::min<std::int64_t>(std::count(eligible.begin(), eligible.end(), 1), params.most);
    });
}

Result<std::int64_t> countOpenableCases(db::Database& mart, const OpenCasesParams& params) {
    NoTaskContext context;
    auto count = countOpenable(mart, kRiskKind, kindParams(params), context);
    if (!count && count.error().code == ErrorCode::NotEnoughData)
        return 0;
    return count;
}

Result<OpenedCases> openRiskCases(db::Database& mart, const OpenCasesParams& params,
                                  const Actor& actor) {
    NoTaskContext context;
    return openCases(mart, kRiskKind, kindParams(params), actor, context);
}

} // namespace mops::desk
