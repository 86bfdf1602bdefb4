#pragma once

#include <cstdint>

namespace mops::world {

/// Streams of the seed: one part of the world does not change when another one draws more numbers.
/// A number is never given to another part.
enum Stream : std::uint64_t {
    kBuyerStream = 1,
    kCampaignStream = 3,
    kRingStream = 4,
    kFirstMerchantStream = 1000 ///< + the merchant's number; its chapters fork from that
};

} // namespace mops::world
