#include "core/desk/case_change.h"

#include "core/desk/priority.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

std::optional<std::int64_t> optionalTime(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null())
        return std::nullopt;
    return found->get<std::int64_t>();
}

Json jsonOf(const std::optional<std::int64_t>& time) {
    return time ? Json(*time) : Json();
}

void startClock(CaseChange& row, std::int64_t now) {
    if (row.clockStoppedAt && row.dueAt)
        row.dueAt = *row.dueAt + std::max<std::int64_t>(0, now - *row.clockStoppedAt);
    row.clockStoppedAt.reset();
}

void release(CaseChange& row) {
    row.claimedBy.clear();
    row.claimedUntil.reset();
}

void wake(CaseChange& row) {
    row.snoozedUntil.reset();
    row.snoozedEvent.clear();
    row.snoozedSeen.reset();
}

} // namespace

CaseChange caseChangeOf(const Json& before) {
    CaseChange row;
    row.status = before.at("status");
    row.reasonCode = before.at("reason_code");
    row.dueAt = optionalTime(before, "due_at");
    row.snoozedUntil = optionalTime(before, "snoozed_until");
    row.snoozedEvent = before.value("snoozed_event", "");
    row.snoozedSeen = optionalTime(before, "snoozed_seen");
    row.clockStoppedAt = optionalTime(before, "clock_stopped_at");
    row.decidedAt = optionalTime(before, "decided_at");
    row.decidedBy = before.at("decided_by");
    row.assignee = before.at("assignee");
    row.claimedBy = before.value("claimed_by", "");
    row.claimedUntil = optionalTime(before, "claimed_until");
    row.lastOperation = before.at("last_operation");
    return row;
}

Json jsonOf(const CaseChange& change) {
    return {{"status", change.status},
            {"reason_code", change.reasonCode},
            {"due_at", jsonOf(change.dueAt)},
            {"snoozed_until", jsonOf(change.snoozedUntil)},
            {"snoozed_event", change.snoozedEvent},
            {"snoozed_seen", jsonOf(change.snoozedSeen)},
            {"clock_stopped_at", jsonOf(change.clockStoppedAt)},
            {"decided_at", jsonOf(change.decidedAt)},
            {"decided_by", change.decidedBy},
            {"assignee", change.assignee},
            {"claimed_by", change.claimedBy},
            {"claimed_until", jsonOf(change.claimedUntil)},
            {"last_operation", change.lastOperation}};
}

CaseChange readChangeColumns(const db::Statement& row, int firstColumn) {
    CaseChange change;
    int column = firstColumn;
    change.status = row.text(column++);
    change.reasonCode = row.text(column++);
    change.dueAt = row.integer(column++);
    change.snoozedUntil = row.optionalInteger(column++);
    change.snoozedEvent = row.text(column++);
    change.snoozedSeen = row.optionalInteger(column++);
    change.clockStoppedAt = row.optionalInteger(column++);
    change.decidedAt = row.optionalInteger(column++);
    change.decidedBy = row.text(column++);
    change.assignee = row.text(column++);
    change.claimedBy = row.text(column++);
    change.claimedUntil = row.optionalInteger(column++);
    change.lastOperation = row.integer(column);
    return change;
}

std::optional<CaseChange> readCaseChange(db::Database& mart, const std::string& caseId) {
    db::Statement select(mart, std::string("SELECT ") + kChangeColumns +
                                   " FROM case_state WHERE case_id = ?");
    select.bind(1, caseId);
    if (!select.step())
        return std::nullopt;
    return readChangeColumns(select, 0);
}

bool standsBeside(Verb verb) {
    return verb == Verb::Note || verb == Verb::Tag || verb == Verb::Untag;
}

void writeCaseChange(db::Database& state, const std::string& caseId, const CaseChange& change) {
    CaseWriter(state).write(caseId, change);
}

CaseWriter::CaseWriter(db::Database& state)
    : m_update(state, "UPDATE case_state SET status = ?, reason_code = ?, "
                      "due_at = coalesce(?, due_at), snoozed_until = ?, snoozed_event = ?, "
                      "snoozed_seen = ?, "
                      "clock_stopped_at = ?, decided_at = ?, decided_by = ?, assignee = ?, "
                      "claimed_by = ?, claimed_until = ?, last_operation = ? "
                      "WHERE case_id = ?") {}

void CaseWriter::write(const std::string& caseId, const CaseChange& row) {
    m_update.run(row.status, row.reasonCode, row.dueAt, row.snoozedUntil, row.snoozedEvent,
                 row.snoozedSeen, row.clockStoppedAt, row.decidedAt, row.decidedBy, row.assignee,
                 row.claimedBy, row.claimedUntil, row.lastOperation, caseId);
}

CaseChange afterVerb(CaseChange row, Verb verb, const StoredOperation& operation,
                     const Json& payload) {
    row.lastOperation = operation.operationId;
    const std::string reason = payload.value("reason", "");
    switch (verb) {
    case Verb::Approve:
    case Verb::Refuse:
        startClock(row, operation.at);
        wake(row);
        release(row);
        row.status = statusName(verb == Verb::Approve ? CaseStatus::Approved : CaseStatus::Refused);
        row.reasonCode = reason;
        row.decidedAt = operation.at;
        row.decidedBy = operation.operatorName;
        break;
    case Verb::Ask:
        wake(row);
        row.status = statusName(CaseStatus::Asked);
        row.reasonCode = reason;
        if (!row.clockStoppedAt)
            row.clockStoppedAt = operation.at;
        row.claimedUntil.reset();
        break;
    case Verb::Escalate:
        startClock(row, operation.at);
        wake(row);
        row.status = statusName(CaseStatus::Escalated);
        row.reasonCode = reason;
        row.assignee = payload.value("assignee", row.assignee);
        row.claimedUntil.reset();
        break;
    case Verb::Snooze:
        startClock(row, operation.at);
        row.status = statusName(CaseStatus::Snoozed);
        row.reasonCode = reason;
        row.snoozedUntil = payload.at("until").get<std::int64_t>();
        row.snoozedEvent = payload.value("event", "");
        row.snoozedSeen = optionalTime(payload, "seen");
        release(row);
        break;
    case Verb::Assign: row.assignee = payload.at("assignee"); break;
    case Verb::Reopen:
    case Verb::Resume:
        startClock(row, operation.at);
        wake(row);
        row.status = statusName(CaseStatus::Open);
        row.reasonCode.clear();
        row.decidedAt.reset();
        row.decidedBy.clear();
        // Help was awaited without end; from now on the lease runs again.
        if (!row.claimedBy.empty() && !row.claimedUntil)
            row.claimedUntil = operation.at + kClaimSeconds;
        break;
    case Verb::Claim: {
        const bool awaitsHelp = row.claimedBy == operation.operatorName && !row.claimedUntil;
        row.claimedBy = operation.operatorName;
        if (!awaitsHelp)
            row.claimedUntil = payload.at("until").get<std::int64_t>();
        break;
    }
    case Verb::Release: release(row); break;
    case Verb::Note:
    case Verb::Tag:
    case Verb::Untag: break;
    }
    return row;
}

std::optional<std::int64_t> taggedBy(db::Database& mart, const std::string& caseId,
                                     const std::string& tag) {
    db::Statement select(mart, "SELECT operation_id FROM case_tag WHERE case_id = ? AND tag = ?");
    select.bindAll(caseId, tag);
    if (!select.step())
        return std::nullopt;
    return select.integer(0);
}

} // namespace mops::desk
