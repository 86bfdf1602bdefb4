#pragma once

#include "core/base/result.h"
#include "core/db/database.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace mops::mart {

/// The newest import; 0 when there was none. Throws DatabaseFailure.
std::int64_t newestBatch(db::Database& mart);

/// Which imports up to `batch` are in force and how many rows each brought: equal fingerprints mean
/// equal facts. Throws DatabaseFailure.
std::string fingerprintUpTo(db::Database& mart, std::int64_t batch);

/// Opens the mart for reading as it was known after import `batch`: rows of later imports are not
/// there, rows that later imports changed are as they were (from the images that each import keeps
/// of what it changes). Everything that reads the fact and dimension tables by name sees the past.
/// Errors: those of openReader().
Result<db::Database> openKnownThen(const std::filesystem::path& path, std::int64_t batch);

} // namespace mops::mart
