#include "core/sources/series_grid.h"

#include "core/base/date.h"
#include "core/base/text.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

namespace mops::sources {
namespace {

constexpr std::size_t kMostSteps = 1'000'000;
constexpr std::size_t kMostValues = std::size_t{1} << 27;
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
/// 1970-01-01 was a Thursday: the first Monday is day 4.
constexpr std::int64_t kFirstMonday = 4;
constexpr std::int64_t kSecondsPerHour = 3600;

std::int64_t floorDivide(std::int64_t value, std::int64_t by) {
    const std::int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

std::int64_t stepOf(Instant time, SeriesStep step) {
    const std::int64_t seconds = toSeconds(time);
    const std::int64_t day = floorDivide(seconds, kSecondsPerDay);
    switch (step) {
    case SeriesStep::Hour: return floorDivide(seconds, kSecondsPerHour);
    case SeriesStep::Week: return floorDivide(day - kFirstMonday, 7);
    case SeriesStep::Month: {
        const std::chrono::year_month_day date{dayOf(time)};
        return std::int64_t{int{date.year()}} * 12 +
               static_cast<std::int64_t>(static_cast<unsigned>(date.month())) - 1;
    }
    case SeriesStep::Row:
    case SeriesStep::Day: return day;
    }
    return day;
}

struct Entry {
    std::int64_t step;
    double value;
    std::size_t row;
};

/// The step of every row.
class Times {
public:
    Times(const NumericTable& table, const TextColumn* times, SeriesStep step)
        : m_table(table)
        , m_times(times)
        , m_dated(times != nullptr && !times->values.empty() &&
                  !parseInteger(times->values.front()))
        , m_step(m_dated ? (step == SeriesStep::Row ? SeriesStep::Day : step) : SeriesStep::Row) {}

    SeriesStep step() const { return m_step; }

    Result<std::int64_t> at(std::size_t row, std::size_t rowOfSeries) const {
        if (m_times == nullptr)
            return static_cast<std::int64_t>(rowOfSeries);
        const std::string& text = m_times->values[row];
        if (m_dated) {
            if (const auto time = parseInstant(text))
                return stepOf(*time, m_step);
        } else if (const auto number = parseInteger(text);
                   number && std::abs(static_cast<double>(*number)) < 9e15) {
            return *number;
        }
        return fail(ErrorCode::InvalidNumber,
                    m_times->name + ", line " + std::to_string(m_table.line[row]) + ": " +
                        text.substr(0, 80),
                    m_dated ? "2018-08-31, 2018-08-31 23:59" : "1, 2, 3");
    }

private:
    const NumericTable& m_table;
    const TextColumn* m_times;
    bool m_dated;
    SeriesStep m_step;
};

/// Lays the entries of one series, sorted by step, onto its grid.
Result<> lay(const std::vector<Entry>& entries, const NumericTable& table,
             const SeriesGridOptions& options, SeriesGrid& grid) {
    const std::int64_t first = entries.front().step;
    const auto steps = static_cast<std::size_t>(grid.last - first + 1);
    if (steps > kMostSteps || grid.values.size() + steps > kMostValues)
        return fail(ErrorCode::MemoryLimit,
                    "line " + std::to_string(table.line[entries.front().row]) + ": " +
                        std::to_string(steps),
                    std::to_string(kMostSteps));
    const std::size_t begin = grid.values.size();
    grid.values.resize(begin + steps, options.gapsAreZero ? 0.0 : kMissing);
    std::size_t filled = 0;
    for (std::size_t from = 0; from < entries.size(); ++filled) {
        double sum = 0;
        double known = 0;
        std::size_t to = from;
        for (; to < entries.size() && entries[to].step == entries[from].step; ++to)
            if (!std::isnan(entries[to].value)) {
                sum += entries[to].value;
                ++known;
            }
        using Repeats = SeriesGridOptions::Repeats;
        if (to - from > 1 && options.repeats == Repeats::Fail)
            return fail(ErrorCode::Conflict,
                        "line " + std::to_string(table.line[entries[from].row]) + ", line " +
                            std::to_string(table.line[entries[from + 1].row]),
                        "--repeats sum|mean");
        const double value = options.repeats == Repeats::Mean ? sum / known : sum;
        grid.values[begin + static_cast<std::size_t>(entries[from].step - first)] =
            known > 0 ? value : kMissing;
        from = to;
    }
    grid.gaps += static_cast<std::int64_t>(steps - filled);
    grid.begin.push_back(grid.values.size());
    return {};
}

} // namespace

std::string SeriesGrid::label(std::int64_t ahead) const {
    using namespace std::chrono;
    const std::int64_t at = last + ahead;
    switch (step) {
    case SeriesStep::Hour: return formatInstant(fromSeconds(at * kSecondsPerHour));
    case SeriesStep::Day: return formatDay(Day{days{at}});
    case SeriesStep::Week: return formatDay(Day{days{at * 7 + kFirstMonday}});
    case SeriesStep::Month: {
        const std::int64_t years = floorDivide(at, 12);
        const Day first{year_month_day{year{static_cast<int>(years)},
                                       month{static_cast<unsigned>(at - years * 12 + 1)}, day{1}}};
        return formatDay(first).substr(0, 7);
    }
    case SeriesStep::Row: return std::to_string(at);
    }
    return std::to_string(at);
}

Result<SeriesGrid> makeSeriesGrid(const NumericTable& table, const TextColumn* times,
                                  const TextColumn* names, const SeriesGridOptions& options) {
    SeriesGrid grid;
    const Times clock(table, times, options.step);
    grid.step = clock.step();
    grid.last = std::numeric_limits<std::int64_t>::min();
    std::unordered_map<std::string, std::size_t> numbers;
    std::vector<std::vector<Entry>> series;
    for (std::size_t row = 0; row < table.rows; ++row) {
        const std::string name = names == nullptr ? std::string() : names->values[row];
        const auto [found, isNew] = numbers.emplace(name, series.size());
        if (isNew) {
            series.emplace_back();
            grid.names.push_back(name);
        }
        std::vector<Entry>& entries = series[found->second];
        const auto step = clock.at(row, entries.size() + 1);
        if (!step)
            return failAs(step);
        grid.last = std::max(grid.last, *step);
        entries.push_back({*step, table.values[row], row});
    }
    for (std::vector<Entry>& entries : series) {
        // Without times every series ends with its own last row.
        if (times == nullptr)
            grid.last = entries.back().step;
        std::ranges::stable_sort(entries, {}, &Entry::step);
        if (const auto laid = lay(entries, table, options, grid); !laid)
            return failAs(laid);
        entries = {};
    }
    if (times == nullptr)
        grid.last = 0; // steps ahead are counted from 1 in every series
    return grid;
}

} // namespace mops::sources
