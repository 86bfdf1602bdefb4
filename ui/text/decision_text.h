#pragma once

#include "core/desk/cases.h"

#include <QString>

namespace mops::text {

/// "Waiting", "Asked", … as it stands in a list.
QString caseStatusText(desk::CaseStatus status);
/// What a button says: "Approve".
QString verbText(desk::Verb verb);
/// What an operation did, for histories: "case.approve" → "Approved". An unknown kind is shown
/// as it is.
QString operationText(const std::string& kind);
/// Name of a reason code of that kind of case; an unknown code is shown as it is.
QString decisionReason(const std::string& caseKind, const std::string& code);

} // namespace mops::text
