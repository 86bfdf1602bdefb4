#pragma once

#include "core/db/column_table.h"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace mops::desk {

/// Values of one documented column for every subject of a frame. A column that nobody asked for
/// stays empty.
struct SubjectColumn {
    std::vector<double> numbers; ///< NaN = missing
    std::vector<std::uint32_t> codes;
    std::span<const std::string> texts; ///< lives with the facts

    db::ColumnData data() const { return {numbers, codes, texts}; }
};

/// Subjects as rows and their documented columns, as of a moment.
struct SubjectFrame {
    std::vector<std::uint32_t> subject; ///< row → position of the merchant or order in the facts
    std::vector<SubjectColumn> columns; ///< in the order of ruleColumns()

    std::size_t rows() const { return subject.size(); }
};

} // namespace mops::desk
