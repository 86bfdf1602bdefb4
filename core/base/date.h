#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mops {

using Day = std::chrono::sys_days;        ///< a calendar day, UTC
using Instant = std::chrono::sys_seconds; ///< a moment to the second, UTC

inline constexpr std::int64_t kSecondsPerDay = 86'400;

/// "2018-08-31"; nothing else is accepted.
std::optional<Day> parseDay(std::string_view text);
/// ISO 8601: a day, optionally with 'T' or ' ' and HH:MM[:SS], optionally 'Z'. UTC is assumed.
std::optional<Instant> parseInstant(std::string_view text);

std::string formatDay(Day day);             ///< "2018-08-31"
std::string formatInstant(Instant instant); ///< "2018-08-31T23:59:00Z"

inline std::int64_t toSeconds(Instant instant) {
    return instant.time_since_epoch().count();
}
inline Instant fromSeconds(std::int64_t seconds) {
    return Instant{std::chrono::seconds{seconds}};
}
/// The day of an instant.
inline Day dayOf(Instant instant) {
    return std::chrono::floor<std::chrono::days>(instant);
}

} // namespace mops
