#include "core/world/trade_writer.h"

#include "core/db/statement.h"
#include "core/world/id_text.h"
#include "core/world/names.h"

namespace mops::world {
namespace {

class TradeWriter final : public StoryWriter {
public:
    TradeWriter(db::Database& mart, const World& world, std::int64_t batch)
        : m_chinese(world.chinese)
        , m_batch(batch)
        , m_order(mart,
                  "INSERT INTO fact_order (order_key, order_id, buyer_key, status, ordered_at, "
                  "approved_at, shipped_at, delivered_at, promised_at, courier, currency, "
                  "batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'CNY', ?)")
        , m_item(mart, "INSERT INTO fact_item (merchant_key, ordered_at, order_key, item_no, "
                       "product_key, price_minor, freight_minor, ship_by, batch_id) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , m_payment(mart, "INSERT INTO fact_payment (order_key, sequence_no, method, "
                          "installments, amount_minor, batch_id) VALUES (?, ?, ?, ?, ?, ?)")
        , m_review(mart, "INSERT INTO fact_review (order_key, review_id, score, comment, "
                         "created_at, answered_at, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?)")
        , m_orders(counter("fact_order"))
        , m_items(counter("fact_item"))
        , m_payments(counter("fact_payment"))
        , m_reviews(counter("fact_review")) {}

    void writeStory(const MerchantStory& story, const StoryKeys& keys) override {
        for (std::size_t i = 0; i < story.trade.orders.size(); ++i)
            writeOrder(story, keys, story.trade.orders[i], keys.order(i));
        m_orders += static_cast<std::int64_t>(story.trade.orders.size());
        m_items += static_cast<std::int64_t>(story.trade.items.size());
    }

private:
    void writeOrder(const MerchantStory& story, const StoryKeys& keys, const OrderEvent& order,
                    std::int64_t key) {
        m_order.run(key, orderId(key), static_cast<std::int64_t>(order.buyer) + 1, order.status,
                    order.at, order.approvedAt, order.shippedAt, order.deliveredAt,
                    order.promisedAt, couriers()[order.courier].name.in(m_chinese), m_batch);
        for (std::size_t i = order.itemBegin; i < order.itemEnd; ++i) {
            const ItemEvent& item = story.trade.items[i];
            m_item.run(keys.merchant, order.at, key,
                       static_cast<std::int64_t>(i - order.itemBegin) + 1,
                       keys.product(item.product), item.priceMinor, item.freightMinor, order.shipBy,
                       m_batch);
        }
        writePayments(order, key);
        if (order.reviewScore == 0)
            return;
        const auto comment = order.comment.empty() ? std::nullopt : std::optional(order.comment);
        m_review.run(key, IdText('R', 9, key), order.reviewScore, comment, order.reviewAt,
                     order.answeredAt, m_batch);
        ++m_reviews;
    }

    void writePayments(const OrderEvent& order, std::int64_t key) {
        std::int64_t number = 0;
        if (order.voucherMinor < order.costMinor) {
            m_payment.run(key, ++number, order.paymentMethod, order.installments,
                          order.costMinor - order.voucherMinor, m_batch);
            ++m_payments;
        }
        if (order.voucherMinor > 0) {
            m_payment.run(key, ++number, "voucher", 1, order.voucherMinor, m_batch);
            ++m_payments;
        }
    }

    bool m_chinese;
    std::int64_t m_batch;
    db::Statement m_order;
    db::Statement m_item;
    db::Statement m_payment;
    db::Statement m_review;
    std::int64_t& m_orders;
    std::int64_t& m_items;
    std::int64_t& m_payments;
    std::int64_t& m_reviews;
};

class TradeTruthWriter final : public StoryWriter {
public:
    explicit TradeTruthWriter(db::Database& truth)
        : m_late(truth, "INSERT INTO late_truth VALUES (?, ?)") {}

    void writeStory(const MerchantStory& story, const StoryKeys& keys) override {
        for (std::size_t i = 0; i < story.trade.orders.size(); ++i) {
            const LateCause cause = story.trade.orders[i].lateCause;
            if (cause != LateCause::None)
                m_late.run(orderId(keys.order(i)),
                           cause == LateCause::Merchant ? "merchant" : "courier");
        }
    }

private:
    db::Statement m_late;
};

} // namespace

std::unique_ptr<StoryWriter> writeTradeInto(db::Database& mart, const World& world,
                                            std::int64_t batch) {
    return std::make_unique<TradeWriter>(mart, world, batch);
}

std::unique_ptr<StoryWriter> writeTradeTruthInto(db::Database& truth, const World&) {
    truth.execute("CREATE TABLE late_truth (order_id TEXT PRIMARY KEY, cause TEXT NOT NULL) "
                  "STRICT, WITHOUT ROWID");
    return std::make_unique<TradeTruthWriter>(truth);
}

} // namespace mops::world
