#pragma once

#include <QString>
#include <string>

namespace mops::text {

/// What long work is doing now, from Progress::stage ("read" → "Reading"). An unknown code is
/// shown as it is, so that a missing text is seen and not lost.
QString stageText(const std::string& stage);

} // namespace mops::text
