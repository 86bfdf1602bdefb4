#include "core/learn/kernels/bitsets.h"

#include <bit>
#if defined(__BMI2__)
#include <immintrin.h>
#endif

namespace mops::learn::kernels {
namespace {

// One column: Words > 0 is known to the compiler, which then unrolls; 0 means "any number".
template <std::size_t Words, bool Keep>
[[gnu::always_inline]] inline std::uint32_t intersect(const Word* prefix, const Word* column,
                                                      std::size_t words, Word* out) {
    const std::size_t n = Words > 0 ? Words : words;
    std::uint64_t bits = 0;
    for (std::size_t w = 0; w < n; ++w) {
        const Word both = prefix[w] & column[w];
        if constexpr (Keep)
            out[w] = both;
        bits += static_cast<std::uint64_t>(std::popcount(both));
    }
    return static_cast<std::uint32_t>(bits);
}

// A column that is not kept is overwritten by the next one: no branch on its count.
template <std::size_t Words, bool Keep>
std::size_t frequent(const Word* prefix, const Word* columns, std::size_t count, std::size_t words,
                     std::uint32_t least, Word* out, std::uint32_t* positions,
                     std::uint32_t* counts) {
    const std::size_t n = Words > 0 ? Words : words;
    std::size_t kept = 0;
    for (std::size_t c = 0; c < count; ++c) {
        const std::uint32_t bits =
            intersect<Words, Keep>(prefix, columns + c * n, n, out + (Keep ? kept * n : 0));
        positions[kept] = static_cast<std::uint32_t>(c);
        counts[kept] = bits;
        kept += bits >= least ? 1 : 0;
    }
    return kept;
}

template <bool Keep>
std::size_t byWidth(const Word* prefix, const Word* columns, std::size_t count, std::size_t words,
                    std::uint32_t least, Word* out, std::uint32_t* positions,
                    std::uint32_t* counts) {
    switch (words) {
    case 1: return frequent<1, Keep>(prefix, columns, count, 1, least, out, positions, counts);
    case 2: return frequent<2, Keep>(prefix, columns, count, 2, least, out, positions, counts);
    case 3: return frequent<3, Keep>(prefix, columns, count, 3, least, out, positions, counts);
    case 4: return frequent<4, Keep>(prefix, columns, count, 4, least, out, positions, counts);
    default: return frequent<0, Keep>(prefix, columns, count, words, least, out, positions, counts);
    }
}

// The bits of `value` at the set bits of `mask`, moved together.
[[gnu::always_inline]] inline Word gather(Word value, Word mask) {
#if defined(__BMI2__)
    return _pext_u64(value, mask);
#else
    Word together = 0;
    for (unsigned at = 0; mask != 0; mask &= mask - 1, ++at)
        together |= ((value >> std::countr_zero(mask)) & 1) << at;
    return together;
#endif
}

} // namespace

std::size_t intersectFrequent(const Word* prefix, const Word* columns, std::size_t count,
                              std::size_t words, std::uint32_t least, Word* out,
                              std::uint32_t* positions, std::uint32_t* counts) {
    return byWidth<true>(prefix, columns, count, words, least, out, positions, counts);
}

std::size_t countFrequent(const Word* prefix, const Word* columns, std::size_t count,
                          std::size_t words, std::uint32_t least, std::uint32_t* positions,
                          std::uint32_t* counts) {
    return byWidth<false>(prefix, columns, count, words, least, nullptr, positions, counts);
}

std::size_t compressCost() {
#if defined(__BMI2__)
    return 16;
#else
    return 400;
#endif
}

void compressBits(const Word* mask, const Word* column, std::size_t words, Word* out) {
    Word pending = 0;
    unsigned filled = 0;
    for (std::size_t w = 0; w < words; ++w) {
        if (mask[w] == 0)
            continue;
        const Word together = gather(column[w], mask[w]);
        const auto bits = static_cast<unsigned>(std::popcount(mask[w]));
        pending |= together << filled;
        filled += bits;
        if (filled >= 64) {
            *out++ = pending;
            filled -= 64;
            // What did not fit; nothing when the word was filled exactly.
            pending = filled == 0 ? 0 : together >> (bits - filled);
        }
    }
    if (filled > 0)
        *out = pending;
}

} // namespace mops::learn::kernels
