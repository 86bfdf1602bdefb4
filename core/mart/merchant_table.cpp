#include "core/mart/merchant_table.h"

#include "core/base/date.h"
#include "core/db/statement.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace mops::mart {
namespace {

constexpr std::size_t kMerchantsBetweenCancelChecks = 4096;
constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

/// False when cancelled.
bool readMerchants(db::Database& mart, TaskContext& context, MerchantTable& table) {
    GrowingDictionary region;
    GrowingDictionary city;
    GrowingDictionary category;
    GrowingDictionary status;
    table.nameBegin.push_back(0);
    table.idBegin.push_back(0);
    db::Statement row(
        mart, "SELECT m.merchant_key, m.merchant_id, "
              "coalesce(m.name, substr(m.merchant_id, 1, 8)), m.region, m.city, "
              "c.category_id, m.status, m.registered_at "
              "FROM dim_merchant m LEFT JOIN dim_category c ON c.category_key = m.category_key "
              "ORDER BY m.merchant_key");
    while (row.step()) {
        if (table.rows() % kMerchantsBetweenCancelChecks == 0 && context.cancelled())
            return false;
        table.merchantKey.push_back(row.integer(0));
        appendText(table.ids, table.idBegin, row.text(1));
        appendText(table.names, table.nameBegin, row.text(2));
        region.add(row.text(3));
        city.add(row.text(4));
        category.add(row.text(5));
        status.add(row.text(6));
        table.registeredAt.push_back(row.isNull(7) ? kNever : row.integer(7));
    }
    table.region = std::move(region).take();
    table.city = std::move(city).take();
    table.category = std::move(category).take();
    table.status = std::move(status).take();
    return true;
}

/// What a merchant's orders add up to. An order settles when it arrives in time or when its
/// promised moment passes, and is cancelled from when that is known: as the features count.
void sumUp(const TradeColumns& trade, std::size_t merchant, std::int64_t dataEnd, std::size_t row,
           MerchantTable& table) {
    const std::int64_t from30 = dataEnd - 30 * kSecondsPerDay;
    std::uint32_t lastOrder = kNone;
    double reviews = 0;
    double score = 0;
    double settled = 0;
    double late = 0;
    for (std::size_t item = trade.merchantItemBegin[merchant];
         item < trade.merchantItemBegin[merchant + 1]; ++item) {
        const std::uint32_t order = trade.itemOrder[item];
        const bool cancelled = trade.cancelledKnownAt(order) <= dataEnd;
        if (!cancelled) {
            table.turnover[row] += trade.itemPrice[item];
            table.turnover30[row] += trade.itemOrderedAt[item] > from30 ? trade.itemPrice[item] : 0;
        }
        if (order == lastOrder)
            continue;
        lastOrder = order;
        ++table.orders[row];
        table.lastOrderAt[row] = trade.itemOrderedAt[item];
        if (trade.orderReviewAt[order] != kNever) {
            ++reviews;
            score += trade.orderReviewScore[order];
        }
        const std::int64_t promisedAt = trade.promisedAt[order];
        const std::int64_t deliveredAt = trade.deliveredAt[order];
        if (promisedAt == kNever || (cancelled && deliveredAt == kNever))
            continue;
        const bool isLate = deliveredAt > promisedAt;
        if (deliveredAt != kNever || promisedAt <= dataEnd) {
            ++settled;
            late += isLate ? 1 : 0;
        }
    }
    table.reviewMean[row] = reviews > 0 ? static_cast<float>(score / reviews) : kNothing;
    table.lateShare[row] = settled > 0 ? static_cast<float>(late / settled) : kNothing;
}

/// Both lists are sorted by key: one walk side by side. A merchant that joined after the columns
/// were read simply has no orders yet.
bool readTrade(const TradeColumns& trade, TaskContext& context, MerchantTable& table) {
    const std::size_t rows = table.rows();
    table.orders.assign(rows, 0);
    table.turnover.assign(rows, 0);
    table.turnover30.assign(rows, 0);
    table.reviewMean.assign(rows, kNothing);
    table.lateShare.assign(rows, kNothing);
    table.lastOrderAt.assign(rows, kNever);
    table.currency = trade.currency;
    std::size_t merchant = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        if (row % kMerchantsBetweenCancelChecks == 0 && context.cancelled())
            return false;
        while (merchant < trade.merchants() && trade.merchantKey[merchant] < table.merchantKey[row])
            ++merchant;
        if (merchant < trade.merchants() && trade.merchantKey[merchant] == table.merchantKey[row])
            sumUp(trade, merchant, trade.lastOrderedAt, row, table);
    }
    return true;
}

std::optional<std::size_t> rowOf(const MerchantTable& table, std::int64_t key) {
    const auto found = std::lower_bound(table.merchantKey.begin(), table.merchantKey.end(), key);
    if (found == table.merchantKey.end() || *found != key)
        return std::nullopt;
    return static_cast<std::size_t>(found - table.merchantKey.begin());
}

void readThoughts(db::Database& mart, MerchantTable& table) {
    table.riskProbability.assign(table.rows(), kNothing);
    table.segment.assign(table.rows(), -1);
    db::Statement score(mart, "SELECT merchant_key, probability FROM score "
                              "WHERE run_id = (SELECT max(run_id) FROM score_run)");
    while (score.step())
        if (const auto row = rowOf(table, score.integer(0)))
            table.riskProbability[*row] = static_cast<float>(score.real(1));
    db::Statement member(mart, "SELECT merchant_key, segment_id FROM segment_member "
                               "WHERE run_id = (SELECT max(run_id) FROM segment_run)");
    while (member.step())
        if (const auto row = rowOf(table, member.integer(0)))
            table.segment[*row] = static_cast<std::int32_t>(member.integer(1));
    db::Statement name(mart,
                       "SELECT segment_id, name_code FROM segment "
                       "WHERE run_id = (SELECT max(run_id) FROM segment_run) AND segment_id >= 0 "
                       "ORDER BY segment_id");
    while (name.step()) {
        table.segmentNames.resize(static_cast<std::size_t>(name.integer(0)) + 1);
        table.segmentNames.back() = name.text(1);
    }
}

} // namespace

Result<MerchantTable> readMerchantTable(db::Database& mart, const TradeColumns& trade,
                                        TaskContext& context) {
    return db::guarded([&]() -> Result<MerchantTable> {
        MerchantTable table;
        if (!readMerchants(mart, context, table) || !readTrade(trade, context, table))
            return fail(ErrorCode::Cancelled);
        readThoughts(mart, table);
        return table;
    });
}

} // namespace mops::mart
