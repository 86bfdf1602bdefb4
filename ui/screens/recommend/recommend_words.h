#pragma once

#include "core/recommend/recommend.h"

#include <QString>

namespace mops::ui {

/// The badge of an item: where it came from.
QString sourceBadge(recommend::Source source);

} // namespace mops::ui
