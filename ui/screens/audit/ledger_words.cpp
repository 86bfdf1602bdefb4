#include "ui/screens/audit/ledger_words.h"

#include "core/base/text.h"
#include "ui/text/decision_text.h"
#include "ui/text/queue_text.h"
#include "ui/util/format.h"

#include <array>
#include <cmath>
#include <QCoreApplication>
#include <string_view>
#include <utility>

using namespace Qt::StringLiterals;

namespace mops::ui::ledger_words {
namespace {

using Word = std::pair<std::string_view, const char*>;

QString say(const char* text) {
    return QCoreApplication::translate("Ledger", text);
}

constexpr std::array kKinds{
    Word{"cases.open", QT_TRANSLATE_NOOP("Ledger", "Cases opened")},
    Word{"blind.draw", QT_TRANSLATE_NOOP("Ledger", "Drawn for double review")},
    Word{"blind.mark", QT_TRANSLATE_NOOP("Ledger", "Mark in a double review")},
    Word{"operator.save", QT_TRANSLATE_NOOP("Ledger", "Person added or changed")},
    Word{"approval.ask", QT_TRANSLATE_NOOP("Ledger", "Second person asked")},
    Word{"approval.grant", QT_TRANSLATE_NOOP("Ledger", "Consent given")},
    Word{"approval.deny", QT_TRANSLATE_NOOP("Ledger", "Consent refused")},
    Word{"approval.withdraw", QT_TRANSLATE_NOOP("Ledger", "Request withdrawn")},
    Word{"rule.save", QT_TRANSLATE_NOOP("Ledger", "Rule saved")},
    Word{"rule.switch", QT_TRANSLATE_NOOP("Ledger", "Rule switched")},
    Word{"rule.run", QT_TRANSLATE_NOOP("Ledger", "Rules run")},
    Word{"band.save", QT_TRANSLATE_NOOP("Ledger", "Band saved")},
    Word{"band.switch", QT_TRANSLATE_NOOP("Ledger", "Band switched")},
    Word{"band.run", QT_TRANSLATE_NOOP("Ledger", "Bands run")},
    Word{"message.send", QT_TRANSLATE_NOOP("Ledger", "Messages left")},
    Word{"message.tell", QT_TRANSLATE_NOOP("Ledger", "Messages of automation written")},
    Word{"message.correct", QT_TRANSLATE_NOOP("Ledger", "Correction written")},
    Word{"message.repeat", QT_TRANSLATE_NOOP("Ledger", "Message written again")},
};

constexpr std::array kFamilies{
    Word{"case.", QT_TRANSLATE_NOOP("Ledger", "Work on one case")},
    Word{"bulk.", QT_TRANSLATE_NOOP("Ledger", "Many cases at once")},
    Word{"blind.", QT_TRANSLATE_NOOP("Ledger", "Double review")},
    Word{"view.", QT_TRANSLATE_NOOP("Ledger", "Views")},
    Word{"operator.", QT_TRANSLATE_NOOP("Ledger", "People and roles")},
    Word{"approval.", QT_TRANSLATE_NOOP("Ledger", "Second person")},
    Word{"rule.", QT_TRANSLATE_NOOP("Ledger", "Rules")},
    Word{"band.", QT_TRANSLATE_NOOP("Ledger", "Automation")},
    Word{"import.", QT_TRANSLATE_NOOP("Ledger", "Imports")},
    Word{"message.", QT_TRANSLATE_NOOP("Ledger", "Messages to merchants")},
};

constexpr std::array kFields{
    Word{"status", QT_TRANSLATE_NOOP("Ledger", "State")},
    Word{"state", QT_TRANSLATE_NOOP("Ledger", "State")},
    Word{"reason_code", QT_TRANSLATE_NOOP("Ledger", "Reason")},
    Word{"reason", QT_TRANSLATE_NOOP("Ledger", "Reason")},
    Word{"note", QT_TRANSLATE_NOOP("Ledger", "Note")},
    Word{"due_at", QT_TRANSLATE_NOOP("Ledger", "Due")},
    Word{"snoozed_until", QT_TRANSLATE_NOOP("Ledger", "Snoozed until")},
    Word{"snoozed_event", QT_TRANSLATE_NOOP("Ledger", "Wakes on")},
    Word{"clock_stopped_at", QT_TRANSLATE_NOOP("Ledger", "Clock stopped")},
    Word{"decided_at", QT_TRANSLATE_NOOP("Ledger", "Decided")},
    Word{"decided_by", QT_TRANSLATE_NOOP("Ledger", "Decided by")},
    Word{"assignee", QT_TRANSLATE_NOOP("Ledger", "Assigned to")},
    Word{"claimed_by", QT_TRANSLATE_NOOP("Ledger", "Claimed by")},
    Word{"claimed_until", QT_TRANSLATE_NOOP("Ledger", "Claimed until")},
    Word{"tag", QT_TRANSLATE_NOOP("Ledger", "Tag")},
    Word{"name", QT_TRANSLATE_NOOP("Ledger", "Name")},
    Word{"role", QT_TRANSLATE_NOOP("Ledger", "Role")},
    Word{"active", QT_TRANSLATE_NOOP("Ledger", "Active")},
    Word{"predicate", QT_TRANSLATE_NOOP("Ledger", "Condition")},
    Word{"version", QT_TRANSLATE_NOOP("Ledger", "Version")},
    Word{"action", QT_TRANSLATE_NOOP("Ledger", "Action")},
    Word{"subject", QT_TRANSLATE_NOOP("Ledger", "Subject")},
    Word{"kind", QT_TRANSLATE_NOOP("Ledger", "Kind")},
    Word{"verb", QT_TRANSLATE_NOOP("Ledger", "Decision")},
    Word{"outcome", QT_TRANSLATE_NOOP("Ledger", "Outcome")},
    Word{"owner", QT_TRANSLATE_NOOP("Ledger", "Owner")},
    Word{"shared", QT_TRANSLATE_NOOP("Ledger", "Shared")},
    Word{"place", QT_TRANSLATE_NOOP("Ledger", "Page")},
    Word{"definition", QT_TRANSLATE_NOOP("Ledger", "Definition")},
    Word{"alone", QT_TRANSLATE_NOOP("Ledger", "By one person alone")},
    Word{"promised_error", QT_TRANSLATE_NOOP("Ledger", "Promised error")},
    Word{"confidence", QT_TRANSLATE_NOOP("Ledger", "Confidence")},
    Word{"approve_below", QT_TRANSLATE_NOOP("Ledger", "Approved alone below")},
    Word{"refuse_above", QT_TRANSLATE_NOOP("Ledger", "Refused alone above")},
    Word{"draft_below", QT_TRANSLATE_NOOP("Ledger", "Approval drafted below")},
    Word{"draft_above", QT_TRANSLATE_NOOP("Ledger", "Refusal drafted above")},
    Word{"audit_share", QT_TRANSLATE_NOOP("Ledger", "Share audited")},
    Word{"minimum_probability", QT_TRANSLATE_NOOP("Ledger", "Least probability")},
    Word{"score_run_id", QT_TRANSLATE_NOOP("Ledger", "Run of scores")},
    Word{"teach_share", QT_TRANSLATE_NOOP("Ledger", "Share that teaches")},
    Word{"message", QT_TRANSLATE_NOOP("Ledger", "Message")},
    Word{"messages", QT_TRANSLATE_NOOP("Ledger", "Messages")},
    Word{"recipients", QT_TRANSLATE_NOOP("Ledger", "Merchants told")},
    Word{"text", QT_TRANSLATE_NOOP("Ledger", "Text")},
    Word{"language", QT_TRANSLATE_NOOP("Ledger", "Language")},
    Word{"about", QT_TRANSLATE_NOOP("Ledger", "About operation")},
    Word{"wait", QT_TRANSLATE_NOOP("Ledger", "Waits (s)")},
    Word{"until", QT_TRANSLATE_NOOP("Ledger", "Until")},
    Word{"except", QT_TRANSLATE_NOOP("Ledger", "Named as innocent")},
};

constexpr std::array kValues{
    Word{"true", QT_TRANSLATE_NOOP("Ledger", "yes")},
    Word{"false", QT_TRANSLATE_NOOP("Ledger", "no")},
    Word{"reviewer", QT_TRANSLATE_NOOP("Ledger", "Reviewer")},
    Word{"analyst", QT_TRANSLATE_NOOP("Ledger", "Analyst")},
    Word{"lead", QT_TRANSLATE_NOOP("Ledger", "Lead")},
    Word{"compliance", QT_TRANSLATE_NOOP("Ledger", "Compliance")},
    Word{"draft", QT_TRANSLATE_NOOP("Ledger", "Draft")},
    Word{"shadow", QT_TRANSLATE_NOOP("Ledger", "Only watching")},
    Word{"enabled", QT_TRANSLATE_NOOP("Ledger", "Enabled")},
    Word{"disabled", QT_TRANSLATE_NOOP("Ledger", "Disabled")},
    Word{"on", QT_TRANSLATE_NOOP("Ledger", "On")},
    Word{"off", QT_TRANSLATE_NOOP("Ledger", "Off")},
    Word{"stopped", QT_TRANSLATE_NOOP("Ledger", "Stopped")},
    Word{"agree", QT_TRANSLATE_NOOP("Ledger", "Both agree")},
    Word{"disagree", QT_TRANSLATE_NOOP("Ledger", "They differ")},
};

const char* find(std::span<const Word> words, std::string_view code) {
    for (const auto& [known, text] : words)
        if (known == code)
            return text;
    return nullptr;
}

bool isShare(std::string_view field) {
    return field == "promised_error" || field == "confidence" || field == "audit_share" ||
           field.ends_with("_below") || field.ends_with("_above");
}

std::optional<desk::CaseStatus> statusOf(std::string_view name) {
    for (const auto status :
         {desk::CaseStatus::Open, desk::CaseStatus::Asked, desk::CaseStatus::Escalated,
          desk::CaseStatus::Snoozed, desk::CaseStatus::Approved, desk::CaseStatus::Refused})
        if (name == desk::statusName(status))
            return status;
    return std::nullopt;
}

QString eventName(std::string_view name) {
    for (const desk::WakeEvent& event : desk::wakeEvents())
        if (name == event.name)
            return QCoreApplication::translate("WakeEvent", event.title);
    return format::text(name);
}

} // namespace

QString kindName(const std::string& kind) {
    if (const char* text = find(kKinds, kind))
        return say(text);
    return text::operationText(kind);
}

QString familyName(const std::string& family) {
    if (const char* text = find(kFamilies, family))
        return say(text);
    return kindName(family);
}

std::string familyOf(const std::string& kind) {
    const auto dot = kind.find('.');
    return dot == std::string::npos ? kind : kind.substr(0, dot + 1);
}

QString aboutLine(const desk::OperationLine& line) {
    if (line.cases > 1) {
        const int cases = static_cast<int>(line.cases);
        return QCoreApplication::translate("Ledger", "%n case(s)", nullptr, cases);
    }
    if (!line.subject.empty())
        return line.kind.starts_with("band.") ? text::caseKindText(line.subject)
                                              : format::text(line.subject);
    return line.caseId.empty() ? format::missing() : format::text(line.caseId);
}

QString wordsLine(const desk::OperationLine& line) {
    if (line.sealed)
        return say(QT_TRANSLATE_NOOP("Ledger", "Sealed until you have given your own mark"));
    if (!line.target.empty())
        return kindName(line.target);
    QStringList parts;
    if (!line.reason.empty())
        parts << text::decisionReason(line.caseKind, line.reason);
    if (!line.note.empty())
        parts << format::text(line.note).simplified();
    return parts.join(u" · "_s);
}

QString stateLine(const desk::OperationLine& line) {
    if (line.sealed)
        return say(QT_TRANSLATE_NOOP("Ledger", "sealed"));
    if (!line.undoneBy)
        return {};
    return line.kind == "undo" ? say(QT_TRANSLATE_NOOP("Ledger", "done again"))
                               : say(QT_TRANSLATE_NOOP("Ledger", "taken back"));
}

theme::Tone stateTone(const desk::OperationLine& line) {
    return line.sealed ? theme::Tone::Info
                       : (line.undoneBy ? theme::Tone::Watch : theme::Tone::Neutral);
}

QString fieldName(const std::string& field) {
    if (const char* text = find(kFields, field))
        return say(text);
    return format::text(field);
}

QString fieldValue(const std::string& field, const std::optional<std::string>& value,
                   const std::string& caseKind) {
    if (!value || value->empty())
        return format::missing();
    if (field.ends_with("_at") || field.ends_with("until"))
        if (const auto seconds = parseInteger(*value))
            return format::dateTime(*seconds);
    if (field == "status")
        if (const auto status = statusOf(*value))
            return text::caseStatusText(*status);
    if (field == "reason" || field == "reason_code")
        return text::decisionReason(caseKind, *value);
    if (field == "verb")
        if (const auto verb = desk::parseVerb(*value))
            return text::verbText(*verb);
    if (field == "kind")
        return text::caseKindText(*value);
    if (field == "snoozed_event")
        return eventName(*value);
    if (isShare(field))
        if (const auto share = parseDouble(*value))
            return format::percent(*share);
    if (field == "role" || field == "state" || field == "active" || field == "shared" ||
        field == "alone" || field == "outcome")
        if (const char* text = find(kValues, *value))
            return say(text);
    return format::text(*value);
}

} // namespace mops::ui::ledger_words
