#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/sources/record_file.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mops::sources {

/// What becomes of a missing value: empty, NA, N/A, NaN, null, none, "?" (any case).
enum class MissingPolicy {
    Fail,   ///< InvalidNumber with file, line and column
    Drop,   ///< the row is left out
    Mean,   ///< the column's mean over its known values
    Median, ///< the column's median over its known values
    Keep,   ///< NaN, for algorithms that handle it
};

struct NumericTableOptions {
    RecordFileOptions file = {};
    MissingPolicy missing = MissingPolicy::Fail;
    /// Columns read as text and kept apart (labels, scores, groups, ids), by name or by position
    /// from 1 or "last"; in this order in NumericTable::apart.
    std::vector<std::string> apart = {};
    std::vector<std::string> ignore = {};  ///< columns not read, by name or position
    std::vector<std::string> columns = {}; ///< exactly these as numbers; empty = all the rest
    enum class Header { FindOut, Yes, No } header = Header::FindOut;
};

struct TextColumn {
    std::string name;
    std::vector<std::string> values; ///< per row kept
};

/// A separated text file as numbers in memory: 8 bytes a value.
struct NumericTable {
    std::vector<std::string> columns; ///< names; column_1 … without a header
    std::vector<double> values;       ///< row-major, rows × columns
    std::size_t rows = 0;
    std::vector<TextColumn> apart;
    std::vector<std::int64_t> line; ///< per row kept: its line in the file
    std::int64_t dropped = 0;       ///< rows left out for a missing value
    std::int64_t filled = 0;        ///< values filled in
};

/// Reads the whole file. Without a header the columns are named column_1, column_2, …. A first row
/// counts as a header when a field of it is no number, or when it reads 0, 1, 2, … as some programs
/// write it.
/// Errors: those of RecordFile; InvalidNumber (a field that is no number, infinite, or missing with
/// Fail; the detail names file, line and column; a column without any known value with Mean or
/// Median), RowInvalid (another number of fields than the first row), ColumnMissing, NotEnoughData
/// (no rows or no columns left), MemoryLimit (more than 2^31 values).
Result<NumericTable> readNumericTable(const std::filesystem::path& path,
                                      const NumericTableOptions& options, TaskContext& context);

} // namespace mops::sources
