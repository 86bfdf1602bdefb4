#pragma once

#include "core/profile/segments.h"

#include <QString>
#include <span>
#include <string>

namespace mops::text {

/// "Slow dispatch" for "slow-dispatch"; an unknown code is shown as it is.
QString segmentName(const std::string& nameCode);

/// One line from the two or three strongest traits: "Days to dispatch, all time 4.1 d (all 1.6 d);
/// …". Only `features` are used (Segmentation::features), so that one theme is not said three
/// times; without them all traits are.
QString segmentDescription(const profile::Segment& segment, std::span<const std::string> features,
                           const std::string& currency);

} // namespace mops::text
