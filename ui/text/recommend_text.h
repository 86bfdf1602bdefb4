#pragma once

#include "core/recommend/recommend.h"

#include <QString>

namespace mops::text {

/// Whom a list is for: the same source reads differently.
enum class RecommendFor { Buyer, Merchant };

/// Why an item is on the list: "12 buyers took it together with P0000012".
QString recommendReason(const recommend::RecommendedItem& item, RecommendFor subject);
/// Why an item was taken off it: "Not sold any more".
QString limitText(recommend::Limit limit, RecommendFor subject);
/// "Popular in category" for "popular-in-category"; an unknown name is shown as it is.
QString algorithmText(const std::string& algorithm);

} // namespace mops::text
