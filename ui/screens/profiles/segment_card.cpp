#include "ui/screens/profiles/segment_card.h"

#include "ui/screens/profiles/segment_words.h"
#include "ui/text/feature_text.h"
#include "ui/theme/theme.h"
#include "ui/util/feature_words.h"
#include "ui/util/format.h"

#include <algorithm>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>

namespace mops::ui {
namespace {

constexpr std::size_t kTraits = 3;

QFont heading(const QFont& font) {
    QFont bold = font;
    bold.setWeight(QFont::DemiBold);
    return bold;
}

QString traitValue(const profile::SegmentTrait& trait, const std::string& currency) {
    return QCoreApplication::translate("mops::ui::SegmentCard", "%1 (all %2)")
        .arg(featureValue(trait.feature, trait.mean, currency),
             featureValue(trait.feature, trait.overall, currency));
}

} // namespace

SegmentCard::SegmentCard(QWidget* parent)
    : QFrame(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SegmentCard::setSegment(const profile::Segment& segment, std::int64_t merchants,
                             const std::string& currency, const QString& line) {
    m_line = line;
    m_segment = segment;
    m_merchants = merchants;
    m_currency = currency;
    QStringList lines{segmentTitle(segment), tr("Merchants: %1").arg(format::integer(segment.size)),
                      line};
    for (std::size_t at = 0; at < std::min(kTraits, segment.traits.size()); ++at)
        lines.append(traitLine(segment.traits[at], currency));
    setAccessibleName(lines.join(QStringLiteral(". ")));
    setToolTip(lines.join(u'\n'));
    updateGeometry();
    update();
}

void SegmentCard::setChosen(bool chosen) {
    m_chosen = chosen;
    update();
}

QSize SegmentCard::sizeHint() const {
    const int line = fontMetrics().height();
    double width = theme::unit(30);
    for (std::size_t at = 0; at < std::min(kTraits, m_segment.traits.size()); ++at) {
        const profile::SegmentTrait& trait = m_segment.traits[at];
        width = std::max<double>(width, fontMetrics().horizontalAdvance(
                                            QStringLiteral("▲") + text::featureName(trait.feature) +
                                            traitValue(trait, m_currency)));
    }
    return {static_cast<int>(width) + theme::unit(5), line * 5 + theme::unit(4)};
}

void SegmentCard::paintEvent(QPaintEvent*) {
    const theme::Colours& colours = theme::colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(QPen(hasFocus() ? colours.accent : colours.border, hasFocus() ? 1.5 : 1));
    painter.setBrush(m_chosen ? colours.raised : colours.surface);
    painter.drawRoundedRect(box, 6, 6);
    if (m_chosen) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.accent);
        painter.drawRoundedRect(QRectF(box.left(), box.top() + 6, 3, box.height() - 12), 1.5, 1.5);
    }

    const double gap = theme::unit(1.5);
    const double line = fontMetrics().height();
    QRectF inner = box.adjusted(gap, theme::unit(1), -gap, -theme::unit(1));
    const double mark = line * 0.7;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::seriesColour(m_segment.segmentId));
    painter.drawRoundedRect(QRectF(inner.left(), inner.top() + (line - mark) / 2, mark, mark), 2,
                            2);

    const QString size =
        m_merchants > 0 ? tr("%1 · %2").arg(format::integer(m_segment.size),
                                            format::percent(static_cast<double>(m_segment.size) /
                                                                static_cast<double>(m_merchants),
                                                            0))
                        : format::integer(m_segment.size);
    painter.setPen(colours.mutedText);
    const double sizeWidth = fontMetrics().horizontalAdvance(size);
    painter.drawText(QRectF(inner.right() - sizeWidth, inner.top(), sizeWidth, line),
                     Qt::AlignRight | Qt::AlignVCenter, size);
    painter.setFont(heading(font()));
    painter.setPen(colours.text);
    const QRectF title(inner.left() + mark + gap / 2, inner.top(),
                       inner.width() - mark - gap - sizeWidth, line);
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(segmentTitle(m_segment), Qt::ElideRight,
                                                      static_cast<int>(title.width())));
    painter.setFont(font());
    painter.setPen(colours.mutedText);
    inner.setTop(inner.top() + line + theme::unit(0.25));
    painter.drawText(
        QRectF(inner.left(), inner.top(), inner.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(m_line, Qt::ElideRight, static_cast<int>(inner.width())));
    inner.setTop(inner.top() + line + theme::unit(0.5));
    for (std::size_t at = 0; at < std::min(kTraits, m_segment.traits.size()); ++at) {
        const profile::SegmentTrait& trait = m_segment.traits[at];
        const QString direction = trait.zScore >= 0 ? QStringLiteral("▲") : QStringLiteral("▼");
        painter.setPen(theme::toneColour(traitTone(trait)));
        const double arrow = fontMetrics().horizontalAdvance(direction) + gap / 2;
        painter.drawText(QRectF(inner.left(), inner.top(), arrow, line), Qt::AlignVCenter,
                         direction);
        const QString value = traitValue(trait, m_currency);
        const double valueWidth = fontMetrics().horizontalAdvance(value);
        painter.setPen(colours.mutedText);
        painter.drawText(QRectF(inner.right() - valueWidth, inner.top(), valueWidth, line),
                         Qt::AlignRight | Qt::AlignVCenter, value);
        painter.setPen(colours.text);
        const double nameWidth = inner.width() - arrow - valueWidth - gap / 2;
        painter.drawText(QRectF(inner.left() + arrow, inner.top(), nameWidth, line),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(text::featureName(trait.feature), Qt::ElideRight,
                                                  static_cast<int>(nameWidth)));
        inner.setTop(inner.top() + line);
    }
}

void SegmentCard::mousePressEvent(QMouseEvent* event) {
    QFrame::mousePressEvent(event);
    emit chosen(m_segment.segmentId);
}

void SegmentCard::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter: emit chosen(m_segment.segmentId); return;
    case Qt::Key_Down:
    case Qt::Key_J: focusNextChild(); return;
    case Qt::Key_Up:
    case Qt::Key_K: focusPreviousChild(); return;
    default: QFrame::keyPressEvent(event);
    }
}

void SegmentCard::focusInEvent(QFocusEvent* event) {
    QFrame::focusInEvent(event);
    update();
}

void SegmentCard::focusOutEvent(QFocusEvent* event) {
    QFrame::focusOutEvent(event);
    update();
}

} // namespace mops::ui
