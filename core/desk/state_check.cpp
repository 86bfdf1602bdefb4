#include "core/base/text.h"
#include "core/db/row_compare.h"
#include "core/db/statement.h"
#include "core/desk/fold.h"

#include <algorithm>
#include <future>
#include <nlohmann/json.hpp>

namespace mops::desk {
namespace {

constexpr std::size_t kMostInBatch = 512;
constexpr std::size_t kMostBatchBytes = 4'000'000;

/// An empty database with the mart's own state tables, taken from its schema so that the two can
/// never differ. Only the list of who touched what, the longest of all, is a heap here: it is
/// sorted once at the end instead of at every operation. What breaks a constraint differs from the
/// mart's row, which obeys it: checking each row here would only cost a third of the time.
db::Database makeScratch(db::Database& mart) {
    auto scratch = db::Database::inMemory();
    scratch.execute("PRAGMA ignore_check_constraints = ON");
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

/// Replays operations in their order. Half of that is reading JSON: another thread reads the
/// payloads of the next ones while those before are applied.
class Replay {
public:
    Replay(db::Database& mart, db::Database& rebuilt)
        : m_fold(mart, rebuilt) {}

    /// Whether enough wait to be worth goOn().
    bool add(const StoredOperation& operation) {
        m_added.bytes += operation.payload.size();
        m_added.operations.push_back(operation);
        return m_added.operations.size() >= kMostInBatch || m_added.bytes >= kMostBatchBytes;
    }
    /// False when an operation cannot be applied: senseless() says which.
    bool goOn() {
        auto next = std::async(std::launch::async, &Replay::read, std::exchange(m_added, {}));
        applyRead();
        m_read = next.get();
        return !m_senseless;
    }
    void finish() {
        if (goOn())
            applyRead();
    }
    const std::optional<LedgerCheck>& senseless() const { return m_senseless; }
    std::int64_t applied() const { return m_applied; }

private:
    struct Batch {
        std::vector<StoredOperation> operations;
        std::vector<nlohmann::json> payloads;
        std::size_t bytes = 0;
    };

    static Batch read(Batch batch) {
        batch.payloads.reserve(batch.operations.size());
        for (const StoredOperation& operation : batch.operations)
            batch.payloads.push_back(Fold::readPayload(operation));
        return batch;
    }
    void applyRead() {
        for (std::size_t k = 0; k < m_read.operations.size(); ++k, ++m_applied)
            try {
                m_fold.apply(m_read.operations[k], m_read.payloads[k]);
            } catch (const db::DatabaseFailure& failure) {
                m_senseless = LedgerCheck{.ok = false,
                                          .firstBroken = m_read.operations[k].operationId,
                                          .fault = "state",
                                          .detail = failure.what()};
                return;
            }
    }

    Fold m_fold;
    Batch m_added;
    Batch m_read;
    std::int64_t m_applied = 0;
    std::optional<LedgerCheck> m_senseless;
};

} // namespace

Result<LedgerCheck> verifyState(db::Database& mart, TaskContext& context) {
    return db::guarded([&]() -> Result<LedgerCheck> {
        const db::ReadSnapshot snapshot(mart);
        const std::int64_t rows = mart.integer("SELECT count(*) FROM operation");
        auto rebuilt = makeScratch(mart);
        rebuilt.execute("BEGIN");
        Replay replay(mart, rebuilt);
        const auto goesOn = [&] {
            const auto share = static_cast<double>(replay.applied()) /
                               static_cast<double>(std::max<std::int64_t>(rows, 1));
            context.report({"verify", share, replay.applied(), rows, {}});
            return !context.cancelled();
        };
        bool cancelled = !goesOn();
        forEachOperation(mart, [&](const StoredOperation& operation) {
            if (replay.add(operation)) {
                if (!replay.goOn())
                    return false;
                cancelled = !goesOn();
            }
            return !cancelled;
        });
        if (cancelled)
            return fail(ErrorCode::Cancelled);
        if (!replay.senseless())
            replay.finish();
        if (auto senseless = replay.senseless()) {
            senseless->operations = rows;
            return *senseless;
        }
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
