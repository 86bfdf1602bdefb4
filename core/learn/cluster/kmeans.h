#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/matrix.h"

#include <cstdint>
#include <vector>

namespace mops::learn {

enum class KMeansInit { PlusPlus, Random };

struct KMeansParams {
    int k = 8; ///< clusters, 1 … rows
    KMeansInit init = KMeansInit::PlusPlus;
    int starts = 4; ///< independent starts; the lowest inertia wins
    int maxIterations = 300;
    double tolerance =
        1e-4; ///< stop when Σ squared movement of the centres ≤ this · mean column variance
    std::uint64_t seed = 1;
    int threads = 1; ///< the result does not depend on it

    Result<> validate() const;
};

struct KMeansResult {
    Matrix centres;                   ///< k × columns
    std::vector<std::int32_t> labels; ///< per row, 0 … k−1
    std::vector<std::int64_t>
        sizes; ///< rows per cluster; 0 only with fewer different rows than k or out of iterations
    double inertia = 0; ///< sum of squared distances to the own centre
    int iterations = 0; ///< of the winning start
    bool converged = false;
    std::vector<double> inertiaPerIteration; ///< of the winning start; never rises
};

/// Lloyd's algorithm from k-means++ starts (Arthur & Vassilvitskii 2007). An empty cluster takes
/// the row farthest from its centre; labels are always the nearest of the centres returned. O(rows
/// · k · columns) an iteration. Errors: InvalidNumber (NaN, infinite), NotEnoughData (k > rows),
/// Usage, Cancelled.
Result<KMeansResult> kMeans(MatrixView x, const KMeansParams& params, TaskContext& context);

/// Lloyd from given centres (k × columns), without re-starts.
Result<KMeansResult> kMeansFrom(MatrixView x, const Matrix& start, const KMeansParams& params,
                                TaskContext& context);

} // namespace mops::learn
