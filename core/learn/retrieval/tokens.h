#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mops::learn {

struct TokenParams {
    /// Also every single Chinese character of a run, so that a query of one character finds it;
    /// about doubles the tokens of a Chinese text.
    bool singleCharacters = false;
};

/// Longer words are cut to this many bytes; what follows of them is no token.
inline constexpr std::size_t kLongestToken = 128;

/// The tokens of UTF-8 text, in order, as retrieval sees them:
/// - words: runs of letters and digits, in lower case (Latin, Greek, Cyrillic) and without the
///   accents of Latin letters (São = sao; Æ = ae, ß = ss); combining accents are dropped;
/// - full-width letters and digits are the ordinary ones (ＡＢＣ１２ = abc12);
/// - Han, kana and Hangul have no blanks between words: a run of them gives its overlapping pairs
///   (星辰店 = 星辰, 辰店), a run of one gives that character;
/// - soft hyphens, joiners, variation marks and the byte order mark count as not there;
/// - all else, invalid bytes among it, ends a token.
/// Traditional and simplified characters are not equated. O(bytes).
std::vector<std::string> tokens(std::string_view text, const TokenParams& params = {});

/// Numbers for tokens, counted from 0 in order of appearance.
class Vocabulary {
public:
    /// The token's number; a new one if it is new. At most 2^32 − 1 tokens.
    std::uint32_t add(std::string_view token);
    std::optional<std::uint32_t> find(std::string_view token) const;
    std::size_t size() const { return m_numbers.size(); }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> m_numbers;
};

} // namespace mops::learn
