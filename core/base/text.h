#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mops {

/// Without leading and trailing ASCII white space.
std::string_view trim(std::string_view text);
bool isValidUtf8(std::string_view text);
/// ASCII letters to lower case; other bytes unchanged.
std::string asciiLower(std::string_view text);
/// Whole text as a number, or nothing. No locale; no leading '+', no blanks.
std::optional<std::int64_t> parseInteger(std::string_view text);
std::optional<double> parseDouble(std::string_view text);
/// The shortest text that reads back as the same double; "nan", "inf", "-inf".
std::string formatDouble(double value);
/// With `decimals` digits after the point, never in exponent form.
std::string formatFixed(double value, int decimals);
std::string hex(std::string_view bytes);

} // namespace mops
