#include "core/risk/labelled_rows.h"

#include "core/features/feature_frame.h"
#include "core/risk/risk_features.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace mops::risk {
namespace {

Result<LabelledRows> rowsOfDay(const mart::TradeColumns& trade, const Outcome& outcome, Day day,
                               Day lastDay, TaskContext& context) {
    auto frame = features::buildFeatures(trade, day, context);
    if (!frame)
        return failAs(frame);
    addOwnPast(*frame, outcome, trade);
    LabelledRows rows;
    rows.asOf = day;
    rows.columns.resize(frame->columns.size());
    const std::int64_t dataEnd = features::endOfDay(lastDay);
    for (std::size_t r = 0; r < frame->rows(); ++r) {
        const auto bad = outcomeOf(outcome, trade, frame->merchant[r], frame->asOf, dataEnd);
        if (!bad)
            continue;
        rows.merchant.push_back(frame->merchant[r]);
        rows.bad.push_back(*bad ? 1 : 0);
        for (std::size_t c = 0; c < frame->columns.size(); ++c)
            rows.columns[c].push_back(frame->columns[c][r]);
    }
    return rows;
}

} // namespace

std::vector<Day> labelledDays(const mart::TradeColumns& trade, const Outcome& outcome,
                              Day lastDay) {
    using namespace std::chrono;
    std::vector<Day> days;
    if (trade.orders() == 0)
        return days;
    const year_month_day first{dayOf(fromSeconds(trade.firstOrderedAt))};
    for (year_month month = first.year() / first.month();; month += months{1}) {
        const Day monthEnd{month / last};
        if (monthEnd + std::chrono::days{outcome.horizonDays} > lastDay)
            return days;
        days.push_back(monthEnd);
    }
}

Result<std::vector<LabelledRows>> readLabelledRows(const mart::TradeColumns& trade,
                                                   const Outcome& outcome,
                                                   std::span<const Day> days, Day lastDay,
                                                   int threads, TaskContext& context) {
    std::vector<Result<LabelledRows>> parts(days.size(), LabelledRows{});
    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> done = 0;
    const auto work = [&] {
        for (std::size_t d = next++; d < days.size() && !context.cancelled(); d = next++) {
            parts[d] = rowsOfDay(trade, outcome, days[d], lastDay, context);
            const std::size_t finished = ++done;
            context.report({"features",
                            0.8 * static_cast<double>(finished) / static_cast<double>(days.size()),
                            static_cast<std::int64_t>(finished),
                            static_cast<std::int64_t>(days.size()),
                            {}});
        }
    };
    {
        std::vector<std::jthread> helpers;
        const std::size_t wanted =
            std::min(days.size(), static_cast<std::size_t>(std::max(1, threads)));
        for (std::size_t helper = 1; helper < wanted; ++helper)
            helpers.emplace_back(work);
        work();
    }
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);
    std::vector<LabelledRows> rows;
    for (auto& part : parts) {
        if (!part)
            return failAs(part);
        rows.push_back(std::move(*part));
    }
    return rows;
}

} // namespace mops::risk
