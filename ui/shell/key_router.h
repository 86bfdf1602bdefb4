#pragma once

#include <functional>
#include <QObject>
#include <QTimer>

class QKeyEvent;
class QWidget;

namespace mops::ui {

/// Bare keys act while a list or a case has the focus: never in a text field, never while an
/// input method composes, never on key repeat. `g` and a letter is a chord.
class KeyRouter final : public QObject {
    Q_OBJECT
public:
    struct Handlers {
        std::function<bool(QChar)> chord;            ///< the letter after g
        std::function<bool(const QKeyEvent&)> bare;  ///< any other key; true = done
    };
    KeyRouter(QWidget* window, Handlers handlers);

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_window;
    Handlers m_handlers;
    QTimer m_chord; ///< active = g was pressed
};

/// True for widgets that take text: letters belong to them.
bool takesText(const QWidget* widget);

} // namespace mops::ui
