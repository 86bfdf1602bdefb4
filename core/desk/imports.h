#pragma once

#include "core/desk/cases.h"
#include "core/sources/quarantine.h"

namespace mops::desk {

/// Imports as operations: everything an operator takes in or out stands in the ledger and can be
/// undone and done again like a decision. Errors: those of the function of the same purpose in
/// core/sources, and Forbidden.

/// "import.run"; a dry run is none.
Result<sources::ImportReport> importFiles(db::Database& mart, const sources::ImportParams& params,
                                          const Actor& actor, TaskContext& context);
/// "import.undo": takes a batch back, whoever imported it. Answers the number of rows.
Result<std::int64_t> takeImportBack(db::Database& mart, std::int64_t batchId, const Actor& actor,
                                    TaskContext& context);
/// "import.retake": refused rows go through the import again.
Result<sources::ImportReport> retakeRow(db::Database& mart, std::int64_t quarantineId,
                                        const std::string& record, const Actor& actor,
                                        TaskContext& context);
Result<sources::ImportReport> retakeRows(db::Database& mart, const sources::QuarantineQuery& query,
                                         const Actor& actor, TaskContext& context);

} // namespace mops::desk
