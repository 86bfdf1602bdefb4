#include "core/base/text.h"
#include "core/db/row_compare.h"
#include "core/db/statement.h"
#include "core/desk/fold.h"

namespace mops::desk {
namespace {

constexpr std::int64_t kOperationsBetweenQuestions = 512;

/// An empty database with the mart's own state tables, taken from its schema so that the two can
/// never differ. Only the list of who touched what, the longest of all, is a heap here: it is
/// sorted once at the end instead of at every operation.
db::Database makeScratch(db::Database& mart) {
    auto scratch = db::Database::inMemory();
    db::Statement schema(mart, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?");
    for (const StateTable& table : stateTables()) {
        if (std::string_view(table.name) == "case_operation") {
            scratch.execute("CREATE TABLE case_operation (case_id TEXT, operation_id INTEGER)");
            continue;
        }
        schema.bind(1, table.name);
        if (schema.step())
            scratch.execute(schema.text(0));
        schema.reset();
    }
    return scratch;
}

/// A row as text, one "column=value" each, to compare and to say what differs.
std::string rowText(const db::Statement& row) {
    std::string text;
    for (int column = 0; column < row.columnCount(); ++column) {
        text += column == 0 ? "" : " ";
        text += std::string(row.columnName(column)) + "=";
        text += row.isNull(column) ? "NULL" : std::string(row.text(column));
    }
    return text;
}

/// The operation a state row names as its origin; 0 when the table has none.
std::int64_t originOf(const db::Statement& row) {
    for (int column = 0; column < row.columnCount(); ++column)
        if (row.columnName(column) == "last_operation" || row.columnName(column) == "operation_id")
            return row.integer(column);
    return 0;
}

std::optional<LedgerCheck> firstDifference(db::Database& mart, db::Database& rebuilt,
                                           const StateTable& table) {
    const std::string sql =
        std::string("SELECT * FROM ") + table.name + " ORDER BY " + table.orderBy;
    db::Statement is(mart, sql);
    db::Statement should(rebuilt, sql);
    while (true) {
        const bool hasIs = is.step();
        const bool hasShould = should.step();
        if (!hasIs && !hasShould)
            return std::nullopt;
        if (hasIs && hasShould && db::sameRow(is, should))
            continue;
        const std::string isText = hasIs ? rowText(is) : std::string("(no row)");
        const std::string shouldText = hasShould ? rowText(should) : std::string("(no row)");
        LedgerCheck check;
        check.ok = false;
        check.firstBroken = originOf(hasShould ? should : is);
        check.fault = "state";
        check.detail = std::string(table.name) + ": " + isText + " <> " + shouldText;
        return check;
    }
}

} // namespace

Result<LedgerCheck> verifyState(db::Database& mart, TaskContext& context) {
    return db::guarded([&]() -> Result<LedgerCheck> {
        const db::ReadSnapshot snapshot(mart);
        const std::int64_t rows = mart.integer("SELECT count(*) FROM operation");
        auto rebuilt = makeScratch(mart);
        rebuilt.execute("BEGIN");
        Fold fold(mart, rebuilt);
        std::int64_t done = 0;
        bool cancelled = false;
        std::optional<LedgerCheck> senseless;
        forEachOperation(mart, [&](const StoredOperation& operation) {
            if (done % kOperationsBetweenQuestions == 0) {
                cancelled = context.cancelled();
                context.report({"verify",
                                static_cast<double>(done) / static_cast<double>(rows),
                                done,
                                rows,
                                {}});
            }
            if (cancelled)
                return false;
            try {
                fold.apply(operation);
            } catch (const db::DatabaseFailure& failure) {
                senseless = {false, rows, operation.operationId, "state", failure.what(), 0, 0};
                return false;
            }
            ++done;
            return true;
        });
        if (cancelled)
            return fail(ErrorCode::Cancelled);
        if (senseless)
            return *senseless;
        rebuilt.execute("COMMIT");
        for (const StateTable& table : stateTables())
            if (auto difference = firstDifference(mart, rebuilt, table)) {
                difference->operations = rows;
                return *difference;
            }
        return LedgerCheck{true, rows, 0, {}, {}, 0, 0};
    });
}

} // namespace mops::desk
