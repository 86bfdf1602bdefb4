#pragma once

#include "core/learn/kernels/api.h"

#include <bit>

namespace mops::learn::kernels {

/// A scored item as one number: the higher score is the larger key, of equal ones the lower item.
using RankKey = std::uint64_t;

inline RankKey rankKey(float score, std::uint32_t item) {
    const auto bits = std::bit_cast<std::uint32_t>(score + 0.0F); // −0 becomes 0
    const std::uint32_t ordered = bits ^ ((bits >> 31) != 0 ? 0xFFFFFFFFU : 0x80000000U);
    return (static_cast<RankKey>(ordered) << 32) | ~item;
}
inline std::uint32_t itemOf(RankKey key) {
    return ~static_cast<std::uint32_t>(key);
}
inline float scoreOf(RankKey key) {
    const auto ordered = static_cast<std::uint32_t>(key >> 32);
    return std::bit_cast<float>(ordered ^ ((ordered >> 31) != 0 ? 0x80000000U : 0xFFFFFFFFU));
}

/// collectAbove() wants at least this much room.
inline constexpr std::size_t kRankBlock = 32;

/// Appends the keys of scores[from …] above `threshold` (NaN is not) to keys[used …] and moves
/// `used`; the item of scores[i] is first + i. Stops where fewer than kRankBlock of `room` keys are
/// left and answers how far it came.
MOPS_KERNEL_API std::size_t collectAbove(const float* scores, std::size_t from, std::size_t count,
                                         std::uint32_t first, float threshold, RankKey* keys,
                                         std::size_t room, std::size_t* used);

/// How dot products of one row with all others become similarities.
struct Cosines {
    const double* norms = nullptr; ///< per other row
    double own = 0;                ///< norm of the row itself
    double shrinkage = 0;
    std::int32_t minSupport = 1;
};

/// similarity = dot / (own · norm + shrinkage), 0 below the least support; `supports` may be null.
MOPS_KERNEL_API void cosines(const Cosines& how, const double* dots, const std::int32_t* supports,
                             std::size_t count, float* similarities);

/// The same where every weight is √scale, so that dot = scale · support.
MOPS_KERNEL_API void cosinesOfSupports(const Cosines& how, double scale,
                                       const std::int32_t* supports, std::size_t count,
                                       float* similarities);

/// counts[i] += 1 for the indices, which are all different.
MOPS_KERNEL_API void addOnes(const std::int32_t* indices, std::size_t count, std::int32_t* counts);

/// sums[i] += scale · weight for the indices, which are all different.
MOPS_KERNEL_API void addScaled(const std::int32_t* indices, const double* weights,
                               std::size_t count, double scale, double* sums);

} // namespace mops::learn::kernels
