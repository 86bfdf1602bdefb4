#include "ui/shell/key_router.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace mops::ui {
namespace {

constexpr int kChordMilliseconds = 1'500;

} // namespace

bool takesText(const QWidget* widget) {
    if (widget == nullptr)
        return false;
    if (const auto* combo = qobject_cast<const QComboBox*>(widget))
        return combo->isEditable();
    if (const auto* edit = qobject_cast<const QPlainTextEdit*>(widget))
        return !edit->isReadOnly();
    if (const auto* edit = qobject_cast<const QTextEdit*>(widget))
        return !edit->isReadOnly();
    return qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr;
}

KeyRouter::KeyRouter(QWidget* window, Handlers handlers)
    : QObject(window)
    , m_window(window)
    , m_handlers(std::move(handlers)) {
    m_chord.setSingleShot(true);
    m_chord.setInterval(kChordMilliseconds);
    qApp->installEventFilter(this);
}

bool KeyRouter::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto* target = qobject_cast<QWidget*>(watched);
    // The event is seen once for each parent it is offered to; the first time is enough.
    if (target == nullptr || target->window() != m_window ||
        (QApplication::focusWidget() != nullptr && target != QApplication::focusWidget()))
        return false;
    const auto& key = static_cast<const QKeyEvent&>(*event);
    const auto modifiers = key.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    if (takesText(target) || QApplication::activePopupWidget() != nullptr || key.isAutoRepeat())
        return false;
    if (modifiers == Qt::AltModifier) // Alt+1, Alt+2, … go to a tab of the page
        return m_handlers.bare(key);
    if (modifiers != Qt::NoModifier || key.text().isEmpty())
        return false;
    if (m_chord.isActive()) {
        m_chord.stop();
        return m_handlers.chord(key.text().front().toLower());
    }
    if (key.key() == Qt::Key_G && !(key.modifiers() & Qt::ShiftModifier)) {
        m_chord.start();
        return true;
    }
    return m_handlers.bare(key);
}

} // namespace mops::ui
