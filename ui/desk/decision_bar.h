#pragma once

#include "core/desk/cases.h"
#include "ui/util/key_button.h"

#include <QVector>
#include <QWidget>
#include <vector>

class QGridLayout;
class QLabel;
class QLineEdit;

namespace mops::ui {

/// The buttons of a case with their keys, and the reason chips that a refusal asks for.
class DecisionBar final : public QWidget {
    Q_OBJECT
public:
    explicit DecisionBar(QWidget* parent = nullptr);

    /// Which buttons can be pressed follows from the case.
    void setCase(const desk::Case& item, bool waiting);
    void clear();
    /// Shows the chips; the first is not chosen for anybody.
    void askReason();
    void leaveReason();
    bool isAskingReason() const;
    /// 1 …; false when there is no such chip.
    bool pickReason(int number);
    /// False while no reason is picked, or "other" has no note.
    bool confirmReason();
    QString pickedReason() const { return m_picked; }
    void retranslate();

signals:
    void chosen(mops::desk::Verb verb);
    void noteAsked();
    void refused(const QString& reasonCode, const QString& note);
    void reasonLeft();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Button {
        desk::Verb verb;
        KeyButton* button;
    };
    KeyButton* addButton(desk::Verb verb, const QString& cap);
    QWidget* buildReasons();
    void buildChips();
    void updateConfirm();

    std::vector<Button> m_buttons;
    QWidget* m_decisions;
    QWidget* m_reasons = nullptr;
    QGridLayout* m_chipGrid = nullptr;
    std::vector<KeyButton*> m_chips;
    QLabel* m_question = nullptr;
    QLineEdit* m_note = nullptr;
    KeyButton* m_confirm = nullptr;
    KeyButton* m_leave = nullptr;
    std::string m_kind;
    QString m_picked;
};

} // namespace mops::ui
