#pragma once

#include "ui/screens/data/quarantine_tables.h"

#include <QAbstractTableModel>

namespace mops::ui {

/// The fields of one refused row, one below the other: name, value (editable), and what is wrong.
class RecordFieldTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, ProblemColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setLine(const QuarantineLine& line);
    void clear();
    /// The record with the corrections.
    std::string record() const;
    bool isChanged() const;
    void revert();
    /// Row of the field that is the reason, or 0.
    int offendingRow() const { return qMax(0, m_line.offending); }
    void refreshTexts();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QString text(int row, int column) const;
    bool isFieldChanged(int row) const;

    QuarantineLine m_line;
    sources::RecordFields m_fields;
};

} // namespace mops::ui
