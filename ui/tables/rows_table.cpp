#include "ui/tables/rows_table.h"

#include <cmath>

namespace mops::ui {

void RowsTableBase::refreshTexts() {
    if (columnCount() > 0)
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

bool RowsTableBase::lessThan(const QVariant& left, const QVariant& right) {
    if (left.typeId() == QMetaType::QString)
        return QString::localeAwareCompare(left.toString(), right.toString()) < 0;
    const double a = left.toDouble();
    const double b = right.toDouble();
    // Missing values first, so that a descending order shows them last.
    if (std::isnan(a) || std::isnan(b))
        return std::isnan(a) && !std::isnan(b);
    return a < b;
}

} // namespace mops::ui
