#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/sources/name_index.h"
#include "core/sources/record_file.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mops::sources {

struct EdgeFileOptions {
    RecordFileOptions file = {};
    std::string rowColumn = {};    ///< name or position from 1; empty = the first
    std::string columnColumn = {}; ///< empty = the second
    std::string weightColumn = {}; ///< empty = every edge weighs 1
    enum class Header { FindOut, Yes, No } header = Header::FindOut;
    bool dropMissing = false; ///< leave out rows with an empty id or weight instead of failing
};

/// Pairs of ids: who – what, transaction – item, buyer – merchant. Ids are text of any kind,
/// numbered in the order of their bytes, so the order of lines does not change them; rows and
/// columns have numbers of their own. Pairs that stand
/// twice in the file stand twice here.
struct EdgeTable {
    NameIndex rows;
    NameIndex columns;
    std::vector<std::int32_t> row;    ///< per edge
    std::vector<std::int32_t> column; ///< per edge
    std::vector<double> weight;       ///< per edge; empty without a weight column
    std::string rowName;              ///< of the columns read; column_1 … without a header
    std::string columnName;
    std::string weightName;
    std::int64_t dropped = 0; ///< rows left out for a missing id or weight
};

/// Reads a separated file with two columns of ids and perhaps one of weights; further columns are
/// not read. The first row counts as a header when it says so by its words ("…id", "transaction",
/// "buyer", "source", …) or has a word without digits where the second row has a number; never with
/// a number in it. Memory: 8 bytes an edge (16 with weights) and the names. Errors: those of
/// RecordFile; RowInvalid (fewer than two columns, another number of fields than the first row, an
/// empty id), InvalidNumber (a weight that is no finite number of 0 or more), ColumnMissing,
/// NotEnoughData (no edges), MemoryLimit (2³¹ names or 2³² edges).
Result<EdgeTable> readEdgeFile(const std::filesystem::path& path, const EdgeFileOptions& options,
                               TaskContext& context);

} // namespace mops::sources
