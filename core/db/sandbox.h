#pragma once

#include "core/base/result.h"
#include "core/db/database.h"

#include <memory>
#include <string_view>

struct sqlite3_stmt;

namespace mops::db {

/// What SQL that a person wrote may cost at most. A connection that runs such SQL is used for
/// nothing else.
struct SandboxLimits {
    int valueBytes = 100'000; ///< of one text: stops randomblob, printf width, replace growth
    int sqlBytes = 8'192;
    int depth = 200;         ///< of an expression
    int selects = 1;         ///< joined by UNION and the like
    int operations = 20'000; ///< of the compiled program
    int arguments = 8;       ///< of a function
    int likePattern = 64;
};

/// Sets the limits; nothing can be attached any more, and the settings cannot be widened by SQL.
void applyLimits(Database& database, const SandboxLimits& limits);

using PreparedStatement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

/// Exactly one statement that only reads; the connection's authorizer is asked while it is made.
/// Errors: SqlRefused with SQLite's own words.
Result<PreparedStatement> prepareOnly(Database& database, std::string_view sql);

} // namespace mops::db
