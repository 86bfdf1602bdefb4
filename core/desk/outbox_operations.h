#pragma once

#include "core/desk/cases.h"
#include "core/desk/operation_kind.h"

namespace mops::desk {

/// What decisions do to the outbox. A message hangs on its decision: undone while it waits, it is
/// withdrawn; undone after it left, it is corrected; so, too, when its case is reopened. The
/// correction, and the repetition when the decision is done again after the correction left, are
/// operations of their own in front of the undo, redo or reopening. What the automation tells of
/// its refusals are operations behind its run, one for each kind of case and reason. All of these
/// are on no undo stack, because what they belong to is.
inline constexpr std::string_view kMessagePrefix = "message.";
inline constexpr std::string_view kSendKind = "message.send";
inline constexpr std::string_view kCorrectKind = "message.correct";
inline constexpr std::string_view kRepeatKind = "message.repeat";
inline constexpr std::string_view kTellKind = "message.tell";

/// Adds to a payload what is said to merchants, to whom where a case concerns many, and who of them
/// is left out. `cases` are those that may concern many. Errors: Usage (somebody left out who is no
/// member; all of them left out).
Result<> addWords(db::Database& mart, const std::vector<std::string>& cases,
                  const Decision& decision, nlohmann::json& payload);

/// Puts the message of a decision into the outbox (or back there), and withdraws what still waits
/// of older ones on the same cases: the newest word counts.
void tellMerchants(db::Database& state, const StoredOperation& operation,
                   const nlohmann::json& payload, Verb verb);
void untellMerchants(db::Database& state, const StoredOperation& operation,
                     const nlohmann::json& payload, Verb verb);
/// Notes the members of a ring that its refusal leaves out.
void spareMembers(db::Database& state, const StoredOperation& operation,
                  const nlohmann::json& payload);
void unspareMembers(db::Database& state, const StoredOperation& operation,
                    const nlohmann::json& payload);

/// Of a run of the automation: its messages are withdrawn with it, and wait again with its redo.
/// `refused` are the cases that it refused alone.
void untellRun(db::Database& state, const StoredOperation& run,
               const std::vector<std::string>& refused);
void tellRunAgain(db::Database& state, const StoredOperation& run,
                  const std::vector<std::string>& refused);

/// What is about to be taken back (an undo), or reopened, may have left: writes and applies a
/// correction for each message that did. Answers how many merchants are told. The transaction must
/// be open, and the ledger still without what takes it back.
std::int64_t correctWhatLeft(db::Database& mart, const StoredOperation& target,
                             const CorrectionText& text, const Actor& actor);
/// The same for cases that are about to be reopened: of their refusals.
std::int64_t correctRefusals(db::Database& mart, const std::vector<std::string>& cases,
                             const CorrectionText& text, const Actor& actor);
/// What is about to be done again (a redo), or not reopened after all, may have been corrected by
/// words that have left: writes and applies its messages again. Answers how many merchants are
/// told.
std::int64_t repeatWhatWasCorrected(db::Database& mart, const StoredOperation& target,
                                    const Actor& actor);
std::int64_t repeatRefusals(db::Database& mart, const StoredOperation& reopening,
                            const Actor& actor);
/// Whether a reopening takes back what has left: those of older versions do not.
bool corrects(const nlohmann::json& reopening);

/// "message.send": all that is due at a moment leaves. It cannot be taken back.
void applySend(db::Database& state, const StoredOperation& operation,
               const nlohmann::json& payload);
Result<> checkSend(db::Database& mart, const StoredOperation& operation,
                   const nlohmann::json& payload, bool redo);
/// "message.correct", "message.repeat", "message.tell".
void applyMessage(db::Database& state, const StoredOperation& operation,
                  const nlohmann::json& payload);
Result<> checkMessage(db::Database& mart, const StoredOperation& operation,
                      const nlohmann::json& payload, bool redo);
void takeBackMessages(db::Database& state, const StoredOperation& operation,
                      const nlohmann::json& payload);

} // namespace mops::desk
