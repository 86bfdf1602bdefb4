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

constexpr std::array<std::pair<std::string_view, const char*>, 12> kOperations{{
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
    {"undo", QT_TRANSLATE_NOOP("Decision", "Taken back")},
    {"redo", QT_TRANSLATE_NOOP("Decision", "Done again")},
}};

} // namespace

QString caseStatusText(desk::CaseStatus status) {
    switch (status) {
    case desk::CaseStatus::Open: return tr(QT_TRANSLATE_NOOP("Decision", "Waiting"));
    case desk::CaseStatus::Asked: return tr(QT_TRANSLATE_NOOP("Decision", "Asked"));
    case desk::CaseStatus::Escalated: return tr(QT_TRANSLATE_NOOP("Decision", "Escalated"));
    case desk::CaseStatus::Snoozed: return tr(QT_TRANSLATE_NOOP("Decision", "Snoozed"));
    case desk::CaseStatus::Approved: return tr(QT_TRANSLATE_NOOP("Decision", "Approved"));
    case desk::CaseStatus::Refused: return tr(QT_TRANSLATE_NOOP("Decision", "Refused"));
    }
    return {};
}

QString verbText(desk::Verb verb) {
    switch (verb) {
    case desk::Verb::Approve: return tr(QT_TRANSLATE_NOOP("Decision", "Approve"));
    case desk::Verb::Refuse: return tr(QT_TRANSLATE_NOOP("Decision", "Refuse"));
    case desk::Verb::Ask: return tr(QT_TRANSLATE_NOOP("Decision", "Ask"));
    case desk::Verb::Escalate: return tr(QT_TRANSLATE_NOOP("Decision", "Escalate"));
    case desk::Verb::Snooze: return tr(QT_TRANSLATE_NOOP("Decision", "Snooze"));
    case desk::Verb::Note: return tr(QT_TRANSLATE_NOOP("Decision", "Note"));
    case desk::Verb::Assign: return tr(QT_TRANSLATE_NOOP("Decision", "Assign to me"));
    case desk::Verb::Reopen: return tr(QT_TRANSLATE_NOOP("Decision", "Reopen"));
    }
    return {};
}

QString operationText(const std::string& kind) {
    for (const auto& [code, text] : kOperations)
        if (code == kind)
            return tr(text);
    return QString::fromStdString(kind);
}

QString decisionReason(const std::string& caseKind, const std::string& code) {
    for (const desk::ReasonCode& reason : desk::reasonCodes(caseKind))
        if (code == reason.code)
            return QCoreApplication::translate("Reason", reason.name);
    return QString::fromStdString(code);
}

} // namespace mops::text
