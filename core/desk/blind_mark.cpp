#include "core/db/statement.h"
#include "core/desk/blind_operations.h"
#include "core/desk/draw.h"
#include "core/desk/operation_log.h"
#include "core/desk/operators.h"
#include "core/desk/outbox_operations.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kAgree = "agree";
constexpr std::string_view kDisagree = "disagree";

const char* verbText(Verb verb) {
    return verb == Verb::Approve ? "approve" : "refuse";
}

Verb verbOf(const Json& payload) {
    return parseVerb(payload.at("verb").get<std::string>()).value_or(Verb::Approve);
}

bool markedBy(const std::vector<BlindMark>& marks, std::string_view name) {
    return std::any_of(marks.begin(), marks.end(),
                       [&](const BlindMark& mark) { return mark.operatorName == name; });
}

/// Active leads who gave none of the marks, by name.
std::vector<std::string> leadsBesides(db::Database& mart, const std::vector<BlindMark>& marks) {
    db::Statement select(mart, "SELECT name FROM desk_operator WHERE role = 'lead' AND active = 1 "
                               "ORDER BY name");
    std::vector<std::string> leads;
    while (select.step())
        if (!markedBy(marks, select.text(0)))
            leads.emplace_back(select.text(0));
    return leads;
}

/// Where two did not agree, somebody who gave neither mark decides; with a single lead it is that
/// one, whatever they marked, so that no case is stuck.
Result<> checkArbiter(db::Database& mart, const std::string& caseId,
                      const std::vector<BlindMark>& marks, const Actor& actor) {
    if (const auto allowed = checkAllowed(mart, "case.arbitrate", actor); !allowed)
        return failAs(allowed);
    if (markedBy(marks, actor.operatorName) && !leadsBesides(mart, marks).empty())
        return fail(ErrorCode::Forbidden, caseId + " (" + actor.operatorName + ")", "lead");
    return {};
}

/// Who gave the completing mark has seen the other one: taken back, it can be given again only as
/// it was (by redo), or the second look would be none.
bool hasSeenTheOther(db::Database& mart, const std::string& caseId, const std::string& name) {
    db::Statement select(mart, "SELECT 1 FROM case_operation t JOIN operation o "
                               "ON o.operation_id = t.operation_id "
                               "WHERE t.case_id = ? AND o.operator = ? AND o.kind = 'blind.mark' "
                               "AND json_extract(o.payload, '$.outcome') <> '' LIMIT 1");
    select.bindAll(caseId, name);
    return select.step();
}

Json jsonOf(const BlindMark& mark) {
    return {{"at", mark.at},
            {"note", mark.note},
            {"operation_id", mark.operationId},
            {"operator", mark.operatorName},
            {"reason", mark.reasonCode},
            {"verb", verbText(mark.verb)}};
}

void addNote(db::Database& state, const std::string& caseId, std::int64_t operationId,
             const std::string& who, std::int64_t at, const std::string& note) {
    if (note.empty())
        return;
    db::Statement insert(state, "INSERT INTO case_note (operation_id, case_id, operator, at, "
                                "note) VALUES (?, ?, ?, ?, ?)");
    insert.run(operationId, caseId, who, at, note);
}

void removeNote(db::Database& state, std::int64_t operationId) {
    db::Statement remove(state, "DELETE FROM case_note WHERE operation_id = ?");
    remove.run(operationId);
}

/// Two who agree decide: then the merchant is told, and the members that either of them named as
/// innocent are left out.
bool decides(const Json& payload) {
    return payload.at("outcome").get_ref<const std::string&>() == kAgree;
}

void addInnocentOf(db::Database& mart, const BlindMark& first, std::vector<std::string>& except) {
    const auto operation = findOperation(mart, first.operationId);
    if (!operation)
        return;
    const Json payload = Json::parse(operation->payload);
    if (const auto named = payload.find("except"); named != payload.end())
        for (const Json& merchant : *named)
            except.push_back(merchant.get<std::string>());
}

/// What a mark makes of the case: the first frees it for others, the second decides or escalates.
CaseChange afterMark(const StoredOperation& operation, const Json& payload) {
    const CaseChange before = caseChangeOf(payload.at("before"));
    const std::string outcome = payload.at("outcome");
    if (outcome == kAgree)
        return afterVerb(before, *parseVerb(payload.at("verb").get<std::string>()), operation,
                         payload);
    CaseChange row = before;
    if (outcome == kDisagree) {
        row = afterVerb(before, Verb::Escalate, operation, {{"assignee", payload.at("assignee")}});
    }
    row.claimedBy.clear();
    row.claimedUntil.reset();
    row.lastOperation = operation.operationId;
    return row;
}

} // namespace

std::vector<BlindMark> readMarks(db::Database& mart, const std::string& caseId) {
    db::Statement select(mart, "SELECT operator, verb, reason_code, note, at, operation_id "
                               "FROM blind_mark WHERE case_id = ? ORDER BY operation_id");
    select.bind(1, caseId);
    std::vector<BlindMark> marks;
    while (select.step())
        marks.push_back({std::string(select.text(0)),
                         parseVerb(select.text(1)).value_or(Verb::Approve),
                         std::string(select.text(2)), std::string(select.text(3)),
                         select.integer(4), select.integer(5)});
    return marks;
}

std::string blindCause(db::Database& mart, const std::string& caseId) {
    db::Statement select(mart, "SELECT cause FROM blind_case WHERE case_id = ?");
    select.bind(1, caseId);
    return select.step() ? std::string(select.text(0)) : std::string();
}

void writeMark(db::Database& state, const std::string& caseId, const BlindMark& mark) {
    db::Statement insert(state, "INSERT INTO blind_mark (case_id, operator, verb, reason_code, "
                                "note, at, operation_id) VALUES (?, ?, ?, ?, ?, ?, ?)");
    insert.run(caseId, mark.operatorName, verbText(mark.verb), mark.reasonCode, mark.note, mark.at,
               mark.operationId);
}

Result<std::optional<PreparedOperation>> prepareMark(db::Database& mart, const Decision& decision,
                                                     const CaseChange& before, const Actor& actor) {
    using Prepared = std::optional<PreparedOperation>;
    if (decision.verb != Verb::Approve && decision.verb != Verb::Refuse)
        return Prepared();
    if (blindCause(mart, decision.caseId).empty())
        return Prepared();
    const auto marks = readMarks(mart, decision.caseId);
    if (marks.size() >= 2) {
        if (marks[0].verb != marks[1].verb)
            if (const auto arbiter = checkArbiter(mart, decision.caseId, marks, actor); !arbiter)
                return failAs(arbiter);
        return Prepared();
    }
    if (markedBy(marks, actor.operatorName) ||
        hasSeenTheOther(mart, decision.caseId, actor.operatorName))
        return fail(ErrorCode::Conflict, decision.caseId + " (" + actor.operatorName + ")", "undo");
    Json payload = {{"before", jsonOf(before)},      {"case_id", decision.caseId},
                    {"note", decision.note},         {"outcome", ""},
                    {"reason", decision.reasonCode}, {"verb", verbText(decision.verb)}};
    if (!marks.empty()) {
        payload["first"] = jsonOf(marks.front());
        const bool agree = marks.front().verb == decision.verb;
        payload["outcome"] = agree ? kAgree : kDisagree;
        if (!agree) {
            auto given = marks;
            given.push_back({actor.operatorName, decision.verb, {}, {}, 0, 0});
            const auto leads = leadsBesides(mart, given);
            const double draw = drawOf("merchantops.arbiter.1", decision.caseId);
            payload["assignee"] =
                leads.empty()
                    ? std::string()
                    : leads[static_cast<std::size_t>(draw * static_cast<double>(leads.size()))];
        }
    }
    Decision told = decision;
    if (decides(payload))
        addInnocentOf(mart, marks.front(), told.except);
    else
        told.message.clear();
    if (const auto added = addWords(mart, {decision.caseId}, told, payload); !added)
        return failAs(added);
    return Prepared(PreparedOperation{std::string(kBlindMarkKind), payload.dump()});
}

void applyBlindMark(db::Database& state, const StoredOperation& operation, const Json& payload) {
    const std::string caseId = payload.at("case_id");
    const std::string note = payload.at("note");
    writeMark(state, caseId,
              {operation.operatorName, verbOf(payload), payload.at("reason"), note, operation.at,
               operation.operationId});
    writeCaseChange(state, caseId, afterMark(operation, payload));
    if (const auto first = payload.find("first"); first != payload.end()) {
        addNote(state, caseId, first->at("operation_id").get<std::int64_t>(), first->at("operator"),
                first->at("at").get<std::int64_t>(), first->at("note"));
        addNote(state, caseId, operation.operationId, operation.operatorName, operation.at, note);
    }
    if (decides(payload)) {
        tellMerchants(state, operation, payload, verbOf(payload));
        spareMembers(state, operation, payload);
    }
}

void takeBackBlindMark(db::Database& state, const StoredOperation& operation, const Json& payload) {
    const std::string caseId = payload.at("case_id");
    db::Statement remove(state, "DELETE FROM blind_mark WHERE case_id = ? AND operator = ?");
    remove.run(caseId, operation.operatorName);
    if (const auto first = payload.find("first"); first != payload.end()) {
        removeNote(state, first->at("operation_id").get<std::int64_t>());
        removeNote(state, operation.operationId);
    }
    writeCaseChange(state, caseId, caseChangeOf(payload.at("before")));
    if (decides(payload)) {
        untellMerchants(state, operation, payload, verbOf(payload));
        unspareMembers(state, operation, payload);
    }
}

Result<> checkBlindMark(db::Database& mart, const StoredOperation& operation, const Json& payload,
                        bool redo) {
    const std::string caseId = payload.at("case_id");
    const auto row = readCaseChange(mart, caseId);
    const std::int64_t last = row ? row->lastOperation : 0;
    const std::int64_t expected =
        redo ? payload.at("before").at("last_operation").get<std::int64_t>()
             : operation.operationId;
    if (last != expected)
        return conflictWith(mart, caseId, last);
    return {};
}

} // namespace mops::desk
