#pragma once

#include "core/db/database.h"

#include <optional>

namespace mops::db {

/// A transaction of its own, or a part of the caller's where one is open: then nothing is kept
/// before the caller commits, and a caller that is told of a failure must not.
class PartTransaction {
public:
    explicit PartTransaction(Database& database) {
        if (!database.inTransaction())
            m_own.emplace(database);
    }
    void commit() {
        if (m_own)
            m_own->commit();
    }

private:
    std::optional<Transaction> m_own;
};

} // namespace mops::db
