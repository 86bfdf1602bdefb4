#pragma once

#include "core/sources/import_run.h"
#include "ui/tables/rows_table.h"

#include <QAbstractTableModel>

namespace mops::ui {

/// One line of the list of files before an import.
struct PreviewLine {
    QString file;
    std::string target;
    QString encoding;
    std::int64_t bytes = 0;
    int columns = 0;
    int columnsUsed = 0;
    QStringList missingColumns;
    int preview = -1; ///< index into ImportPreview::files; −1: the file is not there
};

/// The files of an import: those that are there, then those that the mapping knows and nobody gave.
std::vector<PreviewLine> previewLines(const sources::ImportPreview& preview);

class PreviewFileTable final : public RowsTable<PreviewLine> {
public:
    explicit PreviewFileTable(QObject* parent = nullptr);
};

/// The first rows of one file; the header says which column becomes what.
class PreviewRowTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setFile(sources::FilePreview file);
    void refreshTexts();
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    bool isUsed(int column) const;

    sources::FilePreview m_file;
};

} // namespace mops::ui
