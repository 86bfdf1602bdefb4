#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__GNUC__)
#define MOPS_KERNEL_API __attribute__((visibility("default")))
#else
#define MOPS_KERNEL_API
#endif

/// The inner loops, in a shared library of their own that exists once per processor level (see
/// CMakeLists.txt here). Raw pointers cross this border, nothing that depends on vector width.
/// A kernel does not check its arguments and, but for the scratch of products, does not allocate;
/// callers hand over slices that take a few milliseconds.
namespace mops::learn::kernels {

/// Numbers are packed in groups of this many.
inline constexpr std::size_t kLanes = 4;

constexpr std::size_t padded(std::size_t count) {
    return (count + kLanes - 1) / kLanes * kLanes;
}

} // namespace mops::learn::kernels
