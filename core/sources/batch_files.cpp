#include "core/sources/batch_files.h"

#include "core/db/statement.h"

namespace mops::sources {
namespace {

void addReasons(db::Statement& reasons, std::int64_t batchId, std::int64_t refused,
                FileReport& file) {
    reasons.bindAll(batchId, file.file, file.target);
    while (reasons.step())
        file.quarantined[std::string(reasons.text(0))] = reasons.integer(1);
    reasons.reset();
    // A row that waited in quarantine already is stored once, under its first batch.
    const std::int64_t before = refused - file.quarantinedRows();
    if (before > 0)
        file.quarantined["refused_before"] = before;
}

} // namespace

Result<std::vector<FileReport>> readBatchFiles(db::Database& mart, std::int64_t batchId) {
    return db::guarded([&]() -> Result<std::vector<FileReport>> {
        std::vector<FileReport> files;
        db::Statement select(mart, "SELECT file, target, encoding, rows_read, rows_taken, "
                                   "duplicates, quarantined FROM import_file WHERE batch_id = ? "
                                   "ORDER BY file, target");
        db::Statement reasons(mart, "SELECT reason, count(*) FROM quarantined_row WHERE "
                                    "batch_id = ? AND file = ? AND target = ? GROUP BY reason");
        select.bind(1, batchId);
        while (select.step()) {
            FileReport file;
            file.file = select.text(0);
            file.target = select.text(1);
            file.encoding = select.text(2);
            file.read = select.integer(3);
            file.taken = select.integer(4);
            file.duplicate = select.integer(5);
            addReasons(reasons, batchId, select.integer(6), file);
            files.push_back(std::move(file));
        }
        return files;
    });
}

} // namespace mops::sources
