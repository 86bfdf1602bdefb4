#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/matrix.h"

#include <vector>

namespace mops::learn {

/// Larger magnitudes are refused: their squares would overflow in sums.
inline constexpr double kMaxMagnitude = 1e140;

struct ColumnMoments {
    std::vector<double> means;
    std::vector<double> deviations; ///< population; exactly 0 for a constant column
};

/// Means and deviations, in one pass around the means of a few rows; where these were far off, in a
/// second pass around the means found (no cancellation far from zero). O(rows · columns).
/// Errors: NotEnoughData (no rows or columns), InvalidNumber (NaN, infinite, above kMaxMagnitude;
/// the detail names row and column, counted from 1), Cancelled.
Result<ColumnMoments> columnMoments(MatrixView x, int threads, TaskContext& context);

} // namespace mops::learn
