#include "core/learn/kernels/isolation_paths.h"

#include <cmath>
#include <limits>

namespace mops::learn::kernels {
namespace {

/// Rows that walk side by side: one row waits for memory at every step, several do not.
constexpr std::size_t kAbreast = 16;

// Every row makes `height` steps, without a branch: a row that has arrived stays in its leaf.
template <std::size_t Rows>
[[gnu::always_inline]] inline void walk(const IsolationNode* tree, int height, const float* z,
                                        std::size_t stride, double* lengths) {
    std::size_t at[Rows] = {};
    for (int step = 0; step < height; ++step) {
#pragma GCC unroll 16
        for (std::size_t r = 0; r < Rows; ++r) {
            const IsolationNode& node = tree[at[r]];
            const float value = z[r * stride + node.feature];
            at[r] = node.left + static_cast<std::size_t>(value > node.threshold);
        }
    }
#pragma GCC unroll 16
    for (std::size_t r = 0; r < Rows; ++r)
        lengths[r] += static_cast<double>(tree[at[r]].threshold);
}

} // namespace

void widenRanges(const double* __restrict x, std::size_t rows, std::size_t columns,
                 double* __restrict low, double* __restrict high, double* __restrict poison) {
    for (std::size_t r = 0; r < rows; ++r) {
        const double* from = x + r * columns;
        for (std::size_t c = 0; c < columns; ++c) {
            const double value = from[c];
            low[c] = value < low[c] ? value : low[c];
            high[c] = value > high[c] ? value : high[c];
            poison[c] += value * 0.0;
        }
    }
}

bool scaleRows(const double* __restrict x, std::size_t rows, std::size_t columns,
               const double* __restrict origin, const double* __restrict scale, double limit,
               float* __restrict z) {
    std::int64_t unusable = 0;
    for (std::size_t r = 0; r < rows; ++r) {
        const double* from = x + r * columns;
        float* to = z + r * (columns + 1);
        for (std::size_t c = 0; c < columns; ++c) {
            const double value = from[c];
            unusable |= std::abs(value) <= limit ? 0 : 1;
            to[c] = static_cast<float>((value - origin[c]) * scale[c]);
        }
        to[columns] = -std::numeric_limits<float>::infinity();
    }
    return unusable == 0;
}

void addPathLengths(const IsolationNode* tree, int height, const float* z, std::size_t rows,
                    std::size_t columns, double* lengths) {
    const std::size_t stride = columns + 1;
    std::size_t r = 0;
    for (; r + kAbreast <= rows; r += kAbreast)
        walk<kAbreast>(tree, height, z + r * stride, stride, lengths + r);
    for (; r < rows; ++r)
        walk<1>(tree, height, z + r * stride, stride, lengths + r);
}

void lengthsToScores(double* lengths, std::size_t rows, double factor) {
    for (std::size_t r = 0; r < rows; ++r)
        lengths[r] = std::exp2(-lengths[r] * factor);
}

} // namespace mops::learn::kernels
