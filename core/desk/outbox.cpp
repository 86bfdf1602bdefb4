#include "core/desk/outbox.h"

#include "core/base/text.h"
#include "core/base/whole_file.h"
#include "core/db/statement.h"
#include "core/desk/fold.h"
#include "core/desk/operators.h"
#include "core/desk/outbox_operations.h"
#include "core/desk/receipts.h"
#include "core/desk/verbs.h"
#include "core/mart/mart.h"

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<MessageStatus, const char*>, 4> kStatuses{{
    {MessageStatus::Waiting, "waiting"},
    {MessageStatus::Sent, "sent"},
    {MessageStatus::Corrected, "corrected"},
    {MessageStatus::Withdrawn, "withdrawn"},
}};

// Which messages are looked at: ?1 a case or an operation, ?2 a status or '', ?3 the most.
constexpr const char* kOfCase = "SELECT DISTINCT about, message_id FROM outbox_recipient "
                                "WHERE case_id = ?1";
constexpr const char* kOfOperation = "SELECT about, message_id FROM outbox_message "
                                     "WHERE message_id = ?1";
constexpr const char* kNewest =
    "SELECT about, message_id FROM outbox_message m WHERE ?1 = 0 AND (?2 = '' OR EXISTS "
    "(SELECT 1 FROM outbox_recipient r WHERE r.about = m.about AND r.message_id = m.message_id "
    "AND r.status = ?2)) ORDER BY message_id DESC LIMIT ?3";

/// The chosen messages and those they go to; a message's status is the first of kStatuses that any
/// of its rows has. What speaks of a case under double review is sealed for all but ?4, who wrote
/// it or gave an own mark.
constexpr const char* kMessages =
    "SELECT m.message_id, m.about, m.kind, m.verb, m.reason_code, o.operator, m.language, m.text, "
    "m.written_at, m.due_at, min(CASE r.status WHEN 'waiting' THEN 0 WHEN 'sent' THEN 1 "
    "WHEN 'corrected' THEN 2 ELSE 3 END) AS standing, count(DISTINCT r.case_id), count(*), "
    "min(r.case_id), coalesce(min(c.kind), ''), min(r.merchant_id), max(s.at), "
    "coalesce(max(r.sent_by), 0) "
    "FROM chosen JOIN outbox_message m ON m.about = chosen.about "
    "AND m.message_id = chosen.message_id "
    "JOIN outbox_recipient r ON r.about = m.about AND r.message_id = m.message_id "
    "JOIN operation o ON o.operation_id = m.about "
    "LEFT JOIN case_state c ON c.case_id = r.case_id "
    "LEFT JOIN operation s ON s.operation_id = r.sent_by "
    "GROUP BY m.about, m.message_id HAVING (?2 = '' OR ?2 = CASE standing WHEN 0 THEN 'waiting' "
    "WHEN 1 THEN 'sent' WHEN 2 THEN 'corrected' ELSE 'withdrawn' END) "
    "AND ((o.operator = ?4 AND ?4 <> '') OR NOT max(EXISTS (SELECT 1 FROM blind_case b "
    "WHERE b.case_id = r.case_id AND (SELECT count(*) FROM blind_mark k "
    "WHERE k.case_id = b.case_id) < 2 AND NOT EXISTS (SELECT 1 FROM blind_mark k "
    "WHERE k.case_id = b.case_id AND k.operator = ?4 AND ?4 <> '')))) "
    "ORDER BY m.message_id DESC, m.about DESC LIMIT ?3";

OutboxMessage readMessage(const db::Statement& row) {
    OutboxMessage message;
    message.messageId = row.integer(0);
    message.about = row.integer(1);
    message.kind = row.text(2);
    message.verb = row.text(3);
    message.reasonCode = row.text(4);
    message.operatorName = row.text(5);
    message.language = row.text(6);
    message.text = row.text(7);
    message.writtenAt = row.integer(8);
    message.dueAt = row.integer(9);
    message.status = kStatuses.at(static_cast<std::size_t>(row.integer(10))).first;
    message.cases = row.integer(11);
    message.recipients = row.integer(12);
    if (message.cases == 1) {
        message.caseId = row.text(13);
        message.caseKind = row.text(14);
    }
    if (message.recipients == 1)
        message.merchantId = row.text(15);
    message.sentAt = row.optionalInteger(16);
    message.sentBy = row.integer(17);
    return message;
}

std::vector<std::string> dueCases(db::Database& mart, std::int64_t until) {
    db::Statement select(mart, "SELECT DISTINCT r.case_id FROM outbox_recipient r "
                               "JOIN outbox_message m ON m.about = r.about "
                               "AND m.message_id = r.message_id "
                               "WHERE r.status = 'waiting' AND m.due_at <= ? ORDER BY 1");
    select.bind(1, until);
    std::vector<std::string> cases;
    while (select.step())
        cases.emplace_back(select.text(0));
    return cases;
}

OutboxCount countNow(db::Database& mart, std::int64_t now) {
    db::Statement select(mart, "SELECT coalesce(sum(m.due_at <= ?1), 0), count(*), "
                               "coalesce(sum((m.due_at <= ?1) * r.merchants), 0), "
                               "min(CASE WHEN m.due_at > ?1 THEN m.due_at END) "
                               "FROM (SELECT about, message_id, count(*) AS merchants "
                               "FROM outbox_recipient WHERE status = 'waiting' "
                               "GROUP BY about, message_id) r "
                               "JOIN outbox_message m ON m.about = r.about "
                               "AND m.message_id = r.message_id");
    select.bind(1, now);
    select.step();
    return {select.integer(0), select.integer(1), select.integer(2), select.optionalInteger(3)};
}

/// The file of a sending: what the ledger says left with it, so that it can be made again.
struct Lines {
    std::string bytes;
    std::int64_t recipients = 0;
    std::set<std::int64_t> messages;
};

Result<Lines> linesOf(db::Database& mart, std::int64_t operationId) {
    const auto facts = mart::readFacts(mart);
    if (!facts)
        return failAs(facts);
    db::Statement row(mart, "SELECT r.message_id, r.about, m.kind, m.verb, m.reason_code, "
                            "m.language, m.text, m.written_at, r.case_id, c.kind, c.subject_id, "
                            "r.merchant_id FROM outbox_recipient r "
                            "JOIN outbox_message m ON m.about = r.about "
                            "AND m.message_id = r.message_id "
                            "LEFT JOIN case_state c ON c.case_id = r.case_id WHERE r.sent_by = ? "
                            "ORDER BY r.message_id, r.case_id, r.merchant_id");
    row.bind(1, operationId);
    Lines lines;
    while (row.step()) {
        const auto text = [&](int column) { return std::string(row.text(column)); };
        const Json line = {{"message_id", row.integer(0)},
                           {"about", row.integer(1)},
                           {"kind", text(2)},
                           {"decision", text(3)},
                           {"reason", text(4)},
                           {"language", text(5)},
                           {"text", text(6)},
                           {"written_at", formatInstant(fromSeconds(row.integer(7)))},
                           {"case_id", text(8)},
                           {"case_kind", text(9)},
                           {"subject_id", text(10)},
                           {"merchant_id", text(11)},
                           {"sent_by", operationId},
                           {"simulated", facts->simulated}};
        lines.bytes += line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
        lines.messages.insert(row.integer(0));
        ++lines.recipients;
    }
    return lines;
}

Result<WholeFile> beginNew(const std::filesystem::path& out) {
    std::error_code ignored;
    if (std::filesystem::exists(out, ignored) && !std::filesystem::is_directory(out, ignored))
        return fail(ErrorCode::Conflict, out.string(), "--out");
    return WholeFile::begin(out);
}

/// All bytes are on disk, under the temporary name.
Result<> fill(const WholeFile& file, const std::string& bytes) {
    std::ofstream stream(file.temporary(), std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (!stream)
        return Failure(file.trouble());
    return {};
}

SentMessages sentOf(const Lines& lines) {
    SentMessages sent;
    sent.messages = static_cast<std::int64_t>(lines.messages.size());
    sent.recipients = lines.recipients;
    return sent;
}

} // namespace

const char* statusName(MessageStatus status) {
    for (const auto& [value, name] : kStatuses)
        if (value == status)
            return name;
    return "";
}

std::optional<MessageStatus> parseMessageStatus(std::string_view name) {
    for (const auto& [value, text] : kStatuses)
        if (name == text)
            return value;
    return std::nullopt;
}

Result<std::vector<OutboxMessage>> readOutbox(db::Database& mart, const OutboxQuery& query,
                                              const std::string& viewer) {
    return db::guarded([&]() -> Result<std::vector<OutboxMessage>> {
        const db::ReadSnapshot snapshot(mart);
        const char* which = !query.caseId.empty() ? kOfCase
                            : query.messageId > 0 ? kOfOperation
                                                  : kNewest;
        db::Statement row(mart, std::string("WITH chosen AS (") + which + ") " + kMessages);
        if (!query.caseId.empty())
            row.bind(1, query.caseId);
        else
            row.bind(1, query.messageId);
        row.bind(2, query.status ? statusName(*query.status) : "");
        row.bind(3, query.limit);
        row.bind(4, viewer);
        std::vector<OutboxMessage> messages;
        while (row.step())
            messages.push_back(readMessage(row));
        return messages;
    });
}

Result<OutboxCount> countOutbox(db::Database& mart, std::int64_t now) {
    return db::guarded([&]() -> Result<OutboxCount> { return countNow(mart, now); });
}

Result<SentMessages> sendDue(db::Database& mart, const std::filesystem::path& out,
                             const Actor& actor, TaskContext& context) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    return db::guarded([&]() -> Result<SentMessages> {
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(mart, "message.send", actor); !allowed)
            return failAs(allowed);
        const std::int64_t now = toSeconds(actor.clock.now());
        const OutboxCount count = countNow(mart, now);
        if (count.due == 0)
            return fail(ErrorCode::NotFound, "a message that is due",
                        count.nextDueAt ? "outbox send, from " +
                                              formatInstant(fromSeconds(*count.nextDueAt)) + " on"
                                        : "outbox list");
        auto file = beginNew(out);
        if (!file)
            return failAs(file);
        const Json payload = {{"cases", dueCases(mart, now)},
                              {"messages", count.due},
                              {"recipients", count.recipients},
                              {"until", now}};
        const auto operation =
            appendOperation(mart, actor, std::string(kSendKind), payload.dump(), std::nullopt);
        Fold(mart, mart).apply(operation);
        const auto lines = linesOf(mart, operation.operationId);
        if (!lines)
            return failAs(lines);
        if (const auto filled = fill(*file, lines->bytes); !filled)
            return failAs(filled);
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        // The ledger first: should the power go now, nothing leaves twice, and what did not leave
        // is written again from it.
        transaction.commit();
        if (auto committed = file->commit(); !committed)
            return fail(committed.error().code, committed.error().detail,
                        "merchantops-cli outbox again " + std::to_string(operation.operationId));
        SentMessages sent = sentOf(*lines);
        sent.receipt = receiptOf(operation);
        return sent;
    });
}

Result<SentMessages> writeSentAgain(db::Database& mart, std::int64_t operationId,
                                    const std::filesystem::path& out) {
    return db::guarded([&]() -> Result<SentMessages> {
        const db::ReadSnapshot snapshot(mart);
        const auto operation = findOperation(mart, operationId);
        if (!operation || operation->kind != kSendKind)
            return fail(ErrorCode::NotFound, "message.send " + std::to_string(operationId),
                        "merchantops-cli outbox list --status sent");
        const auto lines = linesOf(mart, operationId);
        if (!lines)
            return failAs(lines);
        auto file = beginNew(out);
        if (!file)
            return failAs(file);
        file->write(lines->bytes);
        if (const auto committed = file->commit(); !committed)
            return failAs(committed);
        SentMessages sent = sentOf(*lines);
        sent.receipt = receiptOf(*operation);
        return sent;
    });
}

bool concernsMany(std::string_view caseKind) {
    const CaseKind* kind = findCaseKind(caseKind);
    return kind != nullptr && kind->addressees != nullptr;
}

Result<std::vector<Addressee>> readAddressees(db::Database& mart, const Case& item) {
    const CaseKind* kind = findCaseKind(item.kind);
    if (kind == nullptr || kind->addressees == nullptr)
        return std::vector<Addressee>();
    return kind->addressees(mart, item.subjectId);
}

Result<std::map<std::string, std::string>> readSparedMembers(db::Database& mart,
                                                             const std::string& caseId) {
    return db::guarded([&]() -> Result<std::map<std::string, std::string>> {
        db::Statement select(mart, "SELECT e.merchant_id, e.case_id FROM ring_exception e "
                                   "JOIN case_state c ON c.case_id = e.case_id "
                                   "AND c.status = 'refused' AND c.last_operation = e.operation_id "
                                   "WHERE ?1 = '' OR e.case_id = ?1");
        select.bind(1, caseId);
        std::map<std::string, std::string> spared;
        while (select.step())
            spared.emplace(select.text(0), select.text(1));
        return spared;
    });
}

} // namespace mops::desk
