#pragma once

#include "ui/shell/key_map.h"

#include <functional>
#include <optional>
#include <QKeyCombination>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <vector>

class QKeyEvent;
class QWidget;

namespace mops::ui {

/// The bare keys of the desk. They act while something inside `page` has the focus that is not a
/// text box; never while an input method is composing. A deciding key acts once however long it is
/// held down: one key, one item.
class DeskKeys final : public QObject {
    Q_OBJECT
public:
    enum class Repeat { Once, Allowed };

    explicit DeskKeys(QWidget* page);
    /// `act` answers false when the key means nothing now; then the focused widget gets it.
    void add(QKeyCombination key, std::function<bool()> act, Repeat repeat = Repeat::Once);
    /// The key is the one that the key map gives the command at the time.
    void add(DeskCommand command, std::function<bool()> act, Repeat repeat = Repeat::Once);
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Binding {
        QKeyCombination key;
        std::optional<DeskCommand> command; ///< then `key` is not looked at
        std::function<bool()> act;
        Repeat repeat = Repeat::Once;
    };
    bool actsFor(QObject* watched) const;
    const Binding* bindingOf(const QKeyEvent& event) const;
    bool handleKey(const QKeyEvent& event);

    QPointer<QWidget> m_page;
    std::vector<Binding> m_bindings;
    QTimer m_chord; ///< active = g was pressed
    bool m_composing = false;
};

} // namespace mops::ui
