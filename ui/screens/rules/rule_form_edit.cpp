#include "ui/screens/rules/rule_form_edit.h"

#include "ui/screens/rules/rule_words.h"
#include "ui/text/rule_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"
#include "ui/util/segmented.h"

#include <array>
#include <functional>
#include <QComboBox>
#include <QCompleter>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

using desk::Comparison;

constexpr std::array kComparisons{
    Comparison::Greater, Comparison::GreaterOrEqual, Comparison::Less,    Comparison::LessOrEqual,
    Comparison::Equal,   Comparison::NotEqual,       Comparison::Missing, Comparison::Present};

bool hasValue(Comparison comparison) {
    return comparison != Comparison::Missing && comparison != Comparison::Present;
}

} // namespace

RuleFormEdit::RuleFormEdit(QWidget* parent)
    : QWidget(parent)
    , m_tooMuch(new QLabel(this))
    , m_groups(new QVBoxLayout)
    , m_addGroup(new QPushButton(this)) {
    setProperty("plain", true);
    m_tooMuch->setObjectName(u"formTooMuch"_s);
    m_tooMuch->setWordWrap(true);
    theme::setTextRole(m_tooMuch, theme::TextRole::Muted);
    m_addGroup->setObjectName(u"addGroup"_s);
    theme::setButtonRole(m_addGroup, theme::ButtonRole::Quiet);
    m_groups->setSpacing(theme::unit());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit());
    layout->addWidget(m_tooMuch);
    layout->addLayout(m_groups);
    layout->addWidget(m_addGroup, 0, Qt::AlignLeft);
    layout->addStretch(1);
    connect(m_addGroup, &QPushButton::clicked, this, &RuleFormEdit::addGroup);
    retranslate();
}

void RuleFormEdit::setSubject(desk::RuleSubject subject) {
    m_subject = subject;
    rebuild();
}

void RuleFormEdit::setForm(const std::optional<desk::RuleForm>& form) {
    m_form = form;
    rebuild();
}

desk::Condition RuleFormEdit::freshCondition() const {
    const auto columns = desk::ruleColumns(m_subject);
    desk::Condition fresh;
    fresh.comparison = Comparison::Greater;
    fresh.value = "0";
    for (const desk::RuleColumn& column : columns)
        if (!column.isText()) {
            fresh.column = column.name;
            break;
        }
    return fresh;
}

void RuleFormEdit::addCondition(std::size_t group) {
    if (!m_form || group >= m_form->groups.size())
        return;
    m_form->groups[group].conditions.push_back(freshCondition());
    edited(true);
}

void RuleFormEdit::addGroup() {
    if (!m_form)
        m_form = desk::RuleForm{};
    m_form->groups.push_back({true, {freshCondition()}});
    edited(true);
}

void RuleFormEdit::edited(bool anew) {
    // A change of one's own value must not take the field away under the cursor.
    if (anew)
        QMetaObject::invokeMethod(this, &RuleFormEdit::rebuild, Qt::QueuedConnection);
    emit changed();
}

void RuleFormEdit::rebuild() {
    while (QLayoutItem* item = m_groups->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    m_tooMuch->setVisible(!m_form);
    m_addGroup->setVisible(m_form.has_value());
    if (!m_form)
        return;
    for (std::size_t group = 0; group < m_form->groups.size(); ++group) {
        if (group > 0)
            m_groups->addWidget(buildJoin(m_form->all,
                                          [this](bool all) {
                                              m_form->all = all;
                                              edited(true);
                                          }),
                                0, Qt::AlignLeft);
        m_groups->addWidget(buildGroup(group));
    }
    m_addGroup->setText(m_form->groups.empty() ? tr("Add a condition") : tr("Add a group"));
}

Segmented* RuleFormEdit::buildJoin(bool all, std::function<void(bool)> chosen) {
    auto* join = new Segmented(this);
    join->setAccessibleName(tr("Joined by"));
    join->setChoices({tr("and"), tr("or")});
    join->setCurrent(all ? 0 : 1);
    connect(join, &Segmented::chosen, this,
            [chosen = std::move(chosen)](int index) { chosen(index == 0); });
    return join;
}

QWidget* RuleFormEdit::buildGroup(std::size_t group) {
    auto* box = new QFrame(this);
    box->setProperty("inset", true);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(theme::unit(), theme::unit(), theme::unit(), theme::unit());
    layout->setSpacing(theme::unit(0.75));
    const desk::ConditionGroup& shown = m_form->groups[group];
    for (std::size_t at = 0; at < shown.conditions.size(); ++at)
        layout->addWidget(buildCondition(group, at));
    auto* add = new QPushButton(tr("Add a condition"), box);
    add->setObjectName(u"addCondition%1"_s.arg(group));
    theme::setButtonRole(add, theme::ButtonRole::Quiet);
    connect(add, &QPushButton::clicked, this, [this, group] { addCondition(group); });
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::unit());
    row->addWidget(add);
    row->addStretch(1);
    if (shown.conditions.size() > 1)
        row->addWidget(buildJoin(shown.all, [this, group](bool all) {
            m_form->groups[group].all = all;
            edited(true);
        }));
    layout->addLayout(row);
    return box;
}

QWidget* RuleFormEdit::buildCondition(std::size_t group, std::size_t at) {
    const desk::Condition& shown = m_form->groups[group].conditions[at];
    const auto own = [this, group, at]() -> desk::Condition& {
        return m_form->groups[group].conditions[at];
    };
    const QString place = u"%1-%2"_s.arg(group).arg(at);
    auto* line = new QWidget(this);
    line->setProperty("plain", true);
    auto* column = new QComboBox(line);
    column->setObjectName(u"column"_s + place);
    column->setAccessibleName(tr("Column"));
    column->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    column->setMinimumContentsLength(12);
    for (const desk::RuleColumn& known : desk::ruleColumns(m_subject)) {
        column->addItem(text::ruleColumnName(m_subject, known.name), format::text(known.name));
        column->setItemData(column->count() - 1, text::ruleColumnDescription(m_subject, known.name),
                            Qt::ToolTipRole);
    }
    if (column->findData(format::text(shown.column)) < 0)
        column->addItem(format::text(shown.column), format::text(shown.column));
    column->setCurrentIndex(column->findData(format::text(shown.column)));
    auto* comparison = new QComboBox(line);
    comparison->setObjectName(u"comparison"_s + place);
    comparison->setAccessibleName(tr("Comparison"));
    for (const Comparison known : kComparisons)
        comparison->addItem(text::comparisonText(known), static_cast<int>(known));
    comparison->setCurrentIndex(comparison->findData(static_cast<int>(shown.comparison)));
    auto* value = new QLineEdit(format::text(shown.value), line);
    value->setObjectName(u"value"_s + place);
    value->setAccessibleName(tr("Value"));
    value->setMaximumWidth(theme::unit(16));
    value->setVisible(hasValue(shown.comparison));
    auto* remove = new QToolButton(line);
    remove->setObjectName(u"removeCondition"_s + place);
    remove->setIcon(theme::icon(u"list-remove"_s));
    remove->setAutoRaise(true);
    remove->setAccessibleName(tr("Remove this condition"));
    remove->setToolTip(remove->accessibleName());
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit(0.75));
    row->addWidget(column, 1);
    row->addWidget(comparison);
    row->addWidget(value);
    row->addWidget(remove);
    connect(column, &QComboBox::activated, this, [this, own, column] {
        own().column = format::toStd(column->currentData().toString());
        const desk::RuleColumn* known = rule_words::findColumn(m_subject, own().column);
        own().isText = known != nullptr && known->isText();
        if (own().isText && own().comparison != Comparison::Equal &&
            own().comparison != Comparison::NotEqual && hasValue(own().comparison))
            own().comparison = Comparison::Equal;
        edited(true);
    });
    connect(comparison, &QComboBox::activated, this, [this, own, comparison, value] {
        own().comparison = static_cast<Comparison>(comparison->currentData().toInt());
        value->setVisible(hasValue(own().comparison));
        edited(false);
    });
    connect(value, &QLineEdit::textEdited, this, [this, own](const QString& text) {
        own().value = format::toStd(text.trimmed());
        edited(false);
    });
    connect(remove, &QToolButton::clicked, this, [this, group, at] {
        auto& groups = m_form->groups;
        groups[group].conditions.erase(groups[group].conditions.begin() +
                                       static_cast<std::ptrdiff_t>(at));
        if (groups[group].conditions.empty())
            groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(group));
        edited(true);
    });
    return line;
}

void RuleFormEdit::retranslate() {
    m_tooMuch->setText(tr("This condition is more than a form can show. It stays as SQL; both "
                          "count the same."));
    rebuild();
}

} // namespace mops::ui
