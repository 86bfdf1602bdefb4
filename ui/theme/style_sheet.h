#pragma once

#include "ui/theme/theme.h"

namespace mops::theme {

/// The application's style sheet for a set of colours; sizes follow the application font.
QString styleSheet(const Colours& colours, bool dark);

} // namespace mops::theme
