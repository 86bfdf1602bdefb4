#pragma once

#include <cstddef>

namespace mops::learn::kernels {

/// Eight floats, by the compiler's vector extension: one AVX or two SSE or NEON registers.
using Vector8f [[gnu::vector_size(32)]] = float;
/// The same in memory, at any address of a float.
using Loose8f [[gnu::vector_size(32), gnu::aligned(4), gnu::may_alias]] = float;

[[gnu::always_inline]] inline Vector8f load8(const float* from) {
    return *reinterpret_cast<const Loose8f*>(from);
}
[[gnu::always_inline]] inline void store8(float* to, const Vector8f& value) {
    *reinterpret_cast<Loose8f*>(to) = value;
}
[[gnu::always_inline]] inline Vector8f splat8(float value) {
    return Vector8f{value, value, value, value, value, value, value, value};
}
[[gnu::always_inline]] inline float sum8(const Vector8f& v) {
    return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

/// The sums of eight vectors, in their order: a tree of shuffles instead of eight sums of lanes.
[[gnu::always_inline]] inline Vector8f sums8(const Vector8f (&v)[8]) {
    Vector8f pairs[4];
    for (int i = 0; i < 4; ++i)
        pairs[i] = __builtin_shufflevector(v[2 * i], v[2 * i + 1], 0, 8, 2, 10, 4, 12, 6, 14) +
                   __builtin_shufflevector(v[2 * i], v[2 * i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
    Vector8f fours[2];
    for (int i = 0; i < 2; ++i)
        fours[i] =
            __builtin_shufflevector(pairs[2 * i], pairs[2 * i + 1], 0, 1, 8, 9, 4, 5, 12, 13) +
            __builtin_shufflevector(pairs[2 * i], pairs[2 * i + 1], 2, 3, 10, 11, 6, 7, 14, 15);
    return __builtin_shufflevector(fours[0], fours[1], 0, 1, 2, 3, 8, 9, 10, 11) +
           __builtin_shufflevector(fours[0], fours[1], 4, 5, 6, 7, 12, 13, 14, 15);
}

} // namespace mops::learn::kernels
