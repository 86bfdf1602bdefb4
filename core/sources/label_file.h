#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/sources/record_file.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace mops::sources {

/// Reads one label per row of another table, whose rows stand on `lines` of their file. The labels
/// are any text: the column headed "label", "cluster" or "component", else the last one. Where a
/// column is headed "line", labels are found by it; else they come in the order of the rows, and
/// one record too many is taken for a header.
/// Errors: those of RecordFile; NotEnoughData (no label for a row; another number of labels than
/// rows), InvalidNumber (an empty label, a line that is no number or appears twice).
Result<std::vector<std::string>> readRowLabels(const std::filesystem::path& path,
                                               const RecordFileOptions& options,
                                               std::span<const std::int64_t> lines,
                                               TaskContext& context);

} // namespace mops::sources
