#pragma once

#include "core/base/error.h"

#include <QString>

namespace mops::text {

/// What happened, in the language now installed, with the facts.
QString errorText(const Error& error);
/// What to do about it; empty when there is nothing useful to say.
QString errorHint(const Error& error);

} // namespace mops::text
