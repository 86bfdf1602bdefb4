#include "ui/shell/rail.h"

#include "ui/shell/mart_session.h"
#include "ui/shell/screen_table.h"
#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

RailButton::RailButton(QWidget* parent) : QAbstractButton(parent) {
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RailButton::setIconName(const QString& name) {
    m_iconName = name;
    update();
}

void RailButton::setBadge(int waiting) {
    m_badge = waiting;
    updateGeometry();
    update();
}

QSize RailButton::sizeHint() const {
    return {fontMetrics().horizontalAdvance(text()) + theme::unit(11), theme::unit(4.75)};
}

void RailButton::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF ground = QRectF(rect()).adjusted(0.5, 1.5, -0.5, -1.5);
    const double radius = theme::unit(0.75);
    if (isChecked() || underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(c.accent, 1) : QPen(Qt::NoPen));
        painter.setBrush(isChecked() ? c.selection : (underMouse() ? c.raised : c.rail));
        painter.drawRoundedRect(ground, radius, radius);
    }
    const QColor colour = isChecked() ? c.accent : (underMouse() ? c.text : c.mutedText);
    const int iconSize = theme::unit(2.5);
    const int pad = theme::unit(1.25);
    theme::icon(m_iconName, colour)
        .paint(&painter, QRect(pad, (height() - iconSize) / 2, iconSize, iconSize));
    QFont font = this->font();
    font.setWeight(isChecked() ? QFont::DemiBold : QFont::Medium);
    painter.setFont(font);
    painter.setPen(isChecked() ? c.accent : c.text);
    const QRect words = rect().adjusted(pad + iconSize + theme::unit(1.25), 0, -theme::unit(0.5), 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, text());
    if (m_badge <= 0)
        return;
    const QString number = m_badge > 999 ? u"999+"_s : QString::number(m_badge);
    font.setPixelSize(qRound(QFontInfo(font).pixelSize() * 0.82));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const int tall = theme::unit(2.25);
    const int wide = qMax(tall, QFontMetrics(font).horizontalAdvance(number) + theme::unit(1.25));
    const QRectF pill(width() - wide - theme::unit(), (height() - tall) / 2.0, wide, tall);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? c.accent : c.neutralSoft);
    painter.drawRoundedRect(pill, tall / 2.0, tall / 2.0);
    painter.setPen(isChecked() ? c.onAccent : c.text);
    painter.drawText(pill, Qt::AlignCenter, number);
}

void RailButton::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void RailButton::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

Rail::Rail(QWidget* parent) : QFrame(parent), m_group(new QButtonGroup(this)) {
    setObjectName(u"rail"_s);
    m_group->setExclusive(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(), theme::unit(1.5), theme::unit(), theme::unit());
    layout->setSpacing(theme::unit(0.25));
    auto* brand = new QLabel(u"MerchantOps"_s, this);
    theme::setTextRole(brand, theme::TextRole::Section);
    brand->setContentsMargins(theme::unit(1.25), 0, theme::unit(), theme::unit(1.5));
    layout->addWidget(brand);
    const auto screens = screenTable();
    for (std::size_t at = 0; at < screens.size(); ++at) {
        auto* button = new RailButton(this);
        button->setObjectName(u"go-"_s + QString::fromLatin1(screens[at].id));
        button->setIconName(QString::fromLatin1(screens[at].icon));
        m_group->addButton(button, static_cast<int>(at));
        m_buttons << button;
        layout->addWidget(button);
    }
    layout->addStretch();
    connect(m_group, &QButtonGroup::idClicked, this, &Rail::chosen);
    retranslate();
}

void Rail::setCurrent(int index) {
    if (index >= 0 && index < m_buttons.size())
        m_buttons[index]->setChecked(true);
}

void Rail::refreshBadges(const MartSession& session) {
    const auto screens = screenTable();
    for (std::size_t at = 0; at < screens.size(); ++at)
        if (screens[at].badge != nullptr)
            m_buttons[static_cast<qsizetype>(at)]->setBadge(screens[at].badge(session));
}

void Rail::retranslate() {
    setAccessibleName(tr("Pages"));
    const auto screens = screenTable();
    for (std::size_t at = 0; at < screens.size(); ++at) {
        RailButton* button = m_buttons[static_cast<qsizetype>(at)];
        button->setText(screenTitle(screens[at]));
        button->setAccessibleName(button->text());
        button->setToolTip(tr("%1 (g %2)").arg(button->text(), QChar::fromLatin1(screens[at].key)));
        button->updateGeometry();
    }
}

void Rail::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    for (qsizetype at = 0; step != 0 && at < m_buttons.size(); ++at) {
        if (!m_buttons[at]->hasFocus())
            continue;
        const qsizetype next = qBound<qsizetype>(0, at + step, m_buttons.size() - 1);
        m_buttons[next]->setFocus(Qt::TabFocusReason);
        return;
    }
    QFrame::keyPressEvent(event);
}

void Rail::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace mops::ui
