#include "ui/desk/choice_panel.h"

#include "core/desk/outbox.h"
#include "ui/theme/theme.h"
#include "ui/util/segmented.h"

#include <array>
#include <numeric>
#include <QCompleter>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr int kMostChipColumns = 3;
constexpr int kMessageLines = 5;
constexpr int kMemberLines = 4;
constexpr int kSecondsPerMinute = 60;

constexpr std::array<const char*, 2> kLanguages{"zh", "en"};

} // namespace

ChoicePanel::ChoicePanel(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_grid(new QGridLayout)
    , m_membersLabel(new QLabel(this))
    , m_members(new QListWidget(this))
    , m_messageLabel(new QLabel(this))
    , m_language(new Segmented(this))
    , m_message(new QPlainTextEdit(this))
    , m_line(new QLineEdit(this))
    , m_missing(new QLabel(this))
    , m_leave(new KeyButton(u"Esc"_s, this))
    , m_confirm(new KeyButton(u"↵"_s, this)) {
    setObjectName(u"choicePanel"_s);
    theme::setTextRole(m_title, theme::TextRole::Section);
    theme::setTextRole(m_membersLabel, theme::TextRole::Caption);
    theme::setTextRole(m_messageLabel, theme::TextRole::Caption);
    m_messageLabel->setWordWrap(true);
    m_members->setObjectName(u"leftOut"_s);
    m_members->setFixedHeight(fontMetrics().lineSpacing() * kMemberLines + theme::unit(2));
    m_members->installEventFilter(this);
    m_membersLabel->setBuddy(m_members);
    m_language->setObjectName(u"messageLanguage"_s);
    theme::setTextRole(m_missing, theme::TextRole::Muted);
    m_grid->setSpacing(theme::unit(0.5));
    m_message->setObjectName(u"merchantMessage"_s);
    m_message->setTabChangesFocus(true);
    m_message->setFixedHeight(fontMetrics().lineSpacing() * kMessageLines + theme::unit(2));
    m_message->installEventFilter(this);
    m_messageLabel->setBuddy(m_message);
    m_line->setObjectName(u"choiceLine"_s);
    m_line->installEventFilter(this);
    m_confirm->setObjectName(u"confirmChoice"_s);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_missing, 1);
    buttons->addWidget(m_leave);
    buttons->addWidget(m_confirm);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(0.5));
    layout->addWidget(m_title);
    layout->addLayout(m_grid);
    layout->addWidget(m_membersLabel);
    layout->addWidget(m_members);
    layout->addLayout(buildMessageBar());
    layout->addWidget(m_message);
    layout->addWidget(m_line);
    layout->addLayout(buttons);
    connect(m_confirm, &QPushButton::clicked, this, &ChoicePanel::confirm);
    connect(m_leave, &QPushButton::clicked, this, &ChoicePanel::leave);
    connect(m_members, &QListWidget::itemChanged, this, &ChoicePanel::updateConfirm);
    connect(m_language, &Segmented::chosen, this, &ChoicePanel::draft);
    connect(m_line, &QLineEdit::textChanged, this, &ChoicePanel::updateConfirm);
    connect(m_message, &QPlainTextEdit::textChanged, this, [this] {
        m_edited = m_edited || m_message->hasFocus();
        updateConfirm();
    });
    retranslate();
    hide();
}

QLayout* ChoicePanel::buildMessageBar() {
    auto* bar = new QHBoxLayout;
    bar->addWidget(m_messageLabel, 1);
    bar->addWidget(m_language);
    return bar;
}

void ChoicePanel::retranslate() {
    m_leave->setText(tr("Leave"));
    const auto minutes = static_cast<int>(desk::kGraceSeconds / kSecondsPerMinute);
    m_messageLabel->setText(
        tr("Message to the merchant (draft, Tab to edit). It waits %n minute(s) "
           "before it may leave; until then an undo withdraws it.",
           nullptr, minutes));
    m_language->setAccessibleName(tr("Language of the message"));
    m_language->setChoices({u"中文"_s, u"English"_s});
    m_membersLabel->setText(tr("Innocent members, left out (Space marks)"));
    m_members->setAccessibleName(tr("Members to leave out"));
    m_message->setAccessibleName(tr("Message to the merchant"));
    m_line->setAccessibleName(tr("Answer"));
    // a question on screen keeps its words; it is asked anew in a moment
    if (m_question)
        leave();
}

void ChoicePanel::ask(Question question) {
    m_question = std::move(question);
    m_picked = -1;
    m_edited = false;
    m_title->setText(m_question->title);
    buildChips();
    showMembers();
    m_messageLabel->setVisible(m_question->hasMessage);
    m_language->setVisible(m_question->hasMessage);
    m_language->setCurrent(m_question->language == kLanguages[0] ? 0 : 1);
    m_message->setVisible(m_question->hasMessage);
    m_message->clear();
    draft();
    m_message->setPlaceholderText(m_question->hint);
    m_line->setVisible(m_question->hasLine);
    m_line->clear();
    m_line->setPlaceholderText(m_question->hint);
    m_line->setAccessibleName(m_question->title);
    if (m_question->hasLine) {
        auto* completer = new QCompleter(m_question->completions, m_line);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        m_line->setCompleter(completer);
    }
    m_confirm->setText(m_question->confirmText);
    m_confirm->setAccessibleName(tr("%1, key Enter").arg(m_question->confirmText));
    theme::setButtonRole(m_confirm, m_question->dangerous ? theme::ButtonRole::Danger
                                                          : theme::ButtonRole::Primary);
    show();
    emit asked();
    for (std::size_t at = 0; at < m_question->choices.size(); ++at)
        if (m_question->choices[at].suggested && m_picked < 0)
            pick(static_cast<int>(at) + 1);
    updateConfirm();
    if (m_question->hasLine)
        m_line->setFocus(Qt::ShortcutFocusReason);
}

void ChoicePanel::buildChips() {
    for (KeyButton* chip : m_chips) {
        m_grid->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    m_chips.clear();
    int number = 0;
    for (const Choice& choice : m_question->choices) {
        ++number;
        auto* chip = new KeyButton(number <= 9 ? QString::number(number) : QString(), this);
        chip->setText(choice.text);
        chip->setCheckable(true);
        chip->setAutoExclusive(true);
        chip->setObjectName(u"reasonChip%1"_s.arg(number));
        connect(chip, &QPushButton::clicked, this, [this, number] { pick(number); });
        m_chips.push_back(chip);
    }
    arrangeChips();
}

void ChoicePanel::arrangeChips() {
    // The pane keeps its width: the list beside it would shrink with each longer word.
    const int room = parentWidget()->contentsRect().width();
    int columns = kMostChipColumns;
    while (columns > 1 && chipsWidth(columns) > room)
        --columns;
    for (std::size_t at = 0; at < m_chips.size(); ++at) {
        const int place = static_cast<int>(at);
        m_grid->addWidget(m_chips[at], place / columns, place % columns);
    }
}

int ChoicePanel::chipsWidth(int columns) const {
    std::vector<int> widths(static_cast<std::size_t>(columns), 0);
    for (std::size_t at = 0; at < m_chips.size(); ++at) {
        int& widest = widths[at % widths.size()];
        widest = std::max(widest, m_chips[at]->sizeHint().width());
    }
    return std::accumulate(widths.begin(), widths.end(), (columns - 1) * m_grid->spacing());
}

void ChoicePanel::showMembers() {
    m_members->clear();
    for (const Choice& member : m_question->members) {
        auto* item = new QListWidgetItem(member.text, m_members);
        item->setData(Qt::UserRole, QString::fromStdString(member.value));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    m_members->setVisible(!m_question->members.empty());
    m_membersLabel->setVisible(!m_question->members.empty());
}

void ChoicePanel::leaveOut(const std::string& member, bool out) {
    for (int row = 0; row < m_members->count(); ++row)
        if (QListWidgetItem* item = m_members->item(row);
            item->data(Qt::UserRole).toString().toStdString() == member)
            item->setCheckState(out ? Qt::Checked : Qt::Unchecked);
}

std::vector<std::string> ChoicePanel::leftOut() const {
    std::vector<std::string> members;
    for (int row = 0; m_question && row < m_members->count(); ++row)
        if (const QListWidgetItem* item = m_members->item(row); item->checkState() == Qt::Checked)
            members.push_back(item->data(Qt::UserRole).toString().toStdString());
    return members;
}

std::string ChoicePanel::language() const {
    return kLanguages.at(static_cast<std::size_t>(std::max(0, m_language->current())));
}

void ChoicePanel::setLanguage(const std::string& language) {
    m_language->setCurrent(language == kLanguages[0] ? 0 : 1);
    draft();
}

void ChoicePanel::draft() {
    if (m_question && m_question->hasMessage && m_question->draftOf && !m_edited)
        m_message->setPlainText(m_question->draftOf(picked(), language()));
}

void ChoicePanel::leave() {
    if (!m_question)
        return;
    m_question.reset();
    hide();
    emit left();
}

std::optional<desk::Verb> ChoicePanel::verb() const {
    return m_question ? std::optional(m_question->verb) : std::nullopt;
}

bool ChoicePanel::pick(int number) {
    if (!m_question || number < 1 || number > choices())
        return false;
    m_picked = number - 1;
    m_chips[static_cast<std::size_t>(m_picked)]->setChecked(true);
    const Choice& choice = m_question->choices[static_cast<std::size_t>(m_picked)];
    draft();
    updateConfirm();
    if (choice.textNeeded && m_question->hasMessage)
        m_message->setFocus(Qt::ShortcutFocusReason);
    if (m_question->digitDecides)
        confirm();
    return true;
}

std::string ChoicePanel::picked() const {
    return m_question && m_picked >= 0
               ? m_question->choices[static_cast<std::size_t>(m_picked)].value
               : std::string();
}

QString ChoicePanel::text() const {
    return (m_question && m_question->hasLine ? m_line->text() : m_message->toPlainText())
        .trimmed();
}

void ChoicePanel::setText(const QString& text) {
    if (m_question && m_question->hasLine)
        m_line->setText(text);
    else
        m_message->setPlainText(text);
    m_edited = true;
}

void ChoicePanel::updateConfirm() {
    if (!m_question)
        return;
    QString missing;
    if (!m_question->choices.empty() && m_picked < 0 && !m_question->digitDecides)
        missing = tr("Pick one: 1 … %1").arg(std::min(choices(), 9));
    else if (m_question->hasLine && text().isEmpty())
        missing = tr("A word is missing");
    else if (m_picked >= 0 && m_question->choices[static_cast<std::size_t>(m_picked)].textNeeded &&
             text().isEmpty())
        missing = tr("Write in a few words why");
    else if (!m_question->members.empty() && leftOut().size() == m_question->members.size())
        missing = tr("Nobody is left: approve the case instead");
    m_missing->setText(missing);
    m_confirm->setEnabled(missing.isEmpty());
    m_confirm->setToolTip(missing);
}

bool ChoicePanel::confirm() {
    if (!m_question || !m_confirm->isEnabled())
        return false;
    Answer answer{m_question->verb, picked(), text(), language(), leftOut()};
    if (!m_question->hasLine && !m_question->hasMessage)
        answer.text.clear();
    m_question.reset();
    hide();
    emit confirmed(answer);
    emit left();
    return true;
}

bool ChoicePanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress ||
        (watched != m_message && watched != m_line && watched != m_members))
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Escape) {
        leave();
        return true;
    }
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    const bool ends = watched != m_message || key->modifiers().testFlag(Qt::ControlModifier);
    if (enter && ends) {
        if (!key->isAutoRepeat())
            confirm();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace mops::ui
