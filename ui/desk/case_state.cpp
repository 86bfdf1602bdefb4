#include "ui/desk/case_state.h"

#include "core/base/date.h"

#include <algorithm>

namespace mops::ui {
namespace {

constexpr std::int64_t kSnoozeDays = 3;

bool isSnoozed(const desk::Case& item, std::int64_t now) {
    return item.status == desk::CaseStatus::Snoozed && item.snoozedUntil.value_or(0) > now;
}

} // namespace

bool isWaiting(const desk::Case& item, std::int64_t now) {
    return !desk::isClosed(item.status) && !isSnoozed(item, now);
}

bool isUntouched(const desk::Case& item, std::int64_t now) {
    return item.status == desk::CaseStatus::Open ||
           (item.status == desk::CaseStatus::Snoozed && !isSnoozed(item, now));
}

desk::Case afterDecision(desk::Case item, const desk::Decision& decision,
                         const std::string& operatorName, std::int64_t now) {
    const auto close = [&](desk::CaseStatus status) {
        item.status = status;
        item.reasonCode = decision.reasonCode;
        item.decidedAt = now;
        item.decidedBy = operatorName;
    };
    switch (decision.verb) {
    case desk::Verb::Approve: close(desk::CaseStatus::Approved); break;
    case desk::Verb::Refuse: close(desk::CaseStatus::Refused); break;
    case desk::Verb::Ask:
        item.status = desk::CaseStatus::Asked;
        item.clockStoppedAt = item.clockStoppedAt.value_or(now);
        break;
    case desk::Verb::Escalate:
        item.status = desk::CaseStatus::Escalated;
        if (!decision.assignee.empty())
            item.assignee = decision.assignee;
        break;
    case desk::Verb::Snooze:
        item.status = desk::CaseStatus::Snoozed;
        item.snoozedEvent = decision.snoozedEvent;
        item.snoozedUntil = decision.snoozedUntil.value_or(now + kSnoozeDays * kSecondsPerDay);
        break;
    case desk::Verb::Resume: item.status = desk::CaseStatus::Open; break;
    case desk::Verb::Claim: item.claimedBy = operatorName; break;
    case desk::Verb::Release: item.claimedBy.clear(); break;
    case desk::Verb::Tag: item.tags.push_back(decision.tag); break;
    case desk::Verb::Untag: std::erase(item.tags, decision.tag); break;
    case desk::Verb::Note: break;
    case desk::Verb::Assign:
        item.assignee = decision.assignee.empty() ? operatorName : decision.assignee;
        break;
    case desk::Verb::Reopen:
        item.status = desk::CaseStatus::Open;
        item.reasonCode.clear();
        item.decidedAt.reset();
        item.decidedBy.clear();
        break;
    }
    return item;
}

} // namespace mops::ui
