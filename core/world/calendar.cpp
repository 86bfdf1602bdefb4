#include "core/world/calendar.h"

#include <cmath>
#include <numbers>

namespace mops::world {
namespace {

using std::chrono::month;
using std::chrono::month_day;

struct Festival {
    month_day day;
    double factor;
};
constexpr std::array<Festival, 10> kFestivals{{
    {{month{6}, std::chrono::day{16}}, 1.4},
    {{month{6}, std::chrono::day{17}}, 1.7},
    {{month{6}, std::chrono::day{18}}, 3.6},
    {{month{6}, std::chrono::day{19}}, 1.3},
    {{month{11}, std::chrono::day{10}}, 1.5},
    {{month{11}, std::chrono::day{11}}, 5.0},
    {{month{11}, std::chrono::day{12}}, 1.8},
    {{month{12}, std::chrono::day{11}}, 1.3},
    {{month{12}, std::chrono::day{12}}, 2.4},
    {{month{9}, std::chrono::day{9}}, 1.5},
}};

// New year's day of the Chinese calendar; other years go without the quiet week.
constexpr std::array<std::chrono::year_month_day, 16> kNewYears{{
    {std::chrono::year{2015} / 2 / 19},
    {std::chrono::year{2016} / 2 / 8},
    {std::chrono::year{2017} / 1 / 28},
    {std::chrono::year{2018} / 2 / 16},
    {std::chrono::year{2019} / 2 / 5},
    {std::chrono::year{2020} / 1 / 25},
    {std::chrono::year{2021} / 2 / 12},
    {std::chrono::year{2022} / 2 / 1},
    {std::chrono::year{2023} / 1 / 22},
    {std::chrono::year{2024} / 2 / 10},
    {std::chrono::year{2025} / 1 / 29},
    {std::chrono::year{2026} / 2 / 17},
    {std::chrono::year{2027} / 2 / 6},
    {std::chrono::year{2028} / 1 / 26},
    {std::chrono::year{2029} / 2 / 13},
    {std::chrono::year{2030} / 2 / 3},
}};

// Monday first.
constexpr std::array<double, 7> kWeekdays{0.98, 0.95, 0.94, 0.96, 0.99, 1.08, 1.10};

double festivalFactor(Day day) {
    const std::chrono::year_month_day date(day);
    for (const Festival& festival : kFestivals)
        if (date.month() == festival.day.month() && date.day() == festival.day.day())
            return festival.factor;
    return 1;
}

} // namespace

double demandOn(Day day) {
    for (const auto& newYear : kNewYears) {
        const auto after = (day - Day(newYear)).count();
        if (after >= -2 && after <= 6)
            return 0.35;
    }
    const auto weekday = std::chrono::weekday(day).iso_encoding() - 1;
    return kWeekdays[weekday] * festivalFactor(day);
}

double seasonOf(const Category& category, Day day) {
    const std::chrono::year_month_day date(day);
    const double yearPart = (static_cast<double>(static_cast<unsigned>(date.month())) - 1 +
                             static_cast<double>(static_cast<unsigned>(date.day())) / 31.0) /
                            12.0;
    const double peak = (category.peakMonth - 0.5) / 12.0;
    return 1 + category.seasonAmplitude * std::cos(2 * std::numbers::pi * (yearPart - peak));
}

bool isFestival(Day day) {
    return festivalFactor(day) > 1.3;
}

} // namespace mops::world
