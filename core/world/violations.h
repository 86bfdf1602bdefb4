#pragma once

#include "core/world/listing_texts.h"

#include <span>

namespace mops::world {

/// The clauses of the platform's listing rules.
enum class Clause {
    None,
    BannedClaim,
    MedicalClaim,
    BrandMisuse,
    WrongCategory,
    PriceBait,
    ContactDetails,
    TitleStuffing,
    ProhibitedGoods,
    Swapped ///< changes only: another thing under the reviews of the old one
};
inline constexpr std::size_t kListingClauses = 8; ///< without Swapped
const char* clauseName(Clause clause);            ///< "banned_claim"

/// How well it is hidden.
enum class Manner { Blatant, Veiled, Cunning };
const char* mannerName(Manner manner);

/// Breaks the clause in the text that an honest merchant would have written.
void violate(Clause clause, Manner manner, bool chinese, Rng& rng, ListingText& text);

/// Honest, and yet word for word what violations say: a warning of others who say it.
void warnOfViolations(bool chinese, Rng& rng, ListingText& text);

} // namespace mops::world
