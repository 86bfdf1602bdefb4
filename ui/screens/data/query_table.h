#pragma once

#include "core/mart/quality.h"

#include <memory>
#include <QAbstractTableModel>

namespace mops::ui {

/// The answer of a query, as it came: numbers unformatted, so that they can be copied into another.
class QueryTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setResult(mart::QueryResult result);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    bool isNumeric(int column) const;

    mart::QueryResult m_result;
    std::vector<bool> m_isNumeric;
};

} // namespace mops::ui
