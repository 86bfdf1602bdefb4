#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace mops::world {

struct DirtyParams {
    std::uint64_t seed = 1;
    bool chinese = true;      ///< names of files and columns
    double defectRate = 0.02; ///< share of the rows that get a defect, in [0, 0.5]
};

struct DirtyReport {
    std::map<std::string, std::int64_t> rows;    ///< per file, with the header left out
    std::map<std::string, std::int64_t> defects; ///< per kind
};

/// Writes the trade of a mart as the CSV files that people really get: encodings, delimiters and
/// line breaks differ from file to file; rows are repeated, ragged, cut; numbers come full-width,
/// with separators or a currency sign; dates in four manners, some of them impossible; ids are used
/// again; orders are lost, so that their items point nowhere. With them go `mapping.toml`, which
/// imports them, and `manifest.jsonl`: one line for each defect planted, with what a careful import
/// makes of it (README.md). The same mart and params give the same bytes.
///
/// One pass per table; memory grows with the number of broken orders only. Errors: Usage, Conflict
/// (the folder holds other files), FileNotWritable, DiskFull, Cancelled.
Result<DirtyReport> writeDirtyFiles(db::Database& mart, const std::filesystem::path& folder,
                                    const DirtyParams& params, TaskContext& context);

/// Whether the folder may be written: new, empty, or an earlier edition. Makes it. Errors:
/// Conflict, FileNotWritable.
Result<> checkDirtyFolder(const std::filesystem::path& folder);

} // namespace mops::world
