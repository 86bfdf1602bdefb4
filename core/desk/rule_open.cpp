#include "core/base/date.h"
#include "core/db/statement.h"
#include "core/desk/fold.h"
#include "core/desk/operators.h"
#include "core/desk/replay.h"
#include "core/desk/rule_cases.h"
#include "core/desk/verbs.h"

#include <set>

namespace mops::desk {
namespace {

constexpr int kDueInDays = 3;

/// The merchant of an order is the one that sells the largest part of it.
constexpr const char* kMerchantOfOrder =
    "SELECT i.merchant_key FROM fact_order o JOIN fact_item i USING (order_key) "
    "WHERE o.order_id = ? GROUP BY i.merchant_key "
    "ORDER BY sum(i.price_minor) DESC, i.merchant_key LIMIT 1";
constexpr const char* kMerchant = "SELECT merchant_key FROM dim_merchant WHERE merchant_id = ?";

} // namespace

Result<OpenedCases> openHits(db::Database& mart, const RuleVersion& rule,
                             std::span<const std::string> subjectIds, const Actor& actor) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    return db::guarded([&]() -> Result<OpenedCases> {
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(mart, "case.open", actor); !allowed)
            return failAs(allowed);
        RuleCases cases(mart.integer("SELECT max(ordered_at) FROM fact_order"));
        db::Statement find(mart,
                           rule.subject == RuleSubject::Merchant ? kMerchant : kMerchantOfOrder);
        std::set<std::int64_t> merchants;
        for (const std::string& id : subjectIds) {
            find.bind(1, id);
            if (find.step()) {
                cases.add(rule, {id, find.integer(0)});
                merchants.insert(find.integer(0));
            }
            find.reset();
        }
        std::map<std::string, std::int64_t> perRule;
        nlohmann::json entries = cases.entries(mart, perRule);
        OpenedCases opened;
        opened.opened = static_cast<std::int64_t>(entries.size());
        opened.alreadyOpen = static_cast<std::int64_t>(merchants.size()) - opened.opened;
        if (entries.empty())
            return opened;
        const nlohmann::json payload = {
            {"cases", std::move(entries)},
            {"due_at", toSeconds(actor.clock.now()) + kDueInDays * kSecondsPerDay},
            {"kind", kRiskKind},
            {"score_run_id", 0}};
        const auto operation =
            appendOperation(mart, actor, std::string(kOpenKind), payload.dump(), std::nullopt);
        Fold(mart, mart).apply(operation);
        transaction.commit();
        opened.operationId = operation.operationId;
        return opened;
    });
}

std::string replayNote(const ReplayParams& params, const ReplayReport& report) {
    const auto day = [](std::int64_t at) { return formatDay(dayOf(fromSeconds(at))); };
    return day(params.from) + " … " + day(params.to) + ": " + std::to_string(report.hits) + " / " +
           std::to_string(report.subjects) + "; money " + std::to_string(report.moneyMinor) +
           "; minutes " + std::to_string(static_cast<std::int64_t>(report.reviewMinutes)) +
           "; agreed " + std::to_string(report.agreed) + " / " + std::to_string(report.decided);
}

} // namespace mops::desk
