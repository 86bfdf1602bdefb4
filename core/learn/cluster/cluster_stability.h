#pragma once

#include "core/learn/cluster/kmeans.h"

#include <span>

namespace mops::learn {

struct StabilityParams {
    int resamples = 10;
    double share = 0.8; ///< of the rows in each subsample, drawn without replacement
    std::uint64_t seed = 1;

    Result<> validate() const;
};

struct StabilityResult {
    double mean = 0;                ///< adjusted Rand index over the subsamples
    double least = 0;               ///< the worst of them
    std::vector<double> agreements; ///< one per subsample
};

/// Do the same clusters come back from other rows of the same kind? k-means runs on subsamples, and
/// each run's labels are compared with `labels` (those of a run on all rows) by the adjusted Rand
/// index; 1 = always the same, 0 = as by chance (Ben-Hur, Elisseeff, Guyon 2002; Hennig 2007).
/// `resamples` runs of k-means; memory: a second copy of the data. Errors: those of kMeans(), Usage
/// (another number of labels than rows).
Result<StabilityResult> clusterStability(MatrixView x, std::span<const std::int32_t> labels,
                                         const KMeansParams& kMeansParams,
                                         const StabilityParams& params, TaskContext& context);

} // namespace mops::learn
