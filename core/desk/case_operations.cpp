#include "core/desk/case_operations.h"

#include "core/db/statement.h"
#include "core/desk/case_change.h"
#include "core/desk/outbox_operations.h"
#include "core/desk/verbs.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

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

void setTag(db::Database& state, const std::string& caseId, const std::string& tag,
            std::int64_t operationId) {
    db::Statement insert(state,
                         "INSERT INTO case_tag (case_id, tag, operation_id) VALUES (?, ?, ?)");
    insert.run(caseId, tag, operationId);
}

void removeTag(db::Database& state, const std::string& caseId, const std::string& tag) {
    db::Statement remove(state, "DELETE FROM case_tag WHERE case_id = ? AND tag = ?");
    remove.run(caseId, tag);
}

std::int64_t lastOperationOf(db::Database& mart, const std::string& caseId) {
    db::Statement select(mart, "SELECT last_operation FROM case_state WHERE case_id = ?");
    select.bind(1, caseId);
    return select.step() ? select.integer(0) : 0;
}

} // namespace

void applyOpenCases(db::Database& state, const StoredOperation& operation, const Json& payload) {
    db::Statement insert(state, "INSERT INTO case_state (case_id, kind, subject_id, merchant_key, "
                                "merchant_id, title, score_run_id, opened_at, due_at, priority, "
                                "score, stake_minor, picked, why, status, last_operation) "
                                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)");
    const auto kind = payload.at("kind").get<std::string>();
    const auto scoreRun = payload.at("score_run_id").get<std::int64_t>();
    const auto dueAt = payload.at("due_at").get<std::int64_t>();
    for (const Json& entry : payload.at("cases")) {
        const auto merchantId = entry.at("merchant_id").get<std::string>();
        insert.run(entry.at("case_id").get<std::string>(), kind,
                   entry.value("subject_id", merchantId),
                   entry.at("merchant_key").get<std::int64_t>(), merchantId,
                   entry.value("title", std::string()), entry.value("score_run_id", scoreRun),
                   operation.at, entry.value("due_at", dueAt), entry.at("priority").get<double>(),
                   entry.at("score").get<double>(), entry.value("stake_minor", std::int64_t{0}),
                   entry.value("picked", std::string("loss")), entry.at("why").dump(),
                   operation.operationId);
    }
}

void takeBackOpenCases(db::Database& state, const StoredOperation&, const Json& payload) {
    db::Statement remove(state, "DELETE FROM case_state WHERE case_id = ?");
    for (const Json& entry : payload.at("cases"))
        remove.run(entry.at("case_id").get<std::string>());
}

/// Notes, tags and marks of others hang on a case without changing it.
Result<> checkOpenCases(db::Database& mart, const StoredOperation& operation, const Json& payload,
                        bool redo) {
    db::Statement last(mart, "SELECT last_operation FROM case_state WHERE case_id = ?");
    db::Statement beside(mart,
                         "SELECT operation_id FROM case_note WHERE case_id = ?1 "
                         "UNION ALL SELECT operation_id FROM case_tag WHERE case_id = ?1 "
                         "UNION ALL SELECT last_operation FROM blind_case WHERE case_id = ?1 "
                         "UNION ALL SELECT operation_id FROM blind_mark WHERE case_id = ?1 "
                         "UNION ALL SELECT n.operation_id FROM case_operation o "
                         "JOIN case_note n ON n.operation_id = o.operation_id AND n.case_id = '' "
                         "WHERE o.case_id = ?1 LIMIT 1");
    const std::int64_t expected = redo ? 0 : operation.operationId;
    for (const std::string& caseId : casesOf(payload)) {
        last.bind(1, caseId);
        const std::int64_t found = last.step() ? last.integer(0) : 0;
        last.reset();
        if (found != expected)
            return conflictWith(mart, caseId, found);
        beside.bind(1, caseId);
        if (beside.step())
            return conflictWith(mart, caseId, beside.integer(0));
        beside.reset();
    }
    return {};
}

void applyCase(db::Database& state, const StoredOperation& operation, const Json& payload) {
    const Verb verb = verbOf(operation);
    const std::string caseId = payload.at("case_id");
    if (verb == Verb::Tag)
        setTag(state, caseId, payload.at("tag"), operation.operationId);
    else if (verb == Verb::Untag)
        removeTag(state, caseId, payload.at("tag"));
    else if (verb != Verb::Note)
        writeCaseChange(state, caseId,
                        afterVerb(caseChangeOf(payload.at("before")), verb, operation, payload));
    if (!payload.value("note", "").empty())
        addNote(state, operation, payload);
    tellMerchants(state, operation, payload, verb);
    spareMembers(state, operation, payload);
}

void takeBackCase(db::Database& state, const StoredOperation& operation, const Json& payload) {
    const Verb verb = verbOf(operation);
    const std::string caseId = payload.at("case_id");
    if (verb == Verb::Tag)
        removeTag(state, caseId, payload.at("tag"));
    else if (verb == Verb::Untag)
        setTag(state, caseId, payload.at("tag"), payload.at("tagged_by").get<std::int64_t>());
    else if (verb != Verb::Note)
        writeCaseChange(state, caseId, caseChangeOf(payload.at("before")));
    db::Statement remove(state, "DELETE FROM case_note WHERE operation_id = ?");
    remove.run(operation.operationId);
    untellMerchants(state, operation, payload, verb);
    unspareMembers(state, operation, payload);
}

Result<> checkCase(db::Database& mart, const StoredOperation& operation, const Json& payload,
                   bool redo) {
    const Verb verb = verbOf(operation);
    const std::string caseId = payload.at("case_id");
    const std::int64_t last = lastOperationOf(mart, caseId);
    if (standsBeside(verb)) {
        if (redo && last == 0)
            return fail(ErrorCode::Conflict, caseId);
        if (verb == Verb::Note)
            return {};
        const std::string tag = payload.at("tag");
        const std::int64_t tagged = taggedBy(mart, caseId, tag).value_or(0);
        const bool shouldBeThere = (verb == Verb::Tag) != redo;
        const std::int64_t expected = !shouldBeThere ? 0
                                      : verb == Verb::Tag
                                          ? operation.operationId
                                          : payload.at("tagged_by").get<std::int64_t>();
        if (tagged != expected)
            return conflictWith(mart, caseId + " #" + tag, tagged);
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
