#pragma once

#include "core/sources/import_run.h"

#include <QString>
#include <string>
#include <vector>

/// Words for the codes of the sources, in the reader's language.
namespace mops::ui::data_words {

/// A text marked with QT_TRANSLATE_NOOP("Data", …), in the language now installed.
QString say(const char* text);
/// What the rows of a file become ("merchant" → "Merchants"); an unknown code as it is.
QString target(const std::string& code);
/// Kind of a batch: import, taken again, simulated.
QString batchKind(const std::string& code);
QString reason(const std::string& code);
/// "3 × This is not a number; 1 × …", most first.
QString reasons(const sources::FileReport& file);
QString repairs(const sources::FileReport& file);
/// Counts of a whole import in one sentence.
QString summary(const std::vector<sources::FileReport>& files);

} // namespace mops::ui::data_words
