#include "core/base/date.h"

#include <charconv>
#include <cstdio>

namespace mops {
namespace {

/// Exactly `count` digits at `at`.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size())
        return std::nullopt;
    int value = 0;
    for (std::size_t k = at; k < at + count; ++k) {
        if (text[k] < '0' || text[k] > '9')
            return std::nullopt;
        value = value * 10 + (text[k] - '0');
    }
    return value;
}

} // namespace

std::optional<Day> parseDay(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok())
        return std::nullopt;
    return Day{date};
}

std::optional<Instant> parseInstant(std::string_view text) {
    if (text.size() < 10)
        return std::nullopt;
    const auto day = parseDay(text.substr(0, 10));
    if (!day)
        return std::nullopt;
    std::string_view rest = text.substr(10);
    if (rest.empty())
        return Instant{*day};
    if (rest.back() == 'Z')
        rest.remove_suffix(1);
    const bool withSeconds = rest.size() == 9;
    if ((rest.size() != 6 && !withSeconds) || (rest[0] != ' ' && rest[0] != 'T') ||
        rest[3] != ':' || (withSeconds && rest[6] != ':'))
        return std::nullopt;
    const auto hour = digits(rest, 1, 2);
    const auto minute = digits(rest, 4, 2);
    const auto second = withSeconds ? digits(rest, 7, 2) : std::optional<int>{0};
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    return Instant{*day} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second};
}

std::string formatDay(Day day) {
    const std::chrono::year_month_day date{day};
    char buffer[32];
    const int size =
        std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return std::string(buffer, static_cast<std::size_t>(size));
}

std::string formatInstant(Instant instant) {
    const Day day = dayOf(instant);
    const auto inDay = (instant - Instant{day}).count();
    char buffer[32];
    const int size =
        std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02dZ", static_cast<int>(inDay / 3600),
                      static_cast<int>(inDay / 60 % 60), static_cast<int>(inDay % 60));
    return formatDay(day) + std::string(buffer, static_cast<std::size_t>(size));
}

} // namespace mops
