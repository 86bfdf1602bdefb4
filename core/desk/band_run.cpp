#include "core/db/statement.h"
#include "core/desk/band.h"
#include "core/desk/band_operations.h"
#include "core/desk/blind_operations.h"
#include "core/desk/case_columns.h"
#include "core/desk/draw.h"
#include "core/desk/fold.h"
#include "core/desk/operators.h"
#include "core/desk/outbox.h"
#include "core/desk/outbox_operations.h"
#include "core/desk/verbs.h"

#include <map>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kAuditDomain = "merchantops.audit.1";
constexpr const char* kOtherReason = "other";
constexpr const char* kApproveDraft = "draft:approve";
constexpr const char* kRefuseDraft = "draft:refuse";
constexpr std::int64_t kRowsBetweenQuestions = 4'096;

enum class Lane { Approve, Refuse, DraftApprove, DraftRefuse, Ask };

Lane laneOf(const Band& band, double score) {
    if (band.approveBelow && score < *band.approveBelow)
        return Lane::Approve;
    if (band.refuseAbove && score > *band.refuseAbove)
        return Lane::Refuse;
    if (band.draftBelow && score < *band.draftBelow)
        return Lane::DraftApprove;
    if (band.draftAbove && score > *band.draftAbove)
        return Lane::DraftRefuse;
    return Lane::Ask;
}

/// Cases of a kind that nobody works on or has worked on: what the automation finds is exactly what
/// it puts back, and what a person reopened it does not refuse again.
constexpr const char* kUntouched =
    "SELECT c.case_id, c.score, c.last_operation, c.why, "
    "EXISTS (SELECT 1 FROM case_tag t WHERE t.case_id = c.case_id AND t.tag = 'draft:approve'), "
    "EXISTS (SELECT 1 FROM case_tag t WHERE t.case_id = c.case_id AND t.tag = 'draft:refuse') "
    "FROM case_state c WHERE c.kind = ? AND c.status = 'open' AND c.assignee = '' AND "
    "c.claimed_by = '' AND c.clock_stopped_at IS NULL AND c.snoozed_until IS NULL AND "
    "NOT EXISTS (SELECT 1 FROM blind_case b WHERE b.case_id = c.case_id) AND "
    "NOT EXISTS (SELECT 1 FROM operation o WHERE o.operation_id = c.last_operation AND "
    "(o.kind LIKE 'case.%' OR o.kind LIKE 'bulk.%')) ORDER BY c.case_id";

/// Kind and reason → cases.
using RefusedCases = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;

/// Refusing needs a reason; without evidence that names one, who decided says the rest.
std::string reasonOf(const std::string& kind, std::string_view why) {
    const std::string suggested = suggestedReason(kind, readReasons(why));
    return suggested.empty() ? kOtherReason : suggested;
}

/// Collects what one band does into the payload's list. False: cancelled.
bool collect(db::Database& mart, const Band& band, const std::string& day, Json& cases,
             RefusedCases& refused, BandRun& run, TaskContext& context) {
    db::Statement select(mart, kUntouched);
    select.bind(1, band.kind);
    std::int64_t seen = 0;
    while (select.step()) {
        if (++seen % kRowsBetweenQuestions == 0 && context.cancelled())
            return false;
        const Lane lane = laneOf(band, select.real(1));
        const std::string caseId(select.text(0));
        const bool alone = lane == Lane::Approve || lane == Lane::Refuse;
        const char* verb = lane == Lane::Approve ? "approve" : "refuse";
        Json entry = {{"case_id", caseId}, {"last", select.integer(2)}};
        if (lane == Lane::Refuse)
            entry["reason"] = reasonOf(band.kind, select.text(3));
        if (alone && drawOf(kAuditDomain, caseId + "\n" + day) < band.auditShare) {
            ++run.audited;
            entry["do"] = kAudit;
            entry["verb"] = verb;
        } else if (alone) {
            ++(lane == Lane::Approve ? run.approved : run.refused);
            entry["do"] = verb;
            if (lane == Lane::Refuse)
                refused[{band.kind, entry["reason"]}].push_back(caseId);
        } else if (lane == Lane::DraftApprove || lane == Lane::DraftRefuse) {
            ++run.drafted;
            if (select.integer(lane == Lane::DraftApprove ? 4 : 5) != 0)
                continue;
            entry["do"] = lane == Lane::DraftApprove ? kApproveDraft : kRefuseDraft;
        } else {
            ++run.asked;
            continue;
        }
        cases.push_back(std::move(entry));
    }
    return true;
}

/// Writes what the merchants of refused cases are told: an operation for each kind and reason.
Result<> tellRefused(db::Database& mart, std::int64_t runId, const RefusedCases& refused,
                     const BandMessages& messages, const Actor& actor, BandRun& run) {
    db::Statement recipients(mart, "SELECT count(*) FROM outbox_recipient r JOIN outbox_message m "
                                   "ON m.about = r.about AND m.message_id = r.message_id "
                                   "WHERE m.about = ?");
    for (const auto& [what, cases] : refused) {
        const auto& [kind, reason] = what;
        Decision words;
        words.message = messages.text(kind, reason);
        words.messageLanguage = messages.language;
        Json payload = {{"cases", cases},
                        {"reason", reason},
                        {"run", runId},
                        {"verb", nameOfVerb(Verb::Refuse)}};
        if (const auto added = addWords(
                mart, concernsMany(kind) ? cases : std::vector<std::string>(), words, payload);
            !added)
            return failAs(added);
        if (!payload.contains("message"))
            continue;
        const auto operation =
            appendOperation(mart, actor, std::string(kTellKind), payload.dump(), std::nullopt);
        Fold(mart, mart).apply(operation);
        recipients.bind(1, operation.operationId);
        recipients.step();
        run.messages += recipients.integer(0);
        recipients.reset();
    }
    return {};
}

std::vector<std::string> refusedAlone(const Json& payload) {
    std::vector<std::string> refused;
    for (const Json& entry : payload.at("cases"))
        if (entry.at("do") == "refuse")
            refused.push_back(entry.at("case_id"));
    return refused;
}

bool isDraft(std::string_view what) {
    return what == kApproveDraft || what == kRefuseDraft;
}

} // namespace

Result<BandRun> runBands(db::Database& mart, const Actor& actor, TaskContext& context,
                         const BandMessages& messages) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    return db::guarded([&]() -> Result<BandRun> {
        const db::WideCache cache(mart);
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(mart, "band.run", actor); !allowed)
            return failAs(allowed);
        const auto bands = readBands(mart);
        if (!bands)
            return failAs(bands);
        const std::string day = formatDay(dayOf(actor.clock.now()));
        BandRun run;
        Json cases = Json::array();
        Json versions = Json::array();
        RefusedCases refused;
        for (const Band& band : *bands) {
            if (band.state != "on")
                continue;
            versions.push_back({{"kind", band.kind}, {"version", band.version}});
            if (!collect(mart, band, day, cases, refused, run, context))
                return fail(ErrorCode::Cancelled);
        }
        if (cases.empty())
            return run;
        const Json payload = {{"bands", std::move(versions)}, {"cases", std::move(cases)}};
        const auto operation =
            appendOperation(mart, actor, std::string(kBandRunKind), payload.dump(), std::nullopt);
        Fold(mart, mart).apply(operation);
        if (messages.text)
            if (const auto told =
                    tellRefused(mart, operation.operationId, refused, messages, actor, run);
                !told)
                return failAs(told);
        transaction.commit();
        run.operationId = operation.operationId;
        return run;
    });
}

void applyBandRun(db::Database& state, const StoredOperation& operation, const Json& payload) {
    db::Statement decide(state, "UPDATE case_state SET status = ?, reason_code = ?, "
                                "decided_at = ?, decided_by = ?, last_operation = ? "
                                "WHERE case_id = ?");
    db::Statement draft(state, "INSERT INTO case_tag (case_id, tag, operation_id) "
                               "VALUES (?, ?, ?)");
    db::Statement blind(state, "INSERT INTO blind_case (case_id, cause, last_operation) "
                               "VALUES (?, 'audit', ?)");
    for (const Json& entry : payload.at("cases")) {
        const std::string caseId = entry.at("case_id");
        const std::string what = entry.at("do");
        // Runs of before reasons were named say none.
        const bool refuses = what == "refuse" || (what == kAudit && entry.at("verb") == "refuse");
        const std::string reason = refuses ? entry.value("reason", kOtherReason) : "";
        if (what == kAudit) {
            blind.run(caseId, operation.operationId);
            writeMark(state, caseId,
                      {std::string(kAutomation), refuses ? Verb::Refuse : Verb::Approve, reason, "",
                       operation.at, operation.operationId});
        } else if (isDraft(what)) {
            draft.run(caseId, what, operation.operationId);
        } else {
            decide.run(refuses ? "refused" : "approved", reason, operation.at, kAutomation,
                       operation.operationId, caseId);
        }
    }
    tellRunAgain(state, operation, refusedAlone(payload));
}

void takeBackBandRun(db::Database& state, const StoredOperation& operation, const Json& payload) {
    untellRun(state, operation, refusedAlone(payload));
    db::Statement reopen(state, "UPDATE case_state SET status = 'open', reason_code = '', "
                                "decided_at = NULL, decided_by = '', last_operation = ? "
                                "WHERE case_id = ?");
    db::Statement untag(state, "DELETE FROM case_tag WHERE case_id = ? AND operation_id = ?");
    db::Statement unmark(state, "DELETE FROM blind_mark WHERE case_id = ?");
    db::Statement unblind(state, "DELETE FROM blind_case WHERE case_id = ?");
    for (const Json& entry : payload.at("cases")) {
        const std::string caseId = entry.at("case_id");
        const std::string what = entry.at("do");
        if (what == kAudit) {
            unmark.run(caseId);
            unblind.run(caseId);
        } else if (isDraft(what)) {
            untag.run(caseId, operation.operationId);
        } else {
            reopen.run(entry.at("last").get<std::int64_t>(), caseId);
        }
    }
}

Result<> checkBandRun(db::Database& mart, const StoredOperation& operation, const Json& payload,
                      bool redo) {
    db::Statement shownNow(mart, "SELECT last_operation FROM case_state WHERE case_id = ?");
    db::Statement tagged(mart, "SELECT operation_id FROM case_tag WHERE case_id = ? AND tag = ?");
    db::Statement marked(mart,
                         "SELECT coalesce((SELECT max(operation_id) FROM blind_mark WHERE case_id "
                         "= ?1), (SELECT last_operation FROM blind_case WHERE case_id = ?1))");
    const auto answer = [](db::Statement& statement) {
        const std::int64_t value = statement.step() ? statement.integer(0) : 0;
        statement.reset();
        return value;
    };
    const std::int64_t own = redo ? 0 : operation.operationId;
    for (const Json& entry : payload.at("cases")) {
        const std::string caseId = entry.at("case_id");
        const std::string what = entry.at("do");
        shownNow.bind(1, caseId);
        std::int64_t found = answer(shownNow);
        std::int64_t expected = redo ? entry.at("last").get<std::int64_t>() : own;
        if (found == 0)
            return fail(ErrorCode::Conflict, caseId);
        if (what == kAudit) {
            marked.bind(1, caseId);
            found = answer(marked);
            expected = own;
        } else if (isDraft(what)) {
            tagged.bindAll(caseId, what);
            found = answer(tagged);
            expected = own;
        }
        if (found != expected)
            return conflictWith(mart, caseId, found);
    }
    return {};
}

} // namespace mops::desk
