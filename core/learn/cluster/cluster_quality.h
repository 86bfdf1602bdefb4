#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/matrix.h"

#include <cstdint>
#include <span>

namespace mops::learn {

struct SilhouetteParams {
    std::size_t sample = 0; ///< rows drawn without replacement; 0 = all
    std::uint64_t seed = 1;
    int threads = 1;
};

/// Mean silhouette width (Rousseeuw 1987): of (b − a) / max(a, b), a the mean distance to the other
/// rows of the own cluster, b that to the nearest other cluster; in [−1, 1]; a cluster of one row
/// counts 0. O(rows²·columns), of the rows drawn; memory: two copies of those rows, and a number
/// per row and cluster when that is no more than the data or 16 MiB. Missing values are refused.
/// Errors: NotEnoughData (fewer than two clusters), InvalidNumber, Usage (sizes
/// differ), Cancelled.
Result<double> silhouette(MatrixView x, std::span<const std::int32_t> labels,
                          const SilhouetteParams& params, TaskContext& context);

/// Between- over within-cluster variance, each by its degrees of freedom (Caliński & Harabasz
/// 1974); higher is better, infinite when every row lies on its centroid. NotEnoughData also with
/// one cluster per row. O(rows · columns).
Result<double> calinskiHarabasz(MatrixView x, std::span<const std::int32_t> labels, int threads,
                                TaskContext& context);
Result<double> calinskiHarabasz(MatrixView x, std::span<const std::int32_t> labels);

/// Mean over clusters of the worst similarity to another cluster (Davies & Bouldin 1979); lower is
/// better, infinite when two centroids coincide. O(rows · columns + clusters² · columns).
Result<double> daviesBouldin(MatrixView x, std::span<const std::int32_t> labels, int threads,
                             TaskContext& context);
Result<double> daviesBouldin(MatrixView x, std::span<const std::int32_t> labels);

/// Agreement of two labelings corrected for chance (Hubert & Arabie 1985); 1 = the same partition.
/// NaN when the lengths differ.
double adjustedRandIndex(std::span<const std::int32_t> a, std::span<const std::int32_t> b);

} // namespace mops::learn
