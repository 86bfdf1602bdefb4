#pragma once

#include "core/desk/rule.h"
#include "ui/theme/theme.h"

#include <QString>

/// What the rules page says beside ui/text/rule_text.h.
namespace mops::ui::rule_words {

theme::Tone stateTone(desk::RuleState state);
QString subjectText(desk::RuleSubject subject);
/// "1,200 merchants"
QString subjectsText(desk::RuleSubject subject, std::int64_t count);
/// One of desk::kReplayGroupings as a title.
QString groupingText(const std::string& grouping);
/// A group of that grouping by name or with its unit: "Sleeping", "10–99 orders", "0–89 days"; a
/// region as it is.
QString groupText(const std::string& grouping, const std::string& name);
/// Null when the subject has no such column.
const desk::RuleColumn* findColumn(desk::RuleSubject subject, const std::string& name);

} // namespace mops::ui::rule_words
