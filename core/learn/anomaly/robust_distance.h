#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/matrix.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

/// Middle and width of every column that a minority of wild values cannot move.
struct RobustScale {
    std::vector<double> median;
    /// 1.4826 · median |x − median| (MAD), the deviation of a normal distribution. Where more than
    /// half of the values are equal, 1.2533 · mean |x − median| instead; 0 for a constant column.
    std::vector<double> deviation;
};

/// O(rows · columns), memory 8 bytes a row and thread. Missing values (NaN) are refused. Errors:
/// NotEnoughData (no rows or columns), InvalidNumber, Usage (threads), Cancelled.
Result<RobustScale> robustScale(MatrixView x, int threads, TaskContext& context);

/// (x − median) / deviation per value, 0 in a constant column. With normal columns, |z| > 3.5 is
/// unusual (Iglewicz & Hoaglin 1993). Errors: Usage (other columns).
Result<Matrix> robustZ(MatrixView x, const RobustScale& scale);

struct RobustDistanceParams {
    /// Share of the rows that the inner covariance is made of, [0.5, 1]; 0 = (rows + columns + 1)/2
    /// rows, which withstands the most outliers. 1 = the ordinary covariance, reweighted.
    double support = 0;
    int starts = 500;   ///< random starts, 10 … 100,000
    double cut = 0.975; ///< share of ordinary rows that stay below cutDistance, [0.5, 1)
    std::uint64_t seed = 1;
    int threads = 1; ///< the result does not depend on it

    Result<> validate() const;
};

struct RobustDistanceResult {
    std::vector<double> location; ///< reweighted
    Matrix covariance;            ///< reweighted, columns × columns
    Matrix precision;             ///< its inverse
    std::vector<double> distance; ///< per row: √((x − location)ᵀ precision (x − location))
    double cutDistance = 0;       ///< √ of the chi-square quantile at params.cut
    std::int64_t outliers = 0;    ///< rows above cutDistance

    std::size_t supportRows = 0;      ///< h, the rows of the inner covariance
    std::vector<std::size_t> support; ///< these rows, ascending
    double logDeterminant = 0;        ///< ln det of the covariance (divisor h) of these rows
    double consistency = 1;           ///< factor that makes it fit normal data
    int starts = 0;                   ///< tried
    int steps = 0;                    ///< C-steps on all rows
};

/// Minimum covariance determinant by FastMCD (Rousseeuw & Van Driessen, Technometrics 41, 1999):
/// the h rows whose covariance has the smallest determinant, found by C-steps (take the h rows
/// nearest to the present estimate, which never raises the determinant) from many random starts, on
/// groups of 300 rows first when there are more than 600; then one reweighting with the rows inside
/// the 97.5 % ellipsoid. Consistency factors for normal data: Croux & Haesbroeck 1999. Missing
/// values (NaN) are refused. O(starts · 300 · columns² + some tens · rows · columns²), memory 8
/// bytes a value for a scaled copy and 24 bytes a row; up to 512 columns. Errors: Usage,
/// InvalidNumber, NotEnoughData (fewer than 2 rows per column; a constant column; h rows in one
/// plane: the detail names the columns), Cancelled.
Result<RobustDistanceResult> robustDistance(MatrixView x, const RobustDistanceParams& params,
                                            TaskContext& context);

/// What each column adds to distance² of one row: (x − location)ⱼ · (precision (x − location))ⱼ.
/// They sum to distance²; correlated columns may take from each other (negative parts).
/// Errors: Usage (other columns).
Result<std::vector<double>> distanceParts(const RobustDistanceResult& found,
                                          std::span<const double> row);

} // namespace mops::learn
