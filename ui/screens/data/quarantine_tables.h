#pragma once

#include "core/base/task_context.h"
#include "core/sources/quarantine.h"
#include "core/sources/record_fields.h"
#include "ui/tables/rows_table.h"

namespace mops::ui {

/// Refused rows of one file, column and reason.
class QuarantineGroupTable final : public RowsTable<sources::QuarantineGroup> {
public:
    explicit QuarantineGroupTable(QObject* parent = nullptr);
};

/// A refused row, cut into its fields.
struct QuarantineLine {
    sources::QuarantineRow row;
    sources::RecordFields fields;
    int offending = -1; ///< position of the column that is the reason; −1: the row as a whole
};

QuarantineLine quarantineLine(sources::QuarantineRow row);

/// The first rows of a group.
struct QuarantineLines {
    std::vector<QuarantineLine> lines;
    bool truncated = false;
};
Result<QuarantineLines>
readQuarantineLines(db::Database& mart, const sources::QuarantineGroup& group, TaskContext& task);

class QuarantineLineTable final : public RowsTable<QuarantineLine> {
public:
    explicit QuarantineLineTable(QObject* parent = nullptr);
};

} // namespace mops::ui
