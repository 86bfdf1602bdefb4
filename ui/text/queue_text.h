#pragma once

#include "core/desk/queue_view.h"

#include <QString>

namespace mops::text {

/// "Merchant risk"; an unknown kind is shown as it is.
QString caseKindText(std::string_view kind);
/// "A new order"; an unknown event is shown as it is.
QString wakeEventText(std::string_view event);

/// Why a case stands where it stands in the queue: "Avoids about 12.30 CNY of loss a minute".
QString placeText(const desk::QueueTable& table, std::uint32_t row, const desk::QueueMoment& moment,
                  const std::string& currency);
/// The place and the reasons in one line, for a row of the list.
QString whyHereText(const desk::QueueTable& table, std::uint32_t row,
                    const desk::QueueMoment& moment, const std::string& currency);
/// The same of a case that is in no table.
QString whyHereText(const desk::Case& item, const desk::QueueMoment& moment,
                    const std::string& currency);

} // namespace mops::text
