#include "core/db/statement.h"

#include "core/db/statement_cache.h"

#include <sqlite3.h>
#include <utility>

namespace mops::db {

Statement::Statement(Database& database, std::string_view sql)
    : m_database(database.handle())
    , m_cache(&database.statements())
    , m_statement(m_cache->take(sql)) {
    if (m_statement != nullptr)
        return;
    if (sqlite3_prepare_v3(m_database, sql.data(), static_cast<int>(sql.size()), 0, &m_statement,
                           nullptr) != SQLITE_OK)
        throwLastError(m_database, sql);
}

Statement::~Statement() {
    m_cache->give(m_statement);
}

Statement::Statement(Statement&& other) noexcept
    : m_database(other.m_database)
    , m_cache(other.m_cache)
    , m_statement(std::exchange(other.m_statement, nullptr)) {}

void Statement::check(int code) const {
    if (code != SQLITE_OK)
        throwLastError(m_database, sqlite3_sql(m_statement));
}

void Statement::bind(int parameter, std::int64_t value) {
    check(sqlite3_bind_int64(m_statement, parameter, value));
}

void Statement::bind(int parameter, double value) {
    check(sqlite3_bind_double(m_statement, parameter, value));
}

void Statement::bind(int parameter, std::string_view value) {
    // An empty string_view may have a null pointer, which SQLite would take for NULL.
    const char* bytes = value.data() == nullptr ? "" : value.data();
    check(sqlite3_bind_text64(m_statement, parameter, bytes, value.size(), SQLITE_STATIC,
                              SQLITE_UTF8));
}

void Statement::bind(int parameter, std::nullptr_t) {
    check(sqlite3_bind_null(m_statement, parameter));
}

void Statement::bindBlob(int parameter, std::string_view bytes) {
    const char* data = bytes.data() == nullptr ? "" : bytes.data();
    check(sqlite3_bind_blob64(m_statement, parameter, data, bytes.size(), SQLITE_STATIC));
}

bool Statement::step() {
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    throwLastError(m_database, sqlite3_sql(m_statement));
}

void Statement::reset() {
    sqlite3_reset(m_statement);
}

int Statement::columnCount() const {
    return sqlite3_column_count(m_statement);
}
std::string_view Statement::columnName(int column) const {
    return sqlite3_column_name(m_statement, column);
}
bool Statement::isNull(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}
std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}
double Statement::real(int column) const {
    return sqlite3_column_double(m_statement, column);
}

std::string_view Statement::text(int column) const {
    const unsigned char* bytes = sqlite3_column_text(m_statement, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
    return bytes == nullptr ? std::string_view()
                            : std::string_view(reinterpret_cast<const char*>(bytes), size);
}

std::string_view Statement::blob(int column) const {
    const void* bytes = sqlite3_column_blob(m_statement, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
    return bytes == nullptr ? std::string_view()
                            : std::string_view(static_cast<const char*>(bytes), size);
}

std::optional<std::int64_t> Statement::optionalInteger(int column) const {
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}
std::optional<double> Statement::optionalReal(int column) const {
    return isNull(column) ? std::nullopt : std::optional(real(column));
}

} // namespace mops::db
