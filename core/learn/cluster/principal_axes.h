#pragma once

#include "core/base/result.h"
#include "core/learn/matrix.h"

#include <vector>

namespace mops::learn {

struct PrincipalAxes {
    Matrix axes; ///< count × columns, orthonormal; the largest entry of each is positive
    std::vector<double> means;    ///< per column
    std::vector<double> variance; ///< along each axis
    double totalVariance = 0;
    Matrix scores; ///< rows × count
};

/// The `count` directions of largest variance. O(rows · columns² + columns³).
/// Errors: InvalidNumber, NotEnoughData (fewer than two rows), Usage (count > columns,
/// more than 1,024 columns).
Result<PrincipalAxes> principalAxes(MatrixView x, int count);

} // namespace mops::learn
