#include "ui/tables/cell_delegate.h"

#include "ui/tables/roles.h"
#include "ui/tables/table_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>

namespace mops::ui {
namespace {

/// Room that a header leaves beside its word for the arrow of sorting, in theme::unit().
constexpr double kSortArrow = 1.4;

constexpr int kMostCharacters = 2'000;

/// The table that is painted; nothing in a list of another kind.
const TableView* tableOf(const QStyleOptionViewItem& option) {
    return qobject_cast<const TableView*>(option.widget);
}

theme::Tone toneOf(const QModelIndex& index) {
    return static_cast<theme::Tone>(index.data(ToneRole).toInt());
}

void paintGround(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
    const theme::Colours& c = theme::colours();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, c.selection);
    else if (index.data(MarkRole).toBool())
        painter->fillRect(option.rect, c.infoSoft);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, c.raised);
    painter->setPen(c.grid);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

void paintText(QPainter* painter, const QRect& rect, const QString& text, Qt::Alignment alignment,
               const QColor& colour, const QFont& font) {
    painter->setFont(font);
    painter->setPen(colour);
    const QFontMetrics metrics(font);
    if (rect.height() >= 2 * metrics.height() && metrics.horizontalAdvance(text) > rect.width()) {
        painter->drawText(rect, static_cast<int>(alignment) | Qt::TextWordWrap, text);
        return;
    }
    const QString elided = metrics.elidedText(text, Qt::ElideRight, rect.width());
    painter->drawText(rect, static_cast<int>(alignment) | Qt::TextSingleLine, elided);
}

void paintBar(QPainter* painter, const QRect& rect, const QModelIndex& index, const QString& text,
              const QFont& font) {
    const QVariant fraction = index.data(FractionRole);
    const QFontMetrics metrics(font);
    const int textWidth = metrics.horizontalAdvance(QStringLiteral("100.0 %"));
    QRect textRect = rect;
    textRect.setLeft(rect.right() - textWidth);
    const theme::Colours& c = theme::colours();
    paintText(painter, textRect, text, Qt::AlignRight | Qt::AlignVCenter, c.text, font);
    QRectF track(rect.left(), rect.center().y() - theme::unit(0.375) + 1,
                 rect.width() - textWidth - theme::unit(), theme::unit(0.75));
    if (track.width() < theme::unit(2) || !fraction.isValid() || qIsNaN(fraction.toDouble()))
        return;
    const double radius = track.height() / 2;
    painter->setPen(Qt::NoPen);
    painter->setBrush(c.neutralSoft);
    painter->drawRoundedRect(track, radius, radius);
    const theme::Tone tone = toneOf(index);
    if (fraction.toDouble() <= 0)
        return;
    painter->setBrush(tone == theme::Tone::Neutral ? c.accent : theme::toneColour(tone));
    track.setWidth(qMax(track.height(), track.width() * qBound(0.0, fraction.toDouble(), 1.0)));
    painter->drawRoundedRect(track, radius, radius);
}

void paintBadge(QPainter* painter, const QRect& rect, const QModelIndex& index, const QString& text,
                const QFont& font) {
    if (text.isEmpty())
        return;
    if (text == QStringLiteral("–")) { // a missing value is none of the badges
        paintText(painter, rect, text, Qt::AlignLeft | Qt::AlignVCenter, theme::colours().mutedText,
                  font);
        return;
    }
    const theme::Tone tone = toneOf(index);
    const QFontMetrics metrics(font);
    const int iconSize = metrics.height() * 3 / 4;
    const int pad = theme::unit(0.75);
    const bool hasIcon = tone != theme::Tone::Neutral;
    const int iconSpace = hasIcon ? iconSize + pad / 2 : 0;
    const int height = qMin(rect.height() - 4, metrics.height() + theme::unit(0.5));
    QRect badge(rect.left(), rect.center().y() - height / 2 + 1,
                qMin(rect.width(), metrics.horizontalAdvance(text) + iconSpace + 2 * pad), height);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme::toneSoft(tone));
    painter->drawRoundedRect(badge, height / 2.0, height / 2.0);
    if (hasIcon)
        theme::toneIcon(tone).paint(
            painter,
            QRect(badge.left() + pad, badge.center().y() - iconSize / 2 + 1, iconSize, iconSize));
    const QColor colour = hasIcon ? theme::toneColour(tone) : theme::colours().text;
    paintText(painter, badge.adjusted(pad + iconSpace, 0, -pad / 2, 0), text,
              Qt::AlignLeft | Qt::AlignVCenter, colour, font);
}

/// The text that runs below the cells of a row: each cell paints its part of it.
void paintSecondLine(QPainter* painter, const QStyleOptionViewItem& option, const QString& text,
                     const TableView& table, int height) {
    const int left =
        table.columnViewportPosition(table.horizontalHeader()->logicalIndex(0)) + theme::unit();
    const QRect line(left, option.rect.bottom() - height - theme::unit(0.5),
                     table.viewport()->width() - theme::unit(2), height);
    painter->save();
    painter->setClipRect(option.rect);
    paintText(painter, line, text, Qt::AlignLeft | Qt::AlignVCenter, theme::colours().mutedText,
              option.font);
    painter->restore();
}

} // namespace

QString CellDelegate::displayText(const QVariant& value, const QLocale&) const {
    return value.toString().left(kMostCharacters);
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    paintGround(painter, option, index);
    painter->setRenderHint(QPainter::Antialiasing);
    QRect rect = option.rect.adjusted(theme::unit(), 0, -theme::unit(), 0);
    if (const TableView* table = tableOf(option); table != nullptr && table->secondLine() >= 0) {
        const int height = option.fontMetrics.height();
        const QVariant text = index.siblingAtColumn(table->secondLine()).data();
        paintSecondLine(painter, option, displayText(text, option.locale), *table, height);
        rect.setBottom(rect.bottom() - height);
    }
    const QString text = displayText(index.data(), option.locale);
    const theme::Colours& c = theme::colours();
    QFont font = option.font;
    const auto kind = static_cast<CellKind>(index.data(KindRole).toInt());
    // Under the end of the header's word, which leaves room for the arrow of sorting.
    if (kind == CellKind::Number)
        rect.setRight(rect.right() - theme::unit(kSortArrow));
    switch (kind) {
    case CellKind::Bar: paintBar(painter, rect, index, text, font); break;
    case CellKind::Badge: paintBadge(painter, rect, index, text, font); break;
    case CellKind::Number: {
        const theme::Tone tone = toneOf(index);
        paintText(painter, rect, text, Qt::AlignRight | Qt::AlignVCenter,
                  tone == theme::Tone::Neutral ? c.text : theme::toneColour(tone), font);
        break;
    }
    case CellKind::Mono:
        paintText(painter, rect, text, Qt::AlignLeft | Qt::AlignVCenter, c.mutedText, font);
        break;
    case CellKind::Text:
        paintText(painter, rect, text, Qt::AlignLeft | Qt::AlignVCenter, c.text, font);
        break;
    }
    // The current row is told by more than its ground: a mark at its left edge, whichever of its
    // cells has the focus.
    if (const TableView* table = tableOf(option);
        table != nullptr && table->hasFocus() && table->currentIndex().row() == index.row() &&
        table->columnViewportPosition(index.column()) <= 0)
        painter->fillRect(
            QRect(qMax(0, option.rect.left()), option.rect.top(), 3, option.rect.height()),
            c.accent);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QFontMetrics metrics(option.font);
    int width =
        metrics.horizontalAdvance(displayText(index.data(), option.locale)) + theme::unit(3);
    const auto kind = static_cast<CellKind>(index.data(KindRole).toInt());
    if (kind == CellKind::Bar)
        width = theme::unit(16);
    else if (kind == CellKind::Badge)
        width += theme::unit(3);
    else if (kind == CellKind::Number)
        width += theme::unit(kSortArrow);
    return {width, theme::rowHeight()};
}

} // namespace mops::ui
