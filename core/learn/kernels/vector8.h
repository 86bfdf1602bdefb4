#pragma once

#include <cstddef>
#include <cstdint>

namespace mops::learn::kernels {

/// Eight floats, by the compiler's vector extension: one AVX or two SSE or NEON registers.
using Vector8 [[gnu::vector_size(32)]] = float;
using Integers8 [[gnu::vector_size(32)]] = std::int32_t;
/// The same in memory, at any address of a float.
using Loose8 [[gnu::vector_size(32), gnu::aligned(4), gnu::may_alias]] = float;

[[gnu::always_inline]] inline Vector8 load8(const float* from) {
    return *reinterpret_cast<const Loose8*>(from);
}
[[gnu::always_inline]] inline void store8(float* to, const Vector8& value) {
    *reinterpret_cast<Loose8*>(to) = value;
}
[[gnu::always_inline]] inline Vector8 splat8(float value) {
    return Vector8{value, value, value, value, value, value, value, value};
}
[[gnu::always_inline]] inline float sum(const Vector8& v) {
    return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}
[[gnu::always_inline]] inline float largest(const Vector8& v) {
    float result = v[0];
    for (int i = 1; i < 8; ++i)
        result = v[i] > result ? v[i] : result;
    return result;
}

/// eˣ within 4e-7 of the value, 0 below −87, e⁸⁸ above 88. With x = n ln 2 + r, |r| ≤ ½ ln 2:
/// eˣ = 2ⁿ Σ_{k≤6} rᵏ / k!; the rest of the series is below 1.2e-7.
[[gnu::always_inline]] inline Vector8 exponential(Vector8 x) {
    const Vector8 low = splat8(-87.0F);
    const Integers8 tiny = x < low;
    x = tiny ? low : x;
    x = x > splat8(88.0F) ? splat8(88.0F) : x;
    const Vector8 rounder = splat8(12582912.0F); // 1.5 · 2²³: adding it rounds to an integer
    const Vector8 n = (x * 1.44269504F + rounder) - rounder;
    Vector8 r = x - n * 0.693145752F; // ln 2 in two parts, the first exact in few bits
    r = r - n * 1.42860677e-6F;
    Vector8 p = splat8(1.0F / 720);
    p = p * r + 1.0F / 120;
    p = p * r + 1.0F / 24;
    p = p * r + 1.0F / 6;
    p = p * r + 0.5F;
    p = p * r + 1.0F;
    p = p * r + 1.0F;
    const Integers8 exponent = (__builtin_convertvector(n, Integers8) + 127) << 23;
    const Vector8 power = reinterpret_cast<Vector8>(exponent);
    return tiny ? splat8(0.0F) : p * power;
}

/// 1 − 2 / (e²ˣ + 1); near zero, where that cancels, x − x³/3 + 2x⁵/15.
[[gnu::always_inline]] inline Vector8 hyperbolicTangent(const Vector8& x) {
    const Vector8 square = x * x;
    const Vector8 series = x * (1.0F - square * (1.0F / 3) + square * square * (2.0F / 15));
    const Vector8 far = 1.0F - 2.0F / (exponential(2.0F * x) + 1.0F);
    return square < splat8(0.0064F) ? series : far;
}

/// Rows handled at once with two vectors each: as many sums as the registers of the level hold.
#if defined(__AVX2__)
inline constexpr std::size_t kFloatRowTile = 6;
#else
inline constexpr std::size_t kFloatRowTile = 3;
#endif

} // namespace mops::learn::kernels
