#pragma once

#include "core/sources/import_run.h"
#include "ui/screens/data/file_report_table.h"

#include <QWidget>

class QLabel;

namespace mops::ui {

class TableView;

/// The report of an import, file by file, with the sum above it.
class ImportReportView final : public QWidget {
    Q_OBJECT
public:
    explicit ImportReportView(QWidget* parent = nullptr);
    void setFiles(std::vector<sources::FileReport> files);
    void retranslate();
    TableView* view() { return m_view; }

private:
    std::vector<sources::FileReport> m_files;
    QLabel* m_summary;
    FileReportTable* m_table;
    TableView* m_view;
};

} // namespace mops::ui
