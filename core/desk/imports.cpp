#include "core/desk/imports.h"

#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/import_operations.h"
#include "core/desk/operation_log.h"
#include "core/desk/operators.h"
#include "core/desk/verbs.h"

#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

using Json = nlohmann::json;

Result<> checkMayImport(db::Database& mart, const Actor& actor) {
    if (const auto known = checkActor(actor); !known)
        return known;
    return checkAllowed(mart, "mart.import", actor);
}

std::string batchName(std::int64_t batchId) {
    return "batch " + std::to_string(batchId);
}

std::int64_t newestBatch(db::Database& mart) {
    return mart.integer("SELECT max(batch_id) FROM import_batch");
}

/// The operation, and its number on every batch that came after `before`.
std::int64_t record(db::Database& mart, const char* kind, const Json& payload, std::int64_t before,
                    const Actor& actor) {
    const auto operation = appendOperation(mart, actor, kind, payload.dump(), std::nullopt);
    db::Statement claim(mart, "UPDATE import_batch SET operation_id = ? WHERE batch_id > ?");
    claim.run(operation.operationId, before);
    return operation.operationId;
}

/// Paths as they can be found from any folder.
Json pathsOf(const sources::ImportParams& params) {
    Json paths = Json::array();
    for (const auto& path : params.paths)
        paths.push_back(std::filesystem::absolute(path).string());
    return paths;
}

Json importPayload(db::Database& mart, const sources::ImportParams& params,
                   const sources::ImportReport& report) {
    std::int64_t taken = 0;
    std::int64_t quarantined = 0;
    for (const sources::FileReport& file : report.files) {
        taken += file.taken;
        quarantined += file.quarantinedRows();
    }
    const std::string mapping = params.mappingFile.empty()
                                    ? std::string()
                                    : std::filesystem::absolute(params.mappingFile).string();
    return {{"subject", batchName(report.batchId)},
            {"source",
             {{"preset", params.preset},
              {"mapping", mapping},
              {"encoding", params.encoding},
              {"paths", pathsOf(params)}}},
            {"files", filesOf(mart, report.batchId)},
            {"rows_taken", taken},
            {"rows_quarantined", quarantined}};
}

Json rowsTakenAgain(db::Database& mart, std::int64_t before) {
    db::Statement select(mart, "SELECT record_hash FROM quarantined_row WHERE retaken_by > ? "
                               "ORDER BY quarantine_id");
    select.bind(1, before);
    Json rows = Json::array();
    while (select.step())
        rows.push_back(hex(select.blob(0)));
    return rows;
}

Result<sources::ImportReport>
recordRetake(db::Database& mart, const Actor& actor, const std::string& correction,
             const std::function<Result<sources::ImportReport>()>& retake) {
    return db::guarded([&]() -> Result<sources::ImportReport> {
        db::Transaction transaction(mart);
        if (const auto allowed = checkMayImport(mart, actor); !allowed)
            return failAs(allowed);
        const std::int64_t before = newestBatch(mart);
        auto report = retake();
        if (!report)
            return report;
        if (report->batchId != 0) {
            const Json rows = rowsTakenAgain(mart, before);
            Json payload = {{"subject", batchName(report->batchId)}, {"rows", rows}};
            if (!correction.empty())
                payload["record"] = correction;
            report->operationId = record(mart, kRetakeKind, payload, before, actor);
        }
        transaction.commit();
        return report;
    });
}

} // namespace

Result<sources::ImportReport> importFiles(db::Database& mart, const sources::ImportParams& params,
                                          const Actor& actor, TaskContext& context) {
    return db::guarded([&]() -> Result<sources::ImportReport> {
        db::Transaction transaction(mart);
        if (const auto allowed = checkMayImport(mart, actor); !allowed)
            return failAs(allowed);
        const std::int64_t before = newestBatch(mart);
        auto report = sources::runImport(mart, params, actor.clock, context);
        if (!report || params.dryRun)
            return report;
        report->operationId =
            record(mart, kImportKind, importPayload(mart, params, *report), before, actor);
        transaction.commit();
        return report;
    });
}

Result<std::int64_t> takeImportBack(db::Database& mart, std::int64_t batchId, const Actor& actor,
                                    TaskContext& context) {
    return db::guarded([&]() -> Result<std::int64_t> {
        db::Transaction transaction(mart);
        if (const auto allowed = checkMayImport(mart, actor); !allowed)
            return failAs(allowed);
        if (const auto free = checkNoCaseStandsOn(mart, batchId); !free)
            return failAs(free);
        db::Statement find(mart, "SELECT operation_id FROM import_batch WHERE batch_id = ?");
        find.bind(1, batchId);
        const auto of = find.step() ? find.optionalInteger(0) : std::nullopt;
        find.reset();
        const auto rows = sources::undoImport(mart, batchId, actor.clock, context);
        if (!rows)
            return failAs(rows);
        const Json payload = {
            {"subject", batchName(batchId)}, {"of", of ? Json(*of) : Json()}, {"rows", *rows}};
        (void)appendOperation(mart, actor, kTakeBackKind, payload.dump(), std::nullopt);
        transaction.commit();
        return *rows;
    });
}

Result<sources::ImportReport> retakeRow(db::Database& mart, std::int64_t quarantineId,
                                        const std::string& record, const Actor& actor,
                                        TaskContext& context) {
    return recordRetake(mart, actor, record, [&] {
        return sources::retake(mart, quarantineId, record, actor.clock, context);
    });
}

Result<sources::ImportReport> retakeRows(db::Database& mart, const sources::QuarantineQuery& query,
                                         const Actor& actor, TaskContext& context) {
    return recordRetake(mart, actor, {},
                        [&] { return sources::retakeAll(mart, query, actor.clock, context); });
}

} // namespace mops::desk
