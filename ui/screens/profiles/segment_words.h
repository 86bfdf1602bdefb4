#pragma once

#include "core/profile/segments.h"
#include "ui/theme/theme.h"

#include <QString>
#include <string>

/// Segments in words, in the language now set.
namespace mops::ui {

QString segmentTitle(const profile::Segment& segment);
/// "Late share, 90 days 38.2 % (all 7.9 %)".
QString traitLine(const profile::SegmentTrait& trait, const std::string& currency);
/// Whether being above the others in this trait is bad, good or neither.
theme::Tone traitTone(const profile::SegmentTrait& trait);

} // namespace mops::ui
