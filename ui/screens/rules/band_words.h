#pragma once

#include "core/desk/band.h"
#include "ui/theme/theme.h"

#include <QString>
#include <string>

/// Words and tones of the automation.
namespace mops::ui::band_words {

QString stateText(const std::string& state);
theme::Tone stateTone(const std::string& state);
/// What a band does with each score, as a sentence.
QString sentence(const desk::Band& band);

} // namespace mops::ui::band_words
