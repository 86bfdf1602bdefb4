#pragma once

#include "core/desk/band.h"

#include <QString>

namespace mops::text {

/// How long a merchant has to answer a question or to object, in days; the draft names the day.
inline constexpr int kAnswerDays = 7;

/// For whom a draft is written.
struct MessageFrame {
    std::string language; ///< "zh" or "en", whatever the screen shows
    std::int64_t now = 0; ///< of the decision: the day to answer by counts from here
    bool many = false;    ///< one text goes to many: it names nobody
    bool alone = false;   ///< the automation decided: the text says so, whatever the reason
};

/// The message that the merchant will get when a case is decided so: a draft for the reviewer to
/// edit, made from the templates of the kind of case and the reason. It says what is wrong, what to
/// do, how to object and until when. Empty where nothing is said to the merchant, and for "other",
/// where only the reviewer knows what, unless the automation decided.
QString merchantMessage(const desk::Case& item, desk::Verb verb, const std::string& reasonCode,
                        const MessageFrame& frame);

/// What a merchant gets when the decision behind a message that left no longer stands.
desk::CorrectionText correctionText();
/// What merchants get whose cases the automation refuses at `now`.
desk::BandMessages bandMessages(const std::string& language, std::int64_t now);

/// "waiting" → "waits", "sent" → "has left", … in the language of the screen.
QString messageStatusText(std::string_view status);
/// "decision" → "Message", "correction" → "Correction", "repeat" → "Message again".
QString messageKindText(std::string_view kind);

} // namespace mops::text
