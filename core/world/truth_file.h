#pragma once

#include "core/db/database.h"

#include <filesystem>

namespace mops::world {

/// Opens the file for the planted truth: a SQLite database of its own that tests and benchmarks
/// compare with; the product never reads it. Errors: Conflict (a database, but no truth file),
/// those of db::Database::open().
Result<db::Database> openTruthFile(const std::filesystem::path& path);

/// Marks it and takes an earlier truth off. Inside a transaction.
void emptyTruthFile(db::Database& truth);

} // namespace mops::world
