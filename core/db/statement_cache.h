#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

struct sqlite3_stmt;

namespace mops::db {

/// Statements that were prepared on one connection and wait for their next use: compiling a
/// statement costs as much as ten small lookups. Keeps the latest used; belongs to the thread of
/// its connection and must end before it.
class StatementCache {
public:
    StatementCache() = default;
    StatementCache(const StatementCache&) = delete;
    StatementCache& operator=(const StatementCache&) = delete;
    ~StatementCache();

    /// An idle statement of exactly this text, or null. The caller owns it until give().
    sqlite3_stmt* take(std::string_view sql);
    /// Resets it, forgets what was bound, and keeps it. Null does nothing.
    void give(sqlite3_stmt* statement);

private:
    struct Idle {
        std::string_view sql; ///< the statement's own copy
        sqlite3_stmt* statement;
    };
    static constexpr std::size_t kMost = 64;

    std::vector<Idle> m_idle; ///< the latest used last
};

} // namespace mops::db
