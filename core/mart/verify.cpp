#include "core/base/embedded_file.h"
#include "core/db/statement.h"
#include "core/mart/quality.h"

#include <array>
#include <span>
#include <string>

namespace mops::mart {

std::span<const EmbeddedFile> schemaFiles();

namespace {

constexpr int kMostFindings = 100; ///< per check; a damaged file could give millions

void checkPages(db::Database& mart, std::vector<IntegrityFinding>& findings) {
    db::Statement check(mart, "PRAGMA quick_check(" + std::to_string(kMostFindings) + ")");
    while (check.step())
        if (check.text(0) != "ok")
            findings.push_back({"schema", std::string(check.text(0))});
}

/// Every table, index, view and trigger that a fresh mart has is there, word for word.
void checkSchema(db::Database& mart, std::vector<IntegrityFinding>& findings) {
    auto fresh = db::Database::inMemory();
    for (const EmbeddedFile& file : schemaFiles())
        fresh.execute(file.text);
    db::Statement expected(fresh, "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
                                  "ORDER BY type, name");
    db::Statement find(mart, "SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?");
    while (expected.step()) {
        find.bindAll(expected.text(0), expected.text(1));
        const std::string object =
            std::string(expected.text(0)) + " " + std::string(expected.text(1));
        if (!find.step())
            findings.push_back({"schema", object + ": missing"});
        else if (find.text(0) != expected.text(2))
            findings.push_back({"schema", object + ": changed"});
        find.reset();
    }
}

void checkForeignKeys(db::Database& mart, std::vector<IntegrityFinding>& findings) {
    db::Statement check(mart,
                        "SELECT \"table\", \"parent\", count(*) FROM pragma_foreign_key_check "
                        "GROUP BY 1, 2 ORDER BY 1, 2");
    while (check.step())
        findings.push_back({"foreign_keys", std::string(check.text(0)) + " → " +
                                                std::string(check.text(1)) + ": " +
                                                std::to_string(check.integer(2))});
}

/// What the batches say they did, against what is there.
void checkImportCounts(db::Database& mart, std::vector<IntegrityFinding>& findings) {
    db::Statement sums(
        mart, "SELECT b.batch_id, b.rows_read, b.rows_taken, sum(f.rows_read), "
              "sum(f.rows_taken) FROM import_batch b JOIN import_file f "
              "ON f.batch_id = b.batch_id GROUP BY b.batch_id "
              "HAVING b.rows_read <> sum(f.rows_read) OR b.rows_taken <> sum(f.rows_taken)");
    while (sums.step())
        findings.push_back({"import_counts", "batch " + std::to_string(sums.integer(0)) + ": " +
                                                 std::to_string(sums.integer(2)) + " ≠ " +
                                                 std::to_string(sums.integer(4))});
    constexpr std::array<const char*, 11> tables{"dim_category", "dim_merchant",    "dim_buyer",
                                                 "buyer_alias",  "dim_product",     "fact_order",
                                                 "fact_item",    "fact_payment",    "fact_review",
                                                 "zip_point",    "fact_application"};
    for (const char* table : tables) {
        const auto orphans =
            mart.integer("SELECT count(*) FROM " + std::string(table) +
                         " WHERE batch_id NOT IN (SELECT batch_id FROM import_batch "
                         "WHERE undone_at IS NULL)");
        if (orphans != 0)
            findings.push_back(
                {"import_counts", std::string(table) + ": " + std::to_string(orphans)});
    }
    const auto itemTimes =
        mart.integer("SELECT count(*) FROM fact_item i JOIN fact_order o "
                     "ON o.order_key = i.order_key WHERE o.ordered_at <> i.ordered_at");
    if (itemTimes != 0)
        findings.push_back({"derived", "fact_item.ordered_at: " + std::to_string(itemTimes)});
}

} // namespace

Result<std::vector<IntegrityFinding>> verifyMart(db::Database& mart, TaskContext& context) {
    return db::guarded([&]() -> Result<std::vector<IntegrityFinding>> {
        std::vector<IntegrityFinding> findings;
        constexpr std::array<void (*)(db::Database&, std::vector<IntegrityFinding>&), 4> checks{
            checkPages, checkSchema, checkForeignKeys, checkImportCounts};
        for (std::size_t k = 0; k < checks.size(); ++k) {
            if (context.cancelled())
                return fail(ErrorCode::Cancelled);
            context.report({"verify", static_cast<double>(k) / checks.size(), 0, 0, {}});
            checks[k](mart, findings);
        }
        return findings;
    });
}

} // namespace mops::mart
