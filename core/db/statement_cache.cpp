#include "core/db/statement_cache.h"

#include <algorithm>
#include <sqlite3.h>

namespace mops::db {

StatementCache::~StatementCache() {
    for (const Idle& idle : m_idle)
        sqlite3_finalize(idle.statement);
}

sqlite3_stmt* StatementCache::take(std::string_view sql) {
    const auto found =
        std::find_if(m_idle.rbegin(), m_idle.rend(), [&](const Idle& i) { return i.sql == sql; });
    if (found == m_idle.rend())
        return nullptr;
    sqlite3_stmt* const statement = found->statement;
    m_idle.erase(std::next(found).base());
    return statement;
}

void StatementCache::give(sqlite3_stmt* statement) {
    if (statement == nullptr)
        return;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    m_idle.push_back({sqlite3_sql(statement), statement});
    if (m_idle.size() > kMost) {
        sqlite3_finalize(m_idle.front().statement);
        m_idle.erase(m_idle.begin());
    }
}

} // namespace mops::db
