#pragma once

#include "core/sources/import_run.h"
#include "ui/tables/rows_table.h"

namespace mops::ui {

/// What an import made of each file: read = taken + duplicate + quarantined.
class FileReportTable final : public RowsTable<sources::FileReport> {
public:
    explicit FileReportTable(QObject* parent = nullptr);
};

} // namespace mops::ui
