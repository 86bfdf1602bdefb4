#pragma once

#include "core/learn/kernels/vector4.h"

#include <bit>
#include <cmath>

namespace mops::learn::kernels {

/// Four 64-bit numbers in the places of a Vector4.
using Whole4 [[gnu::vector_size(32)]] = long long;

[[gnu::always_inline]] inline Vector4 choose(const Whole4& condition, const Vector4& then,
                                             const Vector4& otherwise) {
    return condition ? then : otherwise;
}

/// Σ coefficients[k] xᵏ, even and odd powers apart so that half as many steps wait for each other.
template <std::size_t Count>
[[gnu::always_inline]] inline Vector4 polynomial(const double (&coefficients)[Count],
                                                 const Vector4& x) {
    static_assert(Count % 2 == 0);
    const Vector4 square = x * x;
    Vector4 even = splat(coefficients[Count - 2]);
    Vector4 odd = splat(coefficients[Count - 1]);
    for (std::size_t k = Count - 2; k >= 2; k -= 2) {
        even = even * square + splat(coefficients[k - 2]);
        odd = odd * square + splat(coefficients[k - 1]);
    }
    return even + odd * x;
}

/// exp(x) for x ≤ 0, to 2 units in the last place; from −708 down it stays exp(−708) ≈ 3e−308.
/// x = n ln 2 + r with |r| ≤ ½ ln 2; exp(r) by its Taylor series, 2ⁿ by its bits.
[[gnu::always_inline]] inline Vector4 expOfNegative(Vector4 x) {
    constexpr double kLowest = -708.0;
    constexpr double kLog2Of1 = 1.4426950408889634;
    constexpr double kLn2High = 6.93147180369123816490e-01; // the upper 33 bits of ln 2
    constexpr double kLn2Low = 1.90821492927058770002e-10;
    constexpr double kRound = 6755399441055744.0; // 1.5 · 2⁵²: adding it rounds to whole numbers
    x = choose(x > splat(kLowest), x, splat(kLowest));
    const Vector4 shifted = x * splat(kLog2Of1) + splat(kRound);
    const Vector4 n = shifted - splat(kRound);
    const Vector4 r = (x - n * splat(kLn2High)) - n * splat(kLn2Low);
    const Vector4 series =
        polynomial<14>({1.0, 1.0, 0.5, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0,
                        1.0 / 5040.0, 1.0 / 40320.0, 1.0 / 362880.0, 1.0 / 3628800.0,
                        1.0 / 39916800.0, 1.0 / 479001600.0, 1.0 / 6227020800.0},
                       r);
    // The low bits of `shifted` hold n; added to the exponent of a number in [0.7, 1.42).
    const Whole4 bits = std::bit_cast<Whole4>(shifted) << 52;
    const Whole4 scaled = std::bit_cast<Whole4>(series) + bits;
    return std::bit_cast<Vector4>(scaled);
}

/// log(1 + e) for 0 ≤ e ≤ 1 to the last places, tiny e included:
/// 2 artanh(s), s = e / (2 + e) ≤ ⅓, by its series in s²; the first term left out is below 2⁻⁵³.
[[gnu::always_inline]] inline Vector4 logOnePlus(const Vector4& e) {
    const Vector4 s = e / (splat(2.0) + e);
    const Vector4 square = s * s;
    const Vector4 series = polynomial<18>(
        {1.0, 1.0 / 3, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19,
         1.0 / 21, 1.0 / 23, 1.0 / 25, 1.0 / 27, 1.0 / 29, 1.0 / 31, 1.0 / 33, 1.0 / 35},
        square);
    return splat(2.0) * s * series;
}

[[gnu::always_inline]] inline Vector4 squareRoot(const Vector4& x) {
    return Vector4{std::sqrt(x[0]), std::sqrt(x[1]), std::sqrt(x[2]), std::sqrt(x[3])};
}

[[gnu::always_inline]] inline Vector4 magnitude(const Vector4& x) {
    return choose(x < splat(0.0), -x, x);
}

} // namespace mops::learn::kernels
