#pragma once

#include "core/desk/kinds/evidence.h"
#include "core/desk/kinds/listing_words.h"

#include <array>

namespace mops::desk {

/// Codes a refusal of a listing or of a change may give: the clauses of the listing rules.
std::span<const ReasonCode> listingReasons();
/// Measures that listings and changes have in common.
std::span<const CaseMeasure> listingMeasures();

/// How often a merchant's texts were refused, by its key; the mean of all in the prior.
class RefusalHistory {
public:
    /// Throws DatabaseFailure.
    explicit RefusalHistory(db::Database& mart);
    void weigh(std::int64_t merchantKey, Evidence& evidence) const;

private:
    std::vector<std::pair<std::int64_t, double>> m_shares; ///< by key
    double m_mean = 0;
};

/// What the words of a text speak for.
void weighWords(const WordWeights& words, Evidence& evidence);
/// A price against what is usual; 0 = unknown, not judged.
void weighPrice(double priceMinor, double usualMinor, Evidence& evidence);
/// Titles of more words than people use.
void weighTitle(std::string_view title, Evidence& evidence);

} // namespace mops::desk
