#pragma once

#include "ui/screens/data/preview_tables.h"

#include <QWidget>

class QLabel;

namespace mops::ui {

class TableView;

/// The files of an import at the top; the first rows of the chosen one below.
class ImportPreviewView final : public QWidget {
    Q_OBJECT
public:
    explicit ImportPreviewView(QWidget* parent = nullptr);

    void setPreview(sources::ImportPreview preview);
    /// No file lacks a column that it needs.
    bool isImportable() const;
    void retranslate();
    void restyle();

private:
    QWidget* buildRows();
    void showFile(int row);

    sources::ImportPreview m_preview;
    PreviewFileTable* m_files;
    PreviewRowTable* m_rows;
    TableView* m_filesView;
    TableView* m_rowsView;
    QLabel* m_rowsTitle;
    QLabel* m_missing;
};

} // namespace mops::ui
