#pragma once

#include "core/desk/rule_sentence.h"

#include <functional>
#include <optional>
#include <QVector>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace mops::ui {

class Segmented;

/// A condition put together by choosing: groups of column, comparison and value.
class RuleFormEdit final : public QWidget {
    Q_OBJECT
public:
    explicit RuleFormEdit(QWidget* parent = nullptr);

    void setSubject(desk::RuleSubject subject);
    /// Shows a form; empty = the condition is more than a form can show. changed() is not emitted.
    void setForm(const std::optional<desk::RuleForm>& form);
    const std::optional<desk::RuleForm>& form() const { return m_form; }
    void addCondition(std::size_t group);
    void addGroup();
    void retranslate();

signals:
    /// By the operator.
    void changed();

private:
    void rebuild();
    QWidget* buildGroup(std::size_t group);
    QWidget* buildCondition(std::size_t group, std::size_t at);
    Segmented* buildJoin(bool all, std::function<void(bool)> chosen);
    desk::Condition freshCondition() const;
    void edited(bool anew);

    desk::RuleSubject m_subject = desk::RuleSubject::Merchant;
    std::optional<desk::RuleForm> m_form = desk::RuleForm{};
    QLabel* m_tooMuch;
    QVBoxLayout* m_groups;
    QPushButton* m_addGroup;
};

} // namespace mops::ui
