#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/cases.h"
#include "core/desk/fold.h"
#include "core/desk/operation_log.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kSnoozeDays = 3;
constexpr std::size_t kLongestNote = 10'000;

struct CaseRow {
    std::string kind;
    CaseStatus status{};
    std::string decidedBy;
    Json before; ///< the columns that a decision may overwrite
};

std::optional<CaseRow> readCaseRow(db::Database& mart, const std::string& caseId) {
    db::Statement select(mart, "SELECT kind, status, reason_code, snoozed_until, decided_at, "
                               "decided_by, assignee, last_operation FROM case_state "
                               "WHERE case_id = ?");
    select.bind(1, caseId);
    if (!select.step())
        return std::nullopt;
    const auto time = [&](int column) {
        return select.isNull(column) ? Json() : Json(select.integer(column));
    };
    CaseRow row;
    row.kind = select.text(0);
    row.status = parseStatus(select.text(1)).value_or(CaseStatus::Open);
    row.decidedBy = select.text(5);
    row.before = {{"status", select.text(1)},           {"reason_code", select.text(2)},
                  {"snoozed_until", time(3)},           {"decided_at", time(4)},
                  {"decided_by", select.text(5)},       {"assignee", select.text(6)},
                  {"last_operation", select.integer(7)}};
    return row;
}

std::string codesOf(const std::string& kind) {
    std::string codes;
    for (const ReasonCode& reason : reasonCodes(kind))
        codes += std::string(codes.empty() ? "" : ", ") + reason.code;
    return codes;
}

/// Everything that can be wrong with a decision before its case is looked at.
Result<> checkTexts(const Decision& decision) {
    if (!isValidUtf8(decision.note) || !isValidUtf8(decision.assignee))
        return fail(ErrorCode::EncodingInvalid, "note", "UTF-8");
    if (decision.note.size() > kLongestNote)
        return fail(ErrorCode::Usage, "note: " + std::to_string(decision.note.size()) + " bytes",
                    "≤ " + std::to_string(kLongestNote));
    if (decision.verb == Verb::Note && trim(decision.note).empty())
        return fail(ErrorCode::Usage, "note", "--note TEXT");
    return {};
}

Result<> checkReason(const Decision& decision, const std::string& kind) {
    if (decision.reasonCode.empty()) {
        if (decision.verb == Verb::Refuse)
            return fail(ErrorCode::ReasonRequired, decision.caseId, codesOf(kind));
        return {};
    }
    const auto codes = reasonCodes(kind);
    if (std::none_of(codes.begin(), codes.end(),
                     [&](const ReasonCode& reason) { return reason.code == decision.reasonCode; }))
        return fail(ErrorCode::Usage, "reason " + decision.reasonCode, codesOf(kind));
    if (decision.reasonCode == "other" && trim(decision.note).empty())
        return fail(ErrorCode::ReasonRequired, "other", "--note TEXT");
    return {};
}

Result<> checkState(const Decision& decision, const CaseRow& row) {
    if (decision.verb == Verb::Note)
        return {};
    const bool reopens = decision.verb == Verb::Reopen;
    if (reopens && row.status == CaseStatus::Open)
        return fail(ErrorCode::Conflict, decision.caseId + ": " + statusName(row.status));
    if (!reopens && isClosed(row.status))
        return fail(ErrorCode::Conflict,
                    decision.caseId + ": " + statusName(row.status) + " (" + row.decidedBy + ")",
                    "reopen");
    return {};
}

Json payloadOf(const Decision& decision, const CaseRow& row, const Actor& actor) {
    Json payload = {{"case_id", decision.caseId}};
    if (!decision.note.empty())
        payload["note"] = decision.note;
    if (decision.verb == Verb::Note)
        return payload;
    payload["before"] = row.before;
    if (!decision.reasonCode.empty())
        payload["reason"] = decision.reasonCode;
    if (decision.verb == Verb::Snooze)
        payload["until"] = decision.snoozedUntil.value_or(toSeconds(actor.clock.now()) +
                                                          kSnoozeDays * kSecondsPerDay);
    if (decision.verb == Verb::Assign)
        payload["assignee"] = decision.assignee.empty() ? actor.operatorName : decision.assignee;
    return payload;
}

Receipt receiptOf(const StoredOperation& operation, std::string target = {}) {
    Receipt receipt;
    receipt.operationId = operation.operationId;
    receipt.hash = hex(operation.hash);
    const auto cases = casesOf(operation);
    receipt.caseId = cases.size() == 1 ? cases.front() : std::string();
    receipt.kind = operation.kind;
    receipt.target = std::move(target);
    return receipt;
}

} // namespace

Result<> checkActor(const Actor& actor) {
    if (trim(actor.operatorName).empty() || !isValidUtf8(actor.operatorName))
        return fail(ErrorCode::Usage, "operator", "--operator NAME");
    return {};
}

Result<Receipt> decide(db::Database& mart, const Decision& decision, const Actor& actor) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    if (const auto texts = checkTexts(decision); !texts)
        return failAs(texts);
    return db::guarded([&]() -> Result<Receipt> {
        db::Transaction transaction(mart);
        const auto row = readCaseRow(mart, decision.caseId);
        if (!row)
            return fail(ErrorCode::NotFound, decision.caseId, "merchantops-cli queue list");
        if (const auto reason = checkReason(decision, row->kind); !reason)
            return failAs(reason);
        if (const auto state = checkState(decision, *row); !state)
            return failAs(state);
        if (decision.verb == Verb::Snooze && decision.snoozedUntil &&
            *decision.snoozedUntil <= toSeconds(actor.clock.now()))
            return fail(ErrorCode::Usage, formatInstant(fromSeconds(*decision.snoozedUntil)),
                        "--until DATE");
        const auto operation =
            appendOperation(mart, actor, kindOfVerb(decision.verb),
                            payloadOf(decision, *row, actor).dump(), std::nullopt);
        Fold(mart, mart).apply(operation);
        transaction.commit();
        return receiptOf(operation);
    });
}

} // namespace mops::desk
