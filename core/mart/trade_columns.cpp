#include "core/mart/trade_columns.h"

#include "core/db/statement.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace mops::mart {
namespace {

constexpr std::size_t kRowsBetweenCancelChecks = 1 << 15;
constexpr std::int64_t kDaysUntilUnpromisedIsKnown = 30;

[[noreturn]] void throwError(ErrorCode code, std::string detail = {}) {
    throw db::DatabaseFailure(Error{code, std::move(detail), {}});
}

/// Key → position in a sorted key vector. Keys that lie close together, as those that an import
/// hands out, get a direct table; others a binary search.
class KeyIndex {
public:
    explicit KeyIndex(const std::vector<std::int64_t>& sortedKeys)
        : m_keys(sortedKeys) {
        if (m_keys.empty())
            return;
        m_first = m_keys.front();
        const auto span =
            static_cast<std::uint64_t>(m_keys.back()) - static_cast<std::uint64_t>(m_first);
        if (span >= m_keys.size() * 4 + 1024)
            return;
        m_direct.assign(static_cast<std::size_t>(span) + 1, kNone);
        for (std::size_t i = 0; i < m_keys.size(); ++i)
            m_direct[static_cast<std::size_t>(m_keys[i] - m_first)] = static_cast<std::uint32_t>(i);
    }

    std::uint32_t find(std::int64_t key) const {
        if (!m_direct.empty()) {
            const auto offset =
                static_cast<std::uint64_t>(key) - static_cast<std::uint64_t>(m_first);
            return offset < m_direct.size() ? m_direct[static_cast<std::size_t>(offset)] : kNone;
        }
        const auto found = std::lower_bound(m_keys.begin(), m_keys.end(), key);
        return found == m_keys.end() || *found != key
                   ? kNone
                   : static_cast<std::uint32_t>(found - m_keys.begin());
    }

    std::uint32_t at(std::int64_t key, const char* what) const {
        const std::uint32_t position = find(key);
        if (position == kNone)
            throwError(ErrorCode::IntegrityFault, std::string(what) + " " + std::to_string(key));
        return position;
    }

private:
    const std::vector<std::int64_t>& m_keys;
    std::int64_t m_first = 0;
    std::vector<std::uint32_t> m_direct;
};

constexpr std::array<std::pair<std::string_view, OrderStatus>, 8> kStatuses{{
    {"created", OrderStatus::Created},
    {"approved", OrderStatus::Approved},
    {"invoiced", OrderStatus::Invoiced},
    {"processing", OrderStatus::Processing},
    {"shipped", OrderStatus::Shipped},
    {"delivered", OrderStatus::Delivered},
    {"unavailable", OrderStatus::Unavailable},
    {"canceled", OrderStatus::Canceled},
}};

OrderStatus parseStatus(std::string_view text) {
    for (const auto& [name, status] : kStatuses)
        if (name == text)
            return status;
    throwError(ErrorCode::IntegrityFault, "status " + std::string(text));
}

std::int64_t timeOrNever(const db::Statement& row, int column) {
    return row.isNull(column) ? kNever : row.integer(column);
}

/// Reads the tables in the order in which they refer to each other.
class Loader {
public:
    Loader(db::Database& mart, TaskContext& context)
        : m_mart(mart)
        , m_context(context) {}

    TradeColumns load() {
        readCategories();
        readMerchants();
        readProducts();
        const std::vector<std::int64_t> buyerKeys = readBuyers();
        tell(0.1);
        readOrders(KeyIndex(buyerKeys));
        tell(0.5);
        const KeyIndex orders(m_trade.orderKey);
        readItems(orders);
        tell(0.9);
        readReviews(orders);
        tell(1);
        return std::move(m_trade);
    }

private:
    void tell(double fraction) { m_context.report({"load", fraction, 0, 0, {}}); }

    void askCancelled(std::size_t row) const {
        if (row % kRowsBetweenCancelChecks == 0 && m_context.cancelled())
            throwError(ErrorCode::Cancelled);
    }

    std::size_t count(const char* table) {
        const auto rows = m_mart.integer(std::string("SELECT count(*) FROM ") + table);
        if (rows >= static_cast<std::int64_t>(kNone))
            throwError(ErrorCode::MemoryLimit, table);
        return static_cast<std::size_t>(rows);
    }

    void readCategories() {
        db::Statement row(m_mart, "SELECT category_key, category_id, name_zh, name_en "
                                  "FROM dim_category ORDER BY category_key");
        while (row.step()) {
            m_trade.categoryKey.push_back(row.integer(0));
            m_trade.categoryId.emplace_back(row.text(1));
            m_trade.categoryNameZh.emplace_back(row.text(2));
            m_trade.categoryNameEn.emplace_back(row.text(3));
        }
    }

    void readMerchants() {
        const std::size_t rows = count("dim_merchant");
        m_trade.merchantKey.reserve(rows);
        m_trade.merchantId.reserve(rows);
        m_trade.merchantRegisteredAt.reserve(rows);
        db::Statement row(m_mart, "SELECT merchant_key, merchant_id, registered_at "
                                  "FROM dim_merchant ORDER BY merchant_key");
        while (row.step()) {
            m_trade.merchantKey.push_back(row.integer(0));
            m_trade.merchantId.emplace_back(row.text(1));
            m_trade.merchantRegisteredAt.push_back(timeOrNever(row, 2));
        }
    }

    void readProducts() {
        const KeyIndex categories(m_trade.categoryKey);
        const std::size_t rows = count("dim_product");
        m_trade.productKey.reserve(rows);
        m_trade.productId.reserve(rows);
        m_trade.productCategory.reserve(rows);
        db::Statement row(m_mart, "SELECT product_key, product_id, category_key "
                                  "FROM dim_product ORDER BY product_key");
        while (row.step()) {
            m_trade.productKey.push_back(row.integer(0));
            m_trade.productId.emplace_back(row.text(1));
            m_trade.productCategory.push_back(
                row.isNull(2) ? kNone : categories.at(row.integer(2), "category_key"));
        }
    }

    std::vector<std::int64_t> readBuyers() {
        std::vector<std::int64_t> keys;
        const std::size_t rows = count("dim_buyer");
        keys.reserve(rows);
        m_trade.buyerId.reserve(rows);
        db::Statement row(m_mart, "SELECT buyer_key, buyer_id FROM dim_buyer ORDER BY buyer_key");
        while (row.step()) {
            askCancelled(keys.size());
            keys.push_back(row.integer(0));
            m_trade.buyerId.emplace_back(row.text(1));
        }
        return keys;
    }

    void readOrders(const KeyIndex& buyers) {
        const std::size_t rows = count("fact_order");
        for (auto* column : {&m_trade.orderKey, &m_trade.orderedAt, &m_trade.approvedAt,
                             &m_trade.shippedAt, &m_trade.deliveredAt, &m_trade.promisedAt})
            column->reserve(rows);
        m_trade.orderBuyer.reserve(rows);
        m_trade.orderStatus.reserve(rows);
        m_trade.orderReviewAt.assign(rows, kNever);
        m_trade.orderReviewScore.assign(rows, 0);
        m_trade.currency = m_mart.text("SELECT currency FROM fact_order LIMIT 1");
        db::Statement row(
            m_mart, "SELECT order_key, buyer_key, status, ordered_at, approved_at, shipped_at, "
                    "delivered_at, promised_at FROM fact_order ORDER BY order_key");
        while (row.step()) {
            askCancelled(m_trade.orderKey.size());
            m_trade.orderKey.push_back(row.integer(0));
            m_trade.orderBuyer.push_back(buyers.at(row.integer(1), "buyer_key"));
            m_trade.orderStatus.push_back(parseStatus(row.text(2)));
            m_trade.orderedAt.push_back(row.integer(3));
            m_trade.approvedAt.push_back(timeOrNever(row, 4));
            m_trade.shippedAt.push_back(timeOrNever(row, 5));
            m_trade.deliveredAt.push_back(timeOrNever(row, 6));
            m_trade.promisedAt.push_back(timeOrNever(row, 7));
        }
        if (m_trade.orders() > 0) {
            const auto [first, last] =
                std::minmax_element(m_trade.orderedAt.begin(), m_trade.orderedAt.end());
            m_trade.firstOrderedAt = *first;
            m_trade.lastOrderedAt = *last;
        }
    }

    void readItems(const KeyIndex& orders) {
        const KeyIndex merchants(m_trade.merchantKey);
        const KeyIndex products(m_trade.productKey);
        const std::size_t rows = count("fact_item");
        for (auto* column : {&m_trade.itemOrderedAt, &m_trade.itemPrice, &m_trade.itemFreight,
                             &m_trade.itemShipBy})
            column->reserve(rows);
        m_trade.itemOrder.reserve(rows);
        m_trade.itemProduct.reserve(rows);
        auto& begin = m_trade.merchantItemBegin;
        begin.assign(m_trade.merchants() + 1, 0);
        // The clustering order is the order of the columns: no sort happens.
        db::Statement row(m_mart, "SELECT merchant_key, ordered_at, order_key, product_key, "
                                  "price_minor, freight_minor, ship_by FROM fact_item "
                                  "ORDER BY merchant_key, ordered_at, order_key, item_no");
        while (row.step()) {
            askCancelled(m_trade.itemOrder.size());
            ++begin[merchants.at(row.integer(0), "merchant_key") + 1];
            m_trade.itemOrderedAt.push_back(row.integer(1));
            m_trade.itemOrder.push_back(orders.at(row.integer(2), "order_key"));
            m_trade.itemProduct.push_back(products.at(row.integer(3), "product_key"));
            m_trade.itemPrice.push_back(row.integer(4));
            m_trade.itemFreight.push_back(row.integer(5));
            m_trade.itemShipBy.push_back(timeOrNever(row, 6));
        }
        for (std::size_t merchant = 1; merchant < begin.size(); ++merchant)
            begin[merchant] += begin[merchant - 1];
    }

    /// An order may have several reviews; the first one written is its review.
    void readReviews(const KeyIndex& orders) {
        db::Statement row(m_mart, "SELECT order_key, created_at, score FROM fact_review "
                                  "ORDER BY order_key, review_id");
        for (std::size_t rows = 0; row.step(); ++rows) {
            askCancelled(rows);
            const std::uint32_t order = orders.at(row.integer(0), "order_key");
            // A review whose time the source lost is at no time known, so nothing looks ahead by
            // it.
            const std::int64_t writtenAt = timeOrNever(row, 1);
            if (writtenAt < m_trade.orderReviewAt[order]) {
                m_trade.orderReviewAt[order] = writtenAt;
                m_trade.orderReviewScore[order] = static_cast<std::uint8_t>(row.integer(2));
            }
        }
    }

    db::Database& m_mart;
    TaskContext& m_context;
    TradeColumns m_trade;
};

} // namespace

std::int64_t TradeColumns::cancelledKnownAt(std::size_t order) const {
    if (orderStatus[order] != OrderStatus::Canceled)
        return kNever;
    if (promisedAt[order] != kNever)
        return std::max(promisedAt[order], orderedAt[order]);
    return orderedAt[order] + kDaysUntilUnpromisedIsKnown * kSecondsPerDay;
}

std::optional<Day> lastFullDay(const TradeColumns& trade, std::optional<Day> upTo) {
    if (trade.orders() == 0)
        return std::nullopt;
    const Day first = dayOf(fromSeconds(trade.firstOrderedAt));
    const Day last = dayOf(fromSeconds(trade.lastOrderedAt));
    const Day end = upTo ? std::min(*upTo, last) : last;
    if (end < first)
        return std::nullopt;
    std::vector<std::int64_t> ordersPerDay(static_cast<std::size_t>((end - first).count()) + 1, 0);
    for (const std::int64_t at : trade.orderedAt) {
        if (const Day day = dayOf(fromSeconds(at)); day <= end)
            ++ordersPerDay[static_cast<std::size_t>((day - first).count())];
    }
    std::vector<std::int64_t> counts;
    std::copy_if(ordersPerDay.begin(), ordersPerDay.end(), std::back_inserter(counts),
                 [](std::int64_t orders) { return orders > 0; });
    const auto middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
    std::nth_element(counts.begin(), middle, counts.end());
    std::size_t day = ordersPerDay.size() - 1;
    while (ordersPerDay[day] * 2 < *middle)
        --day;
    return first + std::chrono::days(day);
}

Result<TradeColumns> readTradeColumns(db::Database& mart, TaskContext& context) {
    return db::guarded([&]() -> Result<TradeColumns> { return Loader(mart, context).load(); });
}

} // namespace mops::mart
