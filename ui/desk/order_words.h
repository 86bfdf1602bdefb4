#pragma once

#include "core/desk/queue_view.h"
#include "ui/theme/theme.h"

#include <QString>
#include <string>

/// What a row of the queue says, straight from the columns in memory.
namespace mops::ui {

/// Why the row stands where it stands: "Overdue", "Due within 2 hours", "Saves ¥120 a minute",
/// "Teaches the model most", and why it was taken in where that is another cause.
QString orderWords(const desk::QueueTable& table, std::uint32_t row,
                   const desk::QueueMoment& moment, const std::string& currency);
/// The strongest reason; an en dash without any.
QString whyWords(const desk::QueueTable& table, std::uint32_t row, const std::string& currency);
/// "in 3 d", "2 d overdue", "until 3 May", or how it was decided.
QString dueWords(const desk::QueueTable& table, std::uint32_t row, const desk::QueueMoment& moment);
theme::Tone dueWordsTone(const desk::QueueTable& table, std::uint32_t row,
                         const desk::QueueMoment& moment);
/// Who works on it: who holds the lease, else whom it is assigned to.
std::string holderOf(const desk::QueueTable& table, std::uint32_t row, std::int64_t now);
/// "Merchant risk"; an unknown kind is shown as it is.
QString kindTitle(std::string_view kind);
/// Why it was taken in: "loss", "teach", "rule", "audit" in words.
QString pickedTitle(std::string_view picked);

} // namespace mops::ui
