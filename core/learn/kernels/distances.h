#pragma once

#include "core/learn/kernels/api.h"

namespace mops::learn::kernels {

/// Row-major points → packed groups [group][column][lane], the last group zero-filled; `packed`
/// holds padded(count) · columns numbers.
MOPS_KERNEL_API void packPoints(const double* points, std::size_t count, std::size_t columns,
                                double* packed);

/// Per row the nearest of `count` packed points (the first of equals) and its squared distance.
MOPS_KERNEL_API void nearestPoint(const double* x, std::size_t rows, std::size_t columns,
                                  const double* packed, std::size_t count, std::int32_t* nearest,
                                  double* squared);

/// All squared distances, rows × count.
MOPS_KERNEL_API void squaredDistances(const double* x, std::size_t rows, std::size_t columns,
                                      const double* packed, std::size_t count, double* squared);

/// sums[r] += Σ over the packed points of the (not squared) distance to row r.
MOPS_KERNEL_API void addDistances(const double* x, std::size_t rows, std::size_t columns,
                                  const double* packed, std::size_t count, double* sums);

/// Both sides of addDistances(): also pointSums[p] += Σ over the rows of the distance to point p.
MOPS_KERNEL_API void addDistancesBothWays(const double* x, std::size_t rows, std::size_t columns,
                                          const double* packed, std::size_t count, double* rowSums,
                                          double* pointSums);

} // namespace mops::learn::kernels
