#pragma once

#include "core/desk/rule_sentence.h"

#include <QString>
#include <string>

namespace mops::text {

/// "Late share, 90 days" in the language now installed; an unknown column is shown as it is.
QString ruleColumnName(desk::RuleSubject subject, const std::string& column);
QString ruleColumnDescription(desk::RuleSubject subject, const std::string& column);
/// "is more than"
QString comparisonText(desk::Comparison comparison);
QString ruleStateText(desk::RuleState state);
QString ruleActionText(desk::RuleAction action);

/// The condition as a sentence: "Late share, 90 days is more than 20 % and …". Exact: a value is
/// written with all its digits. What no form can show is quoted as SQL.
QString conditionSentence(desk::RuleSubject subject, const std::string& predicate,
                          const std::string& currency);
/// The whole rule: "When …, open a case for the merchant."
QString ruleSentence(const desk::RuleVersion& rule, const std::string& currency);

} // namespace mops::text
