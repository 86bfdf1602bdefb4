#pragma once

#include <cstdint>

namespace mops::world {

/// Streams of the seed: one part of the world does not change when another one draws more numbers.
/// A number is never given to another part.
enum Stream : std::uint64_t {
    kBuyerStream = 1,
    kCampaignStream = 3,
    kRingStream = 4,
    kFirstMerchantStream = 1000, ///< + the number of the merchant, whose chapters fork from it
    kFirstBuyerStream = std::uint64_t{1} << 40 ///< + the position of the buyer
};

} // namespace mops::world
