#pragma once

#include "ui/tables/roles.h"
#include "ui/theme/theme.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <QAbstractTableModel>
#include <vector>

namespace mops::ui {

/// One column of a RowsTable: how to title, show, sort and colour it. `title` and `text` are asked
/// when shown, so a change of language needs no new rows.
template <class Row>
struct TableColumn {
    std::function<QString()> title;
    std::function<QString(const Row&)> text;
    std::function<QVariant(const Row&)> sortKey; ///< empty: sorts by text
    CellKind kind = CellKind::Text;
    std::function<theme::Tone(const Row&)> tone;
    std::function<double(const Row&)> fraction;
    std::function<QString(const Row&)> tip;
};

/// The part without a row type.
class RowsTableBase : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    /// Language or theme changed: everything shown is asked again.
    void refreshTexts();
    static bool lessThan(const QVariant& left, const QVariant& right);
};

/// Adapter over one immutable list of rows (up to about 20,000): sorting and text filter are a
/// permutation here, not a proxy. setRows() resets.
template <class Row>
class RowsTable : public RowsTableBase {
public:
    using Rows = std::shared_ptr<const std::vector<Row>>;

    explicit RowsTable(std::vector<TableColumn<Row>> columns, QObject* parent = nullptr)
        : RowsTableBase(parent)
        , m_columns(std::move(columns)) {}

    /// Stable id of a row, for selection that survives a refresh.
    void setId(std::function<QString(const Row&)> id) { m_id = std::move(id); }
    void setRows(Rows rows) {
        beginResetModel();
        m_rows = std::move(rows);
        rebuild();
        endResetModel();
    }
    void setRows(std::vector<Row> rows) {
        setRows(std::make_shared<const std::vector<Row>>(std::move(rows)));
    }
    /// Rows one of whose texts holds `text`, case ignored.
    void setFilter(const QString& text) {
        if (text == m_filter)
            return;
        beginResetModel();
        m_filter = text;
        rebuild();
        endResetModel();
    }
    const Row& row(int shown) const { return (*m_rows)[m_order[static_cast<std::size_t>(shown)]]; }
    /// Shown row with that id, or −1.
    int rowOfId(const QString& id) const {
        for (int shown = 0; m_id && shown < rowCount(); ++shown)
            if (m_id(row(shown)) == id)
                return shown;
        return -1;
    }

    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_order.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return {};
        const auto& column = m_columns[static_cast<std::size_t>(section)];
        if (role == Qt::DisplayRole)
            return column.title();
        if (role == KindRole)
            return static_cast<int>(column.kind);
        if (role == Qt::TextAlignmentRole)
            return alignment(column.kind);
        return {};
    }
    QVariant data(const QModelIndex& index, int role) const override {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const auto& column = m_columns[static_cast<std::size_t>(index.column())];
        const Row& value = row(index.row());
        switch (role) {
        case Qt::DisplayRole: return column.text(value);
        case Qt::TextAlignmentRole: return alignment(column.kind);
        case Qt::ToolTipRole: return column.tip ? QVariant(column.tip(value)) : QVariant();
        case SortRole: return key(column, value);
        case ToneRole:
            return static_cast<int>(column.tone ? column.tone(value) : theme::Tone::Neutral);
        case FractionRole: return column.fraction ? QVariant(column.fraction(value)) : QVariant();
        case KindRole: return static_cast<int>(column.kind);
        case IdRole: return m_id ? QVariant(m_id(value)) : QVariant();
        default: return {};
        }
    }
    void sort(int column, Qt::SortOrder order) override {
        m_sortColumn = column;
        m_sortOrder = order;
        emit layoutAboutToBeChanged();
        const auto before = m_order;
        sortOrder();
        QModelIndexList from = persistentIndexList();
        QModelIndexList to;
        for (const QModelIndex& index : from) {
            const auto wanted = before[static_cast<std::size_t>(index.row())];
            const auto at = std::find(m_order.begin(), m_order.end(), wanted) - m_order.begin();
            to.append(this->index(static_cast<int>(at), index.column()));
        }
        changePersistentIndexList(from, to);
        emit layoutChanged();
    }

private:
    static QVariant alignment(CellKind kind) {
        return QVariant::fromValue(Qt::Alignment(
            Qt::AlignVCenter | (kind == CellKind::Number ? Qt::AlignRight : Qt::AlignLeft)));
    }
    static QVariant key(const TableColumn<Row>& column, const Row& value) {
        return column.sortKey ? column.sortKey(value) : QVariant(column.text(value));
    }
    void rebuild() {
        m_order.clear();
        if (!m_rows)
            return;
        for (std::size_t row = 0; row < m_rows->size(); ++row)
            if (passes((*m_rows)[row]))
                m_order.push_back(row);
        sortOrder();
    }
    bool passes(const Row& value) const {
        if (m_filter.isEmpty())
            return true;
        return std::any_of(m_columns.begin(), m_columns.end(), [&](const auto& column) {
            return column.text(value).contains(m_filter, Qt::CaseInsensitive);
        });
    }
    void sortOrder() {
        if (m_sortColumn < 0 || m_sortColumn >= columnCount()) {
            std::sort(m_order.begin(), m_order.end());
            return;
        }
        const auto& column = m_columns[static_cast<std::size_t>(m_sortColumn)];
        std::vector<std::pair<QVariant, std::size_t>> keyed;
        keyed.reserve(m_order.size());
        for (const std::size_t row : m_order)
            keyed.emplace_back(key(column, (*m_rows)[row]), row);
        const bool ascending = m_sortOrder == Qt::AscendingOrder;
        std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& left, const auto& right) {
            return ascending ? lessThan(left.first, right.first)
                             : lessThan(right.first, left.first);
        });
        std::transform(keyed.begin(), keyed.end(), m_order.begin(),
                       [](const auto& pair) { return pair.second; });
    }

    std::vector<TableColumn<Row>> m_columns;
    std::function<QString(const Row&)> m_id;
    Rows m_rows;
    std::vector<std::size_t> m_order;
    QString m_filter;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace mops::ui
