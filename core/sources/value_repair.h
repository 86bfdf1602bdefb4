#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mops::sources {

/// What exports do to values that are right in themselves, and how it is taken back. Only what has
/// one meaning is repaired: "03/04/2026" or "1.234" could be two things and stay refused.

/// Without the blanks that trim() does not know: ideographic and no-break spaces, zero-width marks.
std::string_view trimAllBlanks(std::string_view text);

/// Full-width digits, signs and letters (U+FF01 … U+FF5E) as ASCII. True when there were any.
bool foldFullWidth(std::string_view text, std::string& folded);

/// "¥1,234.50" → "1234.50". `decimalMark` '.' goes with ',' between thousands and the other way
/// round. Answers the code of what was done ("thousands_separator", "currency_sign" or
/// "full_width", the first that applies); empty when nothing could be done.
std::string_view repairNumber(std::string_view text, char decimalMark, std::string& repaired);

/// "2026/1/5 8:03", "2026年1月5日", "2026.01.05", "20260105" → "2026-01-05T08:03". Answers
/// "date_format" or "full_width"; empty when nothing could be done.
std::string_view repairInstant(std::string_view text, std::string& repaired);

} // namespace mops::sources
