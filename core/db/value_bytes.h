#pragma once

#include "core/db/database.h"

#include <cstdint>

namespace mops::db {

/// Bytes of a text or blob, without reading it. Throws DatabaseFailure, also when there is no such
/// row; `table` has row ids.
std::int64_t valueBytes(Database& database, const char* table, const char* column,
                        std::int64_t rowId);

} // namespace mops::db
