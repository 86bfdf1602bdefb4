#include "ui/shell/screen.h"

#include <QEvent>

namespace mops::ui {

Screen::Screen(MartSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session) {
    setProperty("page", true);
    setAttribute(Qt::WA_StyledBackground);
}

void Screen::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        restyle();
}

} // namespace mops::ui
