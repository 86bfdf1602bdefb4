#include "ui/charts/twin_rows.h"

#include "ui/tables/roles.h"
#include "ui/tables/rows_table.h"
#include "ui/util/format.h"

#include <algorithm>
#include <QCoreApplication>
#include <QLocale>

namespace mops::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ChartTwin", text);
}

QString shown(const AxisFormat& written, double value) {
    if (std::isnan(value))
        return format::missing();
    return written ? written(value) : QLocale().toString(value, 'g', 6);
}

QString titleOr(const QString& title, const char* otherwise) {
    return title.isEmpty() ? tr(otherwise) : title;
}

void addCell(TwinRows& twin, const QString& text, const QVariant& key) {
    twin.rows.back() << text;
    twin.keys.back().push_back(key);
}

} // namespace

TwinRows twinOf(const LineSpec& spec) {
    TwinRows twin;
    const bool dated = !spec.days.empty();
    twin.header << titleOr(spec.xTitle, dated ? QT_TRANSLATE_NOOP("ChartTwin", "Day")
                                              : QT_TRANSLATE_NOOP("ChartTwin", "Value"));
    for (const LineSeries& series : spec.series)
        twin.header << series.name;
    const std::size_t count = dated ? spec.days.size() : spec.x.size();
    for (std::size_t at = 0; at < count; ++at) {
        twin.rows.emplace_back();
        twin.keys.emplace_back();
        if (dated)
            addCell(twin, spec.days[at].toString(Qt::ISODate),
                    static_cast<double>(spec.days[at].toJulianDay()));
        else
            addCell(twin, shown(spec.xFormat, spec.x[at]), spec.x[at]);
        for (const LineSeries& series : spec.series) {
            const double value = at < series.values.size() ? series.values[at] : qQNaN();
            addCell(twin, shown(spec.yFormat, value), value);
        }
    }
    return twin;
}

TwinRows twinOf(const BarSpec& spec) {
    TwinRows twin;
    twin.header << titleOr(spec.xTitle, QT_TRANSLATE_NOOP("ChartTwin", "Name"));
    for (const BarSpec::Series& series : spec.series)
        twin.header << titleOr(series.name, QT_TRANSLATE_NOOP("ChartTwin", "Value"));
    for (std::size_t at = 0; at < spec.labels.size(); ++at) {
        twin.rows.emplace_back();
        twin.keys.emplace_back();
        addCell(twin, spec.labels[at], spec.labels[at]);
        for (const BarSpec::Series& series : spec.series) {
            const double value = at < series.values.size() ? series.values[at] : qQNaN();
            addCell(twin, shown(spec.yFormat, value), value);
        }
    }
    return twin;
}

TwinRows twinOf(const MapSpec& spec) {
    TwinRows twin;
    twin.header << QCoreApplication::translate("ChartTwin", "Name")
                << QCoreApplication::translate("ChartTwin", "Group") << spec.xTitle << spec.yTitle;
    for (const MapPoint& point : spec.points) {
        twin.rows.emplace_back();
        twin.keys.emplace_back();
        const auto group = static_cast<std::size_t>(std::max(0, point.group));
        const QString name = group < spec.groups.size() ? spec.groups[group] : QString();
        addCell(twin, point.id, point.id);
        addCell(twin, name, name);
        addCell(twin, format::decimal(point.x, 3), point.x);
        addCell(twin, format::decimal(point.y, 3), point.y);
    }
    return twin;
}

void TwinTable::setRows(TwinRows rows) {
    beginResetModel();
    m_rows = std::move(rows);
    m_order.resize(m_rows.rows.size());
    for (std::size_t row = 0; row < m_order.size(); ++row)
        m_order[row] = row;
    endResetModel();
}

int TwinTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int TwinTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.header.size());
}

QVariant TwinTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section >= m_rows.header.size() || role != Qt::DisplayRole)
        return {};
    return m_rows.header[section];
}

QVariant TwinTable::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::size_t row = m_order[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return m_rows.rows[row][index.column()];
    const QVariant key = m_rows.keys[row][static_cast<std::size_t>(index.column())];
    const bool number = key.typeId() == QMetaType::Double;
    if (role == SortRole)
        return key;
    if (role == KindRole)
        return static_cast<int>(number && index.column() > 0 ? CellKind::Number : CellKind::Text);
    return {};
}

void TwinTable::sort(int column, Qt::SortOrder order) {
    if (column < 0 || column >= columnCount())
        return;
    emit layoutAboutToBeChanged();
    const auto at = static_cast<std::size_t>(column);
    std::stable_sort(m_order.begin(), m_order.end(), [&](std::size_t left, std::size_t right) {
        const QVariant& a = m_rows.keys[left][at];
        const QVariant& b = m_rows.keys[right][at];
        return order == Qt::AscendingOrder ? RowsTableBase::lessThan(a, b)
                                           : RowsTableBase::lessThan(b, a);
    });
    emit layoutChanged();
}

} // namespace mops::ui
