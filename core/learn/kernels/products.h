#pragma once

#include "core/learn/kernels/api.h"

namespace mops::learn::kernels {

/// How a row-major matrix enters a product.
enum class As : std::uint8_t { Itself, Transposed };

/// C += scale · op(A) · op(B) for row-major matrices without gaps between rows: op(A) is rows ×
/// inner, op(B) inner × columns, C rows × columns. One thread; callers cut C into slices of rows. A
/// product allocates scratch of a few hundred KiB when it is large.
MOPS_KERNEL_API void addProduct(const double* a, As asA, const double* b, As asB, std::size_t rows,
                                std::size_t inner, std::size_t columns, double scale, double* c);
MOPS_KERNEL_API void addProduct(const float* a, As asA, const float* b, As asB, std::size_t rows,
                                std::size_t inner, std::size_t columns, float scale, float* c);

} // namespace mops::learn::kernels
