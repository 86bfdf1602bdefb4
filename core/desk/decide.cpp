#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/blind_operations.h"
#include "core/desk/case_change.h"
#include "core/desk/cases.h"
#include "core/desk/fold.h"
#include "core/desk/operation_log.h"
#include "core/desk/operators.h"
#include "core/desk/receipts.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kSnoozeDays = 3;
constexpr std::int64_t kClaimSeconds = 600;
constexpr std::size_t kLongestNote = 10'000;
constexpr std::size_t kLongestTag = 60;

struct CaseRow {
    std::string kind;
    CaseChange before;
    CaseStatus status{};
};

std::optional<CaseRow> readCaseRow(db::Database& mart, const std::string& caseId) {
    auto before = readCaseChange(mart, caseId);
    if (!before)
        return std::nullopt;
    db::Statement select(mart, "SELECT kind FROM case_state WHERE case_id = ?");
    select.bind(1, caseId);
    select.step();
    CaseRow row;
    row.kind = select.text(0);
    row.status = parseStatus(before->status).value_or(CaseStatus::Open);
    row.before = std::move(*before);
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
    for (const auto& text : {decision.note, decision.assignee, decision.tag})
        if (!isValidUtf8(text))
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

Result<> checkTag(db::Database& mart, const Decision& decision) {
    const std::string tag(trim(decision.tag));
    if (tag.empty() || tag.size() > kLongestTag)
        return fail(ErrorCode::Usage, "tag", "1 … " + std::to_string(kLongestTag));
    const bool there = taggedBy(mart, decision.caseId, tag).has_value();
    if (there == (decision.verb == Verb::Tag))
        return fail(ErrorCode::Conflict, decision.caseId + " #" + tag);
    return {};
}

Result<> checkState(db::Database& mart, const Decision& decision, const CaseRow& row,
                    const Actor& actor) {
    const Verb verb = decision.verb;
    if (verb == Verb::Note)
        return {};
    if (verb == Verb::Tag || verb == Verb::Untag)
        return checkTag(mart, decision);
    const auto impossible = [&](const char* remedy) {
        return fail(ErrorCode::Conflict,
                    decision.caseId + ": " + statusName(row.status) +
                        (row.before.decidedBy.empty() ? "" : " (" + row.before.decidedBy + ")"),
                    remedy);
    };
    if (verb == Verb::Reopen && row.status == CaseStatus::Open)
        return impossible("");
    if (verb == Verb::Resume && row.status != CaseStatus::Asked)
        return impossible("ask");
    if (verb != Verb::Reopen && isClosed(row.status))
        return impossible("reopen");
    const std::int64_t now = toSeconds(actor.clock.now());
    const bool held =
        !row.before.claimedBy.empty() && row.before.claimedUntil.value_or(now + 1) > now;
    if (held && row.before.claimedBy != actor.operatorName && verb != Verb::Assign)
        return fail(ErrorCode::Conflict, decision.caseId + " (" + row.before.claimedBy + ")",
                    "release");
    if (verb == Verb::Release && row.before.claimedBy.empty())
        return impossible("claim");
    return {};
}

Json payloadOf(db::Database& mart, const Decision& decision, const CaseRow& row,
               const Actor& actor) {
    Json payload = {{"case_id", decision.caseId}};
    if (!decision.note.empty())
        payload["note"] = decision.note;
    if (decision.verb == Verb::Note)
        return payload;
    if (decision.verb == Verb::Tag || decision.verb == Verb::Untag) {
        payload["tag"] = std::string(trim(decision.tag));
        if (decision.verb == Verb::Untag)
            payload["tagged_by"] = taggedBy(mart, decision.caseId, payload["tag"]).value_or(0);
        return payload;
    }
    payload["before"] = jsonOf(row.before);
    if (!decision.reasonCode.empty())
        payload["reason"] = decision.reasonCode;
    if (decision.verb == Verb::Snooze)
        payload["until"] = decision.snoozedUntil.value_or(toSeconds(actor.clock.now()) +
                                                          kSnoozeDays * kSecondsPerDay);
    if (decision.verb == Verb::Snooze && !decision.snoozedEvent.empty())
        payload["event"] = decision.snoozedEvent;
    if (decision.verb == Verb::Claim)
        payload["until"] = toSeconds(actor.clock.now()) + kClaimSeconds;
    if (decision.verb == Verb::Escalate && !decision.assignee.empty())
        payload["assignee"] = decision.assignee;
    if (decision.verb == Verb::Assign)
        payload["assignee"] = decision.assignee.empty() ? actor.operatorName : decision.assignee;
    return payload;
}

bool standsBeside(Verb verb) {
    return verb == Verb::Note || verb == Verb::Tag || verb == Verb::Untag;
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
        if (const auto allowed = checkAllowed(
                mart, standsBeside(decision.verb) ? "case.note" : "case.decide", actor);
            !allowed)
            return failAs(allowed);
        const auto row = readCaseRow(mart, decision.caseId);
        if (!row)
            return fail(ErrorCode::NotFound, decision.caseId, "merchantops-cli queue list");
        if (const auto reason = checkReason(decision, row->kind); !reason)
            return failAs(reason);
        if (const auto state = checkState(mart, decision, *row, actor); !state)
            return failAs(state);
        if (decision.verb == Verb::Snooze && decision.snoozedUntil &&
            *decision.snoozedUntil <= toSeconds(actor.clock.now()))
            return fail(ErrorCode::Usage, formatInstant(fromSeconds(*decision.snoozedUntil)),
                        "--until DATE");
        const auto mark = prepareMark(mart, decision, row->before, actor);
        if (!mark)
            return failAs(mark);
        const auto operation =
            *mark ? appendOperation(mart, actor, (*mark)->kind, (*mark)->payload, std::nullopt)
                  : appendOperation(mart, actor, kindOfVerb(decision.verb),
                                    payloadOf(mart, decision, *row, actor).dump(), std::nullopt);
        Fold(mart, mart).apply(operation);
        transaction.commit();
        return receiptOf(operation);
    });
}

} // namespace mops::desk
