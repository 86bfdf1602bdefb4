#pragma once

#include "core/base/result.h"
#include "core/learn/matrix.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mops::learn {

/// Any labels as 0 … clusters − 1, in the order of the labels.
struct Partition {
    std::vector<std::size_t> label;
    std::size_t clusters = 0;
};

Partition partitionOf(std::span<const std::int32_t> labels);

/// Usage when there is not one label per row.
Result<> checkSizes(MatrixView x, std::span<const std::int32_t> labels);

/// NotEnoughData.
Failure tooFewClusters(std::size_t clusters);

} // namespace mops::learn
