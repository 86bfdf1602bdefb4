#pragma once

#include "core/desk/audit.h"
#include "ui/theme/theme.h"

#include <QString>

/// The ledger in words.
namespace mops::ui::ledger_words {

/// "Approved" for "case.approve".
QString kindName(const std::string& kind);
/// "Decisions and work on cases" for "case."; a kind without a family is its own.
QString familyName(const std::string& family);
/// "case." for "case.approve", "undo" for "undo".
std::string familyOf(const std::string& kind);
/// "Late deliveries", "12 cases", "Deadline": what the line is about.
QString aboutLine(const desk::OperationLine& line);
/// Reason and note in one line.
QString wordsLine(const desk::OperationLine& line);
/// "taken back", "sealed", or nothing.
QString stateLine(const desk::OperationLine& line);
theme::Tone stateTone(const desk::OperationLine& line);
QString fieldName(const std::string& field);
/// Missing = an en dash.
QString fieldValue(const std::string& field, const std::optional<std::string>& value,
                   const std::string& caseKind);

} // namespace mops::ui::ledger_words
