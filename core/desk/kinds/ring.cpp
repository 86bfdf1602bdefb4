#include "core/base/translatable.h"
#include "core/db/statement.h"
#include "core/desk/kinds/kinds.h"
#include "core/desk/outbox.h"
#include "core/risk/rings.h"

#include <algorithm>
#include <array>
#include <limits>

namespace mops::desk {
namespace {

constexpr std::size_t kMostMembersShown = 200;

constexpr std::array kReasons{
    ReasonCode{
        "brushing", MOPS_TEXT("Reason", "Bought orders (brushing)"),
        MOPS_TEXT("MerchantMessage",
                  "Some orders at your shop look bought: accounts order again and again without a "
                  "trade behind it. Please stop such orders at once, and send us payment and "
                  "delivery records of the orders that you hold to be genuine.")},
    ReasonCode{"shared_buyers", MOPS_TEXT("Reason", "The same buyers at all of them"),
               MOPS_TEXT("MerchantMessage",
                         "Many orders at your shop come from accounts that order together at the "
                         "same few shops. Please tell us how these buyers came to you, and send "
                         "payment and delivery records of these orders.")},
    ReasonCode{"burst", MOPS_TEXT("Reason", "All in a few days"),
               MOPS_TEXT("MerchantMessage",
                         "Many orders at your shop were placed by related accounts within a few "
                         "days. Please tell us what brought them (a campaign, a group purchase) "
                         "and send payment and delivery records.")},
    ReasonCode{"family", MOPS_TEXT("Reason", "One family or one firm, no ring")},
    ReasonCode{"group_purchase", MOPS_TEXT("Reason", "A group that buys together")},
    ReasonCode{"false_alarm", MOPS_TEXT("Reason", "False alarm")},
    ReasonCode{"other", MOPS_TEXT("Reason", "Other (with a note)")},
};

constexpr std::array kMeasures{
    CaseMeasure{"ring_lift", MOPS_TEXT("CaseMeasure", "Pairs against chance"),
                features::Unit::Ratio},
    CaseMeasure{"ring_fill", MOPS_TEXT("CaseMeasure", "Share of pairs that trade"),
                features::Unit::Share},
    CaseMeasure{"ring_merchants", MOPS_TEXT("CaseMeasure", "Merchants in the ring")},
    CaseMeasure{"ring_buyers", MOPS_TEXT("CaseMeasure", "Buyers in the ring")},
    CaseMeasure{"ring_orders", MOPS_TEXT("CaseMeasure", "Orders inside the ring")},
    CaseMeasure{"ring_money_minor", MOPS_TEXT("CaseMeasure", "Money inside the ring"),
                features::Unit::MinorUnits},
    CaseMeasure{"ring_first_day", MOPS_TEXT("CaseMeasure", "First day")},
    CaseMeasure{"ring_last_day", MOPS_TEXT("CaseMeasure", "Last day")},
    CaseMeasure{"ring_merchant", MOPS_TEXT("CaseMeasure", "Merchant (inside / all)")},
    CaseMeasure{"ring_spared", MOPS_TEXT("CaseMeasure", "Innocent, left out of the decision")},
    CaseMeasure{"ring_buyer", MOPS_TEXT("CaseMeasure", "Buyer (inside / all)")},
};

/// "Shop A +4": the member with most orders inside and how many others there are.
std::string titleOf(db::Database& mart, const risk::Ring& ring) {
    const auto most =
        std::max_element(ring.merchants.begin(), ring.merchants.end(),
                         [](const auto& a, const auto& b) { return a.ringOrders < b.ringOrders; });
    if (most == ring.merchants.end())
        return ring.ringId;
    db::Statement name(mart, "SELECT coalesce(nullif(name, ''), substr(merchant_id, 1, 8)) "
                             "FROM dim_merchant WHERE merchant_key = ?");
    name.bind(1, most->merchantKey);
    const std::string first(name.step() ? name.text(0) : std::string_view(most->merchantId));
    return ring.merchants.size() == 1 ? first
                                      : first + " +" + std::to_string(ring.merchants.size() - 1);
}

/// The rings of the newest search. A ring's probability is the share of its pairs that chance does
/// not explain; what hangs on it is the money that went through it.
Result<std::vector<Candidate>> find(db::Database& mart, TaskContext& context) {
    const auto rings = risk::readRings(mart);
    if (!rings && rings.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::NotEnoughData, "rings", "merchantops-cli rings");
    if (!rings)
        return failAs(rings);
    return db::guarded([&]() -> Result<std::vector<Candidate>> {
        constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
        std::vector<Candidate> candidates;
        for (const risk::Ring& ring : rings->rings) {
            if (context.cancelled())
                return fail(ErrorCode::Cancelled);
            Candidate& candidate = candidates.emplace_back();
            candidate.subjectId = ring.ringId;
            candidate.title = titleOf(mart, ring);
            candidate.score = ring.excess;
            candidate.stakeMinor = ring.moneyMinor;
            candidate.why = {
                {"ring_lift", ring.lift, 1, ring.excess},
                {"ring_fill", ring.fill, kUnknown, 0},
                {"ring_merchants", static_cast<double>(ring.merchants.size()), kUnknown, 0},
                {"ring_buyers", static_cast<double>(ring.buyers.size()), kUnknown, 0},
            };
        }
        return candidates;
    });
}

Result<std::vector<CaseFact>> facts(db::Database& mart, const Case& item) {
    const auto stored = risk::readRing(mart, item.subjectId);
    if (!stored && stored.error().code == ErrorCode::NotFound)
        return std::vector<CaseFact>();
    if (!stored)
        return failAs(stored);
    const risk::Ring& ring = *stored;
    const auto spared = readSparedMembers(mart);
    if (!spared)
        return failAs(spared);
    std::vector<CaseFact> facts{
        {"ring_merchants", std::to_string(ring.merchants.size()), {}, false},
        {"ring_buyers", std::to_string(ring.buyers.size()), {}, false},
        {"ring_orders", std::to_string(ring.orders), {}, false},
        {"ring_money_minor", std::to_string(ring.moneyMinor), {}, false},
        {"ring_first_day", formatDay(dayOf(fromSeconds(ring.firstAt))), {}, false},
        {"ring_last_day", formatDay(dayOf(fromSeconds(ring.lastAt))), {}, false},
    };
    const auto share = [](const std::string& id, std::int64_t part, std::int64_t whole) {
        return id + "  " + std::to_string(part) + " / " + std::to_string(whole);
    };
    for (std::size_t k = 0; k < std::min(kMostMembersShown, ring.merchants.size()); ++k) {
        const auto& one = ring.merchants[k];
        // Whoever was found innocent in one ring is shown as such in every other, too.
        if (const auto found = spared->find(one.merchantId); found != spared->end()) {
            facts.push_back({"ring_spared",
                             found->second == item.caseId
                                 ? one.merchantId
                                 : one.merchantId + "  (" + found->second + ")",
                             {},
                             false});
            if (found->second == item.caseId)
                continue;
        }
        facts.push_back({"ring_merchant",
                         share(one.merchantId, one.ringOrders, one.orders),
                         {},
                         2 * one.ringOrders > one.orders});
    }
    for (std::size_t k = 0; k < std::min(kMostMembersShown, ring.buyers.size()); ++k) {
        const auto& one = ring.buyers[k];
        facts.push_back({"ring_buyer",
                         share(one.buyerId, one.ringOrders, one.orders),
                         {},
                         2 * one.ringOrders > one.orders});
    }
    return facts;
}

Result<std::vector<Addressee>> addressees(db::Database& mart, const std::string& subjectId) {
    const auto stored = risk::readRing(mart, subjectId);
    if (!stored && stored.error().code == ErrorCode::NotFound)
        return std::vector<Addressee>();
    if (!stored)
        return failAs(stored);
    return db::guarded([&]() -> Result<std::vector<Addressee>> {
        db::Statement name(mart, "SELECT name FROM dim_merchant WHERE merchant_key = ?");
        std::vector<Addressee> members;
        for (const risk::RingMerchant& one : stored->merchants) {
            name.bind(1, one.merchantKey);
            members.push_back(
                {one.merchantId, std::string(name.step() ? name.text(0) : std::string_view())});
            name.reset();
        }
        return members;
    });
}

} // namespace

const CaseKind kRingCase{
    .name = "ring",
    .title = MOPS_TEXT("CaseKind", "Ring"),
    .prefix = "ring",
    .page = "risk",
    .reviewMinutes = 15.0,
    .dueInDays = 5,
    .reasons = kReasons,
    .measures = kMeasures,
    .find = find,
    .describe = nullptr,
    .facts = facts,
    .askMerchant =
        MOPS_TEXT("MerchantMessage", "Please tell us how the orders of the last months came about, "
                                     "and send payment and delivery records of the larger ones."),
    .addressees = addressees,
};

} // namespace mops::desk
