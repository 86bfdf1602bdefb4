#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/blind_operations.h"
#include "core/desk/case_change.h"
#include "core/desk/cases.h"
#include "core/desk/decision_check.h"
#include "core/desk/fold.h"
#include "core/desk/operation_log.h"
#include "core/desk/operators.h"
#include "core/desk/outbox_operations.h"
#include "core/desk/receipts.h"
#include "core/desk/verbs.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

struct CaseRow {
    std::string kind;
    CaseChange before;
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
    row.before = std::move(*before);
    return row;
}

Result<> checkState(db::Database& mart, const Decision& decision, const CaseChange& before,
                    const Actor& actor) {
    const bool isTag = decision.verb == Verb::Tag || decision.verb == Verb::Untag;
    const std::string tag(trim(decision.tag));
    const auto obstacle =
        isTag ? obstacleToTag(decision.verb, taggedBy(mart, decision.caseId, tag).has_value())
              : obstacleTo(decision.verb, before, actor);
    if (!obstacle)
        return {};
    const std::string what =
        isTag ? decision.caseId + " #" + tag : decision.caseId + ": " + before.status;
    return fail(ErrorCode::Conflict,
                what + (obstacle->who.empty() ? "" : " (" + obstacle->who + ")"), obstacle->remedy);
}

Result<Json> fullPayload(db::Database& mart, const Decision& decision, const CaseChange& before,
                         const Actor& actor) {
    Json payload = payloadOf(mart, decision, actor);
    payload["case_id"] = decision.caseId;
    if (decision.verb == Verb::Untag)
        payload["tagged_by"] = taggedBy(mart, decision.caseId, payload["tag"]).value_or(0);
    if (!standsBeside(decision.verb))
        payload["before"] = jsonOf(before);
    if (const auto added = addWords(mart, {decision.caseId}, decision, payload); !added)
        return failAs(added);
    return payload;
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
    if (const auto texts = checkTexts(decision, actor); !texts)
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
        if (const auto state = checkState(mart, decision, row->before, actor); !state)
            return failAs(state);
        const auto mark = prepareMark(mart, decision, row->before, actor);
        if (!mark)
            return failAs(mark);
        PreparedOperation prepared;
        if (*mark) {
            prepared = **mark;
        } else {
            const auto payload = fullPayload(mart, decision, row->before, actor);
            if (!payload)
                return failAs(payload);
            prepared = {kindOfVerb(decision.verb), payload->dump()};
        }
        const std::int64_t corrections =
            decision.verb == Verb::Reopen
                ? correctRefusals(mart, {decision.caseId}, decision.correction, actor)
                : 0;
        const auto operation =
            appendOperation(mart, actor, prepared.kind, prepared.payload, std::nullopt);
        Fold(mart, mart).apply(operation);
        transaction.commit();
        Receipt receipt = receiptOf(operation);
        receipt.corrections = corrections;
        return receipt;
    });
}

} // namespace mops::desk
