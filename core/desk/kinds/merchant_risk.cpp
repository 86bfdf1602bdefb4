#include "core/base/text.h"
#include "core/base/translatable.h"
#include "core/db/statement.h"
#include "core/desk/kinds/kinds.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

/// What a bad merchant is assumed to cost: this share of its turnover of the last 90 days, freight
/// left out. An assumption, not a measurement: it sets the scale, the order does not depend on it.
constexpr double kAvoidableShare = 0.10;
constexpr std::int64_t kStakeDays = 90;
constexpr int kRowsBetweenQuestions = 20'000;

constexpr std::array kReasons{
    ReasonCode{"late_delivery", MOPS_TEXT("Reason", "Late deliveries"),
               MOPS_TEXT("MerchantMessage",
                         "Too many of your orders arrived after the promised day. Please ship "
                         "within the promised time, or promise times that you can keep, and send "
                         "us the courier's records where the delay was not yours.")},
    ReasonCode{"low_reviews", MOPS_TEXT("Reason", "Low reviews"),
               MOPS_TEXT("MerchantMessage",
                         "Buyers rate your orders far lower than those of comparable "
                         "shops. Please look through the reviews of the last 90 days, "
                         "answer the complaints in them and tell us what you change.")},
    ReasonCode{"cancellations", MOPS_TEXT("Reason", "Many cancellations"),
               MOPS_TEXT("MerchantMessage",
                         "Too many of your orders were cancelled. Please keep stock "
                         "and prices of your listings right, take down what you cannot "
                         "deliver, and tell us why the orders were cancelled.")},
    ReasonCode{
        "gone_quiet", MOPS_TEXT("Reason", "Gone quiet"),
        MOPS_TEXT("MerchantMessage",
                  "Your shop has had no orders for a long time. Please confirm that you still run "
                  "it and bring your listings up to date, or tell us that you want to close it.")},
    ReasonCode{"sudden_change", MOPS_TEXT("Reason", "Sudden change of behaviour"),
               MOPS_TEXT("MerchantMessage",
                         "The way your shop trades changed suddenly. Please tell us what changed "
                         "(owner, goods, warehouse, campaign) and send what shows it.")},
    ReasonCode{"evidence_provided", MOPS_TEXT("Reason", "The merchant gave evidence")},
    ReasonCode{"improving", MOPS_TEXT("Reason", "Already improving")},
    ReasonCode{"false_alarm", MOPS_TEXT("Reason", "False alarm")},
    ReasonCode{"other", MOPS_TEXT("Reason", "Other (with a note)")},
};

constexpr std::array kMeasures{
    CaseMeasure{"region", MOPS_TEXT("CaseMeasure", "Region")},
    CaseMeasure{"city", MOPS_TEXT("CaseMeasure", "City")},
    CaseMeasure{"category", MOPS_TEXT("CaseMeasure", "Main category")},
    CaseMeasure{"status", MOPS_TEXT("CaseMeasure", "Status")},
    CaseMeasure{"registered_at", MOPS_TEXT("CaseMeasure", "Registered")},
    CaseMeasure{"orders", MOPS_TEXT("CaseMeasure", "Orders so far")},
    CaseMeasure{"turnover_minor", MOPS_TEXT("CaseMeasure", "Turnover so far"),
                features::Unit::MinorUnits},
    CaseMeasure{"last_order_at", MOPS_TEXT("CaseMeasure", "Last order")},
};

struct ScoreRun {
    std::int64_t runId = 0;
    std::int64_t asOf = 0;
};

std::optional<ScoreRun> latestRun(db::Database& mart) {
    db::Statement select(mart, "SELECT run_id, as_of FROM score_run ORDER BY run_id DESC LIMIT 1");
    if (!select.step())
        return std::nullopt;
    return ScoreRun{select.integer(0), select.integer(1)};
}

/// Every merchant of the latest scores with what hangs on it; describe() tells the rest.
Result<std::vector<Candidate>> find(db::Database& mart, TaskContext& context) {
    return db::guarded([&]() -> Result<std::vector<Candidate>> {
        const auto run = latestRun(mart);
        if (!run)
            return fail(ErrorCode::NotEnoughData, "score", "merchantops-cli risk score");
        db::Statement row(mart,
                          "SELECT s.merchant_key, m.merchant_id, s.probability, "
                          "(SELECT coalesce(sum(i.price_minor), 0) FROM fact_item i "
                          "WHERE i.merchant_key = s.merchant_key AND i.ordered_at > ?2 "
                          "AND i.ordered_at <= ?3) "
                          "FROM score s JOIN dim_merchant m ON m.merchant_key = s.merchant_key "
                          "WHERE s.run_id = ?1 ORDER BY s.merchant_key");
        row.bindAll(run->runId, run->asOf - kStakeDays * kSecondsPerDay, run->asOf);
        std::vector<Candidate> candidates;
        while (row.step()) {
            if (candidates.size() % kRowsBetweenQuestions == 0 && context.cancelled())
                return fail(ErrorCode::Cancelled);
            Candidate& candidate = candidates.emplace_back();
            candidate.merchantKey = row.integer(0);
            candidate.subjectId = row.text(1);
            candidate.score = row.real(2);
            candidate.stakeMinor = std::llround(row.real(3) * kAvoidableShare);
            candidate.scoreRunId = run->runId;
        }
        return candidates;
    });
}

/// The stored reasons, largest contribution first; numbers only, so that a reason is what it says.
std::vector<CaseReason> reasonsOf(std::string_view stored) {
    std::vector<CaseReason> reasons;
    const Json parsed = Json::parse(stored, nullptr, false);
    if (!parsed.is_array())
        return reasons;
    const auto number = [](const Json& entry, const char* key) {
        const auto found = entry.find(key);
        return found != entry.end() && found->is_number()
                   ? found->get<double>()
                   : std::numeric_limits<double>::quiet_NaN();
    };
    for (const Json& entry : parsed)
        if (entry.is_object() && entry.contains("feature") && entry["feature"].is_string())
            reasons.push_back({entry["feature"].get<std::string>(), number(entry, "value"),
                               number(entry, "peer_median"), number(entry, "contribution")});
    const auto size = [](const CaseReason& reason) {
        return std::isnan(reason.contribution) ? 0.0 : std::abs(reason.contribution);
    };
    std::stable_sort(reasons.begin(), reasons.end(),
                     [&](const CaseReason& a, const CaseReason& b) { return size(a) > size(b); });
    return reasons;
}

Result<> describe(db::Database& mart, std::span<Candidate> chosen) {
    return db::guarded([&]() -> Result<> {
        db::Statement row(mart, "SELECT reasons FROM score WHERE run_id = ? AND merchant_key = ?");
        for (Candidate& candidate : chosen) {
            row.bindAll(candidate.scoreRunId, candidate.merchantKey);
            candidate.merchantId = candidate.subjectId;
            if (row.step())
                candidate.why = reasonsOf(row.text(0));
            row.reset();
        }
        return {};
    });
}

Result<std::vector<CaseFact>> facts(db::Database& mart, const Case& item) {
    return db::guarded([&]() -> Result<std::vector<CaseFact>> {
        std::vector<CaseFact> facts;
        db::Statement merchant(mart,
                               "SELECT m.region, m.city, c.category_id, m.status, m.registered_at "
                               "FROM dim_merchant m LEFT JOIN dim_category c USING (category_key) "
                               "WHERE m.merchant_key = ?");
        merchant.bind(1, item.merchantKey);
        if (!merchant.step())
            return facts;
        const auto add = [&](const char* name, std::string_view value, bool bad = false) {
            if (!value.empty())
                facts.push_back({name, std::string(value), {}, bad});
        };
        add("region", merchant.text(0));
        add("city", merchant.text(1));
        add("category", merchant.text(2));
        add("status", merchant.text(3), merchant.text(3) != "active");
        if (!merchant.isNull(4))
            add("registered_at", formatDay(dayOf(fromSeconds(merchant.integer(4)))));
        db::Statement trade(mart, "SELECT count(DISTINCT order_key), sum(price_minor), "
                                  "max(ordered_at) FROM fact_item WHERE merchant_key = ?");
        trade.bind(1, item.merchantKey);
        if (trade.step() && trade.integer(0) > 0) {
            add("orders", std::to_string(trade.integer(0)));
            add("turnover_minor", std::to_string(trade.integer(1)));
            add("last_order_at", formatDay(dayOf(fromSeconds(trade.integer(2)))));
        }
        return facts;
    });
}

} // namespace

const CaseKind kMerchantRiskCase{
    .name = kRiskKind,
    .title = MOPS_TEXT("CaseKind", "Merchant risk"),
    .prefix = "risk",
    .page = "risk",
    .reviewMinutes = 4.0,
    .dueInDays = 3,
    .reasons = kReasons,
    .measures = kMeasures,
    .find = find,
    .describe = describe,
    .facts = facts,
    .askMerchant = MOPS_TEXT("MerchantMessage",
                             "Please tell us in a few words what happened, and send what shows it: "
                             "courier's records, messages with buyers, stock lists."),
};

} // namespace mops::desk
