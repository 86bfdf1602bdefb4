#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace mops::sources {

struct ImportParams {
    std::string preset;                       ///< name of a built-in mapping; or
    std::filesystem::path mappingFile;        ///< a mapping of the user
    std::vector<std::filesystem::path> paths; ///< one folder, or files
    std::string encoding;                     ///< "" = detect; "UTF-8", "GB18030", "ISO-8859-1"
    bool dryRun = false;                      ///< do everything, then take it back
};

struct FileReport {
    std::string file;
    std::string target;
    std::string encoding;
    std::int64_t read = 0;
    std::int64_t taken = 0; ///< inserted or changed
    std::int64_t inserted = 0;
    std::int64_t updated = 0;
    std::int64_t duplicate = 0;                      ///< same as a row of this file or of the mart
    std::map<std::string, std::int64_t> quarantined; ///< by reason
    std::map<std::string, std::int64_t>
        repaired; ///< values in rows taken, by what was done to them

    std::int64_t quarantinedRows() const;
    std::int64_t repairedValues() const;
};

struct ImportReport {
    std::int64_t batchId = 0;     ///< 0 for a dry run
    std::int64_t operationId = 0; ///< in the ledger (core/desk/imports.h); 0 = it is none
    std::vector<FileReport> files;
    double seconds = 0;
};

/// Files → staging → mart, all in one transaction: cancel, a kill or a full disk at any moment
/// leave the mart as it was. The same files again change nothing. A bad file fails the import; a
/// bad row goes to quarantine. `mart` is the writer; inside a transaction of the caller it is a
/// part of that. Errors: PresetUnknown, MappingInvalid, FilesMissing, ColumnMissing, FileIs…,
/// Cancelled, ….
Result<ImportReport> runImport(db::Database& mart, const ImportParams& params, const Clock& clock,
                               TaskContext& context);

/// Takes a whole import back: removes what it inserted, restores what it changed. Inside a
/// transaction of the caller it is a part of that.
/// Errors: NotFound, Conflict (a later import changed the same rows, or facts stand on its rows).
Result<std::int64_t> undoImport(db::Database& mart, std::int64_t batchId, const Clock& clock,
                                TaskContext& context);

struct BatchRow {
    std::int64_t batchId = 0;
    std::string kind, source, location;
    std::int64_t finishedAt = 0;
    bool undone = false;
    std::int64_t rowsRead = 0, rowsTaken = 0, rowsQuarantined = 0;
};
Result<std::vector<BatchRow>> readBatches(db::Database& mart); ///< newest first

/// The first rows of each file as the import would understand them; reads no more than it shows.
struct FilePreview {
    std::string file, target, encoding, delimiter;
    std::int64_t bytes = 0;
    std::vector<std::string> header;
    std::vector<std::string> mappedTo; ///< per header column: "merchant.city"; "" = ignored
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> missingColumns;
};
struct ImportPreview {
    std::vector<FilePreview> files;
    std::vector<std::string> missingFiles;
};
Result<ImportPreview> previewImport(const ImportParams& params, int rowsPerFile);

/// Names of the built-in mappings.
std::vector<std::string> presetNames();

} // namespace mops::sources
