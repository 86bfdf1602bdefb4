#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/matrix.h"

#include <cstdint>
#include <vector>

namespace mops::learn {

struct GapParams {
    int mostClusters = 10; ///< k = 1 … this is tried; at most the rows
    int references = 10;   ///< uniform data sets to compare with
    int starts = 4;        ///< of k-means, per k and data set
    std::uint64_t seed = 1;
    int threads = 1; ///< the result does not depend on it

    Result<> validate() const;
};

struct GapResult {
    int k = 1;                      ///< the choice
    std::vector<double> gap;        ///< of 1 … k tried
    std::vector<double> error;      ///< standard error of each, with that of the simulation
    std::vector<double> logWithin;  ///< ln of the inertia
    std::vector<double> logUniform; ///< mean ln of the inertia of the references
};

/// How many clusters: the gap statistic (Tibshirani, Walther, Hastie 2001),
///   gap(k) = E ln W*(k) − ln W(k),  W = inertia of k-means, W* = that of uniform rows in the box
///   of
/// the data; the choice is the least k with gap(k) ≥ gap(k+1) − error(k+1), else the largest tried.
/// Tries end early where k clusters hold every row exactly (W = 0); one more would say nothing.
/// O(references · most clusters) runs of k-means; memory: a second copy of the data. Missing values
/// are refused. Errors: InvalidNumber, NotEnoughData (fewer than two different rows), Usage,
/// Cancelled.
Result<GapResult> gapStatistic(MatrixView x, const GapParams& params, TaskContext& context);

} // namespace mops::learn
