#include "core/db/value_bytes.h"

#include <sqlite3.h>

namespace mops::db {

std::int64_t valueBytes(Database& database, const char* table, const char* column,
                        std::int64_t rowId) {
    sqlite3_blob* value = nullptr;
    if (sqlite3_blob_open(database.handle(), "main", table, column, rowId, 0, &value) != SQLITE_OK)
        throwLastError(database.handle(), table);
    const std::int64_t bytes = sqlite3_blob_bytes(value);
    sqlite3_blob_close(value);
    return bytes;
}

} // namespace mops::db
