#include "ui/shell/key_map.h"

#include <array>
#include <QCoreApplication>
#include <QKeySequence>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr QKeyCombination with(Qt::KeyboardModifiers modifiers, Qt::Key key) {
    return QKeyCombination(modifiers, key);
}

const std::array kCommands{
    KeyCommand{DeskCommand::Next, "next", QT_TRANSLATE_NOOP("DeskCommand", "Next case"), Qt::Key_J,
               true},
    KeyCommand{DeskCommand::Previous, "previous", QT_TRANSLATE_NOOP("DeskCommand", "Previous case"),
               Qt::Key_K, true},
    KeyCommand{DeskCommand::Approve, "approve", QT_TRANSLATE_NOOP("DeskCommand", "Approve"),
               Qt::Key_A},
    KeyCommand{DeskCommand::Refuse, "refuse", QT_TRANSLATE_NOOP("DeskCommand", "Refuse"),
               Qt::Key_R},
    KeyCommand{DeskCommand::Ask, "ask", QT_TRANSLATE_NOOP("DeskCommand", "Ask the merchant"),
               Qt::Key_Q},
    KeyCommand{DeskCommand::Escalate, "escalate",
               QT_TRANSLATE_NOOP("DeskCommand", "Escalate to a person"), Qt::Key_E},
    KeyCommand{DeskCommand::Snooze, "snooze", QT_TRANSLATE_NOOP("DeskCommand", "Snooze"),
               Qt::Key_Z},
    KeyCommand{DeskCommand::Note, "note", QT_TRANSLATE_NOOP("DeskCommand", "Write a note"),
               Qt::Key_N},
    KeyCommand{DeskCommand::Tag, "tag", QT_TRANSLATE_NOOP("DeskCommand", "Tag"), Qt::Key_T},
    KeyCommand{DeskCommand::Assign, "assign", QT_TRANSLATE_NOOP("DeskCommand", "Assign to me"),
               Qt::Key_S},
    KeyCommand{DeskCommand::Reopen, "reopen",
               QT_TRANSLATE_NOOP("DeskCommand", "Reopen, or the answer is here"), Qt::Key_O},
    KeyCommand{DeskCommand::Repeat, "repeat",
               QT_TRANSLATE_NOOP("DeskCommand", "Same decision and reason again"), Qt::Key_Period},
    KeyCommand{DeskCommand::Mark, "mark", QT_TRANSLATE_NOOP("DeskCommand", "Mark or unmark"),
               Qt::Key_X},
    KeyCommand{DeskCommand::ExtendDown, "extend-down",
               QT_TRANSLATE_NOOP("DeskCommand", "Mark on downwards"),
               with(Qt::ShiftModifier, Qt::Key_J), true},
    KeyCommand{DeskCommand::ExtendUp, "extend-up",
               QT_TRANSLATE_NOOP("DeskCommand", "Mark on upwards"),
               with(Qt::ShiftModifier, Qt::Key_K), true},
    KeyCommand{DeskCommand::MarkAll, "mark-all",
               QT_TRANSLATE_NOOP("DeskCommand", "Mark all that match"),
               with(Qt::ControlModifier, Qt::Key_A)},
    KeyCommand{DeskCommand::NextEvidence, "next-evidence",
               QT_TRANSLATE_NOOP("DeskCommand", "Next piece of evidence"), Qt::Key_BracketRight,
               true},
    KeyCommand{DeskCommand::PreviousEvidence, "previous-evidence",
               QT_TRANSLATE_NOOP("DeskCommand", "Previous piece of evidence"), Qt::Key_BracketLeft,
               true},
    KeyCommand{DeskCommand::Peek, "peek", QT_TRANSLATE_NOOP("DeskCommand", "Peek at its rows"),
               Qt::Key_Space},
    KeyCommand{DeskCommand::Undo, "undo", QT_TRANSLATE_NOOP("DeskCommand", "Undo"),
               with(Qt::ControlModifier, Qt::Key_Z)},
    KeyCommand{DeskCommand::Redo, "redo", QT_TRANSLATE_NOOP("DeskCommand", "Redo"),
               with(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_Z)},
};

QString settingOf(const KeyCommand& command) {
    return u"keys/"_s + QLatin1StringView(command.id);
}

std::size_t indexOf(DeskCommand command) {
    return static_cast<std::size_t>(command);
}

/// Keys of the console itself and those that move inside a list or a box.
bool isReserved(QKeyCombination key) {
    const bool bare = key.keyboardModifiers() == Qt::NoModifier;
    switch (key.key()) {
    case Qt::Key_Escape:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Slash:
    case Qt::Key_Question:
    case Qt::Key_F5: return true;
    case Qt::Key_G: return bare;
    case Qt::Key_K:
    case Qt::Key_F:
    case Qt::Key_C:
    case Qt::Key_V:
    case Qt::Key_X: return key.keyboardModifiers() == Qt::ControlModifier;
    default: return bare && key.key() >= Qt::Key_0 && key.key() <= Qt::Key_9;
    }
}

} // namespace

std::span<const KeyCommand> keyCommands() {
    return kCommands;
}

const KeyCommand& keyCommand(DeskCommand command) {
    return kCommands[indexOf(command)];
}

QString commandTitle(DeskCommand command) {
    return QCoreApplication::translate("DeskCommand", keyCommand(command).title);
}

KeyMap::KeyMap(QObject* parent)
    : QObject(parent) {
    const QSettings stored;
    for (const KeyCommand& command : kCommands)
        m_keys.push_back(command.standard);
    for (const KeyCommand& command : kCommands) {
        const QVariant chosen = stored.value(settingOf(command));
        if (!chosen.isValid())
            continue;
        const auto sequence = QKeySequence::fromString(chosen.toString());
        // a damaged setting falls back to the standard key
        if (sequence.count() == 1)
            m_keys[indexOf(command.command)] = sequence[0];
    }
}

KeyMap& KeyMap::shared() {
    static KeyMap map;
    return map;
}

QKeyCombination KeyMap::key(DeskCommand command) const {
    return m_keys[indexOf(command)];
}

QString KeyMap::keyText(DeskCommand command) const {
    return QKeySequence(key(command)).toString(QKeySequence::NativeText);
}

std::optional<DeskCommand> KeyMap::commandOf(QKeyCombination key) const {
    for (const KeyCommand& command : kCommands)
        if (m_keys[indexOf(command.command)] == key)
            return command.command;
    return std::nullopt;
}

QString KeyMap::conflict(DeskCommand command, QKeyCombination key) const {
    if (isReserved(key))
        return tr("%1 belongs to the console itself.")
            .arg(QKeySequence(key).toString(QKeySequence::NativeText));
    const auto other = commandOf(key);
    if (other && *other != command)
        return tr("%1 is already the key of \"%2\".")
            .arg(QKeySequence(key).toString(QKeySequence::NativeText), commandTitle(*other));
    return {};
}

bool KeyMap::set(DeskCommand command, QKeyCombination key) {
    if (!conflict(command, key).isEmpty())
        return false;
    m_keys[indexOf(command)] = key;
    const KeyCommand& entry = keyCommand(command);
    if (key == entry.standard)
        QSettings().remove(settingOf(entry));
    else
        QSettings().setValue(settingOf(entry),
                             QKeySequence(key).toString(QKeySequence::PortableText));
    emit changed();
    return true;
}

void KeyMap::reset() {
    QSettings().remove(u"keys"_s);
    for (const KeyCommand& command : kCommands)
        m_keys[indexOf(command.command)] = command.standard;
    emit changed();
}

bool KeyMap::isStandard() const {
    for (const KeyCommand& command : kCommands)
        if (m_keys[indexOf(command.command)] != command.standard)
            return false;
    return true;
}

} // namespace mops::ui
