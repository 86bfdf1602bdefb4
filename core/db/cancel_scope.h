#pragma once

#include "core/base/task_context.h"
#include "core/db/database.h"

namespace mops::db {

/// Cancels running SQL with the context for as long as it lives.
class CancelScope {
public:
    CancelScope(Database& database, TaskContext& context)
        : m_database(database) {
        database.setCancelCheck([&context] { return context.cancelled(); });
    }
    ~CancelScope() { m_database.setCancelCheck({}); }
    CancelScope(const CancelScope&) = delete;
    CancelScope& operator=(const CancelScope&) = delete;

private:
    Database& m_database;
};

} // namespace mops::db
