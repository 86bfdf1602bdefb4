#pragma once

#include "core/db/database.h"
#include "core/desk/kinds/word_finder.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace mops::desk {

/// What words can speak of.
enum class WordClause {
    BannedClaim,
    MedicalClaim,
    BrandMisuse,
    PriceBait,
    ContactDetails,
    ProhibitedGoods,
    Count
};
inline constexpr auto kWordClauses = static_cast<std::size_t>(WordClause::Count);
const char* clauseCode(WordClause clause); ///< "banned_claim", also the measure of its reason

/// What a text's words speak for, in log-odds per clause.
struct WordWeights {
    std::array<double, kWordClauses> weight{};
    std::array<int, kWordClauses> words{};
    int brand = -1; ///< a known brand that is named, other than the listing's own; −1 = none
};

/// Reads listings for words that the listing rules speak of, in Chinese and English, and for names
/// of brands that several merchants of the mart sell.
class ListingWords {
public:
    /// Throws DatabaseFailure.
    explicit ListingWords(db::Database& mart);

    /// Adds what the text says. `ownBrand` is no misuse.
    void read(std::string_view text, std::string_view ownBrand, WordWeights& into) const;
    /// The number of a known brand, −1 = none.
    int brandNumber(std::string_view brand) const;

private:
    WordFinder m_finder;
    std::vector<std::string> m_brands;
    int m_firstBrand = 0;
};

/// The longest run of digits: ASCII, full-width, or Chinese numerals in a row.
int longestDigitRun(std::string_view text);
/// Words of a title, as blanks and commas part them.
int titleWords(std::string_view title);
/// Of the pairs of neighbouring characters, the share that both have (Jaccard), in [0, 1].
double similarity(std::string_view one, std::string_view other);

} // namespace mops::desk
