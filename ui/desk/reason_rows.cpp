#include "ui/desk/reason_rows.h"

#include "ui/desk/case_text.h"
#include "ui/text/feature_text.h"
#include "ui/theme/theme.h"
#include "ui/util/feature_words.h"
#include "ui/util/format.h"

#include <algorithm>
#include <cmath>
#include <QPainter>
#include <QVBoxLayout>

namespace mops::ui {
namespace {

constexpr std::size_t kReasons = 3;

} // namespace

ReasonRow::ReasonRow(QWidget* parent)
    : QAbstractButton(parent) {
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Reason"));
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ReasonRow::setReason(const desk::CaseReason& reason, double largest,
                          const std::string& currency) {
    m_reason = reason;
    m_largest = largest;
    m_currency = currency;
    setAccessibleName(tr("Reason: %1").arg(reasonLine(reason, currency)));
    const QString effect =
        reason.contribution >= 0 ? tr("Raises the risk.") : tr("Lowers the risk.");
    setToolTip(
        QStringList{text::featureDescription(reason.feature), effect, tr("Press to see its rows.")}
            .join(u'\n'));
    update();
}

QSize ReasonRow::sizeHint() const {
    return {theme::unit(40), fontMetrics().height() + theme::unit(1.5)};
}

void ReasonRow::enterEvent(QEnterEvent*) {
    update();
}

void ReasonRow::leaveEvent(QEvent*) {
    update();
}

void ReasonRow::paintEvent(QPaintEvent*) {
    const theme::Colours& colours = theme::colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    const bool worse = m_reason.contribution >= 0;
    const QColor tone = theme::toneColour(worse ? theme::Tone::Bad : theme::Tone::Good);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(colours.accent, 1.5) : QPen(Qt::NoPen));
        painter.setBrush(colours.raised);
        painter.drawRoundedRect(box, 4, 4);
    }
    const int gap = theme::unit(1);
    const QRectF inner = box.adjusted(gap, 0, -gap, 0);
    const double third = inner.width() / 12;
    // how strongly it speaks: a bar under the words, and a mark that says the direction
    const double share =
        m_largest > 0 ? std::min(1.0, std::abs(m_reason.contribution) / m_largest) : 0;
    const QRectF track(inner.left(), inner.bottom() - 4, inner.width(), 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.grid);
    painter.drawRoundedRect(track, 1.5, 1.5);
    painter.setBrush(tone);
    painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(track.width() * share, 3)), 1.5, 1.5);

    const QRectF words = inner.adjusted(0, 0, 0, -4);
    painter.setPen(tone);
    const QString mark = worse ? QStringLiteral("▲") : QStringLiteral("▼");
    const double markWidth = fontMetrics().horizontalAdvance(mark) + gap;
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, mark);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QString told = text::isFlag(m_reason.feature)
                             ? tr("yes")
                             : featureValue(m_reason.feature, m_reason.value, m_currency);
    const QRectF value(words.left() + third * 6.5, words.top(), third * 2.25, words.height());
    painter.setPen(colours.text);
    // The name has all the room that the value leaves.
    const QRectF name(words.left() + markWidth, words.top(),
                      value.right() - QFontMetrics(bold).horizontalAdvance(told) - gap -
                          words.left() - markWidth,
                      words.height());
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(text::featureName(m_reason.feature), Qt::ElideRight,
                                              static_cast<int>(name.width())));
    painter.setFont(bold);
    painter.drawText(value, Qt::AlignRight | Qt::AlignVCenter, told);
    if (text::isFlag(m_reason.feature) || !std::isfinite(m_reason.peerMedian))
        return;
    painter.setFont(font());
    painter.setPen(colours.mutedText);
    const QRectF others(words.left() + third * 8.75, words.top(), third * 3.25, words.height());
    painter.drawText(
        others, Qt::AlignRight | Qt::AlignVCenter,
        tr("peers %1").arg(featureValue(m_reason.feature, m_reason.peerMedian, m_currency)));
}

ReasonRows::ReasonRows(QWidget* parent)
    : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(0.25));
    for (std::size_t at = 0; at < kReasons; ++at) {
        auto* row = new ReasonRow(this);
        row->setObjectName(QStringLiteral("reason%1").arg(at + 1));
        connect(row, &QAbstractButton::clicked, this,
                [this, row] { emit opened(row->reason().feature); });
        layout->addWidget(row);
        m_rows.push_back(row);
    }
}

void ReasonRows::setReasons(const std::vector<desk::CaseReason>& reasons,
                            const std::string& currency) {
    double largest = 0;
    for (const desk::CaseReason& reason : reasons)
        largest = std::max(largest, std::abs(reason.contribution));
    for (std::size_t at = 0; at < m_rows.size(); ++at) {
        m_rows[at]->setVisible(at < reasons.size());
        if (at < reasons.size())
            m_rows[at]->setReason(reasons[at], largest, currency);
    }
}

int ReasonRows::count() const {
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
                                          [](const ReasonRow* row) { return !row->isHidden(); }));
}

} // namespace mops::ui
