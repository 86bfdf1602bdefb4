#include "ui/desk/case_queue.h"

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

bool belongsTo(QueueView view, const desk::Case& item, std::int64_t now) {
    switch (view) {
    case QueueView::Waiting: return isWaiting(item, now);
    case QueueView::DueToday: {
        const std::int64_t tomorrow = (now / kSecondsPerDay + 1) * kSecondsPerDay;
        return isWaiting(item, now) && item.dueAt < tomorrow;
    }
    case QueueView::Snoozed: return isSnoozed(item, now);
    case QueueView::Decided: return desk::isClosed(item.status);
    }
    return false;
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
    case desk::Verb::Ask: item.status = desk::CaseStatus::Asked; break;
    case desk::Verb::Escalate: item.status = desk::CaseStatus::Escalated; break;
    case desk::Verb::Snooze:
        item.status = desk::CaseStatus::Snoozed;
        item.snoozedUntil = decision.snoozedUntil.value_or(now + kSnoozeDays * kSecondsPerDay);
        break;
    case desk::Verb::Resume: item.status = desk::CaseStatus::Open; break;
    case desk::Verb::Claim: item.claimedBy = operatorName; break;
    case desk::Verb::Release: item.claimedBy.clear(); break;
    case desk::Verb::Tag: item.tags.push_back(decision.tag); break;
    case desk::Verb::Untag: std::erase(item.tags, decision.tag); break;
    case desk::Verb::Note: break;
    case desk::Verb::Assign: item.assignee = operatorName; break;
    case desk::Verb::Reopen:
        item.status = desk::CaseStatus::Open;
        item.reasonCode.clear();
        item.decidedAt.reset();
        item.decidedBy.clear();
        break;
    }
    return item;
}

void CaseQueue::setCases(std::vector<desk::Case> cases) {
    m_cases.clear();
    m_cases.reserve(cases.size());
    for (desk::Case& item : cases)
        m_cases.push_back(std::make_shared<const desk::Case>(std::move(item)));
}

int CaseQueue::lay(const desk::Decision& decision, const std::string& operatorName,
                   std::int64_t now) {
    m_laid.push_back({++m_lastTicket, decision, operatorName, now});
    return m_lastTicket;
}

void CaseQueue::settle(int ticket) {
    const auto found = std::find_if(m_laid.begin(), m_laid.end(),
                                    [ticket](const Laid& laid) { return laid.ticket == ticket; });
    if (found == m_laid.end())
        return;
    if (CasePtr* item = stored(found->decision.caseId))
        *item = std::make_shared<const desk::Case>(
            afterDecision(**item, found->decision, found->operatorName, found->at));
    m_laid.erase(found);
}

void CaseQueue::takeBack(int ticket) {
    std::erase_if(m_laid, [ticket](const Laid& laid) { return laid.ticket == ticket; });
}

bool CaseQueue::hasLaid(const std::string& caseId) const {
    return std::any_of(m_laid.begin(), m_laid.end(),
                       [&](const Laid& laid) { return laid.decision.caseId == caseId; });
}

std::vector<CasePtr> CaseQueue::rows(QueueView view, std::int64_t now) const {
    std::vector<CasePtr> rows;
    for (const CasePtr& item : m_cases) {
        CasePtr seen = shown(item);
        if (belongsTo(view, *seen, now))
            rows.push_back(std::move(seen));
    }
    if (view == QueueView::Decided)
        std::stable_sort(rows.begin(), rows.end(), [](const CasePtr& left, const CasePtr& right) {
            return left->decidedAt.value_or(0) > right->decidedAt.value_or(0);
        });
    if (view == QueueView::Snoozed)
        std::stable_sort(rows.begin(), rows.end(), [](const CasePtr& left, const CasePtr& right) {
            return left->snoozedUntil.value_or(0) < right->snoozedUntil.value_or(0);
        });
    return rows;
}

int CaseQueue::count(QueueView view, std::int64_t now) const {
    return static_cast<int>(std::count_if(m_cases.begin(), m_cases.end(), [&](const CasePtr& item) {
        return belongsTo(view, *shown(item), now);
    }));
}

CasePtr CaseQueue::find(const std::string& caseId) const {
    for (const CasePtr& item : m_cases)
        if (item->caseId == caseId)
            return shown(item);
    return nullptr;
}

CasePtr CaseQueue::ofMerchant(const std::string& merchantId, std::int64_t now) const {
    CasePtr best;
    for (const CasePtr& item : m_cases) {
        if (item->merchantId != merchantId)
            continue;
        CasePtr seen = shown(item);
        if (isWaiting(*seen, now))
            return seen;
        if (!best || seen->openedAt > best->openedAt)
            best = std::move(seen);
    }
    return best;
}

CasePtr CaseQueue::shown(const CasePtr& stored) const {
    if (!hasLaid(stored->caseId))
        return stored;
    desk::Case item = *stored;
    for (const Laid& laid : m_laid)
        if (laid.decision.caseId == item.caseId)
            item = afterDecision(std::move(item), laid.decision, laid.operatorName, laid.at);
    return std::make_shared<const desk::Case>(std::move(item));
}

CasePtr* CaseQueue::stored(const std::string& caseId) {
    const auto found = std::find_if(m_cases.begin(), m_cases.end(),
                                    [&](const CasePtr& item) { return item->caseId == caseId; });
    return found == m_cases.end() ? nullptr : &*found;
}

} // namespace mops::ui
