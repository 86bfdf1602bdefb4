#pragma once

#include "ui/tables/csv_rows.h"

#include <QObject>
#include <QSaveFile>
#include <QWidget>

class QProgressDialog;

namespace mops::ui {

/// Writes a table to a file, some thousand rows per turn of the event loop, so that a million rows
/// freeze nothing. The file is there whole or not at all. Deletes itself when it has ended.
class TableExport final : public QObject {
    Q_OBJECT
public:
    enum class End { Written, NotWritten, Cancelled, TableChanged };
    Q_ENUM(End)

    static constexpr int kRowsPerTurn = 5'000;

    TableExport(const QAbstractItemModel* model, const CsvRows& rows, const QString& path,
                QWidget* parent);
    /// Small tables are written at once: ended() comes before this returns.
    void start();
    void cancel() { end(End::Cancelled); }

signals:
    void ended(mops::ui::TableExport::End how);

private:
    void writeSome();
    void end(End how);

    const QAbstractItemModel* m_model;
    CsvRows m_rows;
    QSaveFile m_file;
    QProgressDialog* m_progress = nullptr;
    int m_next = 0;
    bool m_ended = false;
};

} // namespace mops::ui
