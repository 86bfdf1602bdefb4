#include "ui/tables/table_export.h"

#include <QProgressDialog>
#include <QTimer>

namespace mops::ui {

TableExport::TableExport(const QAbstractItemModel* model, const CsvRows& rows, const QString& path,
                         QWidget* parent)
    : QObject(parent)
    , m_model(model)
    , m_rows(rows)
    , m_file(path) {
    // What was written would not fit what comes.
    const auto stop = [this] { end(End::TableChanged); };
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, stop);
    connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, stop);
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, stop);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, stop);
    connect(model, &QObject::destroyed, this, stop);
}

void TableExport::start() {
    if (!m_file.open(QIODevice::WriteOnly) || m_file.write(m_rows.header()) < 0) {
        end(End::NotWritten);
        return;
    }
    writeSome();
}

void TableExport::writeSome() {
    if (m_ended)
        return;
    const int rows = m_model->rowCount();
    const int until = qMin(rows, m_next + kRowsPerTurn);
    if (m_file.write(m_rows.rows(m_next, until)) < 0) {
        end(End::NotWritten);
        return;
    }
    m_next = until;
    if (m_next == rows) {
        end(m_file.commit() ? End::Written : End::NotWritten);
        return;
    }
    if (m_progress == nullptr) {
        m_progress = new QProgressDialog(tr("Writing the table…"), tr("Cancel"), 0, rows,
                                         qobject_cast<QWidget*>(parent()));
        m_progress->setWindowModality(Qt::WindowModal);
        connect(m_progress, &QProgressDialog::canceled, this, &TableExport::cancel);
    }
    m_progress->setValue(m_next);
    QTimer::singleShot(0, this, &TableExport::writeSome);
}

void TableExport::end(End how) {
    if (m_ended)
        return;
    m_ended = true;
    if (how != End::Written)
        m_file.cancelWriting();
    if (m_progress != nullptr) {
        m_progress->disconnect(this);
        m_progress->deleteLater();
    }
    emit ended(how);
    deleteLater();
}

} // namespace mops::ui
