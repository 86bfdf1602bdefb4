#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/sources/numeric_table.h"
#include "core/sources/record_file.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mops::sources {

struct TextColumnsOptions {
    RecordFileOptions file = {};
    std::vector<std::string> columns = {}; ///< by name or by position from 1
    bool hasHeader = true;
};

struct TextColumns {
    std::vector<TextColumn> columns;
    std::vector<std::int64_t> line; ///< per row: its line in the file
};

/// Some columns of a separated file as text, all in memory.
/// Errors: those of RecordFile; ColumnMissing, RowInvalid (another number of fields than the first
/// row), NotEnoughData (no rows), MemoryLimit (more than 4 GB of text).
Result<TextColumns> readTextColumns(const std::filesystem::path& path,
                                    const TextColumnsOptions& options, TaskContext& context);

} // namespace mops::sources
