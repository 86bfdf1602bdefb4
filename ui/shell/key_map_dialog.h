#pragma once

#include "ui/shell/key_map.h"

#include <QDialog>
#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;

namespace mops::ui {

/// Gives the desk's commands other keys: press a command's button, then the key. Conflicts are
/// said in words and change nothing; what is shown is what is remembered.
class KeyMapDialog final : public QDialog {
    Q_OBJECT
public:
    explicit KeyMapDialog(KeyMap& keys, QWidget* parent = nullptr);
    QString problem() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void refresh();
    void waitFor(std::optional<DeskCommand> command);

    KeyMap& m_keys;
    std::vector<QPushButton*> m_buttons; ///< by command
    QLabel* m_problem;
    QPushButton* m_reset;
    std::optional<DeskCommand> m_waiting; ///< the next key is for this command
};

} // namespace mops::ui
