#pragma once

#include "core/sources/import_run.h"
#include "ui/tables/rows_table.h"

namespace mops::ui {

/// The imports of the mart, newest first.
class BatchTable final : public RowsTable<sources::BatchRow> {
public:
    explicit BatchTable(QObject* parent = nullptr);
};

} // namespace mops::ui
