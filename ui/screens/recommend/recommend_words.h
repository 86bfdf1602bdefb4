#pragma once

#include "core/recommend/recommend.h"

#include <QString>
#include <string>

/// Recommendations in words, in the language now set.
namespace mops::ui {

QString sourceName(recommend::Source source);
/// "Bought together with 9f3a… by 14 buyers."
QString itemReason(const recommend::RecommendedItem& item);
QString limitName(recommend::Limit limit);
QString algorithmName(const std::string& algorithm);

} // namespace mops::ui
