#pragma once

#include <cstdint>
#include <string>

namespace mops::world {

/// What goes wrong with an order, in the order of the texts.
enum class ClaimReason : std::uint8_t {
    NotReceived,
    Damaged,
    NotAsDescribed,
    WrongItem,
    Counterfeit,
    ChangedMind,
    Late
};
const char* reasonName(ClaimReason reason); ///< "not_as_described", as the schema writes it

/// What a buyer writes: `dice` chooses among the texts, the same number the same words.
std::string buyerClaim(ClaimReason reason, std::uint64_t dice, bool chinese);
/// What a merchant answers who does not agree.
std::string merchantAnswer(ClaimReason reason, std::uint64_t dice, bool chinese);

} // namespace mops::world
