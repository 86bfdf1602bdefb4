#pragma once

#include "core/desk/rule_sentence.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QTimer;

namespace mops::ui {

class JobBar;
class JobRunner;
class PredicateEdit;
class RuleFormEdit;
class Segmented;

/// A rule under work: its condition with three faces that are always in step (SQL, form, sentence),
/// what it is about and what it does, and what a try of it says.
class RuleEditor final : public QWidget {
    Q_OBJECT
public:
    explicit RuleEditor(JobRunner& jobs, QWidget* parent = nullptr);

    /// Shows a version; the name of a known rule stays as it is.
    void setRule(const desk::RuleVersion& rule);
    /// Shows a version with edits that are not saved yet: those of `draft`.
    void setDraft(const desk::RuleVersion& saved, const desk::RuleVersion& draft);
    /// As if it was written by the operator.
    void setPredicate(const QString& predicate);
    /// As it is on the screen now; state and who made it are those of setRule().
    desk::RuleVersion rule() const;
    bool isChanged() const;
    /// A sentence about the latest try; `bad` = it cannot run.
    void showTry(const QString& sentence, const QString& detail, bool bad);
    void clearTry();
    /// Of amounts in the sentence.
    void setCurrency(const std::string& currency);
    void setFace(int face);
    int face() const;
    QWidget* nameField() const;
    QWidget* conditionField() const;
    void retranslate();

signals:
    /// Condition or subject are other than they were, and no key was pressed for a moment.
    void tryWanted();
    /// Anything is other than it was.
    void edited();

private:
    QWidget* buildHead();
    void applySql();
    void applyForm();
    void applySubject();
    void showSentence();
    void fillChoices();

    desk::RuleVersion m_rule;
    std::string m_currency;
    QLineEdit* m_name = nullptr;
    QLabel* m_nameLabel = nullptr;
    QComboBox* m_subject = nullptr;
    QComboBox* m_action = nullptr;
    QLineEdit* m_tag = nullptr;
    Segmented* m_faces = nullptr;
    PredicateEdit* m_sql = nullptr;
    RuleFormEdit* m_form = nullptr;
    QWidget* m_formScroll = nullptr;
    QLabel* m_sentenceTitle = nullptr;
    QLabel* m_sentence = nullptr;
    JobBar* m_trying = nullptr;
    QLabel* m_result = nullptr;
    QLabel* m_resultDetail = nullptr;
    QTimer* m_pause = nullptr;
};

} // namespace mops::ui
