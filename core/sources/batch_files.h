#pragma once

#include "core/base/result.h"
#include "core/db/database.h"
#include "core/sources/import_run.h"

#include <cstdint>
#include <vector>

namespace mops::sources {

/// What an earlier import did, file by file. `inserted` and `updated` are not kept apart in the
/// mart and are 0; `quarantined` counts by reason what waits under this batch, and rows that had
/// been refused before under the reason "refused_before".
Result<std::vector<FileReport>> readBatchFiles(db::Database& mart, std::int64_t batchId);

} // namespace mops::sources
