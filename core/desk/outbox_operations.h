#pragma once

#include "core/desk/operation_kind.h"

namespace mops::desk {

enum class Verb;
struct Decision;
struct UndoParams;

/// What decisions do to the outbox. A message hangs on its decision: undone while it waits, it is
/// withdrawn; undone after it left, it is corrected. The correction, and the repetition when the
/// decision is done again after the correction left, are operations of their own in front of the
/// undo or redo: they are on no undo stack, because the undo and redo they belong to are.
inline constexpr std::string_view kSendKind = "message.send";
inline constexpr std::string_view kCorrectKind = "message.correct";
inline constexpr std::string_view kRepeatKind = "message.repeat";

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

/// What an undo or redo has to tell merchants, because what it takes back has left: appends and
/// applies that operation. Answers how many merchants are told. The transaction must be open.
std::int64_t correctWhatLeft(db::Database& mart, const StoredOperation& target,
                             const UndoParams& params, const Actor& actor);
void repeatWhatWasCorrected(db::Database& mart, const StoredOperation& target, const Actor& actor);

/// "message.send": all that is due at a moment leaves. It cannot be taken back.
void applySend(db::Database& state, const StoredOperation& operation,
               const nlohmann::json& payload);
Result<> checkSend(db::Database& mart, const StoredOperation& operation,
                   const nlohmann::json& payload, bool redo);
/// "message.correct", "message.repeat".
void applyMessage(db::Database& state, const StoredOperation& operation,
                  const nlohmann::json& payload);
Result<> checkMessage(db::Database& mart, const StoredOperation& operation,
                      const nlohmann::json& payload, bool redo);
void takeBackMessages(db::Database& state, const StoredOperation& operation,
                      const nlohmann::json& payload);

} // namespace mops::desk
