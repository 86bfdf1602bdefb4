#pragma once

#include "core/learn/kernels/api.h"

namespace mops::learn::kernels {

/// A node of an isolation tree in eight bytes. A row goes to `left` when its value of `feature` is
/// at most `threshold`, else to left + 1. A leaf points to itself (left), reads the last number of
/// the row, which is −∞, and so keeps the row; its threshold is the path length that ends there.
struct IsolationNode {
    float threshold = 0;
    std::uint16_t feature = 0;
    std::uint16_t left = 0;
};

/// Widens low … high to the values of the rows; poison[c] turns NaN with the first NaN or infinity.
MOPS_KERNEL_API void widenRanges(const double* x, std::size_t rows, std::size_t columns,
                                 double* low, double* high, double* poison);

/// z[r] = (x[r] − origin) · scale as float, then −∞: rows of columns + 1 numbers. False when a
/// value is NaN or its magnitude above `limit`.
MOPS_KERNEL_API bool scaleRows(const double* x, std::size_t rows, std::size_t columns,
                               const double* origin, const double* scale, double limit, float* z);

/// lengths[r] += path length of row r in the tree, which has at most `height` steps.
MOPS_KERNEL_API void addPathLengths(const IsolationNode* tree, int height, const float* z,
                                    std::size_t rows, std::size_t columns, double* lengths);

/// lengths[r] = 2^(−lengths[r] · factor).
MOPS_KERNEL_API void lengthsToScores(double* lengths, std::size_t rows, double factor);

} // namespace mops::learn::kernels
