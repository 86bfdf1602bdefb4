#include "core/db/part_transaction.h"
#include "core/db/statement.h"
#include "core/sources/import_batch.h"
#include "core/sources/import_run.h"
#include "core/sources/mapping.h"
#include "core/sources/merge.h"
#include "core/sources/target_table.h"

#include <algorithm>
#include <vector>

namespace mops::sources {
namespace {

Result<> checkBatch(db::Database& mart, std::int64_t batchId) {
    db::Statement find(mart,
                       "SELECT kind, undone_at IS NOT NULL FROM import_batch WHERE batch_id = ?");
    find.bind(1, batchId);
    if (!find.step())
        return fail(ErrorCode::NotFound, "batch " + std::to_string(batchId),
                    "merchantops-cli quality");
    if (find.integer(1) != 0)
        return fail(ErrorCode::Conflict, "batch " + std::to_string(batchId) + ": undone");
    return {};
}

Failure conflict(std::int64_t batchId, const std::string& what, std::int64_t laterBatch) {
    return fail(ErrorCode::Conflict, "batch " + std::to_string(batchId) + ": " + what,
                "merchantops-cli import --undo " + std::to_string(laterBatch));
}

/// A later batch changed a row that this one wrote, or took one of its refused rows again.
Result<> checkLaterChanges(db::Database& mart, std::int64_t batchId) {
    db::Statement changed(mart,
                          "SELECT max(batch_id), table_name FROM import_before WHERE batch_id > ?1 "
                          "AND json_extract(image, '$.batch_id') = ?1");
    changed.bind(1, batchId);
    if (changed.step() && !changed.isNull(0))
        return conflict(batchId, std::string(changed.text(1)), changed.integer(0));
    changed.reset();
    db::Statement retaken(mart, "SELECT max(retaken_by) FROM quarantined_row WHERE batch_id = ?1 "
                                "AND retaken_by IS NOT NULL AND retaken_by <> ?1");
    retaken.bind(1, batchId);
    if (retaken.step() && !retaken.isNull(0))
        return conflict(batchId, "quarantine", retaken.integer(0));
    return {};
}

/// Rows of other batches that stand on rows of this one, asked after the old images are back.
Result<> checkReferences(db::Database& mart, std::int64_t batchId) {
    for (const Target& target : targetTable()) {
        for (const TargetField& field : target.fields) {
            if (field.reference == nullptr || field.reference->table == "buyer_alias")
                continue;
            const std::string child(target.table);
            const std::string parent(field.reference->table);
            const std::string key(splitList(field.reference->yields).front());
            const std::string foreign(splitList(field.reference->into).front());
            db::Statement find(mart, "SELECT max(c.batch_id) FROM " + parent + " p CROSS JOIN " +
                                         child + " c ON c." + foreign + " = p." + key +
                                         " WHERE p.batch_id = ?1 AND c.batch_id <> ?1");
            find.bind(1, batchId);
            if (find.step() && !find.isNull(0))
                return conflict(batchId, child + " → " + parent, find.integer(0));
        }
    }
    return {};
}

/// What was computed from merchants that go away goes with them; it can be computed again.
void removeThoughts(db::Database& mart, std::int64_t batchId) {
    for (const auto& [member, run] :
         {std::pair{"segment_member", "segment_run"}, std::pair{"score", "score_run"}})
        mart.execute(
            "DELETE FROM " + std::string(run) + " WHERE run_id IN (SELECT run_id FROM " + member +
            " WHERE merchant_key IN (SELECT merchant_key FROM dim_merchant WHERE batch_id = " +
            std::to_string(batchId) + "))");
}

} // namespace

Result<std::int64_t> undoImport(db::Database& mart, std::int64_t batchId, const Clock& clock,
                                TaskContext& context) {
    return db::guarded([&]() -> Result<std::int64_t> {
        db::PartTransaction transaction(mart);
        const CancelScope cancel(mart, context);
        for (const auto check : {checkBatch, checkLaterChanges})
            if (const auto possible = check(mart, batchId); !possible)
                return failAs(possible);
        context.report({"undo", 0.1, 0, 0, {}});
        std::int64_t rows = 0;
        for (const Target& target : targetTable())
            rows += unmerge(mart, target, batchId);
        followOrderTimes(mart, batchId);
        if (const auto possible = checkReferences(mart, batchId); !possible)
            return failAs(possible);
        const std::string batch = std::to_string(batchId);
        removeThoughts(mart, batchId);
        // Derived, and made anew below; it must not hold the categories of the batch.
        mart.execute("UPDATE dim_merchant SET category_key = NULL WHERE category_key IN "
                     "(SELECT category_key FROM dim_category WHERE batch_id = " +
                     batch + ")");
        const auto targets = targetTable();
        for (auto target = targets.rbegin(); target != targets.rend(); ++target) {
            if (context.cancelled())
                return fail(ErrorCode::Cancelled);
            context.report({"undo", 0.3, rows, 0, target->name});
            mart.execute("DELETE FROM " + std::string(target->table) +
                         " WHERE batch_id = " + batch);
            rows += mart.changes();
        }
        mart.execute(
            "UPDATE quarantined_row SET status = 'open', retaken_by = NULL WHERE retaken_by = " +
            batch);
        mart.execute("DELETE FROM quarantined_row WHERE batch_id = " + batch);
        mart.execute("DELETE FROM import_before WHERE batch_id = " + batch);
        deriveFacts(mart);
        db::Statement mark(mart, "UPDATE import_batch SET undone_at = ? WHERE batch_id = ?");
        mark.run(toSeconds(clock.now()), batchId);
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        transaction.commit();
        return rows;
    });
}

} // namespace mops::sources
