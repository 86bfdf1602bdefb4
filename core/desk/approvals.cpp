#include "core/desk/approvals.h"

#include "core/db/statement.h"
#include "core/desk/fold.h"
#include "core/desk/operators.h"
#include "core/desk/people_operations.h"
#include "core/desk/receipts.h"
#include "core/desk/verbs.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

struct ApprovalRow {
    std::string action;
    std::string subject;
    std::string request;
    std::string requestedBy;
    std::string status;
    std::int64_t lastOperation = 0;
};

std::optional<ApprovalRow> readRow(db::Database& mart, std::int64_t approvalId) {
    db::Statement select(mart, "SELECT action, subject, request, requested_by, status, "
                               "last_operation FROM approval WHERE approval_id = ?");
    select.bind(1, approvalId);
    if (!select.step())
        return std::nullopt;
    return ApprovalRow{std::string(select.text(0)), std::string(select.text(1)),
                       std::string(select.text(2)), std::string(select.text(3)),
                       std::string(select.text(4)), select.integer(5)};
}

const ApprovableAction* findAction(std::string_view action) {
    const auto actions = approvableActions();
    const auto found =
        std::find_if(actions.begin(), actions.end(),
                     [&](const ApprovableAction& known) { return known.action == action; });
    return found == actions.end() ? nullptr : &*found;
}

Receipt appendAndApply(db::Database& mart, const Actor& actor, std::string_view kind,
                       const std::string& payload) {
    const auto operation = appendOperation(mart, actor, std::string(kind), payload, std::nullopt);
    Fold(mart, mart).apply(operation);
    return receiptOf(operation);
}

/// The operation that a grant lets happen, under the grant's own number.
StoredOperation effectOf(const StoredOperation& grant, const Json& payload) {
    StoredOperation effect = grant;
    effect.kind = payload.at("effect").at("kind");
    effect.payload = payload.at("effect").at("payload").dump();
    return effect;
}

const OperationKind& kindOf(const StoredOperation& operation) {
    const OperationKind* kind = findOperationKind(operation.kind);
    if (kind == nullptr)
        senselessOperation(operation, "kind " + operation.kind);
    return *kind;
}

void setStatus(db::Database& state, std::int64_t approvalId, std::string_view status,
               std::string_view decidedBy, std::optional<std::int64_t> decidedAt,
               std::int64_t lastOperation) {
    db::Statement update(state, "UPDATE approval SET status = ?, decided_by = ?, decided_at = ?, "
                                "last_operation = ? WHERE approval_id = ?");
    update.run(status, decidedBy, decidedAt, lastOperation, approvalId);
}

std::string_view statusAfter(std::string_view kind) {
    return kind == kGrantKind ? "granted" : kind == kDenyKind ? "denied" : "withdrawn";
}

Result<> checkConsent(db::Database& mart, const ApprovalRow& row, const Actor& actor) {
    if (const auto allowed = checkAllowed(mart, "approval.decide", actor); !allowed)
        return failAs(allowed);
    if (row.requestedBy == actor.operatorName && hasOperators(mart))
        return fail(ErrorCode::Forbidden,
                    row.action + " " + row.subject + " (" + row.requestedBy + ")");
    return {};
}

} // namespace

bool waitsForApproval(db::Database& mart, std::string_view action, const std::string& subject) {
    db::Statement select(mart, "SELECT 1 FROM approval WHERE status = 'waiting' AND action = ? "
                               "AND subject = ? LIMIT 1");
    select.bindAll(action, subject);
    return select.step();
}

Result<std::vector<Approval>> readApprovals(db::Database& mart, std::int64_t limit) {
    return db::guarded([&]() -> Result<std::vector<Approval>> {
        db::Statement select(mart, "SELECT approval_id, action, subject, request, requested_by, "
                                   "requested_at, status, decided_by, decided_at FROM approval "
                                   "ORDER BY status = 'waiting' DESC, approval_id DESC LIMIT ?");
        select.bind(1, limit);
        std::vector<Approval> approvals;
        while (select.step()) {
            Approval& approval = approvals.emplace_back();
            approval.approvalId = select.integer(0);
            approval.action = select.text(1);
            approval.subject = select.text(2);
            approval.request = select.text(3);
            approval.requestedBy = select.text(4);
            approval.requestedAt = select.integer(5);
            approval.status = select.text(6);
            approval.decidedBy = select.text(7);
            approval.decidedAt = select.optionalInteger(8);
        }
        return approvals;
    });
}

Result<Receipt> doOrAsk(db::Database& mart, std::string_view action, const std::string& subject,
                        const Json& request, const Actor& actor) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    return db::guarded([&]() -> Result<Receipt> {
        const ApprovableAction* approvable = findAction(action);
        const Permission* permission = findPermission(action);
        if (approvable == nullptr || permission == nullptr)
            return fail(ErrorCode::Internal, std::string(action));
        db::Transaction transaction(mart);
        if (const auto allowed = checkAllowed(mart, action, actor); !allowed)
            return failAs(allowed);
        const auto prepared = approvable->prepare(mart, request);
        if (!prepared)
            return failAs(prepared);
        Receipt receipt;
        if (permission->secondPerson && hasOperators(mart)) {
            if (waitsForApproval(mart, action, subject))
                return fail(ErrorCode::Conflict, std::string(action) + " " + subject,
                            "merchantops-cli approve list");
            const Json payload = {{"action", action}, {"request", request}, {"subject", subject}};
            receipt = appendAndApply(mart, actor, kAskKind, payload.dump());
        } else {
            Json payload = Json::parse(prepared->payload);
            if (permission->secondPerson)
                payload["alone"] = true;
            receipt = appendAndApply(mart, actor, prepared->kind, payload.dump());
        }
        transaction.commit();
        return receipt;
    });
}

Result<Receipt> decideApproval(db::Database& mart, std::int64_t approvalId, bool grant,
                               const Actor& actor) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    return db::guarded([&]() -> Result<Receipt> {
        db::Transaction transaction(mart);
        const auto row = readRow(mart, approvalId);
        const std::string name = std::to_string(approvalId);
        if (!row)
            return fail(ErrorCode::NotFound, name, "merchantops-cli approve list");
        if (row->status != "waiting")
            return fail(ErrorCode::Conflict, name + ": " + row->status);
        const bool withdraws = !grant && row->requestedBy == actor.operatorName;
        if (!withdraws)
            if (const auto consent = checkConsent(mart, *row, actor); !consent)
                return failAs(consent);
        Json payload = {{"action", row->action},
                        {"approval_id", approvalId},
                        {"before", row->lastOperation},
                        {"requested_by", row->requestedBy},
                        {"subject", row->subject}};
        if (grant) {
            const ApprovableAction* approvable = findAction(row->action);
            if (approvable == nullptr)
                return fail(ErrorCode::Conflict, row->action);
            const auto prepared = approvable->prepare(mart, Json::parse(row->request));
            if (!prepared)
                return failAs(prepared);
            payload["effect"] = {{"kind", prepared->kind},
                                 {"payload", Json::parse(prepared->payload)}};
        }
        auto receipt = appendAndApply(mart, actor,
                                      grant       ? kGrantKind
                                      : withdraws ? kWithdrawKind
                                                  : kDenyKind,
                                      payload.dump());
        receipt.target = row->action;
        transaction.commit();
        return receipt;
    });
}

void applyApproval(db::Database& state, const StoredOperation& operation, const Json& payload) {
    if (operation.kind == kAskKind) {
        db::Statement insert(state, "INSERT INTO approval (approval_id, action, subject, request, "
                                    "requested_by, requested_at, status, last_operation) "
                                    "VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?)");
        insert.run(operation.operationId, payload.at("action").get<std::string>(),
                   payload.at("subject").get<std::string>(), payload.at("request").dump(),
                   operation.operatorName, operation.at, operation.operationId);
        return;
    }
    setStatus(state, payload.at("approval_id").get<std::int64_t>(), statusAfter(operation.kind),
              operation.operatorName, operation.at, operation.operationId);
    if (operation.kind == kGrantKind) {
        const StoredOperation effect = effectOf(operation, payload);
        kindOf(effect).apply(state, effect, payload.at("effect").at("payload"));
    }
}

void takeBackApproval(db::Database& state, const StoredOperation& operation, const Json& payload) {
    if (operation.kind == kAskKind) {
        db::Statement remove(state, "DELETE FROM approval WHERE approval_id = ?");
        remove.run(operation.operationId);
        return;
    }
    if (operation.kind == kGrantKind) {
        const StoredOperation effect = effectOf(operation, payload);
        kindOf(effect).takeBack(state, effect, payload.at("effect").at("payload"));
    }
    setStatus(state, payload.at("approval_id").get<std::int64_t>(), "waiting", "", std::nullopt,
              payload.at("before").get<std::int64_t>());
}

Result<> checkApproval(db::Database& mart, const StoredOperation& operation, const Json& payload,
                       bool redo) {
    const bool asks = operation.kind == kAskKind;
    const std::int64_t approvalId =
        asks ? operation.operationId : payload.at("approval_id").get<std::int64_t>();
    const auto row = readRow(mart, approvalId);
    const std::int64_t last = row ? row->lastOperation : 0;
    const std::int64_t expected = !redo  ? operation.operationId
                                  : asks ? 0
                                         : payload.at("before").get<std::int64_t>();
    if (last != expected)
        return conflictWith(mart, "approval " + std::to_string(approvalId), last);
    if (operation.kind != kGrantKind)
        return {};
    const StoredOperation effect = effectOf(operation, payload);
    return kindOf(effect).checkUntouched(mart, effect, payload.at("effect").at("payload"), redo);
}

} // namespace mops::desk
