#include "ui/text/queue_text.h"

#include "core/desk/case_kind.h"
#include "ui/text/feature_text.h"
#include "ui/text/reason_text.h"

#include <algorithm>
#include <QCoreApplication>

namespace mops::text {
namespace {

constexpr std::int64_t kSecondsPerHour = 3600;

QString asItIs(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A stretch of time in its largest whole unit.
QString spanText(std::int64_t seconds) {
    // lupdate never ends on a call within translate(): the number is made before.
    const auto whole = [&](std::int64_t unit) {
        return static_cast<int>(std::min<std::int64_t>(seconds / unit, 99999));
    };
    const int days = whole(kSecondsPerDay);
    const int hours = whole(kSecondsPerHour);
    const int minutes = whole(60);
    if (days >= 2)
        return QCoreApplication::translate("QueueWhy", "%n day(s)", nullptr, days);
    if (hours >= 2)
        return QCoreApplication::translate("QueueWhy", "%n hour(s)", nullptr, hours);
    return QCoreApplication::translate("QueueWhy", "%n minute(s)", nullptr, minutes);
}

} // namespace

QString caseKindText(std::string_view kind) {
    const auto* known = desk::findCaseKind(kind);
    return known == nullptr ? asItIs(kind) : QCoreApplication::translate("CaseKind", known->title);
}

QString wakeEventText(std::string_view event) {
    for (const desk::WakeEvent& known : desk::wakeEvents())
        if (event == known.name)
            return QCoreApplication::translate("WakeEvent", known.title);
    return asItIs(event);
}

QString placeText(const desk::QueueTable& table, std::uint32_t row, const desk::QueueMoment& moment,
                  const std::string& currency) {
    switch (desk::QueueView(table).placeOf(row, moment)) {
    case desk::QueueView::Place::Late:
        return QCoreApplication::translate("QueueWhy", "Past its deadline for %1")
            .arg(spanText(moment.now - table.dueAt(row)));
    case desk::QueueView::Place::Edge:
        return QCoreApplication::translate("QueueWhy", "Due in %1")
            .arg(spanText(std::max<std::int64_t>(0, table.dueAt(row) - moment.now)));
    case desk::QueueView::Place::Teaches:
        return QCoreApplication::translate(
                   "QueueWhy", "Its decision teaches most: the score is %1, near one half")
            .arg(valueText(features::Unit::Share, table.score(row), currency));
    case desk::QueueView::Place::Loss:
        return QCoreApplication::translate("QueueWhy", "Avoids about %1 of loss a minute")
            .arg(moneyText(table.priority(row), currency));
    case desk::QueueView::Place::Asked:
        return QCoreApplication::translate("QueueWhy",
                                           "Waits for the merchant's answer; its clock stands");
    case desk::QueueView::Place::NotInLine: break;
    }
    return {};
}

QString whyHereText(const desk::QueueTable& table, std::uint32_t row,
                    const desk::QueueMoment& moment, const std::string& currency) {
    QStringList parts;
    if (QString place = placeText(table, row, moment, currency); !place.isEmpty())
        parts << std::move(place);
    if (table.picked(row) == "rule")
        parts << QCoreApplication::translate("QueueWhy", "A rule found it");
    else if (table.picked(row) == "audit")
        parts << QCoreApplication::translate("QueueWhy", "Drawn to check the automation");
    for (const desk::QueueReason& reason : table.reasons(row))
        if (reason.feature != 0)
            parts << reasonText(table.feature(reason), static_cast<double>(reason.value),
                                static_cast<double>(reason.peerMedian), currency);
    return parts.join(QStringLiteral("; "));
}

QString whyHereText(const desk::Case& item, const desk::QueueMoment& moment,
                    const std::string& currency) {
    desk::QueueTable table;
    const std::uint32_t row = table.put({item, {}, {}, false});
    return whyHereText(table, row, moment, currency);
}

} // namespace mops::text
