#include "core/base/text.h"
#include "core/base/translatable.h"
#include "core/db/statement.h"
#include "core/desk/kinds/evidence.h"
#include "core/desk/kinds/kinds.h"

#include <array>
#include <unordered_map>

namespace mops::desk {
namespace {

// Assumptions, in log-odds, until decisions teach better ones.
constexpr double kBadShare = 0.2;
constexpr double kPerFactorOfClaims = 1.1; ///< buyer's share of orders with a claim over the usual
constexpr double kSameWords = 1.2;
constexpr double kNotReceivedButDelivered = 1.8;
constexpr double kRefundOnly = 0.5;
constexpr double kReturns = -0.7;
constexpr double kLate = -1.2;
constexpr double kNeverArrived = -2.5;
constexpr double kLowReview = -1.1;
constexpr double kGoodReview = 0.4;
constexpr double kChangedMind = -1.2;
constexpr double kPerFactorOfMerchant = -0.4; ///< merchant's share of orders with a claim
constexpr double kUsualClaims = 0.07;         ///< claims an order
constexpr double kPriorOrders = 4;            ///< as many as a buyer is believed without history

constexpr std::array kReasons{
    ReasonCode{"serial_claimant", MOPS_TEXT("Reason", "Claims again and again"),
               MOPS_TEXT("MerchantMessage",
                         "The buyer claims far more often than others, and this claim "
                         "shows the same pattern. You need not refund it.")},
    ReasonCode{"proof_of_delivery", MOPS_TEXT("Reason", "Delivered, as the courier proves"),
               MOPS_TEXT("MerchantMessage",
                         "The courier's records show that the parcel was delivered. "
                         "You need not refund it; please keep the records.")},
    ReasonCode{"no_evidence", MOPS_TEXT("Reason", "The buyer showed no evidence"),
               MOPS_TEXT("MerchantMessage", "The buyer showed nothing that supports the claim. You "
                                            "need not refund it; please keep your own records.")},
    ReasonCode{
        "merchant_right", MOPS_TEXT("Reason", "The merchant's account holds"),
        MOPS_TEXT("MerchantMessage", "Your account of the order holds. You need not refund it.")},
    ReasonCode{"claim_plausible", MOPS_TEXT("Reason", "The claim is plausible")},
    ReasonCode{"parcel_late", MOPS_TEXT("Reason", "The parcel was late or lost")},
    ReasonCode{"goodwill", MOPS_TEXT("Reason", "Small amount, out of goodwill")},
    ReasonCode{"other", MOPS_TEXT("Reason", "Other (with a note)")},
};

using features::Unit;
constexpr std::array kMeasures{
    CaseMeasure{"buyer_claims", MOPS_TEXT("CaseMeasure", "Buyer's orders with a claim"),
                Unit::Share},
    CaseMeasure{"same_words", MOPS_TEXT("CaseMeasure", "Earlier claims in the same words")},
    CaseMeasure{"delivered_before", MOPS_TEXT("CaseMeasure", "Delivered before the claim by"),
                Unit::Days},
    CaseMeasure{"refund_only", MOPS_TEXT("CaseMeasure", "Money back without return"), Unit::Count,
                true},
    CaseMeasure{"goods_return", MOPS_TEXT("CaseMeasure", "Goods come back"), Unit::Count, true},
    CaseMeasure{"days_late", MOPS_TEXT("CaseMeasure", "Parcel late by"), Unit::Days},
    CaseMeasure{"not_arrived", MOPS_TEXT("CaseMeasure", "No proof of delivery"), Unit::Count, true},
    CaseMeasure{"review_score", MOPS_TEXT("CaseMeasure", "Review of the order"), Unit::Score},
    CaseMeasure{"changed_mind", MOPS_TEXT("CaseMeasure", "Changed mind"), Unit::Count, true},
    CaseMeasure{"merchant_claims", MOPS_TEXT("CaseMeasure", "Merchant's orders with a claim"),
                Unit::Share},
    CaseMeasure{"order_id", MOPS_TEXT("CaseMeasure", "Order")},
    CaseMeasure{"ordered_at", MOPS_TEXT("CaseMeasure", "Ordered")},
    CaseMeasure{"delivered_at", MOPS_TEXT("CaseMeasure", "Delivered")},
    CaseMeasure{"promised_at", MOPS_TEXT("CaseMeasure", "Promised")},
    CaseMeasure{"claim_kind", MOPS_TEXT("CaseMeasure", "What is asked for")},
    CaseMeasure{"claim_reason", MOPS_TEXT("CaseMeasure", "Why")},
    CaseMeasure{"amount_minor", MOPS_TEXT("CaseMeasure", "Amount"), Unit::MinorUnits},
    CaseMeasure{"order_minor", MOPS_TEXT("CaseMeasure", "Paid for the order"), Unit::MinorUnits},
    CaseMeasure{"buyer_text", MOPS_TEXT("CaseMeasure", "The buyer says")},
    CaseMeasure{"merchant_text", MOPS_TEXT("CaseMeasure", "The merchant says")},
    CaseMeasure{"buyer_id", MOPS_TEXT("CaseMeasure", "Buyer")},
    CaseMeasure{"buyer_orders", MOPS_TEXT("CaseMeasure", "Buyer's orders")},
    CaseMeasure{"buyer_claim_count", MOPS_TEXT("CaseMeasure", "Buyer's claims")},
    CaseMeasure{"buyer_claim", MOPS_TEXT("CaseMeasure", "Earlier claim of the buyer")},
};

constexpr const char* kWaiting =
    "SELECT s.after_sale_key, s.after_sale_id, s.merchant_key, o.buyer_key, s.kind, s.reason, "
    "s.opened_at, s.amount_minor, s.buyer_text, o.delivered_at, o.promised_at, o.order_id, "
    "(SELECT min(score) FROM fact_review r WHERE r.order_key = s.order_key) FROM fact_after_sale s "
    "JOIN fact_order o USING (order_key) WHERE s.status IN ('open', 'disputed') ORDER BY 1";

constexpr const char* kClaimsOfBuyers =
    "SELECT o.buyer_key, s.buyer_text FROM fact_after_sale s JOIN fact_order o USING (order_key) "
    "WHERE o.buyer_key IN (SELECT o.buyer_key FROM fact_after_sale s JOIN fact_order o USING "
    "(order_key) WHERE s.status IN ('open', 'disputed'))";

constexpr const char* kOrdersOfBuyers =
    "SELECT buyer_key, count(*) FROM fact_order WHERE buyer_key IN (SELECT o.buyer_key FROM "
    "fact_after_sale s JOIN fact_order o USING (order_key) WHERE s.status IN ('open', "
    "'disputed')) GROUP BY 1";

constexpr const char* kClaimsOfMerchants =
    "SELECT m.merchant_key, (SELECT count(*) FROM fact_after_sale s WHERE s.merchant_key = "
    "m.merchant_key), (SELECT count(DISTINCT order_key) FROM fact_item i WHERE i.merchant_key = "
    "m.merchant_key) FROM (SELECT DISTINCT merchant_key FROM fact_after_sale WHERE status IN "
    "('open', 'disputed')) m";

struct BuyerHistory {
    double orders = 0;
    double claims = 0;
    std::unordered_map<std::string, int> words;
};

class History {
public:
    explicit History(db::Database& mart) {
        db::Statement claim(mart, kClaimsOfBuyers);
        while (claim.step()) {
            BuyerHistory& buyer = m_buyers[claim.integer(0)];
            ++buyer.claims;
            if (!claim.isNull(1))
                ++buyer.words[std::string(claim.text(1))];
        }
        db::Statement orders(mart, kOrdersOfBuyers);
        while (orders.step())
            m_buyers[orders.integer(0)].orders = orders.real(1);
        db::Statement merchant(mart, kClaimsOfMerchants);
        while (merchant.step())
            m_merchants[merchant.integer(0)] = (merchant.real(1) + kUsualClaims * kPriorOrders) /
                                               (merchant.real(2) + kPriorOrders);
    }
    const BuyerHistory& buyer(std::int64_t key) const { return m_buyers.at(key); }
    double merchant(std::int64_t key) const { return m_merchants.at(key); }

private:
    std::unordered_map<std::int64_t, BuyerHistory> m_buyers;
    std::unordered_map<std::int64_t, double> m_merchants;
};

void weighParcel(const db::Statement& row, Evidence& evidence) {
    const auto days = [](std::int64_t seconds) {
        return static_cast<double>(seconds) / static_cast<double>(kSecondsPerDay);
    };
    const bool missing = row.text(5) == "not_received";
    if (row.isNull(9)) {
        evidence.add("not_arrived", 1, kNoPeers, kNeverArrived);
    } else {
        evidence.addIf(missing && row.integer(9) <= row.integer(6), "delivered_before",
                       days(row.integer(6) - row.integer(9)), kNoPeers, kNotReceivedButDelivered);
        const bool late = !row.isNull(10) && row.integer(9) > row.integer(10);
        evidence.addIf(late, "days_late", days(row.integer(9) - row.integer(10)), 0, kLate);
    }
    if (!row.isNull(12)) {
        evidence.addIf(row.integer(12) <= 2, "review_score", row.real(12), kNoPeers, kLowReview);
        evidence.addIf(row.integer(12) >= 4, "review_score", row.real(12), kNoPeers, kGoodReview);
    }
}

void weigh(const db::Statement& row, const History& history, Evidence& evidence) {
    const BuyerHistory& buyer = history.buyer(row.integer(3));
    // The claim at hand is not held against its buyer.
    const double rate = (buyer.claims - 1 + kUsualClaims * kPriorOrders) /
                        (std::max(1.0, buyer.orders) - 1 + kPriorOrders);
    evidence.add("buyer_claims", rate, kUsualClaims,
                 kPerFactorOfClaims * std::clamp(std::log(rate / kUsualClaims), -1.0, 2.5));
    const auto words = buyer.words.find(std::string(row.text(8)));
    if (!row.isNull(8) && words != buyer.words.end())
        evidence.addIf(words->second > 1, "same_words", words->second - 1, 0, kSameWords);
    weighParcel(row, evidence);
    const bool refundOnly = row.text(4) == "refund_only";
    evidence.add(refundOnly ? "refund_only" : "goods_return", 1, kNoPeers,
                 refundOnly ? kRefundOnly : kReturns);
    evidence.addIf(row.text(5) == "changed_mind", "changed_mind", 1, kNoPeers, kChangedMind);
    const double merchant = history.merchant(row.integer(2));
    evidence.add("merchant_claims", merchant, kUsualClaims,
                 kPerFactorOfMerchant * std::clamp(std::log(merchant / kUsualClaims), -1.5, 2.0));
}

Result<std::vector<Candidate>> find(db::Database& mart, TaskContext& context) {
    return db::guarded([&]() -> Result<std::vector<Candidate>> {
        if (mart.integer("SELECT EXISTS (SELECT 1 FROM fact_after_sale)") == 0)
            return fail(ErrorCode::NotEnoughData, "after_sale");
        const History history(mart);
        std::vector<Candidate> candidates;
        db::Statement row(mart, kWaiting);
        while (row.step()) {
            if (context.cancelled())
                return fail(ErrorCode::Cancelled);
            Evidence evidence(kBadShare);
            weigh(row, history, evidence);
            Candidate& candidate = candidates.emplace_back();
            candidate.subjectId = row.text(1);
            candidate.merchantKey = row.integer(2);
            candidate.title = row.text(11);
            candidate.score = evidence.probability();
            candidate.stakeMinor = row.integer(7);
            candidate.why = evidence.takeReasons();
            candidate.arrivedAt = row.integer(6);
        }
        return candidates;
    });
}

Result<> describe(db::Database& mart, std::span<Candidate> chosen) {
    return fillMerchantIds(mart, chosen);
}

void addBuyer(db::Database& mart, std::int64_t buyerKey, std::int64_t claimKey,
              std::vector<CaseFact>& facts) {
    db::Statement buyer(mart, "SELECT b.buyer_id, (SELECT count(*) FROM fact_order o WHERE "
                              "o.buyer_key = b.buyer_key), (SELECT count(*) FROM fact_order o JOIN "
                              "fact_after_sale s USING (order_key) WHERE o.buyer_key = "
                              "b.buyer_key) FROM dim_buyer b WHERE b.buyer_key = ?");
    buyer.bind(1, buyerKey);
    if (!buyer.step())
        return;
    const double orders = buyer.real(1), claims = buyer.real(2);
    facts.push_back({"buyer_id", std::string(buyer.text(0)), {}, false});
    facts.push_back({"buyer_orders", std::to_string(buyer.integer(1)), {}, false});
    facts.push_back({"buyer_claim_count",
                     std::to_string(buyer.integer(2)),
                     {},
                     claims > 2 && claims > 3 * kUsualClaims * orders});
    db::Statement earlier(mart, "SELECT s.opened_at, s.reason, s.amount_minor, s.status, "
                                "s.buyer_text FROM fact_order o JOIN fact_after_sale s USING "
                                "(order_key) WHERE o.buyer_key = ? AND s.after_sale_key <> ? "
                                "ORDER BY s.opened_at DESC LIMIT 10");
    earlier.bindAll(buyerKey, claimKey);
    while (earlier.step())
        facts.push_back({"buyer_claim",
                         formatDay(dayOf(fromSeconds(earlier.integer(0)))) + "  " +
                             std::string(earlier.text(1)) + "  " + "¤" +
                             std::string(earlier.text(2)) + "  " + std::string(earlier.text(3)) +
                             "  " + std::string(earlier.text(4)),
                         {},
                         false});
}

Result<std::vector<CaseFact>> facts(db::Database& mart, const Case& item) {
    return db::guarded([&]() -> Result<std::vector<CaseFact>> {
        std::vector<CaseFact> facts;
        db::Statement row(
            mart,
            "SELECT s.after_sale_key, o.order_id, o.ordered_at, o.promised_at, "
            "o.delivered_at, s.kind, s.reason, s.amount_minor, s.buyer_text, "
            "s.merchant_text, o.buyer_key, s.opened_at, (SELECT sum(price_minor + "
            "freight_minor) FROM fact_item i WHERE i.order_key = s.order_key), (SELECT "
            "min(score) FROM fact_review r WHERE r.order_key = s.order_key) FROM "
            "fact_after_sale s JOIN fact_order o USING (order_key) WHERE s.after_sale_id = ?");
        row.bind(1, item.subjectId);
        if (!row.step())
            return facts;
        const auto add = [&](const char* name, int column, bool bad = false) {
            if (!row.isNull(column))
                facts.push_back({name, std::string(row.text(column)), {}, bad});
        };
        const auto addDay = [&](const char* name, int column, bool bad = false) {
            if (!row.isNull(column))
                facts.push_back(
                    {name, formatDay(dayOf(fromSeconds(row.integer(column)))), {}, bad});
        };
        add("order_id", 1);
        addDay("ordered_at", 2);
        addDay("promised_at", 3);
        const bool contradicts =
            row.text(6) == "not_received" && !row.isNull(4) && row.integer(4) <= row.integer(11);
        addDay("delivered_at", 4, contradicts);
        add("claim_kind", 5);
        add("claim_reason", 6);
        add("amount_minor", 7);
        add("order_minor", 12);
        add("review_score", 13);
        add("buyer_text", 8);
        add("merchant_text", 9);
        addBuyer(mart, row.integer(10), row.integer(0), facts);
        return facts;
    });
}

} // namespace

const CaseKind kAfterSaleCase{
    .name = "after-sale",
    .title = MOPS_TEXT("CaseKind", "After-sale"),
    .prefix = "sale",
    .page = "review",
    .reviewMinutes = 3.0,
    .dueInDays = 2,
    .reasons = kReasons,
    .measures = kMeasures,
    .find = find,
    .describe = describe,
    .facts = facts,
    .askMerchant =
        MOPS_TEXT("MerchantMessage", "Please send your side of it: the courier's records, pictures "
                                     "of what was packed, messages with the buyer."),
};

} // namespace mops::desk
