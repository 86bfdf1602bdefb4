#pragma once

#include "core/desk/audit.h"

#include <QAbstractTableModel>
#include <unordered_map>
#include <vector>

namespace mops::ui {

/// A million operations as an item model: the ids of those that fit, and the lines of the pages
/// that were looked at. What is not there yet is asked for and shows as an ellipsis.
class LedgerTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, When, Who, What, About, Words, State, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    /// Newest first. Lines read before are forgotten: who has undone what may have changed.
    void setIds(std::vector<std::int64_t> ids);
    void setLines(const std::vector<desk::OperationLine>& lines);
    void refreshTexts();

    std::int64_t idAt(int row) const { return m_ids[static_cast<std::size_t>(row)]; }
    /// Row of an operation; −1 when it is not among those that fit.
    int rowOf(std::int64_t operationId) const;
    /// Null while the line is not there.
    const desk::OperationLine* lineAt(int row) const;
    /// The ids around a row, whether their lines are there or not.
    std::vector<std::int64_t> idsAround(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex& index, int role) const override;

signals:
    /// A line is to be shown that is not there.
    void linesWanted(int row) const;

private:
    QVariant textOf(int column, const desk::OperationLine& line) const;

    std::vector<std::int64_t> m_ids;
    std::unordered_map<std::int64_t, desk::OperationLine> m_lines;
};

} // namespace mops::ui
