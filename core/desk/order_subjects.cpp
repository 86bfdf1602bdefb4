#include "core/desk/order_subjects.h"

#include "core/base/date.h"
#include "core/desk/order_past.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace mops::desk {
namespace {

using mart::kNever;
using mart::kNone;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kEarthKm = 6'371.0;

double days(std::int64_t seconds) {
    return static_cast<double>(seconds) / static_cast<double>(kSecondsPerDay);
}

/// Haversine formula (Sinnott 1984).
double kilometres(const Place& a, const Place& b) {
    const auto radians = [](float degrees) {
        return static_cast<double>(degrees) * std::numbers::pi / 180;
    };
    const double north = std::sin((radians(b.latitude) - radians(a.latitude)) / 2);
    const double east = std::sin((radians(b.longitude) - radians(a.longitude)) / 2);
    const double h =
        north * north + std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * east * east;
    // min() answers its first argument when they cannot be compared: unknown stays unknown.
    return 2 * kEarthKm * std::asin(std::sqrt(std::min(h, 1.0)));
}

std::size_t positionOf(OrderColumn column) {
    return static_cast<std::size_t>(column);
}

} // namespace

OrderSubjects::OrderSubjects(const PastFacts& facts, std::vector<std::size_t> columns)
    : m_facts(facts)
    , m_columns(std::move(columns)) {
    addUpItems();
}

bool OrderSubjects::asks(OrderColumn column) const {
    return std::find(m_columns.begin(), m_columns.end(), positionOf(column)) != m_columns.end();
}

void OrderSubjects::addUpItems() {
    const mart::TradeColumns& trade = m_facts.trade;
    m_merchant.assign(trade.orders(), kNone);
    m_amount.assign(trade.orders(), 0);
    m_freight.assign(trade.orders(), 0);
    m_items.assign(trade.orders(), 0);
    m_category.assign(trade.orders(), db::ColumnData::kNull);
    std::vector<std::int64_t> largestPart(trade.orders(), -1);
    std::vector<std::int64_t> dearest(trade.orders(), -1);
    for (std::uint32_t merchant = 0; merchant < trade.merchants(); ++merchant) {
        const std::size_t end = trade.merchantItemBegin[merchant + 1];
        for (std::size_t item = trade.merchantItemBegin[merchant]; item < end;) {
            const std::uint32_t order = trade.itemOrder[item];
            std::int64_t part = 0;
            for (; item < end && trade.itemOrder[item] == order; ++item) {
                part += trade.itemPrice[item];
                m_freight[order] += trade.itemFreight[item];
                ++m_items[order];
                if (trade.itemPrice[item] > dearest[order]) {
                    dearest[order] = trade.itemPrice[item];
                    m_category[order] = trade.productCategory[trade.itemProduct[item]];
                }
            }
            m_amount[order] += part;
            if (part > largestPart[order]) {
                largestPart[order] = part;
                m_merchant[order] = merchant;
            }
        }
    }
}

Result<SubjectFrame> OrderSubjects::between(std::int64_t from, std::int64_t to,
                                            TaskContext& context) const {
    using C = OrderColumn;
    const mart::TradeColumns& trade = m_facts.trade;
    SubjectFrame frame;
    frame.columns.resize(static_cast<std::size_t>(C::Count));
    for (std::uint32_t order = 0; order < trade.orders(); ++order)
        if (trade.orderedAt[order] >= from && trade.orderedAt[order] <= to)
            frame.subject.push_back(order);
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);
    BuyerPast buyer;
    if (asks(C::BuyerOrders) || asks(C::BuyerOrders1d) || asks(C::BuyerDaysSinceLast) ||
        asks(C::BuyerMerchantOrders))
        buyer = buyerPastOf(trade, m_merchant);
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);
    MerchantPast merchant;
    if (asks(C::MerchantOrders30) || asks(C::MerchantOrdersAll) || asks(C::MerchantAverageOrder) ||
        asks(C::MerchantLateShare30) || asks(C::MerchantReviewMean) || asks(C::MerchantTenureDays))
        merchant = merchantPastOf(trade, m_merchant);
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);

    const auto numbers = [&](C column, auto&& valueOf) {
        if (!asks(column))
            return;
        auto& filled = frame.columns[positionOf(column)].numbers;
        filled.reserve(frame.rows());
        for (const std::uint32_t order : frame.subject)
            filled.push_back(valueOf(order));
    };
    const auto codes = [&](C column, std::span<const std::string> texts, auto&& codeOf) {
        if (!asks(column))
            return;
        auto& filled = frame.columns[positionOf(column)];
        filled.texts = texts;
        filled.codes.reserve(frame.rows());
        for (const std::uint32_t order : frame.subject)
            filled.codes.push_back(codeOf(order));
    };
    const auto amount = [&](std::uint32_t order) { return static_cast<double>(m_amount[order]); };
    const auto freight = [&](std::uint32_t order) { return static_cast<double>(m_freight[order]); };
    numbers(C::Amount, amount);
    numbers(C::Freight, freight);
    numbers(C::FreightShare, [&](std::uint32_t order) {
        const double whole = amount(order) + freight(order);
        return whole > 0 ? freight(order) / whole : kMissing;
    });
    numbers(C::Items, [&](std::uint32_t order) { return static_cast<double>(m_items[order]); });
    numbers(C::Hour, [&](std::uint32_t order) {
        const std::int64_t second = trade.orderedAt[order] % kSecondsPerDay;
        return static_cast<double>((second < 0 ? second + kSecondsPerDay : second) / 3'600);
    });
    numbers(C::Weekday, [&](std::uint32_t order) {
        return static_cast<double>(
            std::chrono::weekday(dayOf(fromSeconds(trade.orderedAt[order]))).iso_encoding());
    });
    numbers(C::PromisedDays, [&](std::uint32_t order) {
        return trade.promisedAt[order] == kNever
                   ? kMissing
                   : days(trade.promisedAt[order] - trade.orderedAt[order]);
    });
    codes(C::PaymentMethod, m_facts.paymentMethod.texts,
          [&](std::uint32_t order) { return m_facts.paymentMethod.codes[order]; });
    numbers(C::Installments, [&](std::uint32_t order) {
        return m_facts.paymentMethod.codes[order] == db::ColumnData::kNull
                   ? kMissing
                   : static_cast<double>(m_facts.installments[order]);
    });
    codes(C::Category, trade.categoryId, [&](std::uint32_t order) { return m_category[order]; });
    codes(C::BuyerRegion, m_facts.buyerRegion.texts,
          [&](std::uint32_t order) { return m_facts.buyerRegion.codes[trade.orderBuyer[order]]; });
    numbers(C::BuyerOrders, [&](std::uint32_t order) { return buyer.orders[order]; });
    numbers(C::BuyerOrders1d, [&](std::uint32_t order) { return buyer.orders1d[order]; });
    numbers(C::BuyerDaysSinceLast, [&](std::uint32_t order) { return buyer.daysSinceLast[order]; });
    numbers(C::BuyerMerchantOrders,
            [&](std::uint32_t order) { return buyer.ordersAtMerchant[order]; });
    numbers(C::DistanceKm, [&](std::uint32_t order) {
        return m_merchant[order] == kNone ? kMissing
                                          : kilometres(m_facts.buyerPlace[trade.orderBuyer[order]],
                                                       m_facts.merchantPlace[m_merchant[order]]);
    });
    codes(C::MerchantId, trade.merchantId, [&](std::uint32_t order) { return m_merchant[order]; });
    codes(C::MerchantRegion, m_facts.merchantRegion.texts, [&](std::uint32_t order) {
        return m_merchant[order] == kNone ? db::ColumnData::kNull
                                          : m_facts.merchantRegion.codes[m_merchant[order]];
    });
    numbers(C::MerchantOrders30, [&](std::uint32_t order) { return merchant.orders30[order]; });
    numbers(C::MerchantOrdersAll, [&](std::uint32_t order) { return merchant.ordersAll[order]; });
    numbers(C::MerchantAverageOrder,
            [&](std::uint32_t order) { return merchant.averageOrder[order]; });
    numbers(C::MerchantLateShare30,
            [&](std::uint32_t order) { return merchant.lateShare30[order]; });
    numbers(C::MerchantReviewMean, [&](std::uint32_t order) { return merchant.reviewMean[order]; });
    numbers(C::MerchantTenureDays, [&](std::uint32_t order) { return merchant.tenureDays[order]; });
    return frame;
}

} // namespace mops::desk
