#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/db/database.h"

#include <filesystem>
#include <optional>
#include <string>

namespace mops::mart {

/// Opens a mart for writing, making or migrating it as needed. One writer at a time; readers go on.
/// Errors: as db::Database::open() and db::migrate().
Result<db::Database> openWriter(const std::filesystem::path& path);

/// Opens an existing mart for reading. One connection per thread. A mart of an older version is
/// migrated first, if it can be written. Errors: MartMissing, MartNotAMart, MartFromFuture, …
Result<db::Database> openReader(const std::filesystem::path& path);

/// What every screen and export says of the data it shows.
struct MartFacts {
    bool simulated = false;           ///< at least one batch came from simulate
    bool empty = true;                ///< no orders
    std::optional<Instant> dataAsOf;  ///< newest event of any order or review
    std::optional<Instant> dataSince; ///< oldest order
    std::string currency;             ///< of the orders; empty when there are none
    std::int64_t merchants = 0;
    std::int64_t orders = 0;
    std::string fingerprint; ///< changes when facts change: batches that are in force
};

Result<MartFacts> readFacts(db::Database& mart);

} // namespace mops::mart
