#pragma once

#include <optional>
#include <QKeyCombination>
#include <QObject>
#include <QString>
#include <span>
#include <vector>

namespace mops::ui {

/// What can be done at the desk by a key of one's own choice.
enum class DeskCommand {
    Next,
    Previous,
    Approve,
    Refuse,
    Ask,
    Escalate,
    Snooze,
    Note,
    Tag,
    Assign,
    Reopen,
    Repeat,
    Mark,
    ExtendDown,
    ExtendUp,
    MarkAll,
    NextEvidence,
    PreviousEvidence,
    Peek,
    Undo,
    Redo
};

struct KeyCommand {
    DeskCommand command{};
    const char* id;    ///< in the settings: never changed
    const char* title; ///< English, marked for translation (context "DeskCommand")
    QKeyCombination standard;
    bool repeats = false; ///< may act again while it is held down; deciding keys never do
};
std::span<const KeyCommand> keyCommands();
const KeyCommand& keyCommand(DeskCommand command);
QString commandTitle(DeskCommand command);

/// Which key does what: the standard keys with the operator's own choices over them, remembered at
/// once. No key does two things.
class KeyMap final : public QObject {
    Q_OBJECT
public:
    /// As remembered.
    explicit KeyMap(QObject* parent = nullptr);
    /// The one of this application, shared by all desks.
    static KeyMap& shared();

    QKeyCombination key(DeskCommand command) const;
    /// As it stands on a button: "A", "Ctrl+A".
    QString keyText(DeskCommand command) const;
    std::optional<DeskCommand> commandOf(QKeyCombination key) const;
    /// Why the key cannot be given to the command, in words; empty when it can.
    QString conflict(DeskCommand command, QKeyCombination key) const;
    /// False when there is a conflict.
    bool set(DeskCommand command, QKeyCombination key);
    void reset();
    bool isStandard() const;

signals:
    void changed();

private:
    std::vector<QKeyCombination> m_keys; ///< by command
};

} // namespace mops::ui
