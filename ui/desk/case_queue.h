#pragma once

#include "core/desk/cases.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mops::ui {

using CasePtr = std::shared_ptr<const desk::Case>;

/// The tabs of the review desk.
enum class QueueView { Waiting, DueToday, Snoozed, Decided };
inline constexpr int kQueueViews = 4;

/// True while the case waits for a person: open, asked, escalated, or snoozed and the time is over.
bool isWaiting(const desk::Case& item, std::int64_t now);
/// True while nobody has answered it yet: what auto-advance goes to.
bool isUntouched(const desk::Case& item, std::int64_t now);
bool belongsTo(QueueView view, const desk::Case& item, std::int64_t now);
/// The case as it will be once the decision is stored.
desk::Case afterDecision(desk::Case item, const desk::Decision& decision,
                         const std::string& operatorName, std::int64_t now);

/// The cases of the desk as last read, with the decisions that are still on their way to the mart
/// laid over them: the list answers a key at once and goes back when the mart refuses.
class CaseQueue {
public:
    /// Decisions still on their way stay laid over the new cases.
    void setCases(std::vector<desk::Case> cases);
    /// Lays a decision over the list; returns the ticket for settle() and takeBack().
    int lay(const desk::Decision& decision, const std::string& operatorName, std::int64_t now);
    /// The mart has it: it is part of the case from now on.
    void settle(int ticket);
    /// The mart refused: the case is as before.
    void takeBack(int ticket);
    bool hasLaid(const std::string& caseId) const;

    /// In queue order; decided: newest first; snoozed: first to come back first.
    std::vector<CasePtr> rows(QueueView view, std::int64_t now) const;
    int count(QueueView view, std::int64_t now) const;
    CasePtr find(const std::string& caseId) const;
    /// The waiting case of a merchant, or its newest; null when it has none.
    CasePtr ofMerchant(const std::string& merchantId, std::int64_t now) const;
    bool isEmpty() const { return m_cases.empty(); }

private:
    struct Laid {
        int ticket = 0;
        desk::Decision decision;
        std::string operatorName;
        std::int64_t at = 0;
    };
    CasePtr shown(const CasePtr& stored) const;
    CasePtr* stored(const std::string& caseId);

    std::vector<CasePtr> m_cases;
    std::vector<Laid> m_laid;
    int m_lastTicket = 0;
};

} // namespace mops::ui
