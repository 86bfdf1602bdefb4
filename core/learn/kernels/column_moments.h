#pragma once

#include "core/learn/kernels/api.h"

namespace mops::learn::kernels {

/// Per column over rows: sums += Σ (x − shift), squares += Σ (x − shift)². Returns how many numbers
/// are NaN or larger than `most` in magnitude.
MOPS_KERNEL_API double addColumnMoments(const double* x, std::size_t rows, std::size_t columns,
                                        const double* shift, double most, double* sums,
                                        double* squares);

} // namespace mops::learn::kernels
