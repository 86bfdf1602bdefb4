#pragma once

#include "core/base/translatable.h"

#include <QString>

namespace mops::ui {

/// Looks texts up in the language of a document ("zh" or "en"), whatever the console speaks. May be
/// asked on any thread.
Translate documentTranslate(const QString& language);

} // namespace mops::ui
