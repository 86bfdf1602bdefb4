#include "core/desk/band.h"

#include "core/db/statement.h"
#include "core/desk/operators.h"
#include "core/learn/measure/binomial.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

/// Limits tried on each side: quantiles of the scores, so that they do not depend on what was
/// decided and the shared confidence covers the best of them.
constexpr std::size_t kLimits = 24;
constexpr double kDraftTimes = 5;   ///< drafts may err so many times as often as promised …
constexpr double kDraftMost = 0.25; ///< … and no more often than this
constexpr std::int64_t kRowsBetweenQuestions = 16'384;

/// One limit: the cases on its outer side, how often acting alone would have been wrong there.
struct Limit {
    double at = 0;
    std::int64_t decisions = 0;
    std::int64_t errors = 0;
    double bound = 1;
};

/// Narrowest first. `scores` rises for approving (the cases below) and falls for refusing (above).
std::vector<Limit> tryLimits(const std::vector<BandDecision>& ordered, bool errorIsRefused,
                             double alpha) {
    std::vector<Limit> limits;
    const std::size_t count = ordered.size();
    std::int64_t errors = 0;
    std::size_t inside = 0;
    for (std::size_t k = 1; k <= kLimits; ++k) {
        const std::size_t position = count * k / (kLimits + 1);
        if (position >= count)
            break;
        const double at = ordered[position].score;
        if (!limits.empty() && limits.back().at == at)
            continue;
        while (inside < count && ordered[inside].score != at) {
            errors += ordered[inside].refused == errorIsRefused ? 1 : 0;
            ++inside;
        }
        const auto decisions = static_cast<std::int64_t>(inside);
        limits.push_back({at, decisions, errors, learn::binomialUpper(errors, decisions, alpha)});
    }
    return limits;
}

/// The widest limit that keeps the promise and that `fits`; null when there is none.
const Limit* widest(const std::vector<Limit>& limits, double promise,
                    const std::function<bool(double)>& fits) {
    for (auto limit = limits.rbegin(); limit != limits.rend(); ++limit)
        if (limit->bound <= promise && limit->decisions > 0 && fits(limit->at))
            return &*limit;
    return nullptr;
}

Json jsonOf(const std::vector<Limit>& limits) {
    Json lines = Json::array();
    for (const Limit& limit : limits)
        lines.push_back({{"bound", limit.bound},
                         {"decisions", limit.decisions},
                         {"errors", limit.errors},
                         {"limit", limit.at}});
    return lines;
}

/// Decisions on a limit's outer side after which it would keep the promise, were people to err as
/// often as so far; 0 when they err too often for any number.
std::int64_t decisionsNeeded(const Limit& limit, double promise, double alpha) {
    const double rate = limit.decisions == 0 ? 0
                                             : static_cast<double>(limit.errors) /
                                                   static_cast<double>(limit.decisions);
    if (rate >= promise)
        return 0;
    const auto keeps = [&](std::int64_t decisions) {
        const auto errors =
            static_cast<std::int64_t>(std::ceil(rate * static_cast<double>(decisions)));
        return learn::binomialUpper(errors, decisions, alpha) <= promise;
    };
    std::int64_t high = 1;
    while (!keeps(high))
        high *= 2;
    std::int64_t low = high / 2;
    while (high - low > 1) {
        const std::int64_t middle = low + (high - low) / 2;
        (keeps(middle) ? high : low) = middle;
    }
    return high;
}

/// How many decisions in all the nearest limit waits for; 0 when more would not help.
std::int64_t decisionsMissing(const std::vector<Limit>& limits, std::int64_t decided,
                              double promise, double alpha) {
    std::int64_t least = 0;
    const auto consider = [&](const Limit& limit, double share) {
        const std::int64_t needed = decisionsNeeded(limit, promise, alpha);
        if (needed == 0)
            return;
        const auto all = static_cast<std::int64_t>(std::ceil(static_cast<double>(needed) / share));
        if (least == 0 || all < least)
            least = all;
    };
    if (decided == 0)
        consider({}, 1);
    for (const Limit& limit : limits)
        if (limit.decisions > 0)
            consider(limit, static_cast<double>(limit.decisions) / static_cast<double>(decided));
    return std::max<std::int64_t>(0, least - decided);
}

std::optional<double> limitAt(const Limit* limit) {
    return limit == nullptr ? std::nullopt : std::optional(limit->at);
}

} // namespace

Result<Band> learnBand(std::vector<BandDecision> decisions, double promisedError,
                       double confidence) {
    if (!(promisedError > 0 && promisedError < 1) || !(confidence > 0 && confidence < 1))
        return fail(ErrorCode::InvalidNumber, "promise, confidence", "0 … 1");
    for (const BandDecision& decision : decisions)
        if (!std::isfinite(decision.score))
            return fail(ErrorCode::InvalidNumber, "score");
    const double alpha = (1 - confidence) / (2 * static_cast<double>(kLimits));
    std::sort(decisions.begin(), decisions.end(),
              [](const BandDecision& a, const BandDecision& b) { return a.score < b.score; });
    const auto approve = tryLimits(decisions, true, alpha);
    std::reverse(decisions.begin(), decisions.end());
    const auto refuse = tryLimits(decisions, false, alpha);

    const auto anywhere = [](double) { return true; };
    const Limit* refuseAbove = widest(refuse, promisedError, anywhere);
    const double lowestRefusal = refuseAbove == nullptr ? 2 : refuseAbove->at;
    const Limit* approveBelow =
        widest(approve, promisedError, [&](double at) { return at <= lowestRefusal; });
    const auto decided = static_cast<std::int64_t>(decisions.size());
    if (refuseAbove == nullptr && approveBelow == nullptr) {
        std::int64_t missing = decisionsMissing(approve, decided, promisedError, alpha);
        const std::int64_t other = decisionsMissing(refuse, decided, promisedError, alpha);
        if (other > 0 && (missing == 0 || other < missing))
            missing = other;
        if (missing > 0)
            return fail(ErrorCode::NotEnoughData, "decisions: " + std::to_string(decided),
                        "decisions: " + std::to_string(decided + missing) + " (+" +
                            std::to_string(missing) + ")");
    }
    Band band;
    band.promisedError = promisedError;
    band.confidence = confidence;
    band.approveBelow = limitAt(approveBelow);
    band.refuseAbove = limitAt(refuseAbove);
    const double draftPromise =
        std::max(promisedError, std::min(kDraftMost, kDraftTimes * promisedError));
    const double highestApproval = approveBelow == nullptr ? -1 : approveBelow->at;
    const Limit* draftAbove =
        widest(refuse, draftPromise, [&](double at) { return at >= highestApproval; });
    band.draftAbove = limitAt(draftAbove);
    const double lowestDraft = draftAbove == nullptr ? lowestRefusal : draftAbove->at;
    band.draftBelow =
        limitAt(widest(approve, draftPromise, [&](double at) { return at <= lowestDraft; }));
    const Json learned = {{"approve", jsonOf(approve)},
                          {"decisions", decided},
                          {"draft_promise", draftPromise},
                          {"limits_tried", 2 * kLimits},
                          {"refuse", jsonOf(refuse)}};
    band.learned = learned.dump();
    return band;
}

Result<Band> learnBand(db::Database& mart, std::string_view kind, double promisedError,
                       double confidence, TaskContext& context) {
    return db::guarded([&]() -> Result<Band> {
        db::Statement select(mart, "SELECT score, status = 'refused' FROM case_state WHERE "
                                   "kind = ? AND status IN ('approved', 'refused') AND "
                                   "decided_by <> ?");
        select.bindAll(kind, kAutomation);
        std::vector<BandDecision> decisions;
        while (select.step()) {
            decisions.push_back({select.real(0), select.integer(1) != 0});
            if (decisions.size() % kRowsBetweenQuestions == 0 && context.cancelled())
                return fail(ErrorCode::Cancelled);
        }
        auto band = learnBand(std::move(decisions), promisedError, confidence);
        if (band)
            band->kind = kind;
        return band;
    });
}

} // namespace mops::desk
