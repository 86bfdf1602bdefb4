#include "core/mart/last_full_day.h"

#include <algorithm>
#include <limits>
#include <map>
#include <vector>

namespace mops::mart {

std::optional<Day> lastFullDay(const TradeColumns& trade, std::optional<Day> upTo) {
    const Day limit = upTo.value_or(Day{std::chrono::days{std::numeric_limits<int>::max()}});
    std::map<Day, std::int64_t> ordersPerDay;
    for (const std::int64_t at : trade.orderedAt) {
        if (const Day day = dayOf(fromSeconds(at)); day <= limit)
            ++ordersPerDay[day];
    }
    if (ordersPerDay.empty())
        return std::nullopt;
    std::vector<std::int64_t> counts;
    counts.reserve(ordersPerDay.size());
    for (const auto& [day, orders] : ordersPerDay)
        counts.push_back(orders);
    const auto middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
    std::nth_element(counts.begin(), middle, counts.end());
    for (auto day = ordersPerDay.rbegin(); day != ordersPerDay.rend(); ++day) {
        if (2 * day->second >= *middle)
            return day->first;
    }
    return ordersPerDay.rbegin()->first;
}

} // namespace mops::mart
