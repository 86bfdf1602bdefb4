#include "core/desk/queue_view.h"

#include "core/base/row_sort.h"
#include "core/base/text.h"
#include "core/desk/priority.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mops::desk {
namespace {

constexpr std::array kAllStatuses{CaseStatus::Open,    CaseStatus::Asked,    CaseStatus::Escalated,
                                  CaseStatus::Snoozed, CaseStatus::Approved, CaseStatus::Refused};

bool waits(CaseStatus status) {
    return status == CaseStatus::Open || status == CaseStatus::Asked ||
           status == CaseStatus::Escalated;
}

unsigned bitOf(CaseStatus status) {
    return 1U << static_cast<unsigned>(status);
}

/// Which codes of a dictionary pass; empty = all do.
using CodeSet = std::vector<char>;

CodeSet codesOf(const GrowingDictionary& column, std::span<const std::string> texts) {
    CodeSet codes;
    if (texts.empty())
        return codes;
    codes.assign(column.column().texts.size(), 0);
    for (const std::string& text : texts)
        if (const auto code = column.codeOf(text))
            codes[*code] = 1;
    return codes;
}

CodeSet codesOf(const GrowingDictionary& column, const std::string& text) {
    return text.empty() ? CodeSet() : codesOf(column, std::span(&text, 1));
}

bool holdsTag(std::string_view set, std::string_view tag) {
    for (std::size_t at = set.find(tag); at != std::string_view::npos; at = set.find(tag, at + 1))
        if ((at == 0 || set[at - 1] == '\n') && set[at + tag.size()] == '\n')
            return true;
    return false;
}

CodeSet codesWithTag(const GrowingDictionary& sets, const std::string& tag) {
    CodeSet codes;
    if (tag.empty())
        return codes;
    for (const std::string& set : sets.column().texts)
        codes.push_back(holdsTag(set, tag) ? 1 : 0);
    return codes;
}

bool in(const CodeSet& codes, const GrowingDictionary& column, std::uint32_t row) {
    return codes.empty() || codes[column.column().codes[row]] != 0;
}

} // namespace

/// A filter in the numbers of one table: what is the same for all rows is worked out once.
class RowTest {
public:
    RowTest(const QueueTable& table, const QueueFilter& filter, const QueueMoment& moment)
        : m_filter(filter)
        , m_moment(moment)
        , m_kinds(codesOf(table.m_kind, filter.kinds))
        , m_regions(codesOf(table.m_region, filter.region))
        , m_categories(codesOf(table.m_category, filter.category))
        , m_reasons(codesOf(table.m_firstFeature, filter.reason))
        , m_picked(codesOf(table.m_picked, filter.picked))
        , m_tags(codesWithTag(table.m_tagSets, filter.tag)) {
        if (filter.assignee)
            m_assignees = codesOf(table.m_assignee, std::span(&*filter.assignee, 1));
        for (const CaseStatus status : kAllStatuses)
            if (filter.statuses.empty() ? waits(status)
                                        : std::find(filter.statuses.begin(), filter.statuses.end(),
                                                    status) != filter.statuses.end())
                m_statuses |= bitOf(status);
    }

    /// All but the text.
    bool passes(const QueueTable& table, std::uint32_t row) const {
        const CaseStatus status = table.statusAt(row, m_moment.now);
        if (table.isGone(row) || (m_statuses & bitOf(status)) == 0 ||
            (table.isMarked(row) && !isClosed(status)) || !in(m_kinds, table.m_kind, row) ||
            !in(m_regions, table.m_region, row) || !in(m_categories, table.m_category, row) ||
            !in(m_reasons, table.m_firstFeature, row) || !in(m_picked, table.m_picked, row) ||
            !in(m_assignees, table.m_assignee, row) || !in(m_tags, table.m_tagSets, row))
            return false;
        if (!m_filter.merchantId.empty() && table.merchantId(row) != m_filter.merchantId)
            return false;
        if (m_filter.late && !table.isLateAt(row, m_moment.now))
            return false;
        if (m_filter.dueToday &&
            (table.dueAt(row) >= m_moment.endOfToday || table.isLateAt(row, m_moment.now)))
            return false;
        const bool held = (m_filter.claimedByMe || m_filter.mine) &&
                          table.claimedByAt(row, m_moment.now) == m_moment.operatorName;
        if (m_filter.claimedByMe && !held)
            return false;
        return !m_filter.mine || held || table.assignee(row) == m_moment.operatorName;
    }

private:
    const QueueFilter& m_filter;
    const QueueMoment& m_moment;
    CodeSet m_kinds, m_regions, m_categories, m_reasons, m_picked, m_tags, m_assignees;
    unsigned m_statuses = 0;
};

std::vector<std::uint32_t> QueueView::filter(const QueueFilter& filter,
                                             const QueueMoment& moment) const {
    const RowTest test(m_table, filter, moment);
    const std::string_view text = trim(filter.text);
    std::vector<char> hit;
    if (!text.empty()) {
        hit.assign(m_table.rows(), 0);
        const ArenaSearch search(text);
        for (const TextArena* arena :
             {&m_table.m_names, &m_table.m_titles, &m_table.m_caseIds, &m_table.m_merchantIds})
            search.mark(*arena, hit);
    }
    std::vector<std::uint32_t> rows;
    rows.reserve(m_table.rows());
    for (std::uint32_t row = 0; row < m_table.rows(); ++row)
        if ((hit.empty() || hit[row] != 0) && test.passes(m_table, row))
            rows.push_back(row);
    return rows;
}

bool QueueView::passes(std::uint32_t row, const QueueFilter& filter,
                       const QueueMoment& moment) const {
    if (!RowTest(m_table, filter, moment).passes(m_table, row))
        return false;
    const std::string_view text = trim(filter.text);
    if (text.empty())
        return true;
    const ArenaSearch search(text);
    return search.in(m_table.merchantName(row)) || search.in(m_table.title(row)) ||
           search.in(m_table.caseId(row)) || search.in(m_table.merchantId(row));
}

QueueView::Place QueueView::placeOf(std::uint32_t row, const QueueMoment& moment) const {
    const CaseStatus status = m_table.statusAt(row, moment.now);
    if (!waits(status))
        return Place::NotInLine;
    if (status == CaseStatus::Asked)
        return Place::Asked;
    if (m_table.isLateAt(row, moment.now))
        return Place::Late;
    if (m_table.dueAt(row) - moment.now <= kEdgeSeconds)
        return Place::Edge;
    return m_table.picked(row) == "teach" ? Place::Teaches : Place::Loss;
}

void QueueView::sortByDesk(bool descending, const QueueMoment& moment,
                           std::vector<std::uint32_t>& rows) const {
    sortRowsByKey(rows, true, [&](std::uint32_t row) { return sortKey(m_table.priority(row)); });
    std::vector<std::uint32_t> teaching;
    for (const std::uint32_t row : rows)
        if (placeOf(row, moment) == Place::Teaches)
            teaching.push_back(row);
    sortRowsByKey(teaching, false,
                  [&](std::uint32_t row) { return sortKey(std::abs(m_table.score(row) - 0.5)); });
    // Behind how many cases taken for their loss the n-th lesson comes.
    std::vector<std::uint64_t> lessonAfter(teaching.empty() ? 0 : m_table.rows(), 0);
    for (std::size_t n = 0; n < teaching.size(); ++n)
        lessonAfter[teaching[n]] = static_cast<std::uint64_t>(
            std::floor(static_cast<double>(n + 1) * (1 / kTeachShare - 1)));
    // Five lines one after the other; inside, places by loss, or by deadline at the edge.
    constexpr std::array<std::uint64_t, 6> kLine{0, 1, 2, 2, 3, 4}; // by Place
    std::vector<std::uint64_t> keyOf(m_table.rows(), 0);
    std::array<std::uint64_t, 5> placesTaken{};
    for (const std::uint32_t row : rows) {
        const Place where = placeOf(row, moment);
        const std::uint64_t line = kLine[static_cast<std::size_t>(where)];
        std::uint64_t key = 0;
        if (where == Place::Edge)
            key = static_cast<std::uint64_t>(
                std::max<std::int64_t>(0, m_table.dueAt(row) - moment.now));
        else if (where == Place::Teaches)
            key = 2 * std::min(placesTaken[line], lessonAfter[row]) + 1;
        else
            key = 2 * ++placesTaken[line];
        keyOf[row] = line << 56U | key;
    }
    sortRowsByKey(rows, descending, [&](std::uint32_t row) { return keyOf[row]; });
}

void QueueView::sort(QueueColumn column, bool descending, const QueueMoment& moment,
                     std::vector<std::uint32_t>& rows) const {
    const auto byKey = [&](auto value) {
        sortRowsByKey(rows, descending, [&](std::uint32_t row) { return sortKey(value(row)); });
    };
    const auto byDictionary = [&](const GrowingDictionary& texts) {
        sortRowsByDictionary(texts.column(), descending, rows);
    };
    switch (column) {
    case QueueColumn::Desk: return sortByDesk(descending, moment, rows);
    case QueueColumn::Name:
        return sortRowsByText(rows, descending,
                              [&](std::uint32_t row) { return m_table.shownName(row); });
    case QueueColumn::CaseId:
        return sortRowsByText(rows, descending,
                              [&](std::uint32_t row) { return m_table.caseId(row); });
    case QueueColumn::Kind: return byDictionary(m_table.m_kind);
    case QueueColumn::Status:
        return byKey([&](std::uint32_t row) {
            return static_cast<std::int64_t>(m_table.statusAt(row, moment.now));
        });
    case QueueColumn::Priority:
        return byKey([&](std::uint32_t row) { return m_table.priority(row); });
    case QueueColumn::Score: return byKey([&](std::uint32_t row) { return m_table.m_score[row]; });
    case QueueColumn::Stake:
        return byKey([&](std::uint32_t row) { return m_table.stakeMinor(row); });
    case QueueColumn::OpenedAt:
        return byKey([&](std::uint32_t row) { return m_table.openedAt(row); });
    case QueueColumn::DueAt: return byKey([&](std::uint32_t row) { return m_table.dueAt(row); });
    case QueueColumn::Assignee: return byDictionary(m_table.m_assignee);
    case QueueColumn::Region: return byDictionary(m_table.m_region);
    case QueueColumn::Category: return byDictionary(m_table.m_category);
    case QueueColumn::Reason: return byDictionary(m_table.m_firstFeature);
    case QueueColumn::Picked: return byDictionary(m_table.m_picked);
    }
}

std::vector<FacetValue> QueueView::facet(QueueFacet facet, std::span<const std::uint32_t> rows,
                                         const QueueMoment& moment) const {
    switch (facet) {
    case QueueFacet::Kind: return mops::facet(m_table.m_kind.column(), rows);
    case QueueFacet::Assignee: return mops::facet(m_table.m_assignee.column(), rows);
    case QueueFacet::Region: return mops::facet(m_table.m_region.column(), rows);
    case QueueFacet::Category: return mops::facet(m_table.m_category.column(), rows);
    case QueueFacet::Reason: return mops::facet(m_table.m_firstFeature.column(), rows);
    case QueueFacet::Picked: return mops::facet(m_table.m_picked.column(), rows);
    case QueueFacet::Status: {
        std::vector<FacetValue> values;
        for (const CaseStatus status : kAllStatuses)
            values.push_back({statusName(status), 0});
        for (const std::uint32_t row : rows)
            ++values[static_cast<std::size_t>(m_table.statusAt(row, moment.now))].rows;
        arrangeFacet(values);
        return values;
    }
    case QueueFacet::Tag: break;
    }
    // A case has several tags: the sets are counted first, then their tags.
    std::vector<FacetValue> values;
    for (const FacetValue& set : mops::facet(m_table.m_tagSets.column(), rows))
        for (std::size_t begin = 0; begin < set.text.size();) {
            const std::size_t end = set.text.find('\n', begin);
            const std::string tag = set.text.substr(begin, end - begin);
            auto found = std::find_if(values.begin(), values.end(),
                                      [&](const FacetValue& value) { return value.text == tag; });
            if (found == values.end())
                found = values.insert(values.end(), {tag, 0});
            found->rows += set.rows;
            begin = end + 1;
        }
    arrangeFacet(values);
    return values;
}

std::optional<std::uint32_t> QueueView::next(std::span<const std::uint32_t> rows,
                                             const QueueMoment& moment,
                                             std::span<const std::string> skip) const {
    for (const std::uint32_t row : rows) {
        const CaseStatus status = m_table.statusAt(row, moment.now);
        const bool own = m_table.assignee(row) == moment.operatorName;
        if (status != CaseStatus::Open && !(status == CaseStatus::Escalated && own))
            continue;
        if (!own && !m_table.assignee(row).empty())
            continue;
        const std::string_view holder = m_table.claimedByAt(row, moment.now);
        if (!holder.empty() && holder != moment.operatorName && status != CaseStatus::Escalated)
            continue;
        if (std::find(skip.begin(), skip.end(), m_table.caseId(row)) == skip.end())
            return row;
    }
    return std::nullopt;
}

std::vector<std::string> QueueView::caseIds(std::span<const std::uint32_t> rows) const {
    std::vector<std::string> ids;
    ids.reserve(rows.size());
    for (const std::uint32_t row : rows)
        ids.emplace_back(m_table.caseId(row));
    return ids;
}

QueueCounts countQueue(const QueueTable& table, const QueueMoment& moment) {
    QueueCounts counts;
    for (std::uint32_t row = 0; row < table.rows(); ++row) {
        if (table.isGone(row))
            continue;
        const CaseStatus status = table.statusAt(row, moment.now);
        counts.snoozed += status == CaseStatus::Snoozed ? 1 : 0;
        if (!waits(status))
            continue;
        const bool late = table.isLateAt(row, moment.now);
        ++counts.waiting;
        counts.asked += status == CaseStatus::Asked ? 1 : 0;
        counts.late += late ? 1 : 0;
        counts.dueToday += !late && table.dueAt(row) < moment.endOfToday ? 1 : 0;
        counts.oldestOpenedAt =
            std::min(counts.oldestOpenedAt.value_or(table.openedAt(row)), table.openedAt(row));
    }
    return counts;
}

} // namespace mops::desk
