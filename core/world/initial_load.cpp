#include "core/world/initial_load.h"

#include "core/db/statement.h"

#include <sqlite3.h>

namespace mops::world {
namespace {

constexpr std::int64_t kCacheKib = 64 * 1024;

} // namespace

LoadSettings::LoadSettings(db::Database& mart)
    : m_mart(mart)
    , m_foreignKeys(mart.integer("PRAGMA foreign_keys"))
    , m_cacheSize(mart.integer("PRAGMA cache_size")) {
    // Looking up the parents of every row costs more than writing it; the world refers only to what
    // it has made itself, and its tests let SQLite check all references.
    mart.execute("PRAGMA foreign_keys = OFF");
    mart.execute("PRAGMA cache_size = -" + std::to_string(kCacheKib));
}

LoadSettings::~LoadSettings() {
    const std::string back = "PRAGMA foreign_keys = " + std::to_string(m_foreignKeys) +
                             "; PRAGMA cache_size = " + std::to_string(m_cacheSize);
    sqlite3_exec(m_mart.handle(), back.c_str(), nullptr, nullptr, nullptr);
}

DeferredIndexes::DeferredIndexes(db::Database& mart)
    : m_mart(mart) {
    std::vector<std::string> names;
    {
        // Automatic indexes (of UNIQUE and PRIMARY KEY) have no SQL and stay.
        db::Statement row(mart, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' "
                                "AND sql IS NOT NULL AND (tbl_name GLOB 'fact_*' OR "
                                "tbl_name GLOB 'dim_*') ORDER BY name");
        while (row.step()) {
            names.emplace_back(row.text(0));
            m_sql.emplace_back(row.text(1));
        }
    }
    for (const std::string& name : names)
        mart.execute("DROP INDEX \"" + name + "\"");
}

void DeferredIndexes::finish() {
    for (const std::string& sql : m_sql)
        m_mart.execute(sql);
    m_sql.clear();
}

} // namespace mops::world
