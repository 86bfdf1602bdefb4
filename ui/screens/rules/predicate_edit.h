#pragma once

#include "core/desk/rule.h"

#include <QPlainTextEdit>

class QCompleter;

namespace mops::ui {

/// The condition as SQL, with the documented columns offered while typing (Ctrl+Space at any time).
class PredicateEdit final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit PredicateEdit(QWidget* parent = nullptr);
    void setSubject(desk::RuleSubject subject);
    QString predicate() const { return toPlainText().trimmed(); }
    /// Offers what fits the word before the cursor.
    void complete(bool whatever);
    QCompleter* completer() const { return m_completer; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString wordBeforeCursor() const;
    void insertCompletion(const QString& name);

    desk::RuleSubject m_subject = desk::RuleSubject::Merchant;
    QCompleter* m_completer;
};

} // namespace mops::ui
