#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"
#include "core/db/sandbox.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mops::mart {

struct ColumnQuality {
    std::string column;
    std::int64_t missing = 0;
    std::int64_t distinct = 0;
    std::string minimum; ///< as text; empty when all are missing
    std::string maximum;
};

struct TableQuality {
    std::string table;
    std::int64_t rows = 0;
    std::int64_t brokenReferences = 0;
    std::vector<ColumnQuality> columns;
};

/// Rows, missing, distinct, range and broken references of every readable view of the mart.
Result<std::vector<TableQuality>> readQuality(db::Database& mart, TaskContext& context);

struct IntegrityFinding {
    std::string check;  ///< "schema", "foreign_keys", "import_counts", …
    std::string detail; ///< what is wrong
};
/// quick_check, foreign keys, import counts. Empty = sound. (The ledger is verified by desk.)
Result<std::vector<IntegrityFinding>> verifyMart(db::Database& mart, TaskContext& context);

struct QueryResult {
    using Cell = db::Cell;
    using Type = Cell::Type;
    std::vector<std::string> columns;
    std::vector<std::vector<Cell>> rows;
    bool truncated = false; ///< more rows than the limit
};

struct QueryLimits {
    std::int64_t rows = 10'000;
    int seconds = 10;
};

/// One read-only SELECT, as the SQL page and `sql` allow it: a single statement, nothing that
/// writes, attaches or loads, no table outside the mart. Errors: SqlRefused, TimeLimit, Database.
Result<QueryResult> query(const std::string& martPath, const std::string& sql,
                          const QueryLimits& limits, TaskContext& context);

} // namespace mops::mart
