#include "core/world/after_sales.h"

#include "core/db/statement.h"
#include "core/world/catalogue.h"
#include "core/world/chapter.h"
#include "core/world/claim_texts.h"
#include "core/world/id_text.h"
#include "core/world/streams.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mops::world {
namespace {

using enum ClaimReason;

constexpr const char* kRefundOnly = "refund_only";
constexpr double kFitRate = 0.05; ///< more, where clothes and shoes need to fit

struct Weight {
    ClaimReason reason;
    double plain;   ///< of a parcel that was all right, mostly
    double unhappy; ///< of one that got 1 or 2
    double abuser;
};
constexpr std::array<Weight, 6> kWeights{{{NotReceived, 0.02, 0.02, 0.22},
                                          {Damaged, 0.16, 0.30, 0.26},
                                          {NotAsDescribed, 0.20, 0.36, 0.24},
                                          {WrongItem, 0.10, 0.14, 0.10},
                                          {Counterfeit, 0.02, 0.08, 0.10},
                                          {ChangedMind, 0.50, 0.10, 0.08}}};

std::int64_t seconds(double days) {
    return static_cast<std::int64_t>(days * static_cast<double>(kSecondsPerDay));
}

class Claims {
public:
    Claims(const World& world, MerchantStory& story, Rng& rng)
        : m_world(world)
        , m_params(world.params.afterSales)
        , m_story(story)
        , m_rng(rng) {}

    void run() {
        m_story.afterSales.clear();
        for (std::size_t i = 0; i < m_story.trade.orders.size(); ++i) {
            const OrderEvent& order = m_story.trade.orders[i];
            if (order.deliveredAt)
                consider(order, i);
            else if (order.shippedAt)
                considerMissing(order, i);
        }
        std::stable_sort(m_story.afterSales.begin(), m_story.afterSales.end(),
                         [](const AfterSaleEvent& a, const AfterSaleEvent& b) {
                             return a.openedAt < b.openedAt;
                         });
    }

private:
    void consider(const OrderEvent& order, std::size_t position) {
        const Buyer& buyer = m_world.buyers[order.buyer];
        const double claims = buyer.claims / 100.0;
        const bool late = *order.deliveredAt > order.promisedAt;
        const bool unhappy = order.reviewScore == 1 || order.reviewScore == 2;
        const bool abuses = buyer.abuser && m_rng.chance(claims);
        const std::size_t product = m_story.trade.items[order.itemBegin].product;
        const bool mustFit = categories()[m_story.plan.products[product].category].group == 0;
        double honest = (m_params.rate + (mustFit ? kFitRate : 0)) *
                        std::exp(-0.4 * m_story.plan.quality) * (buyer.abuser ? 1.0 : claims / 0.6);
        honest += (late ? m_params.lateRate : 0) + (unhappy ? m_params.unhappyRate : 0);
        if (order.brushed)
            honest *= 0.1;
        const bool claimsHonestly = m_rng.chance(honest);
        if (!abuses && !claimsHonestly)
            return;
        const bool genuine = claimsHonestly;
        const bool becauseLate = genuine && late && m_rng.chance(0.6);
        const ClaimReason reason =
            becauseLate ? Late : kWeights[drawShare(m_rng, kWeights, [&](const Weight& w) {
                                     return !genuine ? w.abuser : unhappy ? w.unhappy : w.plain;
                                 })].reason;
        const double days = genuine ? 0.1 + 1.8 * m_rng.exponential() : 0.1 + m_rng.exponential();
        open(order, position, reason, genuine, *order.deliveredAt + seconds(days));
    }

    /// What has not come days after the promise is asked for.
    void considerMissing(const OrderEvent& order, std::size_t position) {
        const std::int64_t asked =
            std::max(order.promisedAt, *order.shippedAt) + seconds(0.5 + 2 * m_rng.exponential());
        if (m_rng.chance(0.5))
            open(order, position, NotReceived, true, asked);
    }

    void open(const OrderEvent& order, std::size_t position, ClaimReason reason, bool genuine,
              std::int64_t at) {
        AfterSaleEvent event;
        event.order = position;
        event.reason = reasonName(reason);
        event.openedAt = at;
        event.genuine = genuine;
        event.kind = drawKind(reason, genuine);
        const bool whole = reason == NotReceived || reason == Late;
        const auto items = order.itemEnd - order.itemBegin;
        if (!whole)
            event.itemNumber = 1 + static_cast<int>(m_rng.below(items));
        event.amountMinor = amount(order, event);
        const std::uint64_t wording = genuine ? m_rng.next() : habitOf(order.buyer);
        const bool writes = m_rng.chance(0.85);
        const bool contested = m_rng.chance(contests(reason));
        const std::uint64_t answer = m_rng.next();
        settle(event, contested);
        if (event.openedAt > m_world.end)
            return;
        if (writes)
            event.buyerText = buyerClaim(reason, wording, m_world.chinese);
        if (contested)
            event.merchantText = merchantAnswer(reason, answer, m_world.chinese);
        m_story.afterSales.push_back(std::move(event));
    }

    const char* drawKind(ClaimReason reason, bool genuine) {
        const double place = m_rng.uniform();
        if (reason == NotReceived || reason == Late)
            return kRefundOnly;
        if (reason == WrongItem && place < 0.4)
            return "exchange";
        if (reason == ChangedMind)
            return place < 0.88 ? "return_refund" : "exchange";
        return place < (genuine ? 0.45 : 0.75) ? kRefundOnly : "return_refund";
    }

    /// Never more than was paid.
    std::int64_t amount(const OrderEvent& order, const AfterSaleEvent& event) {
        if (event.itemNumber == 0)
            return order.costMinor;
        const ItemEvent& item =
            m_story.trade.items[order.itemBegin + static_cast<std::size_t>(event.itemNumber) - 1];
        const bool partial = event.kind == kRefundOnly && m_rng.chance(0.35);
        const double share = partial ? 0.1 * static_cast<double>(1 + m_rng.below(8)) : 1;
        const auto goods = std::llround(static_cast<double>(item.priceMinor) * share / 10) * 10;
        return std::min(std::max<std::int64_t>(goods, 10), item.priceMinor);
    }

    double contests(ClaimReason reason) const {
        static constexpr std::array<double, 7> kReadiness{1.4, 1.1, 1.3, 0.8, 2.2, 0.3, 0.9};
        const double pride = m_story.plan.type == MerchantType::BadService ? 1.5 : 1;
        return std::min(0.9,
                        m_params.contested * pride * kReadiness[static_cast<std::size_t>(reason)]);
    }

    void settle(AfterSaleEvent& event, bool contested) {
        const std::int64_t decided =
            event.openedAt +
            seconds(contested ? 2 + 6 * m_rng.exponential() : 0.1 + 1.4 * m_rng.exponential());
        const double place = m_rng.uniform();
        if (decided > m_world.end) {
            event.status = contested ? "disputed" : "open";
            return;
        }
        event.decidedAt = decided;
        if (!contested)
            event.status = place < 0.94 ? "refunded" : "withdrawn";
        else
            event.status = place < (event.genuine ? 0.7 : 0.4) ? "refunded" : "refused";
    }

    /// Who claims for a living uses the same few words again and again.
    std::uint64_t habitOf(std::uint32_t buyer) {
        return m_world.root.fork(kFirstBuyerStream + buyer).next() + (m_rng.chance(0.3) ? 1 : 0);
    }

    const World& m_world;
    const AfterSaleParams& m_params;
    MerchantStory& m_story;
    Rng& m_rng;
};

IdText afterSaleId(std::int64_t key) {
    return {'S', 8, key};
}

class AfterSaleWriter final : public StoryWriter {
public:
    AfterSaleWriter(db::Database& mart, std::int64_t batch)
        : m_batch(batch)
        , m_afterSale(mart,
                      "INSERT INTO fact_after_sale (after_sale_key, after_sale_id, order_key, "
                      "merchant_key, item_no, kind, reason, opened_at, amount_minor, buyer_text, "
                      "merchant_text, status, decided_at, batch_id) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , m_afterSales(counter("fact_after_sale")) {}

    void writeStory(const MerchantStory& story, const StoryKeys& keys) override {
        for (const AfterSaleEvent& event : story.afterSales) {
            const std::int64_t key = ++m_afterSales;
            m_afterSale.run(key, afterSaleId(key), keys.order(event.order), keys.merchant,
                            event.itemNumber == 0 ? std::nullopt : std::optional(event.itemNumber),
                            event.kind, event.reason, event.openedAt, event.amountMinor,
                            given(event.buyerText), given(event.merchantText), event.status,
                            event.decidedAt, m_batch);
        }
    }

private:
    static std::optional<std::string_view> given(const std::string& text) {
        return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
    }

    std::int64_t m_batch;
    db::Statement m_afterSale;
    std::int64_t& m_afterSales;
};

class AfterSaleTruthWriter final : public StoryWriter {
public:
    explicit AfterSaleTruthWriter(db::Database& truth)
        : m_claim(truth, "INSERT INTO after_sale_truth VALUES (?, ?)") {}

    void writeStory(const MerchantStory& story, const StoryKeys&) override {
        for (const AfterSaleEvent& event : story.afterSales)
            m_claim.run(afterSaleId(++m_claims), event.genuine);
    }

private:
    db::Statement m_claim;
    std::int64_t m_claims = 0;
};

} // namespace

void claim(const World& world, MerchantStory& story, Rng& rng) {
    Claims(world, story, rng).run();
}

std::unique_ptr<StoryWriter> writeAfterSalesInto(db::Database& mart, const World&,
                                                 std::int64_t batch) {
    return std::make_unique<AfterSaleWriter>(mart, batch);
}

std::unique_ptr<StoryWriter> writeAfterSalesTruthInto(db::Database& truth, const World&) {
    truth.execute("CREATE TABLE after_sale_truth (after_sale_id TEXT PRIMARY KEY, "
                  "genuine INTEGER NOT NULL) STRICT, WITHOUT ROWID");
    return std::make_unique<AfterSaleTruthWriter>(truth);
}

} // namespace mops::world
