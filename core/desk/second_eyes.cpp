#include "core/desk/second_eyes.h"

#include "core/db/statement.h"
#include "core/desk/blind_operations.h"
#include "core/desk/draw.h"
#include "core/desk/fold.h"
#include "core/desk/operators.h"
#include "core/desk/receipts.h"
#include "core/desk/verbs.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kSampleDomain = "merchantops.blind.1";

/// Waiting cases that nobody reviews twice yet, with the cause that draws them.
Json drawCases(db::Database& mart, const BlindParams& params, BlindDraw& draw) {
    db::Statement select(mart,
                         "SELECT c.case_id, c.stake_minor FROM case_state c "
                         "WHERE c.status IN ('open', 'asked', 'escalated', 'snoozed') AND "
                         "NOT EXISTS (SELECT 1 FROM blind_case b WHERE b.case_id = c.case_id) "
                         "ORDER BY c.case_id");
    Json cases = Json::array();
    while (select.step()) {
        const std::string caseId(select.text(0));
        const bool highStake = params.stakeMinor > 0 && select.integer(1) > params.stakeMinor;
        if (!highStake && drawOf(kSampleDomain, caseId) >= params.sampleShare)
            continue;
        ++(highStake ? draw.highStake : draw.sampled);
        cases.push_back({{"case_id", caseId}, {"cause", highStake ? "stake" : "sample"}});
    }
    return cases;
}

std::int64_t drawnBy(db::Database& mart, const std::string& caseId) {
    db::Statement select(mart, "SELECT last_operation FROM blind_case WHERE case_id = ?");
    select.bind(1, caseId);
    return select.step() ? select.integer(0) : 0;
}

} // namespace

Result<BlindDraw> markBlind(db::Database& mart, const BlindParams& params, const Actor& actor) {
    if (!(params.sampleShare >= 0 && params.sampleShare <= 1) || params.stakeMinor < 0)
        return fail(ErrorCode::InvalidNumber, "share, stake", "0 … 1, ≥ 0");
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    return db::guarded([&]() -> Result<BlindDraw> {
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(mart, "blind.draw", actor); !allowed)
            return failAs(allowed);
        BlindDraw draw;
        Json payload = {{"cases", drawCases(mart, params, draw)},
                        {"sample_share", params.sampleShare},
                        {"stake_minor", params.stakeMinor}};
        if (payload["cases"].empty())
            return fail(ErrorCode::NotFound, "0", "merchantops-cli queue open");
        const auto operation =
            appendOperation(mart, actor, std::string(kBlindDrawKind), payload.dump(), std::nullopt);
        Fold(mart, mart).apply(operation);
        transaction.commit();
        draw.receipt = receiptOf(operation);
        return draw;
    });
}

Result<BlindState> readBlindState(db::Database& mart, const std::string& caseId,
                                  const Actor& actor) {
    return db::guarded([&]() -> Result<BlindState> {
        BlindState state;
        state.blind = !blindCause(mart, caseId).empty();
        const auto marks = readMarks(mart, caseId);
        state.complete = marks.size() >= 2;
        for (const BlindMark& mark : marks)
            state.ownMarkGiven = state.ownMarkGiven || mark.operatorName == actor.operatorName;
        if (!state.ownMarkGiven)
            return state;
        for (const BlindMark& mark : marks)
            if (mark.operatorName != actor.operatorName) {
                state.otherMark = mark.verb;
                state.otherOperator = mark.operatorName;
                state.otherReason = mark.reasonCode;
            }
        return state;
    });
}

Result<std::vector<Disagreement>> readDisagreements(db::Database& mart, std::int64_t limit) {
    return db::guarded([&]() -> Result<std::vector<Disagreement>> {
        db::Statement select(
            mart, "SELECT a.case_id, c.kind, coalesce(nullif(m.name, ''), "
                  "substr(c.merchant_id, 1, 8)), a.operator, b.operator, a.verb, b.verb, "
                  "a.reason_code, b.reason_code, b.at, c.status, c.decided_by FROM blind_mark a "
                  "JOIN blind_mark b ON b.case_id = a.case_id AND b.operation_id > a.operation_id "
                  "JOIN case_state c ON c.case_id = a.case_id "
                  "LEFT JOIN dim_merchant m ON m.merchant_key = c.merchant_key "
                  "JOIN blind_case d ON d.case_id = a.case_id AND d.cause <> 'audit' "
                  "WHERE a.verb <> b.verb ORDER BY b.operation_id DESC LIMIT ?");
        select.bind(1, limit);
        std::vector<Disagreement> found;
        while (select.step()) {
            Disagreement& one = found.emplace_back();
            one.caseId = select.text(0);
            one.kind = select.text(1);
            one.merchantName = select.text(2);
            one.firstOperator = select.text(3);
            one.secondOperator = select.text(4);
            one.first = parseVerb(select.text(5)).value_or(Verb::Approve);
            one.second = parseVerb(select.text(6)).value_or(Verb::Approve);
            one.firstReason = select.text(7);
            one.secondReason = select.text(8);
            one.at = select.integer(9);
            one.status = parseStatus(select.text(10)).value_or(CaseStatus::Escalated);
            one.decidedBy = select.text(11);
        }
        return found;
    });
}

void applyBlindDraw(db::Database& state, const StoredOperation& operation, const Json& payload) {
    db::Statement insert(state, "INSERT INTO blind_case (case_id, cause, last_operation) "
                                "VALUES (?, ?, ?)");
    for (const Json& entry : payload.at("cases"))
        insert.run(entry.at("case_id").get<std::string>(), entry.at("cause").get<std::string>(),
                   operation.operationId);
}

void takeBackBlindDraw(db::Database& state, const StoredOperation&, const Json& payload) {
    db::Statement remove(state, "DELETE FROM blind_case WHERE case_id = ?");
    for (const Json& entry : payload.at("cases"))
        remove.run(entry.at("case_id").get<std::string>());
}

Result<> checkBlindDraw(db::Database& mart, const StoredOperation& operation, const Json& payload,
                        bool redo) {
    for (const Json& entry : payload.at("cases")) {
        const std::string caseId = entry.at("case_id");
        if (const auto last = drawnBy(mart, caseId); last != (redo ? 0 : operation.operationId))
            return conflictWith(mart, caseId, last);
        if (redo && !readCaseChange(mart, caseId))
            return fail(ErrorCode::Conflict, caseId);
        if (const auto marks = readMarks(mart, caseId); !marks.empty())
            return conflictWith(mart, caseId, marks.back().operationId);
    }
    return {};
}

} // namespace mops::desk
