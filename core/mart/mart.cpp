#include "core/mart/mart.h"

#include "core/base/embedded_file.h"
#include "core/db/migrator.h"
#include "core/db/statement.h"

#include <algorithm>
#include <span>

namespace mops::mart {

std::span<const EmbeddedFile> schemaFiles();

namespace {

/// "MOps", so that `file` and SQLite's own tools can tell a mart from another database.
constexpr int kApplicationId = 0x4D4F7073;

db::Schema schema() {
    return {kApplicationId, schemaFiles()};
}

} // namespace

Result<db::Database> openWriter(const std::filesystem::path& path) {
    auto database = db::Database::open(path, db::Mode::Create);
    if (!database)
        return database;
    if (const auto migrated = db::migrate(*database, schema()); !migrated)
        return failAs(migrated);
    return database;
}

Result<db::Database> openReader(const std::filesystem::path& path) {
    auto database = db::Database::open(path, db::Mode::Read);
    if (!database)
        return database;
    auto version = db::checkVersion(*database, schema());
    if (!version && version.error().code == ErrorCode::Conflict) {
        if (const auto writer = openWriter(path); !writer)
            return failAs(writer);
        database = db::Database::open(path, db::Mode::Read);
        if (!database)
            return database;
        version = db::checkVersion(*database, schema());
    }
    if (!version)
        return failAs(version);
    return database;
}

Result<MartFacts> readFacts(db::Database& mart) {
    return db::guarded([&]() -> Result<MartFacts> {
        MartFacts facts;
        facts.merchants = mart.integer("SELECT count(*) FROM dim_merchant");
        facts.orders = mart.integer("SELECT count(*) FROM fact_order");
        facts.empty = facts.orders == 0;
        facts.simulated = mart.integer("SELECT count(*) FROM import_batch "
                                       "WHERE kind = 'simulate' AND undone_at IS NULL") > 0;
        facts.currency = mart.text("SELECT currency FROM fact_order LIMIT 1");
        if (!facts.empty) {
            db::Statement span(mart, "SELECT min(ordered_at), max(ordered_at) FROM fact_order");
            span.step();
            facts.dataSince = fromSeconds(span.integer(0));
            facts.dataAsOf = fromSeconds(span.integer(1));
        }
        db::Statement batches(mart, "SELECT batch_id, finished_at, rows_taken FROM import_batch "
                                    "WHERE undone_at IS NULL AND rows_taken > 0 ORDER BY batch_id");
        while (batches.step()) {
            facts.fingerprint +=
                std::to_string(batches.integer(0)) + ":" + std::to_string(batches.integer(2)) + ";";
        }
        return facts;
    });
}

} // namespace mops::mart
