#pragma once

#include "core/desk/cases.h"
#include "ui/util/key_button.h"

#include <functional>
#include <optional>
#include <QStringList>
#include <QWidget>
#include <vector>

class QGridLayout;
class QLabel;
class QLayout;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;

namespace mops::ui {

class Segmented;

/// One of the answers to a question of the desk.
struct Choice {
    QString text;
    std::string value;
    bool textNeeded = false; ///< "other": a few words must be written
    bool suggested = false;  ///< picked beforehand, because the evidence says so
};

/// A question that a decision asks before it is made: chips with digits, a text, or both.
struct Question {
    desk::Verb verb{};
    QString title;
    std::vector<Choice> choices;
    bool digitDecides = false; ///< a digit answers at once, without Enter
    bool hasLine = false;      ///< a line of text is asked for, e.g. a tag
    QStringList completions;   ///< of that line
    bool hasMessage = false;   ///< an editable text of what the merchant will get
    /// Drafts it in a language for the choice picked ("" = none yet); null = no draft. Nobody's
    /// edited text is drafted over.
    std::function<QString(const std::string& value, const std::string& language)> draftOf;
    std::string language = "en"; ///< "zh" or "en", to begin with
    std::vector<Choice> members; ///< who can be left out of the decision
    QString hint;                ///< in the empty line or message
    QString confirmText;
    bool dangerous = false;
};

/// What was answered.
struct Answer {
    desk::Verb verb{};
    std::string value; ///< of the choice; empty when there was none to make
    QString text;
    std::string language = {};            ///< of a message
    std::vector<std::string> except = {}; ///< members left out
};

/// Asks below the case. Digits pick while the list or the case has the focus, Enter confirms, Esc
/// leaves; in the text Ctrl+Enter confirms. Nothing happens until it is confirmed.
class ChoicePanel final : public QWidget {
    Q_OBJECT
public:
    explicit ChoicePanel(QWidget* parent);

    void ask(Question question);
    void leave();
    bool isAsking() const { return m_question.has_value(); }
    std::optional<desk::Verb> verb() const;
    bool pick(int number); ///< 1 …; false when there is no such chip
    bool confirm();        ///< false while something is missing
    std::string picked() const;
    QString text() const;
    void setText(const QString& text);
    std::string language() const;
    /// Drafts the message in this language, unless it was edited.
    void setLanguage(const std::string& language);
    void leaveOut(const std::string& member, bool out);
    std::vector<std::string> leftOut() const;
    int choices() const { return static_cast<int>(m_chips.size()); }
    void retranslate();

signals:
    void asked();
    void confirmed(const mops::ui::Answer& answer);
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLayout* buildMessageBar();
    void buildChips();
    /// As many columns as the pane has room for.
    void arrangeChips();
    int chipsWidth(int columns) const;
    void showMembers();
    void draft();
    void updateConfirm();

    std::optional<Question> m_question;
    int m_picked = -1;
    bool m_edited = false; ///< by hand: drafts keep off
    QLabel* m_title;
    QGridLayout* m_grid;
    std::vector<KeyButton*> m_chips;
    QLabel* m_membersLabel;
    QListWidget* m_members;
    QLabel* m_messageLabel;
    Segmented* m_language;
    QPlainTextEdit* m_message;
    QLineEdit* m_line;
    QLabel* m_missing;
    KeyButton* m_leave;
    KeyButton* m_confirm;
};

} // namespace mops::ui
