#include "core/desk/import_operations.h"

#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/sources/import_run.h"
#include "core/sources/quarantine.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

/// The batches that are the effect of an operation now, newest first.
std::vector<std::int64_t> liveBatches(db::Database& mart, std::int64_t operationId) {
    db::Statement select(mart, "SELECT batch_id FROM import_batch WHERE operation_id = ? AND "
                               "undone_at IS NULL ORDER BY batch_id DESC");
    select.bind(1, operationId);
    std::vector<std::int64_t> batches;
    while (select.step())
        batches.push_back(select.integer(0));
    return batches;
}

void claimBatches(db::Database& mart, std::int64_t after, std::int64_t operationId) {
    db::Statement claim(mart, "UPDATE import_batch SET operation_id = ? WHERE batch_id > ?");
    claim.run(operationId, after);
}

Result<> takeBatchesBack(db::Database& mart, std::int64_t operationId, const std::string& subject,
                         const Clock& clock, TaskContext& context) {
    const auto batches = liveBatches(mart, operationId);
    if (batches.empty())
        return fail(ErrorCode::Conflict, subject + ": undone");
    for (const std::int64_t batchId : batches) {
        const auto rows = sources::undoImport(mart, batchId, clock, context);
        if (!rows)
            return failAs(rows);
    }
    return {};
}

sources::ImportParams paramsOf(const Json& source) {
    sources::ImportParams params;
    params.preset = source.at("preset").get<std::string>();
    params.mappingFile = source.at("mapping").get<std::string>();
    params.encoding = source.at("encoding").get<std::string>();
    for (const Json& path : source.at("paths"))
        params.paths.emplace_back(path.get<std::string>());
    return params;
}

/// The sources may have changed meanwhile: then it would not be the same import.
Result<> importAgain(db::Database& mart, const StoredOperation& operation, const Json& payload,
                     const Clock& clock, TaskContext& context) {
    if (!liveBatches(mart, operation.operationId).empty())
        return fail(ErrorCode::Conflict, payload.at("subject").get<std::string>() + ": imported");
    const std::int64_t before = mart.integer("SELECT max(batch_id) FROM import_batch");
    const auto report = sources::runImport(mart, paramsOf(payload.at("source")), clock, context);
    if (!report)
        return failAs(report);
    const Json files = filesOf(mart, report->batchId);
    for (const Json& file : payload.at("files"))
        if (std::find(files.begin(), files.end(), file) == files.end())
            return fail(ErrorCode::Conflict, file.at("file").get<std::string>() + ": changed",
                        "merchantops-cli import");
    if (files.size() != payload.at("files").size())
        return fail(ErrorCode::Conflict, payload.at("source").at("paths").dump() + ": changed",
                    "merchantops-cli import");
    claimBatches(mart, before, operation.operationId);
    return {};
}

Result<> retakeAgain(db::Database& mart, const StoredOperation& operation, const Json& payload,
                     const Clock& clock, TaskContext& context) {
    std::vector<std::int64_t> rows;
    db::Statement find(mart, "SELECT quarantine_id FROM quarantined_row WHERE hex(record_hash) = ?1"
                             " COLLATE NOCASE AND status = 'open'");
    for (const Json& hash : payload.at("rows")) {
        find.bind(1, hash.get_ref<const std::string&>());
        if (!find.step())
            return fail(ErrorCode::Conflict, payload.at("subject").get<std::string>());
        rows.push_back(find.integer(0));
        find.reset();
    }
    const std::int64_t before = mart.integer("SELECT max(batch_id) FROM import_batch");
    const std::string record = payload.value("record", "");
    const auto report = record.empty() ? sources::retakeThese(mart, rows, clock, context)
                                       : sources::retake(mart, rows.at(0), record, clock, context);
    if (!report)
        return failAs(report);
    claimBatches(mart, before, operation.operationId);
    return {};
}

/// "import.undo" refers to the operation that imported; without one nobody knows the sources.
Result<> undoTakingBack(db::Database& mart, const Json& payload, const Clock& clock,
                        TaskContext& context) {
    const auto importing = payload.at("of").is_null()
                               ? std::nullopt
                               : findOperation(mart, payload.at("of").get<std::int64_t>());
    if (!importing)
        return fail(ErrorCode::Conflict, payload.at("subject").get<std::string>(),
                    "merchantops-cli import");
    const Json imported = Json::parse(importing->payload);
    return importing->kind == kRetakeKind ? retakeAgain(mart, *importing, imported, clock, context)
                                          : importAgain(mart, *importing, imported, clock, context);
}

Result<> redoTakingBack(db::Database& mart, const Json& payload, const Clock& clock,
                        TaskContext& context) {
    return takeBatchesBack(mart, payload.at("of").get<std::int64_t>(), payload.at("subject"), clock,
                           context);
}

} // namespace

void applyImport(db::Database&, const StoredOperation&, const Json&) {}
void takeBackImport(db::Database&, const StoredOperation&, const Json&) {}

Result<> checkNoCaseStandsOn(db::Database& mart, std::int64_t batchId) {
    db::Statement select(mart, "SELECT c.case_id, c.last_operation FROM case_state c "
                               "JOIN dim_merchant m ON m.merchant_key = c.merchant_key "
                               "WHERE m.batch_id = ? AND c.status NOT IN ('approved', 'refused') "
                               "LIMIT 1");
    select.bind(1, batchId);
    if (select.step())
        return conflictWith(mart, std::string(select.text(0)), select.integer(1));
    return {};
}

Result<> checkImport(db::Database& mart, const StoredOperation& operation, const Json&, bool redo) {
    if ((operation.kind == kTakeBackKind) != redo)
        return {};
    for (const std::int64_t batchId : liveBatches(mart, operation.operationId))
        if (const auto free = checkNoCaseStandsOn(mart, batchId); !free)
            return free;
    return {};
}

Result<> moveFacts(db::Database& mart, const StoredOperation& operation, const Json& payload,
                   bool redo, const Clock& clock, TaskContext& context) {
    if (operation.kind == kTakeBackKind)
        return redo ? redoTakingBack(mart, payload, clock, context)
                    : undoTakingBack(mart, payload, clock, context);
    if (!redo)
        return takeBatchesBack(mart, operation.operationId, payload.at("subject"), clock, context);
    return operation.kind == kRetakeKind ? retakeAgain(mart, operation, payload, clock, context)
                                         : importAgain(mart, operation, payload, clock, context);
}

Json filesOf(db::Database& mart, std::int64_t batchId) {
    db::Statement select(mart, "SELECT file, target, blake2b FROM import_file WHERE batch_id = ? "
                               "ORDER BY file, target");
    select.bind(1, batchId);
    Json files = Json::array();
    while (select.step())
        files.push_back({{"file", std::string(select.text(0))},
                         {"target", std::string(select.text(1))},
                         {"blake2b", hex(select.blob(2))}});
    return files;
}

} // namespace mops::desk
