#include "core/desk/rule_cases.h"

#include "core/base/date.h"
#include "core/db/statement.h"
#include "core/desk/case_kind.h"
#include "core/desk/priority.h"
#include "core/desk/verbs.h"

#include <cmath>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kNamedOrders = 20;
/// What hangs on a merchant, by the same assumption as for the risk model's own cases.
constexpr double kAvoidableShare = 0.10;
constexpr std::int64_t kStakeDays = 90;
/// Where no model has scored the merchant: nobody knows.
constexpr double kUnknownProbability = 0.5;

} // namespace

std::string labelOf(const RuleVersion& rule) {
    return rule.name + " " + std::to_string(rule.version);
}

void RuleCases::add(const RuleVersion& rule, const RuleHit& hit) {
    if (hit.merchantKey == 0)
        return;
    auto& reasons = m_byMerchant[hit.merchantKey];
    if (reasons.empty() || reasons.back().rule != &rule)
        reasons.push_back({&rule, {}, 0});
    Why& why = reasons.back();
    ++why.hits;
    if (rule.subject == RuleSubject::Order && why.orders.size() < kNamedOrders)
        why.orders.push_back(hit.subjectId);
}

Json RuleCases::entries(db::Database& mart, std::map<std::string, std::int64_t>& opened) const {
    db::Statement merchant(
        mart, "SELECT m.merchant_id, "
              "(SELECT count(*) FROM case_state c WHERE c.merchant_key = ?1 AND c.kind = ?2), "
              "EXISTS (SELECT 1 FROM case_state c WHERE c.merchant_key = ?1 AND c.kind = ?2 "
              "AND c.status NOT IN ('approved', 'refused')), "
              "(SELECT s.probability FROM score s WHERE s.run_id = (SELECT max(run_id) FROM "
              "score_run) AND s.merchant_key = ?1) "
              "FROM dim_merchant m WHERE m.merchant_key = ?1");
    db::Statement stake(mart, "SELECT coalesce(sum(price_minor), 0) FROM fact_item "
                              "WHERE merchant_key = ? AND ordered_at > ? AND ordered_at <= ?");
    const double minutes = findCaseKind(kRiskKind)->reviewMinutes;
    Json cases = Json::array();
    for (const auto& [key, reasons] : m_byMerchant) {
        merchant.bindAll(key, kRiskKind);
        const bool waits = !merchant.step() || merchant.integer(2) != 0;
        const std::string id(waits ? std::string_view() : merchant.text(0));
        const auto number = waits ? 0 : merchant.integer(1) + 1;
        const double probability =
            waits ? 0 : merchant.optionalReal(3).value_or(kUnknownProbability);
        merchant.reset();
        if (waits)
            continue;
        stake.bindAll(key, m_asOf - kStakeDays * kSecondsPerDay, m_asOf);
        stake.step();
        const std::int64_t stakeMinor = std::llround(stake.real(0) * kAvoidableShare);
        stake.reset();
        Json why = Json::array();
        for (const Why& reason : reasons) {
            ++opened[labelOf(*reason.rule)];
            Json entry = {{"contribution", nullptr},
                          {"feature", "rule:" + labelOf(*reason.rule)},
                          {"peer_median", nullptr},
                          {"predicate", reason.rule->predicate},
                          {"value", nullptr}};
            if (reason.rule->subject == RuleSubject::Order) {
                entry["orders"] = reason.orders;
                entry["value"] = reason.hits;
            }
            why.push_back(std::move(entry));
        }
        cases.push_back({{"case_id", "risk-" + id + "-" + std::to_string(number)},
                         {"merchant_id", id},
                         {"merchant_key", key},
                         {"picked", "rule"},
                         {"priority", lossAvoidedPerMinute(probability, stakeMinor, minutes)},
                         {"score", probability},
                         {"stake_minor", stakeMinor},
                         {"why", std::move(why)}});
    }
    return cases;
}

} // namespace mops::desk
