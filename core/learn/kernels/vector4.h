#pragma once

#include <cstddef>

namespace mops::learn::kernels {

/// Four doubles, by the compiler's vector extension: one AVX or two SSE or NEON registers.
using Vector4 [[gnu::vector_size(32)]] = double;
/// The same in memory, at any address of a double.
using Loose4 [[gnu::vector_size(32), gnu::aligned(8), gnu::may_alias]] = double;

[[gnu::always_inline]] inline Vector4 load(const double* from) {
    return *reinterpret_cast<const Loose4*>(from);
}
[[gnu::always_inline]] inline void store(double* to, const Vector4& value) {
    *reinterpret_cast<Loose4*>(to) = value;
}
[[gnu::always_inline]] inline Vector4 splat(double value) {
    return Vector4{value, value, value, value};
}
[[gnu::always_inline]] inline double sum(const Vector4& v) {
    return (v[0] + v[1]) + (v[2] + v[3]);
}

/// Rows handled at once: as many accumulators as the registers of the level hold.
#if defined(__AVX2__)
inline constexpr std::size_t kRowTile = 4;
#else
inline constexpr std::size_t kRowTile = 2;
#endif

} // namespace mops::learn::kernels
