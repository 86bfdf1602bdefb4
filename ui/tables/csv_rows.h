#pragma once

#include <QAbstractItemModel>
#include <QByteArray>
#include <QVector>

namespace mops::ui {

/// What a table shows as CSV (RFC 4180, UTF-8, lines end with CR LF). Simulated data say so in
/// every row. A text that a spreadsheet would run as a formula gets an apostrophe in front.
class CsvRows {
public:
    CsvRows(const QAbstractItemModel* model, QVector<int> columns, bool simulated);

    QByteArray header() const;
    /// Rows from `first` up to, but not including `last`.
    QByteArray rows(int first, int last) const;

private:
    const QAbstractItemModel* m_model;
    QVector<int> m_columns;
    bool m_simulated;
};

} // namespace mops::ui
