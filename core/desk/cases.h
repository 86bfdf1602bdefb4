#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"
#include "core/desk/ledger.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mops::desk {

enum class CaseStatus { Open, Asked, Escalated, Snoozed, Approved, Refused };
const char* statusName(CaseStatus status);
bool isClosed(CaseStatus status);

/// Why a case is here: a feature that speaks against (or for) the merchant, with its numbers.
struct CaseReason {
    std::string feature;
    double value = 0; ///< NaN = missing
    double peerMedian = 0;
    double contribution = 0; ///< to the log-odds
};

struct Case {
    std::string caseId;
    std::string kind;      ///< a name in caseKinds()
    std::string subjectId; ///< what is reviewed: the id of the merchant, listing, application, …
    std::int64_t merchantKey = 0; ///< 0 = no merchant yet
    std::string merchantId;
    std::string merchantName; ///< the start of the id where the source gives no name
    std::string title;        ///< what the list shows where no merchant's name fits; may be empty
    double priority = 0;      ///< expected loss avoided a minute, minor units
    double score = 0;         ///< probability that refusing is right
    std::int64_t stakeMinor = 0; ///< money that hangs on the decision
    std::string picked = "loss"; ///< why it was taken in: "loss", "teach", "rule", "audit"
    std::vector<CaseReason> why; ///< largest first
    std::int64_t openedAt = 0;
    std::int64_t dueAt = 0;
    CaseStatus status = CaseStatus::Open;
    std::string reasonCode;
    std::string assignee;
    std::optional<std::int64_t> snoozedUntil;
    std::string snoozedEvent; ///< a name in wakeEvents(); empty = wakes on the date alone
    std::optional<std::int64_t> clockStoppedAt; ///< since then nothing counts against dueAt
    std::optional<std::int64_t> decidedAt;
    std::string decidedBy;
    std::string claimedBy;
    std::optional<std::int64_t> claimedUntil; ///< a lease: over = free
    std::vector<std::string> tags;
};

/// What a snoozed case may wake on besides a date: something new at its merchant.
struct WakeEvent {
    const char* name;  ///< "order"
    const char* title; ///< English, marked for translation (context "WakeEvent")
};
std::span<const WakeEvent> wakeEvents();

struct CaseNote {
    std::int64_t at = 0;
    std::string operatorName;
    std::string note;
};

struct QueueQuery {
    std::string kind;                 ///< empty = all
    std::vector<CaseStatus> statuses; ///< empty = those that wait (open, asked, escalated)
    std::string merchantId;           ///< empty = all
    std::string viewer; ///< leaves out what this person has marked and somebody else has not yet
    std::int64_t limit = 100'000;
};

/// Highest priority first, overdue before all; snoozed cases come back when their time is over.
Result<std::vector<Case>> readQueue(db::Database& mart, const QueueQuery& query,
                                    const Clock& clock);
/// NotFound when there is no such case. Under double review only tags of the viewer's own, until
/// the own mark is given.
Result<Case> readCase(db::Database& mart, const std::string& caseId,
                      const std::string& viewer = {});
/// Oldest first. Under double review only the own ones, until the own mark is given.
Result<std::vector<CaseNote>> readNotes(db::Database& mart, const std::string& caseId,
                                        const std::string& viewer = {});

/// Codes a decision may give as its reason; every kind of case accepts "other" (with a note).
struct ReasonCode {
    const char* code; ///< "late_delivery"
    const char* name; ///< English, marked for translation (context "Reason")
    /// What is wrong and what to do, as a refused merchant is told; English, marked for translation
    /// (context "MerchantMessage"). Empty for codes that do not speak against the merchant.
    const char* toMerchant = "";
};
std::span<const ReasonCode> reasonCodes(const std::string& kind);
/// The code that the strongest evidence against the merchant names; empty without one.
std::string suggestedReason(const std::string& kind, std::span<const CaseReason> why);

struct OpenCasesParams {
    double minimumProbability = 0.5;
    std::int64_t most = 200;
    int dueInDays = 3;
};
struct OpenedCases {
    std::int64_t operationId = 0; ///< 0 when nothing was opened
    std::int64_t opened = 0;
    std::int64_t alreadyOpen = 0;
};
/// Opens a case for each risky merchant of the latest score run that has none waiting and none
/// decided on these same scores; highest priority first. One operation. Errors: NotEnoughData
/// (nothing was scored yet), InvalidNumber.
Result<OpenedCases> openRiskCases(db::Database& mart, const OpenCasesParams& params,
                                  const Actor& actor);

/// Resume starts the clock of an asked case again (the merchant has answered).
enum class Verb {
    Approve,
    Refuse,
    Ask,
    Escalate,
    Snooze,
    Note,
    Assign,
    Reopen,
    Resume,
    Claim,
    Release,
    Tag,
    Untag
};
std::optional<Verb> parseVerb(std::string_view text);

/// What merchants are told when a decision whose message left at `sentAt` no longer stands, in the
/// language of that message; null = English.
using CorrectionText = std::function<std::string(const std::string& language, std::int64_t sentAt)>;

struct Decision {
    std::string caseId;
    Verb verb{};
    std::string reasonCode; ///< required by Refuse; "other" requires a note or a message
    std::string note;
    std::optional<std::int64_t> snoozedUntil; ///< Snooze; empty = in three days
    std::string snoozedEvent;                 ///< Snooze; a name in wakeEvents() or empty
    std::string assignee;                     ///< Assign, Escalate; empty = the actor, nobody
    std::string tag;                          ///< Tag, Untag
    std::string message;                ///< Refuse, Ask: what the merchant is told; empty = nothing
    std::string messageLanguage = "en"; ///< of it: "zh" or "en"
    std::vector<std::string> except;    ///< Refuse of a ring: members that are innocent
    CorrectionText correction = {};     ///< Reopen: of a refusal whose message has left
};
struct Receipt {
    std::int64_t operationId = 0;
    std::string hash;
    std::string caseId;     ///< empty for operations on no single case
    std::string kind;       ///< of the operation
    std::string target;     ///< undo, redo: the kind of the operation taken back or done again
    std::int64_t cases = 0; ///< how many cases it touched
    std::string
        subject; ///< what an operation on no case is about: a view, a rule, a batch of import
    /// Undo, redo, reopen: merchants who are told that what they were told no longer stands.
    std::int64_t corrections = 0;
    /// Undo, redo: merchants who are told once more, because a correction had left.
    std::int64_t repeats = 0;
};

/// The operation and its effect in one transaction. On a case under double review approving and
/// refusing give a mark ("blind.mark", core/desk/second_eyes.h). Errors: NotFound, Forbidden,
/// ReasonRequired, Usage (unknown reason), Conflict (already decided).
Result<Receipt> decide(db::Database& mart, const Decision& decision, const Actor& actor);
/// Takes back the newest operation of this operator that is not undone. Errors: NotFound (nothing
/// to undo), Conflict (somebody else has worked on the case since; their work is left alone).
Result<Receipt> undo(db::Database& mart, const Actor& actor);
Result<Receipt> undo(db::Database& mart, const Actor& actor, TaskContext& context);
/// A message that still waits is withdrawn with its decision and nobody sees it; one that has left
/// is followed by a correction, in an operation of its own (core/desk/outbox.h).
struct UndoParams {
    /// Sending cannot be undone. Asked to, undo() refuses (Conflict) unless this allows it to reach
    /// past it, to what was done before.
    bool pastSent = false;
    CorrectionText correction = {};
};
Result<Receipt> undo(db::Database& mart, const Actor& actor, const UndoParams& params,
                     TaskContext& context);
/// Does again what the newest undo took back; NotFound after any new operation of this operator,
/// Conflict as for undo().
Result<Receipt> redo(db::Database& mart, const Actor& actor);
Result<Receipt> redo(db::Database& mart, const Actor& actor, TaskContext& context);
/// `correction` is for a reopening done again, whose refusal has left meanwhile.
Result<Receipt> redo(db::Database& mart, const Actor& actor, const UndoParams& params,
                     TaskContext& context);

} // namespace mops::desk
