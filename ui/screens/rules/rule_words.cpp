#include "ui/screens/rules/rule_words.h"

#include "ui/text/segment_text.h"
#include "ui/util/format.h"

#include <algorithm>
#include <QCoreApplication>

namespace mops::ui::rule_words {

theme::Tone stateTone(desk::RuleState state) {
    switch (state) {
    case desk::RuleState::Draft: return theme::Tone::Neutral;
    case desk::RuleState::Shadow: return theme::Tone::Info;
    case desk::RuleState::Enabled: return theme::Tone::Good;
    case desk::RuleState::Disabled: return theme::Tone::Watch;
    }
    return theme::Tone::Neutral;
}

QString subjectText(desk::RuleSubject subject) {
    return subject == desk::RuleSubject::Merchant
               ? QCoreApplication::translate("Rules", "Merchants")
               : QCoreApplication::translate("Rules", "Orders");
}

QString subjectsText(desk::RuleSubject subject, std::int64_t count) {
    return subject == desk::RuleSubject::Merchant
               ? QCoreApplication::translate("Rules", "%1 merchants").arg(format::integer(count))
               : QCoreApplication::translate("Rules", "%1 orders").arg(format::integer(count));
}

QString groupingText(const std::string& grouping) {
    if (grouping == "segment")
        return QCoreApplication::translate("Rules", "By segment");
    if (grouping == "region")
        return QCoreApplication::translate("Rules", "By region");
    if (grouping == "size")
        return QCoreApplication::translate("Rules", "By size");
    if (grouping == "age")
        return QCoreApplication::translate("Rules", "By age");
    return format::text(grouping);
}

QString groupText(const std::string& grouping, const std::string& name) {
    if (grouping == "segment")
        return name.empty() ? QCoreApplication::translate("Rules", "in no segment")
                            : text::segmentName(name);
    const QString range = format::text(name).replace(QLatin1Char('-'), QChar(0x2013));
    if (grouping == "size")
        return QCoreApplication::translate("Rules", "%1 orders").arg(range);
    if (grouping == "age")
        return QCoreApplication::translate("Rules", "%1 days").arg(range);
    return name.empty() ? format::missing() : format::text(name);
}

const desk::RuleColumn* findColumn(desk::RuleSubject subject, const std::string& name) {
    const auto columns = desk::ruleColumns(subject);
    const auto found =
        std::find_if(columns.begin(), columns.end(),
                     [&](const desk::RuleColumn& column) { return column.name == name; });
    return found == columns.end() ? nullptr : &*found;
}

} // namespace mops::ui::rule_words
