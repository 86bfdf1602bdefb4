#pragma once

#include "core/desk/operators.h"

#include <QString>

namespace mops::ui::people_words {

QString roleText(desk::Role role);
/// The title of an action in the table of permissions; else its code.
QString actionText(const std::string& action);
/// "waiting", "granted", …
QString approvalStatusText(const std::string& status);

} // namespace mops::ui::people_words
