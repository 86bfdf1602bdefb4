#pragma once

#include "core/base/translatable.h"
#include "core/desk/case_kind.h"

#include <filesystem>
#include <map>
#include <optional>

namespace mops::desk {

/// How long a message waits before it may leave the building; until then an undo withdraws it and
/// nobody has seen it.
inline constexpr std::int64_t kGraceSeconds = 600;

/// What merchants get when the decision behind a message that left is undone or its case reopened;
/// %1 is the day it left.
inline constexpr const char* kCorrectionText =
    MOPS_TEXT("MerchantMessage",
              "Hello,\n\nour message of %1 on this case is withdrawn: the decision in it was taken "
              "back and no longer stands. You need not act on it, and no deadline in it counts any "
              "more. If something is decided anew, you will hear from us.\n\nWe are sorry for the "
              "trouble.");

/// The hint of an undo that ran into a sending: what to do instead.
inline constexpr const char* kPastSentHint = "merchantops-cli undo --past-sent";

enum class MessageStatus { Waiting, Sent, Withdrawn, Corrected };
const char* statusName(MessageStatus status); ///< "waiting"
std::optional<MessageStatus> parseMessageStatus(std::string_view name);

/// What merchants are told by one operation.
struct OutboxMessage {
    std::int64_t messageId = 0; ///< the operation that wrote it
    std::int64_t about = 0;     ///< the decision it tells of
    std::string kind;           ///< "decision", "correction", "repeat"
    std::string verb;           ///< of the decision: "refuse", "ask"
    std::string reasonCode;
    std::string operatorName; ///< who decided
    std::string language;     ///< "zh", "en"
    std::string text;
    std::int64_t writtenAt = 0;
    std::int64_t dueAt = 0;      ///< may leave from then on
    MessageStatus status{};      ///< of those it goes to, the one that still matters most
    std::int64_t cases = 0;      ///< it is about
    std::int64_t recipients = 0; ///< merchants it goes to; once a case
    std::string caseId;          ///< empty when there are several
    std::string caseKind;        ///< of it; empty likewise, and when its opening was taken back
    std::string merchantId;      ///< likewise; empty too for an applicant who is no merchant yet
    std::optional<std::int64_t> sentAt;
    std::int64_t sentBy = 0; ///< the operation it left with; 0 = none
};

struct OutboxQuery {
    std::optional<MessageStatus> status = {};
    std::string caseId = {};    ///< empty = all
    std::int64_t messageId = 0; ///< 0 = all
    std::int64_t limit = 1'000;
};
/// Newest first. What speaks of a case under double review, and be it beside others, is left out
/// until `viewer` gave an own mark, unless it is the viewer's own. Of many messages the newest
/// `limit` are looked at.
Result<std::vector<OutboxMessage>> readOutbox(db::Database& mart, const OutboxQuery& query,
                                              const std::string& viewer = {});

/// What could leave at a moment, and what waits longer.
struct OutboxCount {
    std::int64_t due = 0;                  ///< messages
    std::int64_t waiting = 0;              ///< messages, those that are due included
    std::int64_t recipients = 0;           ///< of those that are due
    std::optional<std::int64_t> nextDueAt; ///< of those that are not due yet
};
Result<OutboxCount> countOutbox(db::Database& mart, std::int64_t now);

struct SentMessages {
    Receipt receipt;
    std::int64_t messages = 0;
    std::int64_t recipients = 0; ///< lines of the file
};
/// Lets all that is due leave: writes it into a new file, one JSON object a line and merchant, and
/// notes in the ledger that it left. Errors: NotFound (nothing is due), Conflict (the file exists:
/// it may hold messages that nobody took on yet), Forbidden, FileNotWritable, DiskFull.
Result<SentMessages> sendDue(db::Database& mart, const std::filesystem::path& out,
                             const Actor& actor, TaskContext& context);
/// Writes again what left with an operation, the same bytes: for a file that was lost, or that a
/// power cut left unwritten. Errors: NotFound, those of sendDue().
Result<SentMessages> writeSentAgain(db::Database& mart, std::int64_t operationId,
                                    const std::filesystem::path& out);

/// Whether cases of this kind concern others than their own merchant.
bool concernsMany(std::string_view caseKind);
/// Whom a decision on this case concerns; empty where it is the case's own merchant alone.
Result<std::vector<Addressee>> readAddressees(db::Database& mart, const Case& item);
/// Members that standing refusals of rings named as innocent: merchant → case.
Result<std::map<std::string, std::string>> readSparedMembers(db::Database& mart,
                                                             const std::string& caseId = {});

} // namespace mops::desk
