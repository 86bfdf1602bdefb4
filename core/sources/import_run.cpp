#include "core/sources/import_run.h"

#include "core/db/part_transaction.h"
#include "core/db/statement.h"
#include "core/sources/import_batch.h"
#include "core/sources/merge.h"

#include <chrono>
#include <limits>

namespace mops::sources {
namespace {

/// Refused rows go to quarantine; a row that waits there already is not stored twice.
class QuarantineWriter final : public RefusedRows {
public:
    QuarantineWriter(db::Database& mart, std::int64_t batchId)
        : m_batchId(batchId)
        , m_insert(
              mart,
              "INSERT OR IGNORE INTO quarantined_row (batch_id, file, target, line, column_name, "
              "reason, header, record, record_hash, status) VALUES (?,?,?,?,?,?,?,?,?,?)") {}

    void add(const InputFile& file, const RefusedRow& row) override {
        const std::string record = printable(row.record);
        const std::string_view target = file.mapping->target->name;
        m_insert.bindAll(m_batchId, file.name, target, row.line, row.column, row.reason, row.header,
                         record);
        const std::string hash = recordHash(file.name, target, record);
        m_insert.bindBlob(9, hash);
        m_insert.bind(10, row.isDismissed ? "dismissed" : "open");
        m_insert.run();
    }

private:
    std::int64_t m_batchId;
    db::Statement m_insert;
};

Result<> loadAll(LoadJob& job, const std::vector<InputFile>& inputs, ImportReport& report) {
    for (const InputFile& input : inputs) {
        auto loaded = loadFile(job, input);
        if (!loaded)
            return failAs(loaded);
        report.files.push_back(std::move(*loaded));
    }
    return {};
}

} // namespace

std::int64_t FileReport::quarantinedRows() const {
    std::int64_t rows = 0;
    for (const auto& [reason, count] : quarantined)
        rows += count;
    return rows;
}

std::int64_t FileReport::repairedValues() const {
    std::int64_t values = 0;
    for (const auto& [code, count] : repaired)
        values += count;
    return values;
}

Result<ImportReport> runImport(db::Database& mart, const ImportParams& params, const Clock& clock,
                               TaskContext& context) {
    const auto begin = std::chrono::steady_clock::now();
    return db::guarded([&]() -> Result<ImportReport> {
        const auto mapping = chooseMapping(params);
        if (!mapping)
            return failAs(mapping);
        const auto inputs = findInputs(*mapping, params.paths, params.encoding,
                                       std::numeric_limits<std::int64_t>::max(), nullptr, context);
        if (!inputs)
            return failAs(inputs);
        db::PartTransaction transaction(mart);
        const CancelScope cancel(mart, context);
        ImportReport report;
        report.batchId = beginBatch(mart, "import", *mapping, params.paths.front().string(), clock);
        {
            QuarantineWriter quarantine(mart, report.batchId);
            LoadJob job{mart, *mapping, report.batchId, quarantine, context, 0, 0};
            for (const InputFile& input : *inputs)
                job.bytesTotal += input.facts.bytes;
            if (const auto loaded = loadAll(job, *inputs, report); !loaded)
                return failAs(loaded);
        }
        context.report({"derive", 0.97, 0, 0, {}});
        deriveFacts(mart);
        endBatch(mart, report.batchId, clock);
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        context.report({"commit", 0.99, 0, 0, {}});
        if (params.dryRun)
            report.batchId = 0;
        else
            transaction.commit();
        report.seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        return report;
    });
}

Result<std::vector<BatchRow>> readBatches(db::Database& mart) {
    return db::guarded([&]() -> Result<std::vector<BatchRow>> {
        std::vector<BatchRow> rows;
        db::Statement select(
            mart, "SELECT b.batch_id, b.kind, b.source, b.location, b.finished_at, b.undone_at IS "
                  "NOT NULL, "
                  "b.rows_read, b.rows_taken, coalesce(sum(f.quarantined), 0) FROM import_batch b "
                  "LEFT JOIN import_file f ON f.batch_id = b.batch_id GROUP BY b.batch_id "
                  "ORDER BY b.batch_id DESC");
        while (select.step()) {
            BatchRow row;
            row.batchId = select.integer(0);
            row.kind = select.text(1);
            row.source = select.text(2);
            row.location = select.text(3);
            row.finishedAt = select.integer(4);
            row.undone = select.integer(5) != 0;
            row.rowsRead = select.integer(6);
            row.rowsTaken = select.integer(7);
            row.rowsQuarantined = select.integer(8);
            rows.push_back(std::move(row));
        }
        return rows;
    });
}

} // namespace mops::sources
