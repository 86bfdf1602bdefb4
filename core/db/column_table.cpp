#include "core/db/column_table.h"

#include <cmath>
#include <sqlite3.h>

namespace mops::db {

struct ColumnTable::Impl {
    std::string declaration;
    std::size_t rows = 0;
    std::vector<ColumnData> columns;
    std::size_t currentRow = 0;
};

namespace {

using Impl = ColumnTable::Impl;

struct Table {
    sqlite3_vtab base{};
    Impl* impl = nullptr;
};

struct Cursor {
    sqlite3_vtab_cursor base{};
    std::size_t row = 0;
};

Impl& implOf(sqlite3_vtab_cursor* cursor) {
    return *reinterpret_cast<Table*>(cursor->pVtab)->impl;
}
std::size_t& rowOf(sqlite3_vtab_cursor* cursor) {
    return reinterpret_cast<Cursor*>(cursor)->row;
}

int connect(sqlite3* handle, void* impl, int, const char* const*, sqlite3_vtab** table, char**) {
    if (const int code =
            sqlite3_declare_vtab(handle, static_cast<Impl*>(impl)->declaration.c_str());
        code != SQLITE_OK)
        return code;
    auto* made = new (std::nothrow) Table;
    if (made == nullptr)
        return SQLITE_NOMEM;
    made->impl = static_cast<Impl*>(impl);
    *table = &made->base;
    return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
    delete reinterpret_cast<Table*>(table);
    return SQLITE_OK;
}

int bestIndex(sqlite3_vtab* table, sqlite3_index_info* info) {
    const auto rows = static_cast<sqlite3_int64>(reinterpret_cast<const Table*>(table)->impl->rows);
    info->estimatedRows = rows;
    info->estimatedCost = static_cast<double>(rows);
    return SQLITE_OK;
}

int openCursor(sqlite3_vtab*, sqlite3_vtab_cursor** cursor) {
    auto* made = new (std::nothrow) Cursor;
    if (made == nullptr)
        return SQLITE_NOMEM;
    *cursor = &made->base;
    return SQLITE_OK;
}

int closeCursor(sqlite3_vtab_cursor* cursor) {
    delete reinterpret_cast<Cursor*>(cursor);
    return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
    rowOf(cursor) = 0;
    implOf(cursor).currentRow = 0;
    return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* cursor) {
    implOf(cursor).currentRow = ++rowOf(cursor);
    return SQLITE_OK;
}

int atEnd(sqlite3_vtab_cursor* cursor) {
    return rowOf(cursor) >= implOf(cursor).rows ? 1 : 0;
}

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* result, int number) {
    const ColumnData& data = implOf(cursor).columns[static_cast<std::size_t>(number)];
    const std::size_t row = rowOf(cursor);
    if (!data.numbers.empty()) {
        if (const double value = data.numbers[row]; !std::isnan(value))
            sqlite3_result_double(result, value);
    } else if (!data.codes.empty() && data.codes[row] != ColumnData::kNull) {
        const std::string& text = data.texts[data.codes[row]];
        sqlite3_result_text64(result, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    return SQLITE_OK;
}

int rowId(sqlite3_vtab_cursor* cursor, sqlite3_int64* id) {
    *id = static_cast<sqlite3_int64>(rowOf(cursor));
    return SQLITE_OK;
}

/// No xCreate: the table is there without being made, so the schema stays empty. Outlives every
/// connection, which asks it once more when it closes.
const sqlite3_module kModule = [] {
    sqlite3_module module{};
    module.xConnect = connect;
    module.xDisconnect = disconnect;
    module.xBestIndex = bestIndex;
    module.xOpen = openCursor;
    module.xClose = closeCursor;
    module.xFilter = filter;
    module.xNext = next;
    module.xEof = atEnd;
    module.xColumn = column;
    module.xRowid = rowId;
    return module;
}();

} // namespace

ColumnTable::ColumnTable(Database& database, const std::string& name,
                         const std::vector<std::string>& columns)
    : m_impl(std::make_unique<Impl>()) {
    for (const std::string& columnName : columns)
        m_impl->declaration += (m_impl->declaration.empty() ? "" : ", ") + columnName;
    m_impl->declaration = "CREATE TABLE x(" + m_impl->declaration + ")";
    m_impl->columns.resize(columns.size());
    if (sqlite3_create_module(database.handle(), name.c_str(), &kModule, m_impl.get()) != SQLITE_OK)
        throwLastError(database.handle(), name);
    // Connected now: later an authorizer would be asked for leave to declare it.
    database.execute("SELECT 1 FROM \"" + name + "\" LIMIT 0");
}

ColumnTable::ColumnTable(ColumnTable&&) noexcept = default;
ColumnTable::~ColumnTable() = default;

void ColumnTable::show(std::size_t rows, std::vector<ColumnData> columns) {
    m_impl->rows = rows;
    m_impl->columns = std::move(columns);
    m_impl->currentRow = 0;
}

std::size_t ColumnTable::currentRow() const {
    return m_impl->currentRow;
}

} // namespace mops::db
