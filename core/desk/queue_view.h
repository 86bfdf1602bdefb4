#pragma once

#include "core/desk/queue_table.h"

namespace mops::desk {

/// When one looks, and who.
struct QueueMoment {
    std::int64_t now = 0;
    std::int64_t endOfToday = 0; ///< first second of tomorrow, local
    std::string operatorName;
};

/// Empty members let everything pass.
struct QueueFilter {
    std::string text;               ///< in name, title, case id or merchant id; ASCII case ignored
    std::vector<std::string> kinds; ///< any of these
    std::vector<CaseStatus> statuses; ///< empty = those that wait (open, asked, escalated)
    std::string merchantId;
    std::optional<std::string> assignee; ///< "" = assigned to nobody
    std::string tag;
    std::string region;
    std::string category; ///< category_id
    std::string reason;   ///< feature of the largest reason
    std::string picked;   ///< "loss", "teach", "rule", "audit"
    bool dueToday = false;
    bool late = false;
    bool claimedByMe = false;
    bool mine = false; ///< assigned to me or claimed by me
};

enum class QueueColumn {
    Desk, ///< the order in which cases should be worked, see deskOrder()
    Name,
    CaseId,
    Kind,
    Status,
    Priority,
    Score,
    Stake,
    OpenedAt,
    DueAt,
    Assignee,
    Region,
    Category,
    Reason,
    Picked
};

enum class QueueFacet { Kind, Status, Assignee, Tag, Region, Category, Reason, Picked };

/// What is asked of a table between two key strokes. Holds a reference only. Everything O(rows).
class QueueView {
public:
    explicit QueueView(const QueueTable& table)
        : m_table(table) {}

    /// Rows that pass, in table order.
    std::vector<std::uint32_t> filter(const QueueFilter& filter, const QueueMoment& moment) const;
    /// Whether one row does: after a decision, without filtering anew. O(1).
    bool passes(std::uint32_t row, const QueueFilter& filter, const QueueMoment& moment) const;
    /// Sorts row numbers, stable; unknown values last in both directions. For QueueColumn::Desk
    /// `descending` turns the whole order round.
    void sort(QueueColumn column, bool descending, const QueueMoment& moment,
              std::vector<std::uint32_t>& rows) const;
    /// Values among the given rows with counts, most frequent first.
    std::vector<FacetValue> facet(QueueFacet facet, std::span<const std::uint32_t> rows,
                                  const QueueMoment& moment) const;
    /// The first of rows in desk order that this operator may take: open (or escalated to them),
    /// not assigned to or held by somebody else, not among `skip` (case ids).
    std::optional<std::uint32_t> next(std::span<const std::uint32_t> rows,
                                      const QueueMoment& moment,
                                      std::span<const std::string> skip = {}) const;
    std::vector<std::string> caseIds(std::span<const std::uint32_t> rows) const;

    /// Why a row stands where it stands in desk order.
    enum class Place {
        Late,     ///< past its deadline
        Edge,     ///< deadline within kEdgeSeconds
        Teaches,  ///< its decision teaches most
        Loss,     ///< expected loss avoided a minute
        Asked,    ///< waits for the merchant; its clock stands
        NotInLine ///< snoozed or closed
    };
    Place placeOf(std::uint32_t row, const QueueMoment& moment) const;

private:
    /// Late cases first, by loss; then those at the edge of their deadline, the nearest first; then
    /// by expected loss avoided a minute, every 1 / kTeachShare-th place given to the case whose
    /// decision teaches most, unless it comes earlier by its loss; then those that wait for the
    /// merchant.
    void sortByDesk(bool descending, const QueueMoment& moment,
                    std::vector<std::uint32_t>& rows) const;

    const QueueTable& m_table;
};

/// How the queue stands, for the badges and the head of the desk.
struct QueueCounts {
    std::int64_t waiting = 0; ///< open, asked, escalated
    std::int64_t late = 0;
    std::int64_t dueToday = 0; ///< not late yet
    std::int64_t asked = 0;
    std::int64_t snoozed = 0;
    std::optional<std::int64_t> oldestOpenedAt; ///< of those that wait
};
QueueCounts countQueue(const QueueTable& table, const QueueMoment& moment);

} // namespace mops::desk
