#pragma once

#include "core/desk/cases.h"

#include <cstdint>
#include <memory>
#include <string>

namespace mops::ui {

using CasePtr = std::shared_ptr<const desk::Case>;

/// True while the case waits for a person: open, asked, escalated, or snoozed and the time is over.
bool isWaiting(const desk::Case& item, std::int64_t now);
/// True while nobody has answered it yet: what auto-advance goes to.
bool isUntouched(const desk::Case& item, std::int64_t now);
/// The case as it will be once the decision is stored.
desk::Case afterDecision(desk::Case item, const desk::Decision& decision,
                         const std::string& operatorName, std::int64_t now);

} // namespace mops::ui
