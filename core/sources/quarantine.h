#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"
#include "core/sources/import_run.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mops::sources {

struct QuarantineRow {
    std::int64_t quarantineId = 0;
    std::int64_t batchId = 0;
    std::string file, target, column, reason, status;
    std::int64_t line = 0;
    std::string header; ///< the file's header as one CSV record
    std::string record; ///< the row as one CSV record
};

struct QuarantineGroup {
    std::string file, column, reason;
    std::int64_t rows = 0;
};

struct QuarantineQuery {
    std::int64_t batchId = 0; ///< 0 = all
    std::string file, reason; ///< empty = all
    bool openOnly = true;
    std::int64_t limit = 1'000, offset = 0;
};

Result<std::vector<QuarantineGroup>> readQuarantineGroups(db::Database& mart);
Result<std::vector<QuarantineRow>> readQuarantine(db::Database& mart, const QuarantineQuery& query);
Result<QuarantineRow> readQuarantineRow(db::Database& mart, std::int64_t quarantineId);

/// Sends a refused row through the import again, corrected (`record` is one CSV record under the
/// row's header) or as it is (empty). Refused again: stays open, and the report says why.
Result<ImportReport> retake(db::Database& mart, std::int64_t quarantineId,
                            const std::string& record, const Clock& clock, TaskContext& context);
/// The same for all open rows that match, unchanged: after a missing file has been imported.
Result<ImportReport> retakeAll(db::Database& mart, const QuarantineQuery& query, const Clock& clock,
                               TaskContext& context);

/// The same for rows named one by one.
Result<ImportReport> retakeThese(db::Database& mart, const std::vector<std::int64_t>& quarantineIds,
                                 const Clock& clock, TaskContext& context);

} // namespace mops::sources
