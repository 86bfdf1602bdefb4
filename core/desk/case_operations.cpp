#include "core/desk/case_operations.h"

#include "core/db/statement.h"
#include "core/desk/verbs.h"

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

/// The columns that a decision may change.
struct Changing {
    std::string status;
    std::string reasonCode;
    std::optional<std::int64_t> snoozedUntil;
    std::optional<std::int64_t> decidedAt;
    std::string decidedBy;
    std::string assignee;
    std::int64_t lastOperation = 0;
};

Changing changingOf(const Json& before) {
    Changing row;
    row.status = before.at("status");
    row.reasonCode = before.at("reason_code");
    row.snoozedUntil = optionalTime(before, "snoozed_until");
    row.decidedAt = optionalTime(before, "decided_at");
    row.decidedBy = before.at("decided_by");
    row.assignee = before.at("assignee");
    row.lastOperation = before.at("last_operation");
    return row;
}

void writeChanging(db::Database& state, const std::string& caseId, const Changing& row) {
    db::Statement update(state, "UPDATE case_state SET status = ?, reason_code = ?, "
                                "snoozed_until = ?, decided_at = ?, decided_by = ?, assignee = ?, "
                                "last_operation = ? WHERE case_id = ?");
    update.run(row.status, row.reasonCode, row.snoozedUntil, row.decidedAt, row.decidedBy,
               row.assignee, row.lastOperation, caseId);
}

/// What the verb makes of the columns.
Changing decided(const StoredOperation& operation, Verb verb, const Json& payload) {
    Changing row = changingOf(payload.at("before"));
    row.lastOperation = operation.operationId;
    const std::string reason = payload.value("reason", "");
    switch (verb) {
    case Verb::Approve:
    case Verb::Refuse:
        row.status = statusName(verb == Verb::Approve ? CaseStatus::Approved : CaseStatus::Refused);
        row.reasonCode = reason;
        row.decidedAt = operation.at;
        row.decidedBy = operation.operatorName;
        row.snoozedUntil.reset();
        break;
    case Verb::Ask:
    case Verb::Escalate:
        row.status = statusName(verb == Verb::Ask ? CaseStatus::Asked : CaseStatus::Escalated);
        row.reasonCode = reason;
        row.snoozedUntil.reset();
        break;
    case Verb::Snooze:
        row.status = statusName(CaseStatus::Snoozed);
        row.reasonCode = reason;
        row.snoozedUntil = payload.at("until").get<std::int64_t>();
        break;
    case Verb::Assign: row.assignee = payload.at("assignee"); break;
    case Verb::Reopen:
        row.status = statusName(CaseStatus::Open);
        row.reasonCode.clear();
        row.snoozedUntil.reset();
        row.decidedAt.reset();
        row.decidedBy.clear();
        break;
    case Verb::Note: break;
    }
    return row;
}

void addNote(db::Database& state, const StoredOperation& operation, const Json& payload) {
    db::Statement insert(state, "INSERT INTO case_note (operation_id, case_id, operator, at, "
                                "note) VALUES (?, ?, ?, ?, ?)");
    insert.run(operation.operationId, payload.at("case_id").get<std::string>(),
               operation.operatorName, operation.at, payload.at("note").get<std::string>());
}

Verb verbOf(const StoredOperation& operation) {
    const auto verb = verbOfKind(operation.kind);
    if (!verb)
        senselessOperation(operation, "kind " + operation.kind);
    return *verb;
}

/// Whose effect a case shows; 0 when there is no such case.
std::int64_t lastOperationOf(db::Database& mart, const std::string& caseId) {
    db::Statement select(mart, "SELECT last_operation FROM case_state WHERE case_id = ?");
    select.bind(1, caseId);
    return select.step() ? select.integer(0) : 0;
}

} // namespace

void applyOpenCases(db::Database& state, const StoredOperation& operation, const Json& payload) {
    db::Statement insert(state, "INSERT INTO case_state (case_id, kind, merchant_key, "
                                "merchant_id, score_run_id, opened_at, due_at, priority, score, "
                                "why, status, last_operation) "
                                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)");
    for (const Json& entry : payload.at("cases"))
        insert.run(entry.at("case_id").get<std::string>(), payload.at("kind").get<std::string>(),
                   entry.at("merchant_key").get<std::int64_t>(),
                   entry.at("merchant_id").get<std::string>(),
                   payload.at("score_run_id").get<std::int64_t>(), operation.at,
                   payload.at("due_at").get<std::int64_t>(), entry.at("priority").get<double>(),
                   entry.at("score").get<double>(), entry.at("why").dump(), operation.operationId);
}

void takeBackOpenCases(db::Database& state, const StoredOperation&, const Json& payload) {
    db::Statement remove(state, "DELETE FROM case_state WHERE case_id = ?");
    for (const Json& entry : payload.at("cases"))
        remove.run(entry.at("case_id").get<std::string>());
}

Result<> checkOpenCases(db::Database& mart, const StoredOperation& operation, const Json&,
                        bool redo) {
    db::Statement note(mart, "SELECT operation_id FROM case_note WHERE case_id = ? LIMIT 1");
    for (const std::string& caseId : casesOf(operation)) {
        if (const auto last = lastOperationOf(mart, caseId);
            last != (redo ? 0 : operation.operationId))
            return conflictWith(mart, caseId, last);
        note.bind(1, caseId);
        if (note.step())
            return conflictWith(mart, caseId, note.integer(0));
        note.reset();
    }
    return {};
}

void applyCase(db::Database& state, const StoredOperation& operation, const Json& payload) {
    const Verb verb = verbOf(operation);
    if (verb != Verb::Note)
        writeChanging(state, payload.at("case_id"), decided(operation, verb, payload));
    if (!payload.value("note", "").empty())
        addNote(state, operation, payload);
}

void takeBackCase(db::Database& state, const StoredOperation& operation, const Json& payload) {
    if (verbOf(operation) != Verb::Note)
        writeChanging(state, payload.at("case_id"), changingOf(payload.at("before")));
    db::Statement remove(state, "DELETE FROM case_note WHERE operation_id = ?");
    remove.run(operation.operationId);
}

Result<> checkCase(db::Database& mart, const StoredOperation& operation, const Json& payload,
                   bool redo) {
    const std::string caseId = payload.at("case_id");
    const std::int64_t last = lastOperationOf(mart, caseId);
    if (verbOf(operation) == Verb::Note) {
        if (redo && last == 0)
            return fail(ErrorCode::Conflict, caseId);
        return {};
    }
    const std::int64_t expected =
        redo ? payload.at("before").at("last_operation").get<std::int64_t>()
             : operation.operationId;
    if (last != expected)
        return conflictWith(mart, caseId, last);
    return {};
}

} // namespace mops::desk
