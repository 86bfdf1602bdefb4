#pragma once

#include "core/learn/kernels/api.h"

namespace mops::learn::kernels {

/// sums[c] += Σ (x − origin[c]). Returns false when a magnitude is above `limit` or NaN; the sums
/// are of no use then.
MOPS_KERNEL_API bool addColumnSums(const double* x, std::size_t rows, std::size_t columns,
                                   const double* origin, double limit, double* sums);

/// sums[c] += Σ (x − origin[c])².
MOPS_KERNEL_API void addColumnSquares(const double* x, std::size_t rows, std::size_t columns,
                                      const double* origin, double* sums);

} // namespace mops::learn::kernels
