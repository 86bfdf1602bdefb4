#include "ui/desk/decision_bar.h"

#include "ui/text/decision_text.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

DecisionBar::DecisionBar(QWidget* parent)
    : QWidget(parent)
    , m_decisions(new QWidget(this))
    , m_panel(new ChoicePanel(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(0.75));
    layout->addWidget(m_panel);
    layout->addWidget(m_decisions);
    auto* grid = new QGridLayout(m_decisions);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(theme::unit(0.75));
    addButton(DeskCommand::Approve, 0, 0);
    addButton(DeskCommand::Refuse, 0, 1);
    addButton(DeskCommand::Ask, 0, 2);
    addButton(DeskCommand::Escalate, 0, 3);
    addButton(DeskCommand::Snooze, 0, 4);
    addButton(DeskCommand::Note, 1, 0);
    addButton(DeskCommand::Tag, 1, 1);
    addButton(DeskCommand::Assign, 1, 2);
    addButton(DeskCommand::Reopen, 1, 3);
    addButton(DeskCommand::Repeat, 1, 4);
    theme::setButtonRole(m_buttons.front().button, theme::ButtonRole::Primary);
    for (int column = 0; column < 5; ++column)
        grid->setColumnStretch(column, 1);
    connect(&KeyMap::shared(), &KeyMap::changed, this, &DecisionBar::showKeys);
    // a question needs the room of the buttons, and none of them acts while it stands
    connect(m_panel, &ChoicePanel::asked, m_decisions, &QWidget::hide);
    connect(m_panel, &ChoicePanel::left, m_decisions, &QWidget::show);
    retranslate();
    clear();
}

void DecisionBar::addButton(DeskCommand command, int row, int column) {
    auto* button = new KeyButton(QString(), m_decisions);
    button->setObjectName(u"do-"_s + QLatin1StringView(keyCommand(command).id));
    connect(button, &QPushButton::clicked, this, [this, command] { emit wanted(command); });
    static_cast<QGridLayout*>(m_decisions->layout())->addWidget(button, row, column);
    m_buttons.push_back({command, button});
}

void DecisionBar::showKeys() {
    for (const Button& each : m_buttons) {
        each.button->setKeyCap(KeyMap::shared().keyText(each.command));
        each.button->setAccessibleName(
            tr("%1, key %2").arg(each.button->text(), each.button->keyCap()));
    }
}

void DecisionBar::retranslate() {
    for (const Button& each : m_buttons) {
        QString words;
        switch (each.command) {
        case DeskCommand::Approve: words = text::verbText(desk::Verb::Approve); break;
        case DeskCommand::Refuse: words = text::verbText(desk::Verb::Refuse); break;
        case DeskCommand::Ask: words = text::verbText(desk::Verb::Ask); break;
        case DeskCommand::Escalate: words = text::verbText(desk::Verb::Escalate); break;
        case DeskCommand::Snooze: words = text::verbText(desk::Verb::Snooze); break;
        case DeskCommand::Note: words = text::verbText(desk::Verb::Note); break;
        case DeskCommand::Tag: words = text::verbText(desk::Verb::Tag); break;
        case DeskCommand::Assign: words = tr("To me"); break;
        case DeskCommand::Reopen:
            words = text::verbText(m_asked ? desk::Verb::Resume : desk::Verb::Reopen);
            break;
        case DeskCommand::Repeat: words = tr("Again"); break;
        default: break;
        }
        each.button->setText(words);
    }
    showKeys();
    m_panel->retranslate();
}

void DecisionBar::setCase(const desk::Case& item, bool waiting) {
    const bool closed = desk::isClosed(item.status);
    const bool asked = item.status == desk::CaseStatus::Asked;
    if (asked != std::exchange(m_asked, asked))
        retranslate();
    for (const Button& each : m_buttons) {
        bool possible = true;
        QString why;
        switch (each.command) {
        case DeskCommand::Note:
        case DeskCommand::Tag:
        case DeskCommand::Assign: break;
        case DeskCommand::Reopen:
            possible = closed || asked || !waiting || item.status != desk::CaseStatus::Open;
            why = tr("This case is waiting already.");
            break;
        default:
            possible = !closed;
            why = tr("This case is decided. Reopen it or undo the decision first.");
        }
        each.button->setEnabled(possible);
        each.button->setToolTip(possible ? commandTitle(each.command) : why);
    }
}

void DecisionBar::clear() {
    m_panel->leave();
    for (const Button& each : m_buttons) {
        each.button->setEnabled(false);
        each.button->setToolTip(tr("Choose a case first."));
    }
}

} // namespace mops::ui
