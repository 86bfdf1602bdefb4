#include "core/db/statement.h"
#include "core/mart/mart.h"
#include "core/mart/quality.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <sqlite3.h>

namespace mops::mart {
namespace {

/// Functions that reach outside the data, or burn memory in one step that no limit can interrupt.
constexpr std::array<std::string_view, 6> kForbiddenFunctions{
    "load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "zeroblob"};

/// What would show somebody's mark on a case that another person has yet to mark.
struct Column {
    std::string_view table;
    std::string_view column;
};
constexpr std::array<Column, 5> kSealedColumns{{{"operation", "payload"},
                                                {"case_note", "note"},
                                                {"blind_mark", "verb"},
                                                {"blind_mark", "reason_code"},
                                                {"blind_mark", "note"}}};

bool hasSealedCases(db::Database& mart) {
    return mart.integer("SELECT EXISTS (SELECT 1 FROM blind_case b JOIN case_state c "
                        "ON c.case_id = b.case_id AND c.status NOT IN ('approved', 'refused') "
                        "WHERE (SELECT count(*) FROM blind_mark m WHERE m.case_id = b.case_id) "
                        "< 2)") != 0;
}

/// `sealed` is set while there are such cases.
int authorize(void* sealed, int action, const char* first, const char* second, const char*,
              const char*) {
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_READ:
        return sealed != nullptr && std::any_of(kSealedColumns.begin(), kSealedColumns.end(),
                                                [&](const Column& hidden) {
                                                    return first != nullptr && second != nullptr &&
                                                           hidden.table == first &&
                                                           hidden.column == second;
                                                })
                   ? SQLITE_DENY
                   : SQLITE_OK;
    case SQLITE_FUNCTION:
        return std::find(kForbiddenFunctions.begin(), kForbiddenFunctions.end(),
                         std::string_view(second == nullptr ? "" : second)) ==
                       kForbiddenFunctions.end()
                   ? SQLITE_OK
                   : SQLITE_DENY;
    default: return SQLITE_DENY;
    }
}

QueryResult::Cell readCell(sqlite3_stmt* statement, int column) {
    QueryResult::Cell cell;
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        cell.type = QueryResult::Type::Integer;
        cell.integer = sqlite3_column_int64(statement, column);
        break;
    case SQLITE_FLOAT:
        cell.type = QueryResult::Type::Real;
        cell.real = sqlite3_column_double(statement, column);
        break;
    case SQLITE_TEXT:
        cell.type = QueryResult::Type::Text;
        cell.text.assign(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
                         static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
        break;
    case SQLITE_BLOB: {
        cell.type = QueryResult::Type::Text;
        cell.text = "(" + std::to_string(sqlite3_column_bytes(statement, column)) + " bytes)";
        break;
    }
    default: break;
    }
    return cell;
}

} // namespace

Result<QueryResult> query(const std::string& martPath, const std::string& sql,
                          const QueryLimits& limits, TaskContext& context) {
    auto mart = openReader(martPath);
    if (!mart)
        return failAs(mart);
    sqlite3* handle = mart->handle();
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 10'000'000);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 100'000);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    bool sealed = false;
    if (const auto asked = db::guarded([&]() -> Result<> {
            sealed = hasSealedCases(*mart);
            return {};
        });
        !asked)
        return failAs(asked);
    sqlite3_set_authorizer(handle, authorize, sealed ? &sealed : nullptr);

    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(limits.seconds);
    bool late = false;
    mart->setCancelCheck([&] {
        late = std::chrono::steady_clock::now() > deadline;
        return late || context.cancelled();
    });

    sqlite3_stmt* raw = nullptr;
    const char* tail = nullptr;
    const int prepared =
        sqlite3_prepare_v2(handle, sql.c_str(), static_cast<int>(sql.size()), &raw, &tail);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(raw, sqlite3_finalize);
    if (prepared == SQLITE_AUTH)
        return fail(ErrorCode::SqlRefused,
                    std::string(sqlite3_errmsg(handle)) + (sealed ? " (blind_case)" : ""));
    if (prepared != SQLITE_OK)
        return fail(ErrorCode::SqlRefused, sqlite3_errmsg(handle));
    if (raw == nullptr || sqlite3_stmt_readonly(raw) == 0)
        return fail(ErrorCode::SqlRefused, sql.substr(0, 200));
    const std::string_view rest(tail, sql.c_str() + sql.size());
    if (rest.find_first_not_of(" \t\r\n;") != std::string_view::npos)
        return fail(ErrorCode::SqlRefused, std::string(rest.substr(0, 200)));

    QueryResult result;
    const int columns = sqlite3_column_count(raw);
    for (int column = 0; column < columns; ++column)
        result.columns.emplace_back(sqlite3_column_name(raw, column));
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(raw)) == SQLITE_ROW) {
        if (static_cast<std::int64_t>(result.rows.size()) >= limits.rows) {
            result.truncated = true;
            return result;
        }
        auto& row = result.rows.emplace_back();
        row.reserve(static_cast<std::size_t>(columns));
        for (int column = 0; column < columns; ++column)
            row.push_back(readCell(raw, column));
    }
    if (code == SQLITE_DONE)
        return result;
    if (context.cancelled())
        return fail(ErrorCode::Cancelled);
    if (late)
        return fail(ErrorCode::TimeLimit, std::to_string(limits.seconds) + " s");
    return fail(ErrorCode::Database, sqlite3_errmsg(handle));
}

} // namespace mops::mart
