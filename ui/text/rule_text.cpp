#include "ui/text/rule_text.h"

#include "core/base/money.h"

#include <algorithm>
#include <charconv>
#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace mops::text {
namespace {

const desk::RuleColumn* find(desk::RuleSubject subject, const std::string& column) {
    const auto known = desk::ruleColumns(subject);
    const auto found = std::find_if(known.begin(), known.end(), [&](const desk::RuleColumn& one) {
        return one.name == column;
    });
    return found == known.end() ? nullptr : &*found;
}

/// All digits that the number has, at most twelve after the point.
QString exactNumber(double value) {
    QString text = QLocale(QLocale::English, QLocale::UnitedStates).toString(value, 'f', 12);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

QString valueOf(const desk::RuleColumn* column, const desk::Condition& condition,
                const std::string& currency) {
    if (condition.isText)
        return QCoreApplication::translate("RuleText", "\"%1\"")
            .arg(QString::fromStdString(condition.value));
    double value = 0;
    const char* end = condition.value.data() + condition.value.size();
    if (std::from_chars(condition.value.data(), end, value).ptr != end)
        return QString::fromStdString(condition.value);
    const std::string unit = column == nullptr ? std::string() : column->unit;
    if (unit == "share")
        return QCoreApplication::translate("RuleText", "%1 %", "a share")
            .arg(exactNumber(100 * value));
    if (unit == "days")
        return QCoreApplication::translate("RuleText", "%1 days").arg(exactNumber(value));
    if (unit == "km")
        return QCoreApplication::translate("RuleText", "%1 km").arg(exactNumber(value));
    if (unit == "minor_units") {
        const QString amount = exactNumber(value / static_cast<double>(minorPerUnit(currency)));
        return currency.empty() ? amount : amount + u' ' + QString::fromStdString(currency);
    }
    return exactNumber(value);
}

QString sentenceOf(desk::RuleSubject subject, const desk::Condition& condition,
                   const std::string& currency) {
    const QString name = ruleColumnName(subject, condition.column);
    const QString comparison = comparisonText(condition.comparison);
    if (condition.comparison == desk::Comparison::Missing ||
        condition.comparison == desk::Comparison::Present)
        return QCoreApplication::translate("RuleText", "%1 %2").arg(name, comparison);
    return QCoreApplication::translate("RuleText", "%1 %2 %3")
        .arg(name, comparison, valueOf(find(subject, condition.column), condition, currency));
}

} // namespace

QString ruleColumnName(desk::RuleSubject subject, const std::string& column) {
    const auto* known = find(subject, column);
    return known == nullptr ? QString::fromStdString(column)
                            : QCoreApplication::translate(known->context, known->title);
}

QString ruleColumnDescription(desk::RuleSubject subject, const std::string& column) {
    const auto* known = find(subject, column);
    return known == nullptr ? QString()
                            : QCoreApplication::translate(known->context, known->description);
}

QString comparisonText(desk::Comparison comparison) {
    switch (comparison) {
    case desk::Comparison::Less: return QCoreApplication::translate("RuleText", "is less than");
    case desk::Comparison::LessOrEqual:
        return QCoreApplication::translate("RuleText", "is at most");
    case desk::Comparison::Greater: return QCoreApplication::translate("RuleText", "is more than");
    case desk::Comparison::GreaterOrEqual:
        return QCoreApplication::translate("RuleText", "is at least");
    case desk::Comparison::Equal: return QCoreApplication::translate("RuleText", "is");
    case desk::Comparison::NotEqual: return QCoreApplication::translate("RuleText", "is not");
    case desk::Comparison::Missing: return QCoreApplication::translate("RuleText", "is missing");
    case desk::Comparison::Present: return QCoreApplication::translate("RuleText", "is known");
    }
    return {};
}

QString ruleStateText(desk::RuleState state) {
    switch (state) {
    case desk::RuleState::Draft: return QCoreApplication::translate("RuleText", "Draft");
    case desk::RuleState::Shadow: return QCoreApplication::translate("RuleText", "Shadow");
    case desk::RuleState::Enabled: return QCoreApplication::translate("RuleText", "Enabled");
    case desk::RuleState::Disabled: return QCoreApplication::translate("RuleText", "Disabled");
    }
    return {};
}

QString ruleActionText(desk::RuleAction action) {
    switch (action) {
    case desk::RuleAction::Case: return QCoreApplication::translate("RuleText", "Open a case");
    case desk::RuleAction::Tag: return QCoreApplication::translate("RuleText", "Write a tag");
    case desk::RuleAction::Hold: return QCoreApplication::translate("RuleText", "Hold");
    }
    return {};
}

QString conditionSentence(desk::RuleSubject subject, const std::string& predicate,
                          const std::string& currency) {
    const auto form = desk::parseForm(predicate);
    if (!form)
        return QCoreApplication::translate("RuleText", "the condition \"%1\" holds")
            .arg(QString::fromStdString(predicate));
    QStringList groups;
    for (const desk::ConditionGroup& group : form->groups) {
        QStringList conditions;
        for (const desk::Condition& condition : group.conditions)
            conditions.append(sentenceOf(subject, condition, currency));
        const QString text =
            conditions.join(group.all ? QCoreApplication::translate("RuleText", " and ")
                                      : QCoreApplication::translate("RuleText", " or "));
        groups.append(form->groups.size() > 1 && conditions.size() > 1
                          ? QCoreApplication::translate("RuleText", "(%1)").arg(text)
                          : text);
    }
    return groups.join(form->all ? QCoreApplication::translate("RuleText", " and ")
                                 : QCoreApplication::translate("RuleText", " or "));
}

QString ruleSentence(const desk::RuleVersion& rule, const std::string& currency) {
    const QString when = conditionSentence(rule.subject, rule.predicate, currency);
    const bool merchant = rule.subject == desk::RuleSubject::Merchant;
    switch (rule.action) {
    case desk::RuleAction::Case:
        return (merchant
                    ? QCoreApplication::translate("RuleText", "For a merchant: if %1, open a case.")
                    : QCoreApplication::translate(
                          "RuleText", "For an order: if %1, open a case for its merchant."))
            .arg(when);
    case desk::RuleAction::Tag:
        return (merchant ? QCoreApplication::translate(
                               "RuleText", "For a merchant: if %1, write the tag \"%2\".")
                         : QCoreApplication::translate(
                               "RuleText", "For an order: if %1, write the tag \"%2\"."))
            .arg(when, QString::fromStdString(rule.tag));
    case desk::RuleAction::Hold:
        return (merchant ? QCoreApplication::translate("RuleText",
                                                       "For a merchant: if %1, hold the merchant.")
                         : QCoreApplication::translate("RuleText",
                                                       "For an order: if %1, hold the order."))
            .arg(when);
    }
    return {};
}

} // namespace mops::text
