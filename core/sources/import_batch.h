#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/cancel_scope.h"
#include "core/db/database.h"
#include "core/sources/file_loader.h"

#include <string>
#include <string_view>
#include <vector>

namespace mops::sources {

using db::CancelScope;

/// Finds the files of a mapping, in the order in which they are loaded, and inspects them, each
/// at most `inspectBytes` far. Answers the patterns without a file in `missing`.
/// Errors: Usage, FileNotFound, FilesMissing, those of inspectFile().
Result<std::vector<InputFile>> findInputs(const Mapping& mapping,
                                          const std::vector<std::filesystem::path>& paths,
                                          const std::string& encoding, std::int64_t inspectBytes,
                                          std::vector<std::string>* missing, TaskContext& context);

/// The row of import_batch that everything of a run hangs on. Throws DatabaseFailure.
std::int64_t beginBatch(db::Database& mart, std::string_view kind, const Mapping& mapping,
                        const std::string& location, const Clock& clock);
void endBatch(db::Database& mart, std::int64_t batchId, const Clock& clock);

/// The mapping named by the params. Errors: PresetUnknown, MappingInvalid, Usage, ….
Result<Mapping> chooseMapping(const ImportParams& params);

/// BLAKE2b-256 of file name, target and record: what makes a refused row the same row.
std::string recordHash(std::string_view file, std::string_view target, std::string_view record);

} // namespace mops::sources
