#pragma once

#include "core/base/embedded_file.h"
#include "core/db/database.h"

#include <span>

namespace mops::db {

/// What makes a database file ours, and which schema files lead to the present version.
struct Schema {
    int applicationId = 0; ///< PRAGMA application_id
    std::span<const EmbeddedFile>
        migrations; ///< sorted; named NNN_title.sql with NNN = 001, 002, …
};

/// The newest version the schema knows.
int newestVersion(const Schema& schema);

/// Brings the database to the newest version, all missing files in one transaction. An empty
/// database becomes ours. Errors: MartNotAMart (somebody else's database), MartFromFuture.
Result<> migrate(Database& database, const Schema& schema);

/// For readers: the database is ours and of the newest version. Errors as migrate(), and Conflict
/// when it is older and must be opened for writing once.
Result<> checkVersion(Database& database, const Schema& schema);

} // namespace mops::db
