#include "core/db/sandbox.h"

#include <sqlite3.h>
#include <string>

namespace mops::db {

void applyLimits(Database& database, const SandboxLimits& limits) {
    sqlite3* handle = database.handle();
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, limits.valueBytes);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, limits.sqlBytes);
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, limits.depth);
    sqlite3_limit(handle, SQLITE_LIMIT_COMPOUND_SELECT, limits.selects);
    sqlite3_limit(handle, SQLITE_LIMIT_VDBE_OP, limits.operations);
    sqlite3_limit(handle, SQLITE_LIMIT_FUNCTION_ARG, limits.arguments);
    sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, limits.likePattern);
    sqlite3_limit(handle, SQLITE_LIMIT_VARIABLE_NUMBER, 1);
    sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    sqlite3_limit(handle, SQLITE_LIMIT_WORKER_THREADS, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
}

Result<PreparedStatement> prepareOnly(Database& database, std::string_view sql) {
    sqlite3* handle = database.handle();
    sqlite3_stmt* raw = nullptr;
    const char* tail = nullptr;
    const int code =
        sqlite3_prepare_v2(handle, sql.data(), static_cast<int>(sql.size()), &raw, &tail);
    PreparedStatement statement(raw, sqlite3_finalize);
    if (code != SQLITE_OK)
        return fail(ErrorCode::SqlRefused, sqlite3_errmsg(handle));
    if (raw == nullptr || sqlite3_stmt_readonly(raw) == 0)
        return fail(ErrorCode::SqlRefused, std::string(sql.substr(0, 200)));
    const std::string_view rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
    if (rest.find_first_not_of(" \t\r\n;") != std::string_view::npos)
        return fail(ErrorCode::SqlRefused, std::string(rest.substr(0, 200)));
    return statement;
}

} // namespace mops::db
