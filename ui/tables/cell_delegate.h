#pragma once

#include <QStyledItemDelegate>

namespace mops::ui {

/// Draws cells by their CellKind: bars with their number, badges with icon and word, tabular
/// numbers, ids. One delegate for all tables.
class CellDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    /// No longer than a wide screen can show: laying out a cell of a megabyte takes seconds.
    QString displayText(const QVariant& value, const QLocale& locale) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace mops::ui
