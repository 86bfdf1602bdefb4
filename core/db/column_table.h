#pragma once

#include "core/db/database.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mops::db {

/// A column in memory: numbers (NaN = NULL), or codes into a list of texts.
struct ColumnData {
    static constexpr std::uint32_t kNull = std::numeric_limits<std::uint32_t>::max();

    std::span<const double> numbers;
    std::span<const std::uint32_t> codes; ///< used when `numbers` is empty
    std::span<const std::string> texts;
};

/// Columns in memory as a read-only table of a connection, without a copy. The table has no row
/// ids and nothing behind it: what SQL on this connection can read is what is shown here.
class ColumnTable {
public:
    /// Makes the table `name`; throws DatabaseFailure. `database` must outlive the table, and no
    /// statement on it may run after the table is gone.
    ColumnTable(Database& database, const std::string& name,
                const std::vector<std::string>& columns);
    ~ColumnTable();
    ColumnTable(ColumnTable&&) noexcept;

    /// What the next run of a statement sees; one entry a column (empty = all NULL). The data must
    /// live until then.
    void show(std::size_t rows, std::vector<ColumnData> columns);
    /// The row that a running scan stands on.
    std::size_t currentRow() const;

    struct Impl;

private:
    std::unique_ptr<Impl> m_impl;
};

} // namespace mops::db
