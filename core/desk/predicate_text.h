#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace mops::desk {

/// The words of a predicate, read as SQLite reads them. Used before SQLite sees it, so that what
/// is refused is refused in plain words, and by the form.
struct Token {
    enum class Type { Word, Quoted, Text, Number, Operator, Open, Close, Comma };
    Type type{};
    std::string text; ///< of Text and Quoted: what it means, without its quotes
    std::size_t at = 0;
};

/// The hint of a condition that is refused, where nothing better is known.
inline constexpr const char* kExampleCondition = "late_share_90 > 0.2 AND orders_90 >= 5";

/// Errors: SqlRefused (an unclosed quote or comment, a character that SQL does not know, a zero
/// byte, brackets that do not match); the detail says where.
Result<std::vector<Token>> tokensOf(std::string_view predicate);

/// Errors: SqlRefused (empty, too long, several statements, subqueries, parameters, words that no
/// condition needs) and those of tokensOf().
Result<std::vector<Token>> checkedTokens(std::string_view predicate);

/// Compares SQL words without regard to case (ASCII).
bool sameWord(std::string_view left, std::string_view right);

} // namespace mops::desk
