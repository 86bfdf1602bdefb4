#include "ui/desk/decision_bar.h"

#include "ui/text/decision_text.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr int kChipColumns = 3;

} // namespace

DecisionBar::DecisionBar(QWidget* parent)
    : QWidget(parent)
    , m_decisions(new QWidget(this)) {
    m_reasons = buildReasons();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(0.75));
    layout->addWidget(m_reasons);
    layout->addWidget(m_decisions);
    auto* grid = new QGridLayout(m_decisions);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(theme::unit(0.75));
    KeyButton* approve = addButton(desk::Verb::Approve, u"A"_s);
    theme::setButtonRole(approve, theme::ButtonRole::Primary);
    grid->addWidget(approve, 0, 0);
    grid->addWidget(addButton(desk::Verb::Refuse, u"R"_s), 0, 1);
    grid->addWidget(addButton(desk::Verb::Ask, u"Q"_s), 0, 2);
    grid->addWidget(addButton(desk::Verb::Escalate, u"E"_s), 0, 3);
    grid->addWidget(addButton(desk::Verb::Snooze, u"Z"_s), 1, 0);
    grid->addWidget(addButton(desk::Verb::Note, u"N"_s), 1, 1);
    grid->addWidget(addButton(desk::Verb::Assign, u"S"_s), 1, 2);
    grid->addWidget(addButton(desk::Verb::Reopen, u"O"_s), 1, 3);
    for (int column = 0; column < 4; ++column)
        grid->setColumnStretch(column, 1);
    m_reasons->hide();
    retranslate();
    clear();
}

KeyButton* DecisionBar::addButton(desk::Verb verb, const QString& cap) {
    auto* button = new KeyButton(cap, m_decisions);
    button->setObjectName(u"verb%1"_s.arg(static_cast<int>(verb)));
    connect(button, &QPushButton::clicked, this, [this, verb] {
        if (verb == desk::Verb::Refuse)
            askReason();
        else if (verb == desk::Verb::Note)
            emit noteAsked();
        else
            emit chosen(verb);
    });
    m_buttons.push_back({verb, button});
    return button;
}

QWidget* DecisionBar::buildReasons() {
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(0.5));
    m_question = new QLabel(box);
    theme::setTextRole(m_question, theme::TextRole::Section);
    m_chipGrid = new QGridLayout;
    m_chipGrid->setSpacing(theme::unit(0.5));
    m_note = new QLineEdit(box);
    m_note->setObjectName(u"refuseNote"_s);
    m_note->installEventFilter(this);
    m_leave = new KeyButton(u"Esc"_s, box);
    m_confirm = new KeyButton(u"↵"_s, box);
    m_confirm->setObjectName(u"confirmReason"_s);
    theme::setButtonRole(m_confirm, theme::ButtonRole::Danger);
    auto* row = new QHBoxLayout;
    row->addWidget(m_note, 1);
    row->addWidget(m_leave);
    row->addWidget(m_confirm);
    layout->addWidget(m_question);
    layout->addLayout(m_chipGrid);
    layout->addLayout(row);
    connect(m_confirm, &QPushButton::clicked, this, &DecisionBar::confirmReason);
    connect(m_leave, &QPushButton::clicked, this, &DecisionBar::leaveReason);
    connect(m_note, &QLineEdit::textChanged, this, &DecisionBar::updateConfirm);
    return box;
}

void DecisionBar::buildChips() {
    for (KeyButton* chip : m_chips)
        chip->deleteLater();
    m_chips.clear();
    int number = 0;
    for (const desk::ReasonCode& reason : desk::reasonCodes(m_kind)) {
        ++number;
        const QString code = QString::fromUtf8(reason.code);
        auto* chip = new KeyButton(number <= 9 ? QString::number(number) : QString(), m_reasons);
        chip->setText(text::decisionReason(m_kind, reason.code));
        chip->setCheckable(true);
        chip->setAutoExclusive(true);
        chip->setObjectName(u"reasonChip%1"_s.arg(number));
        chip->setProperty("reasonCode", code);
        connect(chip, &QPushButton::clicked, this, [this, number] { pickReason(number); });
        m_chipGrid->addWidget(chip, (number - 1) / kChipColumns, (number - 1) % kChipColumns);
        m_chips.push_back(chip);
    }
}

void DecisionBar::retranslate() {
    for (const Button& each : m_buttons) {
        each.button->setText(text::verbText(each.verb));
        each.button->setAccessibleName(
            tr("%1, key %2").arg(each.button->text(), each.button->keyCap()));
    }
    m_question->setText(tr("Refuse: for which reason?"));
    m_note->setPlaceholderText(tr("Note (needed with “other”)"));
    m_note->setAccessibleName(tr("Note on the refusal"));
    m_confirm->setText(tr("Refuse"));
    m_leave->setText(tr("Leave"));
    for (KeyButton* chip : m_chips)
        chip->setText(
            text::decisionReason(m_kind, chip->property("reasonCode").toString().toStdString()));
}

void DecisionBar::setCase(const desk::Case& item, bool waiting) {
    m_kind = item.kind;
    leaveReason();
    const bool closed = desk::isClosed(item.status);
    for (const Button& each : m_buttons) {
        bool enabled = !closed;
        if (each.verb == desk::Verb::Note)
            enabled = true;
        if (each.verb == desk::Verb::Reopen)
            enabled = closed || !waiting;
        each.button->setEnabled(enabled);
        each.button->setToolTip(
            enabled ? QString()
            : each.verb == desk::Verb::Reopen
                ? tr("This case is waiting already.")
                : tr("This case is decided. Reopen it or undo the decision first."));
    }
}

void DecisionBar::clear() {
    leaveReason();
    for (const Button& each : m_buttons)
        each.button->setEnabled(false);
}

void DecisionBar::askReason() {
    buildChips();
    m_picked.clear();
    m_note->clear();
    updateConfirm();
    m_decisions->hide();
    m_reasons->show();
}

void DecisionBar::leaveReason() {
    if (m_reasons->isHidden())
        return;
    const bool hadFocus = m_reasons->isAncestorOf(focusWidget());
    m_reasons->hide();
    m_decisions->show();
    m_picked.clear();
    if (hadFocus || m_note->hasFocus())
        emit reasonLeft();
}

bool DecisionBar::isAskingReason() const {
    return !m_reasons->isHidden();
}

bool DecisionBar::pickReason(int number) {
    if (number < 1 || number > static_cast<int>(m_chips.size()))
        return false;
    KeyButton* chip = m_chips[static_cast<std::size_t>(number - 1)];
    chip->setChecked(true);
    m_picked = chip->property("reasonCode").toString();
    updateConfirm();
    if (m_picked == "other"_L1)
        m_note->setFocus(Qt::ShortcutFocusReason);
    return true;
}

void DecisionBar::updateConfirm() {
    const bool noteMissing = m_picked == "other"_L1 && m_note->text().trimmed().isEmpty();
    m_confirm->setEnabled(!m_picked.isEmpty() && !noteMissing);
}

bool DecisionBar::confirmReason() {
    if (!isAskingReason() || !m_confirm->isEnabled())
        return false;
    const QString reason = m_picked;
    const QString note = m_note->text().trimmed();
    leaveReason();
    emit refused(reason, note);
    return true;
}

bool DecisionBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_note && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape) {
            leaveReason();
            return true;
        }
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            if (!key->isAutoRepeat())
                confirmReason();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace mops::ui
