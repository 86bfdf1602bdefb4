#include "ui/text/decision_text.h"

#include <array>
#include <QCoreApplication>
#include <string_view>
#include <utility>

namespace mops::text {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Decision", text);
}

constexpr std::array<std::pair<std::string_view, const char*>, 26> kOperations{{
    {"cases.open", QT_TRANSLATE_NOOP("Decision", "Case opened")},
    {"case.open", QT_TRANSLATE_NOOP("Decision", "Case opened")},
    {"case.approve", QT_TRANSLATE_NOOP("Decision", "Approved")},
    {"case.refuse", QT_TRANSLATE_NOOP("Decision", "Refused")},
    {"case.ask", QT_TRANSLATE_NOOP("Decision", "Asked the merchant")},
    {"case.escalate", QT_TRANSLATE_NOOP("Decision", "Escalated")},
    {"case.snooze", QT_TRANSLATE_NOOP("Decision", "Snoozed")},
    {"case.note", QT_TRANSLATE_NOOP("Decision", "Noted")},
    {"case.assign", QT_TRANSLATE_NOOP("Decision", "Assigned")},
    {"case.reopen", QT_TRANSLATE_NOOP("Decision", "Reopened")},
    {"case.resume", QT_TRANSLATE_NOOP("Decision", "The merchant answered")},
    {"case.claim", QT_TRANSLATE_NOOP("Decision", "Claimed")},
    {"case.release", QT_TRANSLATE_NOOP("Decision", "Released")},
    {"case.tag", QT_TRANSLATE_NOOP("Decision", "Tagged")},
    {"case.untag", QT_TRANSLATE_NOOP("Decision", "Tag removed")},
    {"view.save", QT_TRANSLATE_NOOP("Decision", "View saved")},
    {"view.remove", QT_TRANSLATE_NOOP("Decision", "View removed")},
    {"import.run", QT_TRANSLATE_NOOP("Decision", "Data imported")},
    {"import.undo", QT_TRANSLATE_NOOP("Decision", "Import taken back")},
    {"import.retake", QT_TRANSLATE_NOOP("Decision", "Refused rows taken again")},
    {"message.send", QT_TRANSLATE_NOOP("Decision", "Messages left for the merchants")},
    {"message.tell", QT_TRANSLATE_NOOP("Decision", "Message of the automation written")},
    {"message.correct", QT_TRANSLATE_NOOP("Decision", "Correction for the merchant written")},
    {"message.repeat", QT_TRANSLATE_NOOP("Decision", "Message to the merchant written again")},
    {"undo", QT_TRANSLATE_NOOP("Decision", "Taken back")},
    {"redo", QT_TRANSLATE_NOOP("Decision", "Done again")},
}};

} // namespace

QString caseStatusText(desk::CaseStatus status) {
    switch (status) {
    case desk::CaseStatus::Open: return QCoreApplication::translate("Decision", "Waiting");
    case desk::CaseStatus::Asked: return QCoreApplication::translate("Decision", "Asked");
    case desk::CaseStatus::Escalated: return QCoreApplication::translate("Decision", "Escalated");
    case desk::CaseStatus::Snoozed: return QCoreApplication::translate("Decision", "Snoozed");
    case desk::CaseStatus::Approved: return QCoreApplication::translate("Decision", "Approved");
    case desk::CaseStatus::Refused: return QCoreApplication::translate("Decision", "Refused");
    }
    return {};
}

QString verbText(desk::Verb verb) {
    switch (verb) {
    case desk::Verb::Approve: return QCoreApplication::translate("Decision", "Approve");
    case desk::Verb::Refuse: return QCoreApplication::translate("Decision", "Refuse");
    case desk::Verb::Ask: return QCoreApplication::translate("Decision", "Ask");
    case desk::Verb::Escalate: return QCoreApplication::translate("Decision", "Escalate");
    case desk::Verb::Snooze: return QCoreApplication::translate("Decision", "Snooze");
    case desk::Verb::Note: return QCoreApplication::translate("Decision", "Note");
    case desk::Verb::Assign: return QCoreApplication::translate("Decision", "Assign to me");
    case desk::Verb::Reopen: return QCoreApplication::translate("Decision", "Reopen");
    case desk::Verb::Resume: return QCoreApplication::translate("Decision", "Answer is here");
    case desk::Verb::Claim: return QCoreApplication::translate("Decision", "Claim");
    case desk::Verb::Release: return QCoreApplication::translate("Decision", "Release");
    case desk::Verb::Tag: return QCoreApplication::translate("Decision", "Tag");
    case desk::Verb::Untag: return QCoreApplication::translate("Decision", "Remove tag");
    }
    return {};
}

QString operationText(const std::string& kind) {
    for (const auto& [code, text] : kOperations)
        if (code == kind)
            return tr(text);
    constexpr std::string_view kBulk = "bulk.";
    if (kind.starts_with(kBulk))
        return QCoreApplication::translate("Decision", "%1 (many)")
            .arg(operationText("case." + kind.substr(kBulk.size())));
    return QString::fromStdString(kind);
}

QString decisionReason(const std::string& caseKind, const std::string& code) {
    for (const desk::ReasonCode& reason : desk::reasonCodes(caseKind))
        if (code == reason.code)
            return QCoreApplication::translate("Reason", reason.name);
    return QString::fromStdString(code);
}

} // namespace mops::text
