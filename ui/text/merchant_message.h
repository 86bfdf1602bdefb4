#pragma once

#include "core/desk/cases.h"

#include <QString>

namespace mops::text {

/// The message that the merchant will get when a case is decided so: a draft for the reviewer to
/// edit, in the language now set. Empty where nothing is said to the merchant.
QString merchantMessage(const desk::Case& item, desk::Verb verb, const std::string& reasonCode);

} // namespace mops::text
