#include "ui/desk/order_words.h"

#include "core/base/date.h"
#include "core/desk/case_kind.h"
#include "ui/desk/case_text.h"
#include "ui/text/decision_text.h"
#include "ui/util/format.h"

#include <QCoreApplication>

namespace mops::ui {
QString pickedTitle(std::string_view picked) {
    if (picked == "teach")
        return QCoreApplication::translate("CaseOrder", "To learn from");
    if (picked == "rule")
        return QCoreApplication::translate("CaseOrder", "By a rule");
    if (picked == "audit")
        return QCoreApplication::translate("CaseOrder", "Audit of the automation");
    return QCoreApplication::translate("CaseOrder", "By expected loss");
}

QString orderWords(const desk::QueueTable& table, std::uint32_t row,
                   const desk::QueueMoment& moment, const std::string& currency) {
    using Place = desk::QueueView::Place;
    const QString loss = QCoreApplication::translate("CaseOrder", "saves %1 a minute")
                             .arg(format::moneyCompact(table.priority(row), currency));
    QString words;
    switch (desk::QueueView(table).placeOf(row, moment)) {
    case Place::Late:
        words = QCoreApplication::translate("CaseOrder", "overdue · %1").arg(loss);
        break;
    case Place::Edge: {
        const std::int64_t minutes =
            std::max<std::int64_t>(1, (table.dueAt(row) - moment.now) / 60);
        words =
            QCoreApplication::translate("CaseOrder", "due in %1 min").arg(format::integer(minutes));
        break;
    }
    case Place::Teaches:
        words = QCoreApplication::translate("CaseOrder", "teaches the model most");
        break;
    case Place::Loss: words = loss; break;
    case Place::Asked:
        words = QCoreApplication::translate("CaseOrder", "waits for the merchant, clock stopped");
        break;
    case Place::NotInLine: words = pickedTitle(table.picked(row)); break;
    }
    const std::string_view picked = table.picked(row);
    if (picked == "rule" || picked == "audit")
        return QCoreApplication::translate("CaseOrder", "%1 · %2").arg(pickedTitle(picked), words);
    return words;
}

QString whyWords(const desk::QueueTable& table, std::uint32_t row, const std::string& currency) {
    const desk::QueueReason& first = table.reasons(row).front();
    if (first.feature == 0)
        return format::missing();
    return reasonLine({std::string(table.feature(first)), static_cast<double>(first.value),
                       static_cast<double>(first.peerMedian),
                       static_cast<double>(first.contribution)},
                      currency);
}

QString dueWords(const desk::QueueTable& table, std::uint32_t row,
                 const desk::QueueMoment& moment) {
    const desk::CaseStatus status = table.statusAt(row, moment.now);
    if (status == desk::CaseStatus::Open)
        return dueLine(table.dueAt(row), moment.now);
    if (status == desk::CaseStatus::Snoozed && table.snoozedUntil(row))
        return QCoreApplication::translate("CaseOrder", "until %1")
            .arg(format::date(*table.snoozedUntil(row)));
    return text::caseStatusText(status);
}

theme::Tone dueWordsTone(const desk::QueueTable& table, std::uint32_t row,
                         const desk::QueueMoment& moment) {
    const desk::CaseStatus status = table.statusAt(row, moment.now);
    if (status != desk::CaseStatus::Open)
        return statusTone(status);
    if (table.isLateAt(row, moment.now))
        return theme::Tone::Bad;
    return table.dueAt(row) < moment.endOfToday ? theme::Tone::Watch : theme::Tone::Neutral;
}

std::string holderOf(const desk::QueueTable& table, std::uint32_t row, std::int64_t now) {
    const std::string_view claimed = table.claimedByAt(row, now);
    return std::string(claimed.empty() ? table.assignee(row) : claimed);
}

QString kindTitle(std::string_view kind) {
    const desk::CaseKind* known = desk::findCaseKind(kind);
    return known == nullptr ? format::text(kind)
                            : QCoreApplication::translate("CaseKind", known->title);
}

} // namespace mops::ui
