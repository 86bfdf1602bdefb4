#include "ui/util/key_button.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>

namespace mops::ui {
namespace {

QFont capFont(const QFont& font) {
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.85);
    small.setWeight(QFont::DemiBold);
    return small;
}

} // namespace

KeyButton::KeyButton(const QString& keyCap, QWidget* parent)
    : QPushButton(parent)
    , m_keyCap(keyCap) {
    setFocusPolicy(Qt::TabFocus);
    setAutoDefault(false);
}

void KeyButton::setKeyCap(const QString& keyCap) {
    m_keyCap = keyCap;
    updateGeometry();
    update();
}

int KeyButton::capWidth() const {
    if (m_keyCap.isEmpty())
        return 0;
    const QFontMetrics metrics(capFont(font()));
    return std::max(metrics.horizontalAdvance(m_keyCap) + theme::unit(1), metrics.height());
}

QSize KeyButton::sizeHint() const {
    return QPushButton::sizeHint() +
           QSize(m_keyCap.isEmpty() ? 0 : capWidth() + theme::unit(0.5), 0);
}

QSize KeyButton::minimumSizeHint() const {
    return sizeHint();
}

void KeyButton::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    painter.drawControl(QStyle::CE_PushButtonBevel, option);
    const bool isPrimary = property("buttonRole").toString() == QLatin1String("primary");
    const int cap = capWidth();
    const QRect whole = option.rect;
    if (cap > 0)
        option.rect = whole.adjusted(0, 0, -cap - theme::unit(0.5), 0);
    painter.drawControl(QStyle::CE_PushButtonLabel, option);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(QPen(isPrimary ? theme::colours().onAccent : theme::colours().accent, 1.5));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.drawRoundedRect(QRectF(whole).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4);
    }
    if (cap == 0)
        return;
    QColor colour =
        isPrimary && isEnabled() ? theme::colours().onAccent : theme::colours().mutedText;
    if (!isEnabled())
        colour.setAlphaF(0.5F);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(capFont(font()));
    const int height = QFontMetrics(painter.font()).height();
    const QRectF box(whole.right() - cap - theme::unit(0.75),
                     whole.center().y() - height / 2.0 + 0.5, cap, height);
    painter.setPen(QPen(colour, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box, 3, 3);
    painter.drawText(box, Qt::AlignCenter, m_keyCap);
}

} // namespace mops::ui
