#include "core/db/statement.h"
#include "core/desk/bulk_operations.h"
#include "core/desk/cases.h"
#include "core/desk/fold.h"
#include "core/desk/operation_log.h"
#include "core/desk/operators.h"
#include "core/desk/outbox_operations.h"
#include "core/desk/receipts.h"
#include "core/desk/verbs.h"

#include <limits>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostCasesNamedTwice = 1'000;

/// The newest operation of an operator before a given one, without its payload. Messages that other
/// operations write on their own account are no steps: they belong to what stands before or behind
/// them.
struct Step {
    std::int64_t operationId = 0;
    std::string kind;
    std::int64_t undoes = 0;
};

std::optional<Step> newestBefore(db::Database& mart, const std::string& operatorName,
                                 std::int64_t before) {
    // `undoes` lies behind the payload, which may be megabytes.
    db::Statement select(mart,
                         "SELECT operation_id, kind, "
                         "CASE WHEN kind IN ('undo', 'redo') THEN undoes END FROM operation "
                         "WHERE operator = ? AND operation_id < ? "
                         "AND kind NOT IN ('message.correct', 'message.repeat', 'message.tell') "
                         "ORDER BY operation_id DESC LIMIT 1");
    select.bindAll(operatorName, before);
    if (!select.step())
        return std::nullopt;
    return Step{select.integer(0), std::string(select.text(1)), select.integer(2)};
}

/// The operator's undo and redo stacks are not stored: the ledger is them. Undoing T leaves what
/// was below T when T was done; redoing the undo U leaves what was below U when U was done. So both
/// tops are found by stepping back over whole undone stretches.
std::optional<std::int64_t> undoTop(db::Database& mart, const std::string& operatorName,
                                    bool pastSent) {
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    while (const auto step = newestBefore(mart, operatorName, before)) {
        if (step->kind == kRedoKind) {
            const auto undone = findOperation(mart, step->undoes);
            return undone ? undone->undoes : std::nullopt;
        }
        const bool isPassed = pastSent && step->kind == kSendKind;
        if (step->kind != kUndoKind && !isPassed)
            return step->operationId;
        before = isPassed ? step->operationId : step->undoes;
    }
    return std::nullopt;
}

/// The undo that a redo would take back.
std::optional<std::int64_t> redoTop(db::Database& mart, const std::string& operatorName) {
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    while (const auto step = newestBefore(mart, operatorName, before)) {
        if (step->kind == kUndoKind)
            return step->operationId;
        // What leaves meanwhile changes no case: it does not stand in the way.
        const bool isPassed = step->kind == kSendKind;
        if (step->kind != kRedoKind && !isPassed)
            return std::nullopt;
        before = isPassed ? step->operationId : step->undoes;
    }
    return std::nullopt;
}

/// Whether this person may take the operation back (or do it again), and nobody has worked on what
/// it touched.
Result<> checkPossible(db::Database& mart, const StoredOperation& target, bool redo,
                       const Actor& actor) {
    const OperationKind* kind = findOperationKind(target.kind);
    if (kind == nullptr)
        senselessOperation(target, "kind " + target.kind);
    if (const auto allowed = checkAllowed(mart, kind->permission, actor); !allowed)
        return failAs(allowed);
    return kind->checkUntouched(mart, target, Json::parse(target.payload), redo);
}

/// Words to merchants follow a reopening the other way round: it is what takes a decision back.
bool isReopening(const StoredOperation& operation) {
    return operation.kind == kindOfVerb(Verb::Reopen) ||
           operation.kind == bulkKindOfVerb(Verb::Reopen);
}

/// What the step changes outside the state tables.
Result<> actOutside(db::Database& mart, const StoredOperation& target, bool redo,
                    const Actor& actor, TaskContext& context) {
    const OperationKind* kind = findOperationKind(target.kind);
    if (kind == nullptr || kind->outside == nullptr)
        return {};
    return kind->outside(mart, target, Json::parse(target.payload), redo, actor.clock, context);
}

/// The cases are named where they are few; else they are those of the operation referred to.
Result<Receipt> append(db::Database& mart, const Actor& actor, std::string_view kind,
                       const StoredOperation& target, std::int64_t undoes) {
    Json payload = {{"target", target.kind}};
    if (auto cases = casesOf(target); cases.size() <= kMostCasesNamedTwice)
        payload["cases"] = std::move(cases);
    const auto operation = appendOperation(mart, actor, std::string(kind), payload.dump(), undoes);
    Fold(mart, mart).apply(operation);
    return receiptOf(operation, &target);
}

} // namespace

Result<Receipt> undo(db::Database& mart, const Actor& actor) {
    NoTaskContext context;
    return undo(mart, actor, context);
}

Result<Receipt> undo(db::Database& mart, const Actor& actor, TaskContext& context) {
    return undo(mart, actor, {}, context);
}

Result<Receipt> undo(db::Database& mart, const Actor& actor, const UndoParams& params,
                     TaskContext& context) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    return db::guarded([&]() -> Result<Receipt> {
        const db::WideCache cache(mart); // it may be many cases
        db::Transaction transaction(mart);
        const auto top = undoTop(mart, actor.operatorName, params.pastSent);
        const auto target = top ? findOperation(mart, *top) : std::nullopt;
        if (!target)
            return fail(ErrorCode::NotFound, "undo (" + actor.operatorName + ")");
        if (const auto possible = checkPossible(mart, *target, false, actor); !possible)
            return failAs(possible);
        if (const auto outside = actOutside(mart, *target, false, actor, context); !outside)
            return failAs(outside);
        std::int64_t corrections = 0;
        std::int64_t repeats = 0;
        if (isReopening(*target))
            repeats = repeatRefusals(mart, *target, actor);
        else
            corrections = correctWhatLeft(mart, *target, params.correction, actor);
        auto receipt = append(mart, actor, kUndoKind, *target, target->operationId);
        receipt->corrections = corrections;
        receipt->repeats = repeats;
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        transaction.commit();
        return receipt;
    });
}

Result<Receipt> redo(db::Database& mart, const Actor& actor) {
    NoTaskContext context;
    return redo(mart, actor, context);
}

Result<Receipt> redo(db::Database& mart, const Actor& actor, TaskContext& context) {
    return redo(mart, actor, {}, context);
}

Result<Receipt> redo(db::Database& mart, const Actor& actor, const UndoParams& params,
                     TaskContext& context) {
    if (const auto known = checkActor(actor); !known)
        return failAs(known);
    return db::guarded([&]() -> Result<Receipt> {
        const db::WideCache cache(mart); // it may be many cases
        db::Transaction transaction(mart);
        const auto top = redoTop(mart, actor.operatorName);
        const auto undone = top ? findOperation(mart, *top) : std::nullopt;
        const auto target = undone ? findOperation(mart, undone->undoes.value_or(0)) : std::nullopt;
        if (!target)
            return fail(ErrorCode::NotFound, "redo (" + actor.operatorName + ")");
        if (const auto possible = checkPossible(mart, *target, true, actor); !possible)
            return failAs(possible);
        if (const auto outside = actOutside(mart, *target, true, actor, context); !outside)
            return failAs(outside);
        std::int64_t corrections = 0;
        std::int64_t repeats = 0;
        if (!isReopening(*target))
            repeats = repeatWhatWasCorrected(mart, *target, actor);
        else if (corrects(Json::parse(target->payload)))
            corrections = correctRefusals(mart, casesOf(*target), params.correction, actor);
        auto receipt = append(mart, actor, kRedoKind, *target, *top);
        receipt->corrections = corrections;
        receipt->repeats = repeats;
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        transaction.commit();
        return receipt;
    });
}

} // namespace mops::desk
