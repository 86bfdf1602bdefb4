#include "core/mart/merchant_page.h"

#include "core/base/date.h"
#include "core/db/statement.h"

namespace mops::mart {
namespace {

constexpr std::int64_t kSecondsPerWeek = 7 * kSecondsPerDay;
constexpr std::int64_t kFirstMonday = 4 * kSecondsPerDay; ///< 1970-01-05

std::int64_t mondayOf(std::int64_t at) {
    const std::int64_t since = at - kFirstMonday;
    const std::int64_t week =
        since >= 0 ? since / kSecondsPerWeek : -((-since + kSecondsPerWeek - 1) / kSecondsPerWeek);
    return kFirstMonday + week * kSecondsPerWeek;
}

// Late: delivered after the promised moment, or not delivered although it is over by the newest
// order of the mart (the mart has no other "now").
constexpr std::string_view kConditions[] = {
    "",
    " AND o.promised_at IS NOT NULL AND (o.delivered_at > o.promised_at OR (o.delivered_at IS NULL "
    "AND o.status <> 'canceled' AND o.promised_at < (SELECT max(ordered_at) FROM fact_order)))",
    " AND EXISTS (SELECT 1 FROM fact_review r WHERE r.order_key = i.order_key AND r.score <= 2)",
    " AND o.status = 'canceled'",
};

bool readHead(db::Database& mart, const std::string& merchantId, MerchantPage& page) {
    db::Statement row(
        mart,
        "SELECT m.merchant_key, m.merchant_id, coalesce(m.name, substr(m.merchant_id, 1, 8)), "
        "m.region, m.city, c.category_id, m.status, m.registered_at "
        "FROM dim_merchant m LEFT JOIN dim_category c ON c.category_key = m.category_key "
        "WHERE m.merchant_id = ?");
    row.bind(1, merchantId);
    if (!row.step())
        return false;
    page.merchantKey = row.integer(0);
    page.merchantId = row.text(1);
    page.name = row.text(2);
    page.region = row.text(3);
    page.city = row.text(4);
    page.categoryId = row.text(5);
    page.status = row.text(6);
    page.registeredAt = row.optionalInteger(7);
    return true;
}

void readLines(db::Database& mart, LineFilter filter, int limit, MerchantPage& page) {
    // The first review of an order is its review, as in the trade columns; one without a time is
    // last.
    const std::string sql =
        "SELECT o.order_id, o.status, p.product_id, c.category_id, i.price_minor, i.freight_minor, "
        "i.ordered_at, o.delivered_at, o.promised_at, r.score, r.comment "
        "FROM fact_item i JOIN fact_order o ON o.order_key = i.order_key "
        "JOIN dim_product p ON p.product_key = i.product_key "
        "LEFT JOIN dim_category c ON c.category_key = p.category_key "
        "LEFT JOIN fact_review r ON r.order_key = i.order_key AND r.review_id = "
        "(SELECT review_id FROM fact_review f WHERE f.order_key = i.order_key "
        "ORDER BY created_at IS NULL, created_at, review_id LIMIT 1) "
        "WHERE i.merchant_key = ?" +
        std::string(kConditions[static_cast<std::size_t>(filter)]) +
        " ORDER BY i.ordered_at DESC, i.order_key DESC, i.item_no DESC LIMIT ?";
    db::Statement row(mart, sql);
    row.bindAll(page.merchantKey, limit);
    while (row.step()) {
        MerchantOrderRow line;
        line.orderId = row.text(0);
        line.status = row.text(1);
        line.productId = row.text(2);
        line.categoryId = row.text(3);
        line.priceMinor = row.integer(4);
        line.freightMinor = row.integer(5);
        line.orderedAt = row.integer(6);
        line.deliveredAt = row.optionalInteger(7);
        line.promisedAt = row.optionalInteger(8);
        line.reviewScore = row.optionalInteger(9);
        line.comment = row.text(10);
        page.lines.push_back(std::move(line));
    }
}

/// All weeks from the first order to the last, the empty ones too. Orders count as cancelled from
/// when that is known (TradeColumns::cancelledKnownAt): they stay orders but are no turnover.
void readWeeks(db::Database& mart, MerchantPage& page) {
    db::Statement row(mart,
                      "SELECT i.ordered_at, i.order_key, i.price_minor, o.status = 'canceled' "
                      "AND coalesce(max(o.promised_at, o.ordered_at), o.ordered_at + 30 * 86400) "
                      "<= (SELECT max(ordered_at) FROM fact_order) "
                      "FROM fact_item i JOIN fact_order o ON o.order_key = i.order_key "
                      "WHERE i.merchant_key = ? ORDER BY i.ordered_at, i.order_key, i.item_no");
    row.bind(1, page.merchantKey);
    std::optional<std::int64_t> lastOrder;
    while (row.step()) {
        const std::int64_t monday = mondayOf(row.integer(0));
        if (page.weekBegin.empty())
            page.weekBegin.push_back(monday);
        while (page.weekBegin.back() < monday)
            page.weekBegin.push_back(page.weekBegin.back() + kSecondsPerWeek);
        page.weekTurnover.resize(page.weekBegin.size(), 0);
        page.weekOrders.resize(page.weekBegin.size(), 0);
        if (row.integer(3) == 0)
            page.weekTurnover.back() += row.integer(2);
        if (lastOrder != row.integer(1))
            ++page.weekOrders.back();
        lastOrder = row.integer(1);
    }
}

} // namespace

Result<MerchantPage> readMerchantPage(db::Database& mart, const std::string& merchantId,
                                      LineFilter filter, int limit) {
    return db::guarded([&]() -> Result<MerchantPage> {
        if (limit < 0)
            return fail(ErrorCode::Usage, "limit " + std::to_string(limit), "≥ 0");
        MerchantPage page;
        if (!readHead(mart, merchantId, page))
            return fail(ErrorCode::NotFound, merchantId);
        page.currency = mart.text("SELECT currency FROM fact_order LIMIT 1");
        readLines(mart, filter, limit, page);
        readWeeks(mart, page);
        return page;
    });
}

} // namespace mops::mart
