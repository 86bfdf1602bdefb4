#pragma once

#include "ui/charts/chart_panel.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace mops::ui {

/// The same values as a chart, as rows.
struct TwinRows {
    QStringList header;
    std::vector<QStringList> rows;
    std::vector<std::vector<QVariant>> keys; ///< raw values, for sorting
};

TwinRows twinOf(const LineSpec& spec);
TwinRows twinOf(const BarSpec& spec);
TwinRows twinOf(const MapSpec& spec);

class TwinTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setRows(TwinRows rows);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    TwinRows m_rows;
    std::vector<std::size_t> m_order;
};

} // namespace mops::ui
