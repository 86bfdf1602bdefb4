#include "core/learn/cluster/partition.h"

#include <algorithm>

namespace mops::learn {

Partition partitionOf(std::span<const std::int32_t> labels) {
    std::vector<std::int32_t> distinct(labels.begin(), labels.end());
    std::ranges::sort(distinct);
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    Partition partition;
    partition.clusters = distinct.size();
    partition.label.reserve(labels.size());
    for (const std::int32_t label : labels)
        partition.label.push_back(
            static_cast<std::size_t>(std::ranges::lower_bound(distinct, label) - distinct.begin()));
    return partition;
}

Result<> checkSizes(MatrixView x, std::span<const std::int32_t> labels) {
    if (labels.size() != x.rows)
        return fail(ErrorCode::Usage,
                    std::to_string(x.rows) + " rows, " + std::to_string(labels.size()) + " labels");
    return {};
}

Failure tooFewClusters(std::size_t clusters) {
    return fail(ErrorCode::NotEnoughData, std::to_string(clusters) + " clusters", "at least 2");
}

} // namespace mops::learn
