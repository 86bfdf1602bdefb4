#include "ui/desk/desk_keys.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QWidget>

namespace mops::ui {
namespace {

constexpr int kChordMilliseconds = 1'500;

bool isTextBox(const QWidget* widget) {
    const auto* combo = qobject_cast<const QComboBox*>(widget);
    return qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QTextEdit*>(widget) != nullptr ||
           qobject_cast<const QPlainTextEdit*>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr ||
           (combo != nullptr && combo->isEditable());
}

/// Space and Enter press a focused button; a page must not take them away.
bool pressesButton(const QWidget* widget, int key) {
    return qobject_cast<const QAbstractButton*>(widget) != nullptr &&
           (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter);
}

} // namespace

DeskKeys::DeskKeys(QWidget* page)
    : QObject(page)
    , m_page(page) {
    // On the application: an item view eats letters for its own search before the page sees them.
    QApplication::instance()->installEventFilter(this);
    m_chord.setSingleShot(true);
    m_chord.setInterval(kChordMilliseconds);
}

void DeskKeys::add(QKeyCombination key, std::function<bool()> act, Repeat repeat) {
    m_bindings.push_back({key, std::nullopt, std::move(act), repeat});
}

void DeskKeys::add(DeskCommand command, std::function<bool()> act, Repeat repeat) {
    m_bindings.push_back({{}, command, std::move(act), repeat});
}

bool DeskKeys::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::InputMethod:
        if (actsFor(watched))
            m_composing = !static_cast<QInputMethodEvent*>(event)->preeditString().isEmpty();
        return false;
    case QEvent::FocusOut: m_composing = false; return false;
    case QEvent::ShortcutOverride:
        // Claim the key before a shortcut of the window takes it; it comes again as a key press.
        if (!m_composing && actsFor(watched) &&
            !pressesButton(qobject_cast<QWidget*>(watched),
                           static_cast<QKeyEvent*>(event)->key()) &&
            bindingOf(*static_cast<QKeyEvent*>(event)) != nullptr) {
            event->accept();
            return true;
        }
        return false;
    case QEvent::KeyPress:
        return !m_composing && actsFor(watched) &&
               !pressesButton(qobject_cast<QWidget*>(watched),
                              static_cast<QKeyEvent*>(event)->key()) &&
               handleKey(*static_cast<QKeyEvent*>(event));
    default: return false;
    }
}

bool DeskKeys::actsFor(QObject* watched) const {
    const auto* widget = qobject_cast<QWidget*>(watched);
    return widget != nullptr && m_page && m_page->isVisible() && widget->hasFocus() &&
           (widget == m_page || m_page->isAncestorOf(widget)) && !isTextBox(widget);
}

const DeskKeys::Binding* DeskKeys::bindingOf(const QKeyEvent& event) const {
    const QKeyCombination pressed(event.modifiers() & ~Qt::KeypadModifier,
                                  static_cast<Qt::Key>(event.key()));
    // a sign that a layout puts on Shift is the same sign
    const bool isSign = event.key() < Qt::Key_A || event.key() > Qt::Key_Z;
    const QKeyCombination unshifted(pressed.keyboardModifiers() & ~Qt::ShiftModifier,
                                    pressed.key());
    for (const Binding& binding : m_bindings) {
        const QKeyCombination key =
            binding.command ? KeyMap::shared().key(*binding.command) : binding.key;
        if (key == pressed || (isSign && key == unshifted))
            return &binding;
    }
    return nullptr;
}

bool DeskKeys::handleKey(const QKeyEvent& event) {
    // "g" and a letter go to a page: the letter is the window's
    if (m_chord.isActive()) {
        m_chord.stop();
        return false;
    }
    if (event.key() == Qt::Key_G && event.modifiers() == Qt::NoModifier) {
        m_chord.start();
        return false;
    }
    const Binding* binding = bindingOf(event);
    if (binding == nullptr)
        return false;
    if (event.isAutoRepeat() && binding->repeat == Repeat::Once)
        return true;
    return binding->act();
}

} // namespace mops::ui
