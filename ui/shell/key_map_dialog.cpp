#include "ui/shell/key_map_dialog.h"

#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

bool isModifier(int key) {
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt ||
           key == Qt::Key_Meta || key == Qt::Key_AltGr || key == Qt::Key_CapsLock;
}

} // namespace

KeyMapDialog::KeyMapDialog(KeyMap& keys, QWidget* parent)
    : QDialog(parent)
    , m_keys(keys)
    , m_problem(new QLabel(this))
    , m_reset(new QPushButton(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"keyMapDialog"_s);
    build();
    connect(&m_keys, &KeyMap::changed, this, &KeyMapDialog::refresh);
    refresh();
}

void KeyMapDialog::build() {
    setWindowTitle(tr("Keys of the desk"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(2), theme::unit(2), theme::unit(2));
    layout->setSpacing(theme::unit(1));
    auto* explanation = new QLabel(tr("Press a button, then the new key. Esc leaves it as it is."));
    theme::setTextRole(explanation, theme::TextRole::Muted);
    layout->addWidget(explanation);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(theme::unit(2));
    grid->setVerticalSpacing(theme::unit(0.5));
    const auto commands = keyCommands();
    const int half = (static_cast<int>(commands.size()) + 1) / 2;
    for (std::size_t at = 0; at < commands.size(); ++at) {
        const int row = static_cast<int>(at) % half;
        const int column = static_cast<int>(at) / half * 3;
        auto* button = new QPushButton(this);
        button->setObjectName(u"key-"_s + QLatin1StringView(commands[at].id));
        button->setAutoDefault(false);
        button->setMinimumWidth(theme::unit(14));
        button->installEventFilter(this);
        auto* name = new QLabel(commandTitle(commands[at].command), this);
        name->setBuddy(button);
        grid->addWidget(name, row, column);
        grid->addWidget(button, row, column + 1);
        connect(button, &QPushButton::clicked, this,
                [this, command = commands[at].command] { waitFor(command); });
        m_buttons.push_back(button);
    }
    grid->setColumnMinimumWidth(2, theme::unit(3));
    layout->addLayout(grid);
    m_problem->setObjectName(u"keyProblem"_s);
    m_problem->setWordWrap(true);
    theme::setTone(m_problem, theme::Tone::Bad);
    layout->addWidget(m_problem);
    auto* row = new QHBoxLayout;
    m_reset->setObjectName(u"resetKeys"_s);
    m_reset->setText(tr("Standard keys"));
    m_reset->setAutoDefault(false);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        waitFor(std::nullopt);
        m_keys.reset();
    });
    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    row->addWidget(m_reset);
    row->addStretch();
    row->addWidget(close);
    layout->addLayout(row);
}

QString KeyMapDialog::problem() const {
    return m_problem->text();
}

void KeyMapDialog::waitFor(std::optional<DeskCommand> command) {
    m_waiting = command;
    m_problem->clear();
    refresh();
}

void KeyMapDialog::refresh() {
    const auto commands = keyCommands();
    for (std::size_t at = 0; at < commands.size(); ++at) {
        const DeskCommand command = commands[at].command;
        const QString key = m_waiting == command ? tr("Press a key …") : m_keys.keyText(command);
        m_buttons[at]->setText(key);
        m_buttons[at]->setAccessibleName(
            tr("%1, key %2").arg(commandTitle(command), m_keys.keyText(command)));
    }
    m_reset->setEnabled(!m_keys.isStandard());
    m_reset->setToolTip(m_keys.isStandard() ? tr("All keys are the standard ones.") : QString());
}

bool KeyMapDialog::eventFilter(QObject* watched, QEvent* event) {
    if (m_waiting &&
        (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        if (event->type() == QEvent::KeyPress)
            keyPressEvent(static_cast<QKeyEvent*>(event));
        event->accept();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

void KeyMapDialog::keyPressEvent(QKeyEvent* event) {
    if (!m_waiting) {
        QDialog::keyPressEvent(event);
        return;
    }
    event->accept();
    if (isModifier(event->key()) || event->isAutoRepeat())
        return;
    const DeskCommand command = *m_waiting;
    if (event->key() == Qt::Key_Escape) {
        waitFor(std::nullopt);
        return;
    }
    const QKeyCombination key(event->modifiers() & ~Qt::KeypadModifier,
                              static_cast<Qt::Key>(event->key()));
    waitFor(std::nullopt);
    m_problem->setText(m_keys.conflict(command, key));
    m_keys.set(command, key);
}

} // namespace mops::ui
