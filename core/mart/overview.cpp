#include "core/mart/overview.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace mops::mart {
namespace {

constexpr std::size_t kMostMovers = 10;
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

double ratio(double part, double whole) {
    return whole > 0 ? part / whole : kNothing;
}

/// One of the two periods: begins at `begin`, ends before `end`.
struct Period {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    double turnover = 0;
    double orders = 0;
    double kept = 0; ///< orders not known as cancelled
    double buyers = 0;
    double merchants = 0;
    double settled = 0;
    double late = 0;
    double reviews = 0;
    double score = 0;
    double cancelled = 0;

    bool holds(std::int64_t at) const { return at >= begin && at < end; }

    double value(Measure measure) const {
        switch (measure) {
        case Measure::Turnover: return turnover;
        case Measure::Orders: return orders;
        case Measure::AverageOrder: return ratio(turnover, kept);
        case Measure::Buyers: return buyers;
        case Measure::ActiveMerchants: return merchants;
        case Measure::LateShare: return ratio(late, settled);
        case Measure::ReviewMean: return ratio(score, reviews);
        case Measure::CancelledShare: return ratio(cancelled, orders);
        }
        return kNothing;
    }
};

struct DayCounts {
    double turnover = 0, orders = 0, settled = 0, late = 0, reviews = 0, score = 0;
};

class Builder {
public:
    Builder(const TradeColumns& trade, Day asOf, int days)
        : m_trade(trade)
        , m_asOf(asOf)
        , m_days(days)
        , m_begin(toSeconds(Instant{asOf}) -
                  (2 * static_cast<std::int64_t>(days) - 1) * kSecondsPerDay)
        , m_end(toSeconds(Instant{asOf}) + kSecondsPerDay)
        , m_perDay(static_cast<std::size_t>(days) * 2) {
        const std::int64_t middle = m_begin + static_cast<std::int64_t>(days) * kSecondsPerDay;
        m_periods[kBefore].begin = m_begin;
        m_periods[kBefore].end = middle;
        m_periods[kNow].begin = middle;
        m_periods[kNow].end = m_end;
    }

    Overview build() {
        countOrders();
        countItems();
        Overview overview;
        overview.asOf = m_asOf;
        overview.days = m_days;
        overview.currency = m_trade.currency;
        for (int i = 0; i < kMeasures; ++i) {
            const auto measure = static_cast<Measure>(i);
            overview.measures.push_back(
                {measure, m_periods[kNow].value(measure), m_periods[kBefore].value(measure)});
        }
        for (std::size_t day = 0; day < m_perDay.size(); ++day) {
            const DayCounts& counts = m_perDay[day];
            overview.series.push_back({dayOf(fromSeconds(m_begin)) + std::chrono::days(day),
                                       counts.turnover, counts.orders,
                                       ratio(counts.late, counts.settled),
                                       ratio(counts.score, counts.reviews)});
        }
        overview.categories = std::move(m_categories);
        overview.merchants = std::move(m_merchants);
        return overview;
    }

private:
    enum Which : std::size_t { kBefore, kNow };

    /// Nothing when the moment is in neither period.
    Period* periodOf(std::int64_t at) {
        if (m_periods[kNow].holds(at))
            return &m_periods[kNow];
        return m_periods[kBefore].holds(at) ? &m_periods[kBefore] : nullptr;
    }

    DayCounts& dayCounts(std::int64_t at) {
        return m_perDay[static_cast<std::size_t>((at - m_begin) / kSecondsPerDay)];
    }

    bool knownCancelled(std::size_t order) const { return m_trade.cancelledKnownAt(order) < m_end; }

    void countOrders() {
        std::array<std::vector<char>, 2> seen;
        for (auto& buyers : seen)
            buyers.assign(m_trade.buyerId.size(), 0);
        for (std::size_t order = 0; order < m_trade.orders(); ++order) {
            const std::int64_t at = m_trade.orderedAt[order];
            if (Period* period = periodOf(at)) {
                const bool cancelled = knownCancelled(order);
                ++period->orders;
                period->cancelled += cancelled ? 1 : 0;
                period->kept += cancelled ? 0 : 1;
                ++dayCounts(at).orders;
                char& buyer =
                    seen[period == &m_periods[kNow] ? kNow : kBefore][m_trade.orderBuyer[order]];
                period->buyers += buyer == 0 ? 1 : 0;
                buyer = 1;
            }
            countDelivery(order);
            countReview(order);
        }
    }

    /// An order settles when it arrives in time or when its promised moment passes.
    void countDelivery(std::size_t order) {
        const std::int64_t promisedAt = m_trade.promisedAt[order];
        const std::int64_t deliveredAt = m_trade.deliveredAt[order];
        if (promisedAt == kNever || (deliveredAt >= m_end && knownCancelled(order)))
            return;
        const bool late = deliveredAt > promisedAt;
        const std::int64_t settledAt = late ? promisedAt : deliveredAt;
        if (Period* period = periodOf(settledAt)) {
            ++period->settled;
            period->late += late ? 1 : 0;
            ++dayCounts(settledAt).settled;
            dayCounts(settledAt).late += late ? 1 : 0;
        }
    }

    void countReview(std::size_t order) {
        const std::int64_t at = m_trade.orderReviewAt[order];
        if (Period* period = periodOf(at)) {
            const double score = m_trade.orderReviewScore[order];
            ++period->reviews;
            period->score += score;
            ++dayCounts(at).reviews;
            dayCounts(at).score += score;
        }
    }

    void countItems() {
        std::vector<Mover> categories(m_trade.categoryKey.size());
        for (std::size_t i = 0; i < categories.size(); ++i)
            categories[i] = {m_trade.categoryId[i], m_trade.categoryNameZh[i],
                             m_trade.categoryNameEn[i]};
        std::vector<Mover> merchants;
        for (std::size_t merchant = 0; merchant < m_trade.merchants(); ++merchant) {
            Mover mover{m_trade.merchantId[merchant], {}, {}};
            std::array<bool, 2> active{};
            const auto first = m_trade.itemOrderedAt.begin();
            const auto end = first + m_trade.merchantItemBegin[merchant + 1];
            auto at = std::lower_bound(first + m_trade.merchantItemBegin[merchant], end, m_begin);
            for (; at != end && *at < m_end; ++at)
                countItem(static_cast<std::size_t>(at - first), mover, categories, active);
            m_periods[kBefore].merchants += active[kBefore] ? 1 : 0;
            m_periods[kNow].merchants += active[kNow] ? 1 : 0;
            if (mover.change() != 0)
                merchants.push_back(std::move(mover));
        }
        m_categories = largest(std::move(categories));
        m_merchants = largest(std::move(merchants));
    }

    void countItem(std::size_t item, Mover& merchant, std::vector<Mover>& categories,
                   std::array<bool, 2>& active) {
        const std::int64_t at = m_trade.itemOrderedAt[item];
        const std::size_t which = m_periods[kNow].holds(at) ? kNow : kBefore;
        active[which] = true;
        if (knownCancelled(m_trade.itemOrder[item]))
            return;
        const auto price = static_cast<double>(m_trade.itemPrice[item]);
        m_periods[which].turnover += price;
        dayCounts(at).turnover += price;
        (which == kNow ? merchant.now : merchant.before) += price;
        const std::uint32_t category = m_trade.productCategory[m_trade.itemProduct[item]];
        if (category != kNone)
            (which == kNow ? categories[category].now : categories[category].before) += price;
    }

    static std::vector<Mover> largest(std::vector<Mover> movers) {
        std::erase_if(movers, [](const Mover& mover) { return mover.change() == 0; });
        const auto most =
            movers.begin() + static_cast<std::ptrdiff_t>(std::min(kMostMovers, movers.size()));
        std::partial_sort(movers.begin(), most, movers.end(), [](const Mover& a, const Mover& b) {
            const double changeA = std::abs(a.change());
            const double changeB = std::abs(b.change());
            return changeA != changeB ? changeA > changeB : a.id < b.id;
        });
        movers.erase(most, movers.end());
        return movers;
    }

    const TradeColumns& m_trade;
    Day m_asOf;
    int m_days;
    std::int64_t m_begin;
    std::int64_t m_end;
    std::array<Period, 2> m_periods;
    std::vector<DayCounts> m_perDay;
    std::vector<Mover> m_categories;
    std::vector<Mover> m_merchants;
};

} // namespace

Result<Overview> buildOverview(const TradeColumns& trade, std::optional<Day> asOf, int days) {
    constexpr int kMostDays = 3660;
    if (days < 1 || days > kMostDays)
        return fail(ErrorCode::Usage, "days " + std::to_string(days),
                    "1 … " + std::to_string(kMostDays));
    if (trade.orders() == 0)
        return fail(ErrorCode::NotEnoughData);
    return Builder(trade, asOf ? *asOf : *lastFullDay(trade), days).build();
}

} // namespace mops::mart
