#pragma once

#include "core/base/text_columns.h"
#include "core/desk/cases.h"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mops::desk {

/// What a row of the queue says of why it is here.
struct QueueReason {
    std::uint32_t feature = 0; ///< code in QueueTable::features
    float value = 0;           ///< NaN = missing
    float peerMedian = 0;
    float contribution = 0; ///< to the log-odds
};
inline constexpr std::size_t kQueueReasons = 3;

/// One case on its way from the mart into the table.
struct QueueRow {
    Case item;
    std::string region;
    std::string category; ///< category_id
    bool woken = false;   ///< snoozed, and what it waited for has happened
    bool marked = false;  ///< under double review: the viewer has marked it, nobody else has yet
};

/// The cases of the desk as columns: what the review desk scrolls, sorts, filters and counts in
/// memory. Row numbers never change; a case that is gone (its opening was undone) keeps its row,
/// marked. Filled off the GUI thread, then owned by one thread, which puts in what changed.
class QueueTable {
public:
    /// Adds a case or changes its row; O(1). Answers the row.
    std::uint32_t put(const QueueRow& row);
    /// The case is no more. O(1).
    void remove(std::string_view caseId);
    std::optional<std::uint32_t> find(std::string_view caseId) const; ///< O(1)

    std::size_t rows() const { return m_gone.size(); } ///< those that are gone included
    bool isGone(std::uint32_t row) const { return m_gone[row] != 0; }

    std::string_view caseId(std::uint32_t row) const { return m_caseIds.at(row); }
    std::string_view merchantId(std::uint32_t row) const { return m_merchantIds.at(row); }
    std::string_view merchantName(std::uint32_t row) const { return m_names.at(row); }
    std::string_view title(std::uint32_t row) const { return m_titles.at(row); }
    /// What the list shows first: the title where there is one, else the merchant's name.
    std::string_view shownName(std::uint32_t row) const {
        return title(row).empty() ? merchantName(row) : title(row);
    }
    std::int64_t merchantKey(std::uint32_t row) const { return m_merchantKey[row]; }
    std::string_view kind(std::uint32_t row) const { return m_kind.at(row); }
    std::string_view region(std::uint32_t row) const { return m_region.at(row); }
    std::string_view category(std::uint32_t row) const { return m_category.at(row); }
    std::string_view assignee(std::uint32_t row) const { return m_assignee.at(row); }
    std::string_view reasonCode(std::uint32_t row) const { return m_reasonCode.at(row); }
    std::string_view picked(std::uint32_t row) const { return m_picked.at(row); }
    std::string_view decidedBy(std::uint32_t row) const { return m_decidedBy.at(row); }
    std::vector<std::string> tags(std::uint32_t row) const;
    double priority(std::uint32_t row) const { return m_priority[row]; }
    double score(std::uint32_t row) const { return static_cast<double>(m_score[row]); }
    std::int64_t stakeMinor(std::uint32_t row) const { return m_stake[row]; }
    std::int64_t openedAt(std::uint32_t row) const { return m_openedAt[row]; }
    std::int64_t dueAt(std::uint32_t row) const { return m_dueAt[row]; }
    std::optional<std::int64_t> snoozedUntil(std::uint32_t row) const;
    std::optional<std::int64_t> decidedAt(std::uint32_t row) const;
    /// Largest first; feature is empty (code 0) behind the last.
    const std::array<QueueReason, kQueueReasons>& reasons(std::uint32_t row) const {
        return m_reasons[row];
    }
    std::string_view feature(const QueueReason& reason) const {
        return m_features.column().texts[reason.feature];
    }

    /// Under double review: the viewer has marked it and it waits for somebody else.
    bool isMarked(std::uint32_t row) const { return m_marked[row] != 0; }

    // What depends on the time at which one looks.
    /// A snoozed case whose time is over, or which was woken, is open.
    CaseStatus statusAt(std::uint32_t row, std::int64_t now) const;
    /// Past its deadline: by the time of the decision when it is closed, and never while the clock
    /// stands because the merchant was asked.
    bool isLateAt(std::uint32_t row, std::int64_t now) const;
    /// Who holds it; empty when nobody does or the lease is over.
    std::string_view claimedByAt(std::uint32_t row, std::int64_t now) const;

    /// Of the ledger: everything up to this operation is in the table.
    std::int64_t lastOperation() const { return m_lastOperation; }
    /// Imports and runs of scores that were there: newer ones may wake cases.
    std::int64_t seenBatch() const { return m_seenBatch; }
    std::int64_t seenScoreRun() const { return m_seenScoreRun; }
    void setSeen(std::int64_t operation, std::int64_t batch, std::int64_t scoreRun);
    std::size_t bytes() const;

private:
    friend class QueueView;
    friend class RowTest;
    std::uint32_t append(std::string_view caseId);
    std::size_t slotOf(std::string_view caseId) const;
    void growIndex();

    TextArena m_caseIds, m_merchantIds, m_names, m_titles;
    std::vector<std::uint32_t> m_slots; ///< open addressing by hash of the case id; row + 1
    std::vector<char> m_gone;
    std::vector<std::int64_t> m_merchantKey;
    GrowingDictionary m_kind, m_region, m_category, m_assignee, m_reasonCode, m_picked, m_decidedBy,
        m_claimedBy;
    GrowingDictionary m_firstFeature; ///< of the largest reason
    GrowingDictionary m_tagSets;      ///< all tags of a case, each in front of '\n'
    GrowingDictionary m_features;     ///< numbers only, no rows
    std::vector<std::array<QueueReason, kQueueReasons>> m_reasons;
    std::vector<CaseStatus> m_status;
    std::vector<char> m_woken, m_marked;
    std::vector<double> m_priority;
    std::vector<float> m_score;
    std::vector<std::int64_t> m_stake, m_openedAt, m_dueAt;
    std::vector<std::int64_t> m_snoozedUntil, m_clockStoppedAt, m_decidedAt; ///< kNoTime = none
    std::vector<std::int64_t> m_claimedUntil;                                ///< kNoTime = no end
    std::int64_t m_lastOperation = 0, m_seenBatch = 0, m_seenScoreRun = 0;
};

/// Which cases a desk holds.
struct QueueScope {
    std::vector<std::string> kinds = {}; ///< empty = all
    /// Closed cases decided from here on are held, too; default: none.
    std::int64_t closedSince = std::numeric_limits<std::int64_t>::max();
    std::string viewer = {}; ///< who looks: what they marked blindly waits for somebody else
};

/// One scan over the cases with their merchants. O(cases). Errors: those of db, Cancelled.
Result<QueueTable> readQueueTable(db::Database& mart, const QueueScope& scope,
                                  TaskContext& context);

/// What happened to cases since an operation, by whomever.
struct QueueChanges {
    std::vector<QueueRow> rows;    ///< as they are now
    std::vector<std::string> gone; ///< case ids
    std::int64_t lastOperation = 0, seenBatch = 0, seenScoreRun = 0;
    bool reload = false; ///< too much happened to list: read the table anew
};
/// What came after what a table has seen. O(changed cases), also by other programs.
Result<QueueChanges> readQueueChanges(db::Database& mart, const QueueScope& scope,
                                      std::int64_t lastOperation, std::int64_t seenBatch,
                                      std::int64_t seenScoreRun);
/// Answers the rows that changed.
std::vector<std::uint32_t> applyChanges(QueueTable& table, const QueueChanges& changes);

} // namespace mops::desk
