#pragma once

#include "core/learn/kernels/api.h"

namespace mops::learn::kernels {

using Word = std::uint64_t;

/// out[kept] = column & prefix for every column with at least `least` bits left, in their order;
/// positions[kept] is the column's number and counts[kept] its bits. Columns lie one behind the
/// other, `words` words each; `out` has room for all of them, the two lists too. Returns how many
/// were kept.
MOPS_KERNEL_API std::size_t intersectFrequent(const Word* prefix, const Word* columns,
                                              std::size_t count, std::size_t words,
                                              std::uint32_t least, Word* out,
                                              std::uint32_t* positions, std::uint32_t* counts);

/// The same without keeping the intersections: for sets that are not extended any further.
MOPS_KERNEL_API std::size_t countFrequent(const Word* prefix, const Word* columns,
                                          std::size_t count, std::size_t words, std::uint32_t least,
                                          std::uint32_t* positions, std::uint32_t* counts);

/// Leaves only the bits of `column` that are set in `mask` and moves them together: bit j of `out`
/// is the column's bit at the j-th set bit of the mask. `out` holds ⌈bits of mask / 64⌉ words.
MOPS_KERNEL_API void compressBits(const Word* mask, const Word* column, std::size_t words,
                                  Word* out);

/// From how many columns on it pays to halve them before all pairs of them are intersected.
MOPS_KERNEL_API std::size_t compressCost();

} // namespace mops::learn::kernels
