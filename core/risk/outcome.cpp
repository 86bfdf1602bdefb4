#include "core/risk/outcome.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <array>
#include <limits>

namespace mops::risk {
namespace {

using mart::kNever;
using mart::TradeColumns;

bool isCancelled(const TradeColumns& trade, std::size_t order, std::int64_t knownBy) {
    return trade.cancelledKnownAt(order) <= knownBy;
}

bool isDelivered(const TradeColumns& trade, std::size_t order, std::int64_t knownBy) {
    return trade.deliveredAt[order] <= knownBy && trade.deliveredAt[order] != kNever;
}

bool isPastPromise(const TradeColumns& trade, std::size_t order, std::int64_t knownBy) {
    return trade.promisedAt[order] <= knownBy && trade.promisedAt[order] != kNever;
}

/// Whatever can be said of the order is decided, except a review that may still come.
bool isOver(const TradeColumns& trade, std::size_t order, std::int64_t knownBy) {
    return isCancelled(trade, order, knownBy) || isDelivered(trade, order, knownBy) ||
           isPastPromise(trade, order, knownBy);
}

bool isLate(const TradeColumns& trade, std::size_t order, std::int64_t knownBy) {
    if (isCancelled(trade, order, knownBy) || trade.promisedAt[order] == kNever)
        return false;
    if (isDelivered(trade, order, knownBy))
        return trade.deliveredAt[order] > trade.promisedAt[order];
    return isPastPromise(trade, order, knownBy);
}

bool isBadService(const TradeColumns& trade, std::size_t order, std::int64_t knownBy) {
    const bool lowReview = trade.orderReviewScore[order] > 0 &&
                           trade.orderReviewScore[order] <= 2 &&
                           trade.orderReviewAt[order] <= knownBy;
    return lowReview || isCancelled(trade, order, knownBy) || isLate(trade, order, knownBy);
}

// The levels are chosen on Olist's 19 month ends from 2017-01 to 2018-06 (6,258 labels with five
// orders or more in 60 days): more than one bad order in five is 27 % of them, often enough to
// learn from and rare enough to act on. Below five orders a single complaint would be the label.
// Late deliveries alone are rarer (8 % of orders): there the level is one order in ten.
constexpr std::array kOutcomes{
    Outcome{"bad-service", MOPS_TEXT("Outcome", "Bad service"),
            MOPS_TEXT("Outcome",
                      "In the next 60 days more than 20 % of at least 5 orders are late, "
                      "cancelled or reviewed with 1 or 2"),
            60, 5, 0.2, isBadService},
    Outcome{"late-delivery", MOPS_TEXT("Outcome", "Late delivery"),
            MOPS_TEXT("Outcome", "In the next 60 days more than 10 % of at least 5 orders are "
                                 "delivered after the promised day or not at all"),
            60, 5, 0.1, isLate},
    Outcome{"gone-quiet", MOPS_TEXT("Outcome", "Gone quiet"),
            MOPS_TEXT("Outcome", "No order in the next 60 days, after at least 3 orders in the 60 "
                                 "days before"),
            60, 3, 0.0, nullptr},
};

/// Calls `visit(order)` for each order of the merchant placed in (from, to], once per order.
template <class Visit>
void forEachOrder(const TradeColumns& trade, std::size_t merchant, std::int64_t from,
                  std::int64_t to, Visit visit) {
    const auto begin = trade.itemOrderedAt.begin() + trade.merchantItemBegin[merchant];
    const auto end = trade.itemOrderedAt.begin() + trade.merchantItemBegin[merchant + 1];
    const auto first = std::upper_bound(begin, end, from);
    std::uint32_t previous = mart::kNone;
    for (auto at = first; at != end && *at <= to; ++at) {
        const auto item = static_cast<std::size_t>(at - trade.itemOrderedAt.begin());
        if (const std::uint32_t order = trade.itemOrder[item]; order != previous) {
            visit(static_cast<std::size_t>(order));
            previous = order;
        }
    }
}

struct Tally {
    std::int64_t over = 0;
    std::int64_t bad = 0;
};

Tally tally(const Outcome& outcome, const TradeColumns& trade, std::size_t merchant,
            std::int64_t from, std::int64_t to) {
    Tally result;
    forEachOrder(trade, merchant, from, to, [&](std::size_t order) {
        if (!isOver(trade, order, to))
            return;
        ++result.over;
        result.bad += outcome.orderIsBad(trade, order, to) ? 1 : 0;
    });
    return result;
}

std::int64_t countOrders(const TradeColumns& trade, std::size_t merchant, std::int64_t from,
                         std::int64_t to) {
    std::int64_t orders = 0;
    forEachOrder(trade, merchant, from, to, [&](std::size_t) { ++orders; });
    return orders;
}

} // namespace

std::span<const Outcome> outcomeTable() {
    return kOutcomes;
}

const Outcome* findOutcome(std::string_view id) {
    const auto found = std::find_if(kOutcomes.begin(), kOutcomes.end(),
                                    [&](const Outcome& outcome) { return outcome.id == id; });
    return found == kOutcomes.end() ? nullptr : &*found;
}

std::optional<bool> outcomeOf(const Outcome& outcome, const TradeColumns& trade,
                              std::size_t merchant, std::int64_t asOf, std::int64_t dataEnd) {
    const std::int64_t horizon = outcome.horizonDays * kSecondsPerDay;
    const std::int64_t end = asOf + horizon;
    if (end > dataEnd)
        return std::nullopt;
    if (outcome.orderIsBad == nullptr) {
        if (countOrders(trade, merchant, asOf - horizon, asOf) < outcome.minimumOrders)
            return std::nullopt;
        return countOrders(trade, merchant, asOf, end) == 0;
    }
    const Tally orders = tally(outcome, trade, merchant, asOf, end);
    if (orders.over < outcome.minimumOrders)
        return std::nullopt;
    return static_cast<double>(orders.bad) / static_cast<double>(orders.over) > outcome.level;
}

OwnPast ownPastOf(const Outcome& outcome, const TradeColumns& trade, std::size_t merchant,
                  std::int64_t asOf) {
    constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
    if (outcome.orderIsBad == nullptr) {
        const auto begin = trade.itemOrderedAt.begin() + trade.merchantItemBegin[merchant];
        const auto end = trade.itemOrderedAt.begin() + trade.merchantItemBegin[merchant + 1];
        const auto next = std::upper_bound(begin, end, asOf);
        if (next == begin)
            return {kNothing, 0};
        const double silent = static_cast<double>(asOf - *(next - 1)) / kSecondsPerDay;
        return {silent / (silent + outcome.horizonDays), kNothing};
    }
    const Tally past =
        tally(outcome, trade, merchant, std::numeric_limits<std::int64_t>::min(), asOf);
    if (past.over == 0)
        return {kNothing, 0};
    return {static_cast<double>(past.bad) / static_cast<double>(past.over),
            static_cast<double>(past.over)};
}

} // namespace mops::risk
