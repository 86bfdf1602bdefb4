#pragma once

#include "core/desk/cases.h"
#include "ui/desk/choice_panel.h"
#include "ui/shell/key_map.h"

#include <QWidget>
#include <vector>

namespace mops::ui {

/// The buttons of a case with their keys, and below them what a decision asks for.
class DecisionBar final : public QWidget {
    Q_OBJECT
public:
    explicit DecisionBar(QWidget* parent = nullptr);

    /// Which buttons can be pressed follows from the case; those that cannot say why.
    void setCase(const desk::Case& item, bool waiting);
    void clear();
    ChoicePanel* panel() { return m_panel; }
    bool isAsking() const { return m_panel->isAsking(); }
    void retranslate();

signals:
    void wanted(mops::ui::DeskCommand command);

private:
    struct Button {
        DeskCommand command;
        KeyButton* button;
    };
    void addButton(DeskCommand command, int row, int column);
    void showKeys();

    std::vector<Button> m_buttons;
    QWidget* m_decisions;
    ChoicePanel* m_panel;
    bool m_asked = false;
};

} // namespace mops::ui
