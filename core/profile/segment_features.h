#pragma once

#include <span>

namespace mops::profile {

/// What the segments are found in. A theme that the catalogue measures in several windows is here
/// once, else it would count several times; the weight says how much the theme tells an operator.
struct SegmentFeature {
    const char* feature; ///< catalogue id
    double weight;
};
std::span<const SegmentFeature> segmentFeatures();

} // namespace mops::profile
