#pragma once

#include "ui/desk/choice_panel.h"

#include <string>
#include <vector>

/// What a decision asks before it is made, per verb.
namespace mops::ui {

/// A refusal: a reason, picked beforehand where the strongest evidence names one, and the message
/// that the merchant will get.
Question refuseQuestion(const desk::Case& item, bool many);
/// What the merchant is asked; the clock stops until the answer is here.
Question askQuestion(const desk::Case& item);
/// To whom; `people` are the other operators.
Question escalateQuestion(const std::vector<std::string>& people);
/// Until a date or an event; a digit does it at once.
Question snoozeQuestion();
/// A tag, with those in use as completions.
Question tagQuestion(const std::vector<std::string>& own, const QStringList& inUse);
/// Asked once before the same decision is made on the next similar case.
Question repeatQuestion(const desk::Decision& decision, const std::string& kind);
/// The decision that an answer makes. `now`: snoozing counts from here.
desk::Decision decisionOf(const Answer& answer, std::int64_t now);

} // namespace mops::ui
