#include "core/profile/segment_features.h"

#include <array>

namespace mops::profile {
namespace {

constexpr std::array kSegmentFeatures{
    SegmentFeature{"turnover_90", 1.0},
    SegmentFeature{"growth_90", 1.0},
    SegmentFeature{"days_since_last_order", 1.0},
    SegmentFeature{"tenure_days", 1.0},
    SegmentFeature{"days_to_ship_all", 1.0},
    SegmentFeature{"late_share_all", 0.7},
    SegmentFeature{"low_review_share_all", 1.0},
    SegmentFeature{"cancelled_share_all", 0.7},
    SegmentFeature{"price_mean_all", 0.3},
    SegmentFeature{"product_count_all", 0.3},
    SegmentFeature{"repeat_buyer_share_all", 0.3},
};

} // namespace

std::span<const SegmentFeature> segmentFeatures() {
    return kSegmentFeatures;
}

} // namespace mops::profile
