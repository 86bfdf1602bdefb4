#include "core/desk/order_past.h"

#include "core/base/date.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace mops::desk {
namespace {

using mart::kNever;
using mart::kNone;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kWindow30 = 30 * kSecondsPerDay;

double days(std::int64_t seconds) {
    return static_cast<double>(seconds) / static_cast<double>(kSecondsPerDay);
}
double ratio(double part, double whole) {
    return whole > 0 ? part / whole : kMissing;
}

/// Something that changes a merchant's figures from a second on.
struct Event {
    enum Kind : std::uint8_t { Placed, LeavesWindow, Cancelled, LateIn, LateOut, Review };
    std::int64_t at = 0;
    Kind kind{};
    double value = 0; ///< amount, 1 for late, stars
};

struct Figures {
    double orders = 0, orders30 = 0, kept = 0, turnover = 0;
    double settled = 0, late = 0;
    double reviews = 0, stars = 0;
    std::int64_t firstAt = kNever;

    void apply(const Event& event) {
        switch (event.kind) {
        case Event::Placed:
            ++orders;
            ++orders30;
            ++kept;
            turnover += event.value;
            firstAt = std::min(firstAt, event.at);
            break;
        case Event::LeavesWindow: --orders30; break;
        case Event::Cancelled:
            --kept;
            turnover -= event.value;
            break;
        case Event::LateIn:
            ++settled;
            late += event.value;
            break;
        case Event::LateOut:
            --settled;
            late -= event.value;
            break;
        case Event::Review:
            ++reviews;
            stars += event.value;
            break;
        }
    }
};

/// One order at one merchant: what it will do to the merchant's figures, and when.
void addEvents(const mart::TradeColumns& trade, std::uint32_t order, double amount,
               std::vector<Event>& events) {
    const std::int64_t at = trade.orderedAt[order];
    events.push_back({at, Event::Placed, amount});
    events.push_back({at + kWindow30, Event::LeavesWindow, 0});
    const std::int64_t cancelledAt = trade.cancelledKnownAt(order);
    if (cancelledAt != kNever)
        events.push_back({std::max(cancelledAt, at), Event::Cancelled, amount});
    if (const std::int64_t promisedAt = trade.promisedAt[order]; promisedAt != kNever) {
        const std::int64_t deliveredAt = trade.deliveredAt[order];
        const bool late = deliveredAt > promisedAt;
        const std::int64_t settledAt = late ? promisedAt : deliveredAt;
        // A cancelled order counts only once it did arrive.
        std::int64_t seenAt = settledAt;
        if (late && cancelledAt != kNever)
            seenAt = deliveredAt;
        if (seenAt < settledAt + kWindow30) {
            events.push_back({seenAt, Event::LateIn, late ? 1.0 : 0.0});
            events.push_back({settledAt + kWindow30, Event::LateOut, late ? 1.0 : 0.0});
        }
    }
    if (trade.orderReviewAt[order] != kNever)
        events.push_back({trade.orderReviewAt[order], Event::Review,
                          static_cast<double>(trade.orderReviewScore[order])});
}

} // namespace

MerchantPast merchantPastOf(const mart::TradeColumns& trade,
                            const std::vector<std::uint32_t>& merchantOf) {
    MerchantPast past;
    for (auto* column : {&past.orders30, &past.ordersAll, &past.averageOrder, &past.lateShare30,
                         &past.reviewMean, &past.tenureDays})
        column->assign(trade.orders(), kMissing);
    std::vector<Event> events;
    std::vector<std::uint32_t> orders; ///< of the merchant, in time order
    for (std::uint32_t merchant = 0; merchant < trade.merchants(); ++merchant) {
        events.clear();
        orders.clear();
        const std::size_t end = trade.merchantItemBegin[merchant + 1];
        for (std::size_t item = trade.merchantItemBegin[merchant]; item < end;) {
            const std::uint32_t order = trade.itemOrder[item];
            double amount = 0;
            for (; item < end && trade.itemOrder[item] == order; ++item)
                amount += static_cast<double>(trade.itemPrice[item]);
            addEvents(trade, order, amount, events);
            if (merchantOf[order] == merchant)
                orders.push_back(order);
        }
        std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
            return a.at != b.at ? a.at < b.at : a.kind < b.kind;
        });
        Figures figures;
        auto next = events.begin();
        for (const std::uint32_t order : orders) {
            const std::int64_t asOf = trade.orderedAt[order] - 1;
            for (; next != events.end() && next->at <= asOf; ++next)
                figures.apply(*next);
            past.orders30[order] = figures.orders30;
            past.ordersAll[order] = figures.orders;
            past.averageOrder[order] = ratio(figures.turnover, figures.kept);
            past.lateShare30[order] = ratio(figures.late, figures.settled);
            past.reviewMean[order] = ratio(figures.stars, figures.reviews);
            const std::int64_t since =
                std::min(figures.firstAt, trade.merchantRegisteredAt[merchant]);
            past.tenureDays[order] = since <= asOf ? days(asOf - since) : 0;
        }
    }
    return past;
}

BuyerPast buyerPastOf(const mart::TradeColumns& trade,
                      const std::vector<std::uint32_t>& merchantOf) {
    BuyerPast past;
    for (auto* column : {&past.orders, &past.orders1d, &past.daysSinceLast, &past.ordersAtMerchant})
        column->assign(trade.orders(), kMissing);
    std::vector<std::uint32_t> orders(trade.orders());
    std::iota(orders.begin(), orders.end(), 0U);
    std::sort(orders.begin(), orders.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (trade.orderBuyer[a] != trade.orderBuyer[b])
            return trade.orderBuyer[a] < trade.orderBuyer[b];
        return trade.orderedAt[a] != trade.orderedAt[b] ? trade.orderedAt[a] < trade.orderedAt[b]
                                                        : a < b;
    });
    std::unordered_map<std::uint32_t, double> atMerchant;
    for (std::size_t first = 0; first < orders.size();) {
        std::size_t end = first;
        while (end < orders.size() &&
               trade.orderBuyer[orders[end]] == trade.orderBuyer[orders[first]])
            ++end;
        atMerchant.clear();
        std::size_t earlier = first; ///< orders before it came in an earlier second
        std::size_t dayBegin = first;
        for (std::size_t i = first; i < end; ++i) {
            const std::uint32_t order = orders[i];
            const std::int64_t at = trade.orderedAt[order];
            for (; trade.orderedAt[orders[earlier]] < at; ++earlier)
                ++atMerchant[merchantOf[orders[earlier]]];
            while (trade.orderedAt[orders[dayBegin]] < at - kSecondsPerDay)
                ++dayBegin;
            past.orders[order] = static_cast<double>(earlier - first);
            past.orders1d[order] = static_cast<double>(earlier - dayBegin);
            if (earlier > first)
                past.daysSinceLast[order] = days(at - trade.orderedAt[orders[earlier - 1]]);
            const auto known = atMerchant.find(merchantOf[order]);
            past.ordersAtMerchant[order] = known == atMerchant.end() ? 0 : known->second;
        }
        first = end;
    }
    return past;
}

} // namespace mops::desk
