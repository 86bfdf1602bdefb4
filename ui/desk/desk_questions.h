#pragma once

#include "core/desk/case_kind.h"
#include "ui/desk/choice_panel.h"

#include <string>
#include <vector>

/// What a decision asks before it is made, per verb.
namespace mops::ui {

/// For whom a message is drafted.
struct Drafting {
    std::int64_t now = 0;
    bool many = false;     ///< one text goes to many cases: it names nobody
    bool ofOneKind = true; ///< of many; kinds are told in different words, so there is no draft
};
/// A refusal: a reason, picked beforehand where the strongest evidence names one, the message that
/// the merchant will get, and which of the `members` of a ring are innocent.
Question refuseQuestion(const desk::Case& item, const Drafting& drafting,
                        const std::vector<desk::Addressee>& members);
/// What the merchant is asked; the clock stops until the answer is here.
Question askQuestion(const desk::Case& item, const Drafting& drafting);
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
