#pragma once

#include "core/base/result.h"
#include "core/db/database.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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

/// Asked about everything that a statement would touch, while it is made. What nobody may do is not
/// asked; refuse() says what it was.
class Authorizer {
public:
    virtual ~Authorizer() = default;
    virtual bool maySelect() = 0; ///< once for each SELECT
    /// The column is empty when the statement reads none of the table's.
    virtual bool mayRead(std::string_view table, std::string_view column) = 0;
    virtual bool mayCall(std::string_view function) = 0;
    virtual bool mayRecurse() { return false; } ///< WITH RECURSIVE
    virtual void refuse(std::string_view what) = 0;
};
/// The authorizer must outlive the making of every statement.
void authorizeBy(Database& database, Authorizer& authorizer);

using PreparedStatement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

/// Exactly one statement that only reads; the connection's authorizer is asked while it is made.
/// Errors: SqlRefused with SQLite's own words.
Result<PreparedStatement> prepareOnly(Database& database, std::string_view sql);
int parameterCount(const PreparedStatement& statement);
std::vector<std::string> columnNames(const PreparedStatement& statement);

/// A value whose column has no known type; a blob is told by its size.
struct Cell {
    enum class Type { Null, Integer, Real, Text } type = Type::Null;
    std::int64_t integer = 0;
    double real = 0;
    std::string text;
};
/// The row that the statement stands on.
std::vector<Cell> readRow(const PreparedStatement& statement);

/// How a run of a statement ended, with SQLite's own words for a failure.
struct RunEnd {
    enum class Kind { Done, Enough, Stopped, OutOfMemory, Failed } kind = Kind::Done;
    std::string message;
};
/// Calls `row` for each row until that answers false (Enough), and `stop` every so many steps of
/// the program until that answers true.
RunEnd runToEnd(Database& database, const PreparedStatement& statement, int stepsBetweenChecks,
                const std::function<bool()>& stop, const std::function<bool()>& row);

} // namespace mops::db
