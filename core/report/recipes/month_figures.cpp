#include "core/report/recipes/month_figures.h"

namespace mops::report {
namespace {

constexpr int kLowScore = 2;

std::chrono::year_month monthOf(Day day) {
    const std::chrono::year_month_day parts{day};
    return parts.year() / parts.month();
}

} // namespace

MonthSpan spanOf(std::chrono::year_month month) {
    const auto firstOf = [](std::chrono::year_month any) {
        return toSeconds(Instant{Day{any / 1}});
    };
    return {firstOf(month), firstOf(month + std::chrono::months{1})};
}

MonthFigures figuresOf(const mart::TradeColumns& trade, std::chrono::year_month month) {
    const MonthSpan span = spanOf(month);
    MonthFigures figures;
    for (std::size_t order = 0; order < trade.orders(); ++order) {
        const bool cancelled = trade.cancelledKnownAt(order) < span.end;
        if (span.holds(trade.orderedAt[order])) {
            ++figures.orders;
            figures.cancelled += cancelled ? 1 : 0;
        }
        const std::int64_t promisedAt = trade.promisedAt[order];
        const std::int64_t deliveredAt = trade.deliveredAt[order];
        if (promisedAt != mart::kNever && !(deliveredAt >= span.end && cancelled)) {
            const bool late = deliveredAt > promisedAt;
            if (span.holds(late ? promisedAt : deliveredAt)) {
                ++figures.settled;
                figures.late += late ? 1 : 0;
            }
        }
        if (span.holds(trade.orderReviewAt[order])) {
            ++figures.reviews;
            figures.lowReviews += trade.orderReviewScore[order] <= kLowScore ? 1 : 0;
        }
    }
    for (const MerchantMonth& merchant : merchantMonths(trade, month)) {
        figures.turnover += merchant.turnover;
        figures.activeMerchants += merchant.orders > 0 ? 1 : 0;
    }
    return figures;
}

std::vector<MerchantMonth> merchantMonths(const mart::TradeColumns& trade,
                                          std::chrono::year_month month) {
    const MonthSpan span = spanOf(month);
    std::vector<MerchantMonth> merchants(trade.merchants());
    for (std::size_t merchant = 0; merchant < trade.merchants(); ++merchant) {
        std::uint32_t before = mart::kNone;
        for (std::size_t item = trade.merchantItemBegin[merchant];
             item < trade.merchantItemBegin[merchant + 1]; ++item) {
            if (!span.holds(trade.itemOrderedAt[item]))
                continue;
            const std::uint32_t order = trade.itemOrder[item];
            merchants[merchant].orders += order != before ? 1 : 0;
            before = order;
            if (trade.cancelledKnownAt(order) >= span.end)
                merchants[merchant].turnover += trade.itemPrice[item];
        }
    }
    return merchants;
}

std::optional<std::chrono::year_month> newestFullMonth(const mart::TradeColumns& trade) {
    const auto lastDay = mart::lastFullDay(trade);
    if (!lastDay)
        return std::nullopt;
    const auto month = monthOf(*lastDay);
    if (monthOf(*lastDay + std::chrono::days{1}) != month)
        return month;
    const auto before = month - std::chrono::months{1};
    return before < monthOf(dayOf(fromSeconds(trade.firstOrderedAt))) ? month : before;
}

} // namespace mops::report
