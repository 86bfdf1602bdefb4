#include "core/db/sandbox.h"

#include <sqlite3.h>
#include <string>

namespace mops::db {
namespace {

int authorize(void* asked, int action, const char* first, const char* second, const char*,
              const char*) {
    auto& authorizer = *static_cast<Authorizer*>(asked);
    const auto text = [](const char* value) { return value == nullptr ? "" : value; };
    const auto answer = [](bool allowed) { return allowed ? SQLITE_OK : SQLITE_DENY; };
    switch (action) {
    case SQLITE_SELECT: return answer(authorizer.maySelect());
    case SQLITE_READ: return answer(authorizer.mayRead(text(first), text(second)));
    case SQLITE_FUNCTION: return answer(authorizer.mayCall(text(second)));
    case SQLITE_RECURSIVE:
        if (authorizer.mayRecurse())
            return SQLITE_OK;
        authorizer.refuse("WITH RECURSIVE");
        return SQLITE_DENY;
    default: authorizer.refuse(text(first)); return SQLITE_DENY;
    }
}

RunEnd::Kind endOf(int code) {
    switch (code & 0xFF) {
    case SQLITE_DONE: return RunEnd::Kind::Done;
    case SQLITE_INTERRUPT: return RunEnd::Kind::Stopped;
    case SQLITE_TOOBIG:
    case SQLITE_NOMEM: return RunEnd::Kind::OutOfMemory;
    default: return RunEnd::Kind::Failed;
    }
}

Cell readCell(sqlite3_stmt* statement, int column) {
    Cell cell;
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        cell.type = Cell::Type::Integer;
        cell.integer = sqlite3_column_int64(statement, column);
        break;
    case SQLITE_FLOAT:
        cell.type = Cell::Type::Real;
        cell.real = sqlite3_column_double(statement, column);
        break;
    case SQLITE_TEXT:
        cell.type = Cell::Type::Text;
        cell.text.assign(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
                         static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
        break;
    case SQLITE_BLOB:
        cell.type = Cell::Type::Text;
        cell.text = "(" + std::to_string(sqlite3_column_bytes(statement, column)) + " bytes)";
        break;
    default: break;
    }
    return cell;
}

} // namespace

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

void authorizeBy(Database& database, Authorizer& authorizer) {
    sqlite3_set_authorizer(database.handle(), authorize, &authorizer);
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

int parameterCount(const PreparedStatement& statement) {
    return sqlite3_bind_parameter_count(statement.get());
}

std::vector<std::string> columnNames(const PreparedStatement& statement) {
    std::vector<std::string> names;
    for (int column = 0; column < sqlite3_column_count(statement.get()); ++column)
        names.emplace_back(sqlite3_column_name(statement.get(), column));
    return names;
}

std::vector<Cell> readRow(const PreparedStatement& statement) {
    const int columns = sqlite3_column_count(statement.get());
    std::vector<Cell> row;
    row.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column)
        row.push_back(readCell(statement.get(), column));
    return row;
}

RunEnd runToEnd(Database& database, const PreparedStatement& statement, int stepsBetweenChecks,
                const std::function<bool()>& stop, const std::function<bool()>& row) {
    sqlite3* handle = database.handle();
    sqlite3_progress_handler(
        handle, stepsBetweenChecks,
        [](void* ask) { return (*static_cast<const std::function<bool()>*>(ask))() ? 1 : 0; },
        const_cast<void*>(static_cast<const void*>(&stop)));
    int code = SQLITE_ROW;
    bool wanted = true;
    while (wanted && (code = sqlite3_step(statement.get())) == SQLITE_ROW)
        wanted = row();
    RunEnd end{wanted ? endOf(code) : RunEnd::Kind::Enough, sqlite3_errmsg(handle)};
    sqlite3_reset(statement.get());
    sqlite3_progress_handler(handle, 0, nullptr, nullptr);
    return end;
}

} // namespace mops::db
