#pragma once

#include "core/db/database.h"

#include <string>
#include <vector>

namespace mops::world {

/// Settings of a connection while it fills an empty mart, set back in the destructor. Nothing here
/// weakens what has been committed: a kill leaves the mart as it was before.
class LoadSettings {
public:
    explicit LoadSettings(db::Database& mart);
    LoadSettings(const LoadSettings&) = delete;
    LoadSettings& operator=(const LoadSettings&) = delete;
    ~LoadSettings();

private:
    db::Database& m_mart;
    std::int64_t m_foreignKeys;
    std::int64_t m_cacheSize;
};

/// Takes the secondary indexes of the tables off and makes them again in finish(): appending rows
/// and sorting once is several times faster than keeping the indexes row by row. Inside the
/// transaction of the load.
class DeferredIndexes {
public:
    explicit DeferredIndexes(db::Database& mart);
    void finish();

private:
    db::Database& m_mart;
    std::vector<std::string> m_sql;
};

} // namespace mops::world
