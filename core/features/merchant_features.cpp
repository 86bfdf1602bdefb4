#include "core/features/merchant_features.h"

#include "core/base/date.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mops::features {
namespace {

using mart::kNever;
using mart::kNone;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

double ratio(double part, double whole) {
    return whole > 0 ? part / whole : kMissing;
}
double change(double now, double before) {
    return ratio(now - before, now + before);
}
double days(std::int64_t seconds) {
    return static_cast<double>(seconds) / static_cast<double>(kSecondsPerDay);
}

/// Sum and number of what fell into a window.
struct Mean {
    double sum = 0;
    double count = 0;
    void add(double value) {
        sum += value;
        ++count;
    }
    double value() const { return ratio(sum, count); }
};

bool isWeekend(std::int64_t at) {
    const auto weekday = std::chrono::weekday(dayOf(fromSeconds(at))).iso_encoding();
    return weekday >= 6;
}

} // namespace

/// The lines of one order at the merchant: a range of item*.
struct MerchantFeatures::OrderLines {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint32_t order = 0;
    std::int64_t at = 0;
};

/// What is counted while the merchant's orders pass by in time order.
struct MerchantFeatures::Tally {
    double orders = 0, orders30 = 0, ordersBefore30 = 0, orders90 = 0, ordersBefore90 = 0;
    double kept = 0, kept90 = 0; ///< orders not known as cancelled
    double turnover = 0, turnover30 = 0, turnover90 = 0, turnoverBefore90 = 0;
    double freight = 0, freight90 = 0;
    double cancelled = 0, cancelled90 = 0;
    Mean late30, late90, late, missedShipBy90; ///< of ones and zeros: shares
    Mean daysLate90, approve90, ship90, ship, deliver90, deliver;
    Mean review30, review90, review;
    double low90 = 0, low = 0, overdue90 = 0;
    double items = 0, items90 = 0;
    Mean price, logPrice, logPriceSquared, level;
    double activeDays90 = 0, weekend = 0;
    std::int64_t longestGap = 0, firstAt = 0, lastAt = 0, lastActiveDay = -1;
};

MerchantFeatures::MerchantFeatures(const mart::TradeColumns& trade, std::int64_t asOf)
    : m_trade(trade)
    , m_asOf(asOf)
    , m_from30(asOf - 30 * kSecondsPerDay)
    , m_from60(asOf - 60 * kSecondsPerDay)
    , m_from90(asOf - 90 * kSecondsPerDay)
    , m_from180(asOf - 180 * kSecondsPerDay)
    , m_buyers(trade.buyerId.size())
    , m_products(trade.products())
    , m_categories(trade.categoryKey.size() + 1, 0) {
    std::vector<Mean> means(m_categories.size());
    for (std::size_t item = 0; item < trade.items(); ++item) {
        if (trade.itemOrderedAt[item] > asOf || trade.itemPrice[item] <= 0)
            continue;
        const std::uint32_t category = trade.productCategory[trade.itemProduct[item]];
        if (category != kNone)
            means[category].add(std::log(static_cast<double>(trade.itemPrice[item])));
    }
    for (const Mean& mean : means)
        m_categoryLogPrice.push_back(mean.value());
}

bool MerchantFeatures::compute(std::size_t merchant, FeatureValues& values) {
    const std::size_t end = m_trade.merchantItemBegin[merchant + 1];
    Tally tally;
    OrderLines lines;
    for (std::size_t item = m_trade.merchantItemBegin[merchant]; item < end; item = lines.end) {
        lines = {item, item + 1, m_trade.itemOrder[item], m_trade.itemOrderedAt[item]};
        if (lines.at > m_asOf)
            break;
        while (lines.end < end && m_trade.itemOrder[lines.end] == lines.order)
            ++lines.end;
        addOrder(lines, tally);
    }
    if (tally.orders > 0)
        fill(tally, merchant, values);
    clearScratch();
    return tally.orders > 0;
}

void MerchantFeatures::addOrder(const OrderLines& lines, Tally& tally) {
    const bool cancelled = m_trade.cancelledKnownAt(lines.order) <= m_asOf;
    if (tally.orders == 0)
        tally.firstAt = lines.at;
    else
        tally.longestGap = std::max(tally.longestGap, lines.at - tally.lastAt);
    tally.lastAt = lines.at;
    ++tally.orders;
    tally.weekend += isWeekend(lines.at) ? 1 : 0;
    tally.kept += cancelled ? 0 : 1;
    tally.cancelled += cancelled ? 1 : 0;
    if (lines.at > m_from30)
        ++tally.orders30;
    else if (lines.at > m_from60)
        ++tally.ordersBefore30;
    if (lines.at > m_from90) {
        ++tally.orders90;
        tally.kept90 += cancelled ? 0 : 1;
        tally.cancelled90 += cancelled ? 1 : 0;
        const std::int64_t day = dayOf(fromSeconds(lines.at)).time_since_epoch().count();
        tally.activeDays90 += day != tally.lastActiveDay ? 1 : 0;
        tally.lastActiveDay = day;
    } else if (lines.at > m_from180) {
        ++tally.ordersBefore90;
    }
    addLines(lines, cancelled, tally);
    addBuyer(lines);
    addTimes(lines, cancelled, tally);
    addReview(lines.order, tally);
}

void MerchantFeatures::addLines(const OrderLines& lines, bool cancelled, Tally& tally) {
    for (std::size_t item = lines.begin; item < lines.end; ++item) {
        const auto price = static_cast<double>(m_trade.itemPrice[item]);
        const auto freight = static_cast<double>(m_trade.itemFreight[item]);
        const std::uint32_t product = m_trade.itemProduct[item];
        const std::uint32_t category = m_trade.productCategory[product];
        const bool in90 = lines.at > m_from90;
        ++tally.items;
        tally.items90 += in90 ? 1 : 0;
        tally.price.add(price);
        if (price > 0) {
            const double logPrice = std::log(price);
            tally.logPrice.add(logPrice);
            tally.logPriceSquared.add(logPrice * logPrice);
            if (category != kNone)
                tally.level.add(logPrice - m_categoryLogPrice[category]);
        }
        if (!cancelled) {
            tally.turnover += price;
            tally.freight += freight;
            tally.turnover30 += lines.at > m_from30 ? price : 0;
            tally.turnover90 += in90 ? price : 0;
            tally.freight90 += in90 ? freight : 0;
            tally.turnoverBefore90 += !in90 && lines.at > m_from180 ? price : 0;
        }
        ProductPast& past = m_products[product];
        if (past.items++ == 0)
            m_touchedProducts.push_back(product);
        past.items90 += in90 ? 1 : 0;
        const auto place =
            category == kNone ? static_cast<std::uint32_t>(m_categories.size() - 1) : category;
        if (m_categories[place]++ == 0)
            m_touchedCategories.push_back(place);
    }
}

void MerchantFeatures::addBuyer(const OrderLines& lines) {
    const std::uint32_t buyer = m_trade.orderBuyer[lines.order];
    BuyerPast& past = m_buyers[buyer];
    if (past.orders++ == 0)
        m_touchedBuyers.push_back(buyer);
    if (lines.at > m_from90)
        past.inWindow = true;
    else
        past.wasKnown = true;
}

/// An order settles when it arrives in time or when its promised moment passes: only what had
/// happened by then is looked at, so the answer never changes later.
void MerchantFeatures::addTimes(const OrderLines& lines, bool cancelled, Tally& tally) const {
    const std::uint32_t order = lines.order;
    const std::int64_t approvedAt = m_trade.approvedAt[order];
    const std::int64_t shippedAt = m_trade.shippedAt[order];
    const std::int64_t deliveredAt = m_trade.deliveredAt[order];
    const std::int64_t promisedAt = m_trade.promisedAt[order];
    const auto inWindow = [this](std::int64_t at, std::int64_t from) {
        return at > from && at <= m_asOf;
    };

    if (inWindow(approvedAt, m_from90))
        tally.approve90.add(days(approvedAt - lines.at));
    if (shippedAt <= m_asOf) {
        tally.ship.add(days(shippedAt - lines.at));
        if (shippedAt > m_from90)
            tally.ship90.add(days(shippedAt - lines.at));
    }
    if (deliveredAt <= m_asOf) {
        tally.deliver.add(days(deliveredAt - lines.at));
        if (deliveredAt > m_from90)
            tally.deliver90.add(days(deliveredAt - lines.at));
    }
    const bool undelivered = deliveredAt > m_asOf;
    if (promisedAt != kNever && !(cancelled && undelivered)) {
        const bool late = deliveredAt > promisedAt;
        const std::int64_t settledAt = late ? promisedAt : deliveredAt;
        if (settledAt <= m_asOf) {
            tally.late.add(late ? 1 : 0);
            if (settledAt > m_from90)
                tally.late90.add(late ? 1 : 0);
            if (settledAt > m_from30)
                tally.late30.add(late ? 1 : 0);
        }
        if (late && inWindow(deliveredAt, m_from90))
            tally.daysLate90.add(days(deliveredAt - promisedAt));
        if (undelivered && promisedAt <= m_asOf && lines.at > m_from90)
            ++tally.overdue90;
    }
    const std::int64_t shipBy =
        *std::min_element(m_trade.itemShipBy.begin() + static_cast<std::ptrdiff_t>(lines.begin),
                          m_trade.itemShipBy.begin() + static_cast<std::ptrdiff_t>(lines.end));
    if (shipBy != kNever && !(cancelled && shippedAt > m_asOf)) {
        const bool missed = shippedAt > shipBy;
        if (inWindow(missed ? shipBy : shippedAt, m_from90))
            tally.missedShipBy90.add(missed ? 1 : 0);
    }
}

void MerchantFeatures::addReview(std::uint32_t order, Tally& tally) const {
    const std::int64_t at = m_trade.orderReviewAt[order];
    if (at > m_asOf)
        return;
    const double score = m_trade.orderReviewScore[order];
    const double low = score <= 2 ? 1 : 0;
    tally.review.add(score);
    tally.low += low;
    if (at > m_from90) {
        tally.review90.add(score);
        tally.low90 += low;
    }
    if (at > m_from30)
        tally.review30.add(score);
}

void MerchantFeatures::fill(const Tally& tally, std::size_t merchant, FeatureValues& values) const {
    const auto set = [&values](Column column, double value) {
        values[static_cast<std::size_t>(column)] = value;
    };
    set(Column::Orders30, tally.orders30);
    set(Column::Orders90, tally.orders90);
    set(Column::OrdersAll, tally.orders);
    set(Column::Turnover30, tally.turnover30);
    set(Column::Turnover90, tally.turnover90);
    set(Column::TurnoverAll, tally.turnover);
    set(Column::AverageOrder90, ratio(tally.turnover90, tally.kept90));
    set(Column::AverageOrderAll, ratio(tally.turnover, tally.kept));
    set(Column::Growth30, change(tally.orders30, tally.ordersBefore30));
    set(Column::Growth90, change(tally.orders90, tally.ordersBefore90));
    set(Column::TurnoverGrowth90, change(tally.turnover90, tally.turnoverBefore90));
    set(Column::CancelledShare90, ratio(tally.cancelled90, tally.orders90));
    set(Column::CancelledShareAll, ratio(tally.cancelled, tally.orders));
    set(Column::LateShare30, tally.late30.value());
    set(Column::LateShare90, tally.late90.value());
    set(Column::LateShareAll, tally.late.value());
    set(Column::DaysLate90, tally.daysLate90.value());
    set(Column::OverdueOrders90, tally.overdue90);
    set(Column::DaysToApprove90, tally.approve90.value());
    set(Column::DaysToShip90, tally.ship90.value());
    set(Column::DaysToShipAll, tally.ship.value());
    set(Column::DaysToDeliver90, tally.deliver90.value());
    set(Column::DaysToDeliverAll, tally.deliver.value());
    set(Column::MissedShipByShare90, tally.missedShipBy90.value());
    set(Column::FreightShare90, ratio(tally.freight90, tally.freight90 + tally.turnover90));
    set(Column::FreightShareAll, ratio(tally.freight, tally.freight + tally.turnover));
    set(Column::Reviews90, tally.review90.count);
    set(Column::ReviewMean30, tally.review30.value());
    set(Column::ReviewMean90, tally.review90.value());
    set(Column::ReviewMeanAll, tally.review.value());
    set(Column::LowReviewShare90, ratio(tally.low90, tally.review90.count));
    set(Column::LowReviewShareAll, ratio(tally.low, tally.review.count));
    set(Column::ItemsPerOrder90, ratio(tally.items90, tally.orders90));
    set(Column::ActiveDays90, tally.activeDays90);
    set(Column::WeekendShareAll, ratio(tally.weekend, tally.orders));
    set(Column::LongestGapDays, tally.orders > 1 ? days(tally.longestGap) : kMissing);
    set(Column::DaysSinceLastOrder, days(m_asOf - tally.lastAt));
    // kNever is later than any order, so an unknown registration leaves the first order.
    set(Column::TenureDays,
        days(m_asOf - std::min(tally.firstAt, m_trade.merchantRegisteredAt[merchant])));
    fillGoods(tally, values);
}

void MerchantFeatures::fillGoods(const Tally& tally, FeatureValues& values) const {
    const auto set = [&values](Column column, double value) {
        values[static_cast<std::size_t>(column)] = value;
    };
    double buyers90 = 0;
    double newBuyers90 = 0;
    double repeatBuyers = 0;
    for (const std::uint32_t buyer : m_touchedBuyers) {
        const BuyerPast& past = m_buyers[buyer];
        buyers90 += past.inWindow ? 1 : 0;
        newBuyers90 += past.inWindow && !past.wasKnown ? 1 : 0;
        repeatBuyers += past.orders > 1 ? 1 : 0;
    }
    const auto buyers = static_cast<double>(m_touchedBuyers.size());
    set(Column::Buyers90, buyers90);
    set(Column::BuyersAll, buyers);
    set(Column::RepeatBuyerShareAll, ratio(repeatBuyers, buyers));
    set(Column::NewBuyerShare90, ratio(newBuyers90, buyers90));

    double products90 = 0;
    std::int32_t best90 = 0;
    for (const std::uint32_t product : m_touchedProducts) {
        products90 += m_products[product].items90 > 0 ? 1 : 0;
        best90 = std::max(best90, m_products[product].items90);
    }
    set(Column::ProductCount90, products90);
    set(Column::ProductCountAll, static_cast<double>(m_touchedProducts.size()));
    set(Column::TopProductShare90, ratio(best90, tally.items90));

    double squares = 0;
    for (const std::uint32_t category : m_touchedCategories)
        squares += static_cast<double>(m_categories[category]) * m_categories[category];
    set(Column::CategoriesAll, static_cast<double>(m_touchedCategories.size()));
    set(Column::CategoryConcentrationAll, squares / (tally.items * tally.items));

    const double mean = tally.logPrice.value();
    const double variance = tally.logPriceSquared.value() - mean * mean;
    set(Column::PriceMeanAll, tally.price.value());
    set(Column::PriceLevelAll, tally.level.value());
    set(Column::PriceSpreadAll,
        std::isnan(variance) ? kMissing : std::sqrt(std::max(0.0, variance)));
}

void MerchantFeatures::clearScratch() {
    for (const std::uint32_t buyer : m_touchedBuyers)
        m_buyers[buyer] = {};
    for (const std::uint32_t product : m_touchedProducts)
        m_products[product] = {};
    for (const std::uint32_t category : m_touchedCategories)
        m_categories[category] = 0;
    m_touchedBuyers.clear();
    m_touchedProducts.clear();
    m_touchedCategories.clear();
}

} // namespace mops::features
