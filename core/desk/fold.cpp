#include "core/desk/fold.h"

#include "core/desk/verbs.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

[[noreturn]] void senseless(const StoredOperation& operation, const std::string& what) {
    throw db::DatabaseFailure(
        Error{ErrorCode::IntegrityFault,
              "operation " + std::to_string(operation.operationId) + ": " + what,
              "merchantops-cli ledger verify"});
}

Json payloadOf(const StoredOperation& operation) {
    auto payload = Json::parse(operation.payload, nullptr, false);
    if (!payload.is_object())
        senseless(operation, "payload");
    return payload;
}

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

} // namespace

std::vector<std::string> casesOf(const StoredOperation& operation) {
    const Json payload = payloadOf(operation);
    std::vector<std::string> cases;
    if (const auto one = payload.find("case_id"); one != payload.end())
        cases.push_back(one->get<std::string>());
    if (const auto many = payload.find("cases"); many != payload.end())
        for (const Json& entry : *many)
            cases.push_back(entry.is_object() ? entry.at("case_id").get<std::string>()
                                              : entry.get<std::string>());
    return cases;
}

void Fold::apply(const StoredOperation& operation) {
    try {
        db::Statement touched(m_state, "INSERT INTO case_operation (case_id, operation_id) "
                                       "VALUES (?, ?)");
        for (const std::string& caseId : casesOf(operation))
            touched.run(caseId, operation.operationId);
        if (operation.kind == kUndoKind)
            takeBack(referred(operation));
        else if (operation.kind == kRedoKind)
            applyForward(referred(referred(operation)));
        else
            applyForward(operation);
    } catch (const Json::exception&) {
        senseless(operation, "payload");
    }
}

StoredOperation Fold::referred(const StoredOperation& operation) {
    auto target = findOperation(m_ledger, operation.undoes.value_or(0));
    if (!target || target->operationId >= operation.operationId)
        senseless(operation, "undoes");
    return std::move(*target);
}

void Fold::applyForward(const StoredOperation& operation) {
    if (operation.kind == kOpenKind)
        openCases(operation);
    else
        decideCase(operation);
}

void Fold::openCases(const StoredOperation& operation) {
    const Json payload = payloadOf(operation);
    db::Statement insert(m_state, "INSERT INTO case_state (case_id, kind, merchant_key, "
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

void Fold::decideCase(const StoredOperation& operation) {
    const auto verb = verbOfKind(operation.kind);
    if (!verb)
        senseless(operation, "kind " + operation.kind);
    const Json payload = payloadOf(operation);
    if (*verb != Verb::Note)
        writeChanging(m_state, payload.at("case_id"), decided(operation, *verb, payload));
    if (!payload.value("note", "").empty())
        addNote(operation);
}

void Fold::addNote(const StoredOperation& operation) {
    const Json payload = payloadOf(operation);
    db::Statement insert(m_state, "INSERT INTO case_note (operation_id, case_id, operator, at, "
                                  "note) VALUES (?, ?, ?, ?, ?)");
    insert.run(operation.operationId, payload.at("case_id").get<std::string>(),
               operation.operatorName, operation.at, payload.at("note").get<std::string>());
}

void Fold::takeBack(const StoredOperation& operation) {
    const Json payload = payloadOf(operation);
    if (operation.kind == kOpenKind) {
        db::Statement remove(m_state, "DELETE FROM case_state WHERE case_id = ?");
        for (const Json& entry : payload.at("cases"))
            remove.run(entry.at("case_id").get<std::string>());
        return;
    }
    const auto verb = verbOfKind(operation.kind);
    if (!verb)
        senseless(operation, "kind " + operation.kind);
    if (*verb != Verb::Note)
        writeChanging(m_state, payload.at("case_id"), changingOf(payload.at("before")));
    db::Statement remove(m_state, "DELETE FROM case_note WHERE operation_id = ?");
    remove.run(operation.operationId);
}

} // namespace mops::desk
