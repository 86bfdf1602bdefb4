#include "core/desk/queue_table.h"

#include "core/desk/priority.h"

#include <algorithm>
#include <functional>

namespace mops::desk {
namespace {

constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kFirstSlots = 1024;

std::optional<std::int64_t> timeOf(std::int64_t stored) {
    return stored == kNoTime ? std::nullopt : std::optional(stored);
}

std::string tagSetOf(const std::vector<std::string>& tags) {
    std::string set;
    for (const std::string& tag : tags)
        set += tag + '\n';
    return set;
}

} // namespace

std::size_t QueueTable::slotOf(std::string_view caseId) const {
    std::size_t slot = std::hash<std::string_view>{}(caseId) & (m_slots.size() - 1);
    while (m_slots[slot] != 0 && this->caseId(m_slots[slot] - 1) != caseId)
        slot = (slot + 1) & (m_slots.size() - 1);
    return slot;
}

std::optional<std::uint32_t> QueueTable::find(std::string_view caseId) const {
    if (m_slots.empty())
        return std::nullopt;
    const std::uint32_t entry = m_slots[slotOf(caseId)];
    return entry == 0 ? std::nullopt : std::optional(entry - 1);
}

void QueueTable::growIndex() {
    m_slots.assign(std::max(kFirstSlots, 2 * m_slots.size()), 0);
    for (std::uint32_t row = 0; row < rows(); ++row)
        m_slots[slotOf(caseId(row))] = row + 1;
}

std::uint32_t QueueTable::append(std::string_view caseId) {
    if (m_slots.empty() || 2 * rows() >= m_slots.size())
        growIndex();
    const std::size_t slot = slotOf(caseId);
    const auto row = static_cast<std::uint32_t>(rows());
    m_slots[slot] = row + 1;
    m_caseIds.add(caseId);
    m_gone.push_back(0);
    for (GrowingDictionary* column :
         {&m_kind, &m_region, &m_category, &m_assignee, &m_reasonCode, &m_picked, &m_decidedBy,
          &m_claimedBy, &m_firstFeature, &m_tagSets})
        column->add({});
    m_merchantKey.push_back(0);
    m_reasons.emplace_back();
    m_status.push_back(CaseStatus::Open);
    m_woken.push_back(0);
    m_marked.push_back(0);
    m_priority.push_back(0);
    m_score.push_back(0);
    m_stake.push_back(0);
    for (auto* column :
         {&m_openedAt, &m_dueAt, &m_snoozedUntil, &m_clockStoppedAt, &m_decidedAt, &m_claimedUntil})
        column->push_back(kNoTime);
    return row;
}

std::uint32_t QueueTable::put(const QueueRow& from) {
    const Case& item = from.item;
    const auto known = find(item.caseId);
    const std::uint32_t row = known ? *known : append(item.caseId);
    if (!known) {
        // What a case is about never changes; texts of rows cannot be made longer in an arena.
        m_merchantIds.add(item.merchantId);
        m_names.add(item.merchantName);
        m_titles.add(item.title);
    }
    m_gone[row] = 0;
    m_merchantKey[row] = item.merchantKey;
    m_kind.set(row, item.kind);
    m_region.set(row, from.region);
    m_category.set(row, from.category);
    m_assignee.set(row, item.assignee);
    m_reasonCode.set(row, item.reasonCode);
    m_picked.set(row, item.picked);
    m_decidedBy.set(row, item.decidedBy);
    m_claimedBy.set(row, item.claimedBy);
    m_firstFeature.set(row, item.why.empty() ? std::string_view() : item.why.front().feature);
    m_tagSets.set(row, item.tags.empty() ? std::string() : tagSetOf(item.tags));
    for (std::size_t k = 0; k < kQueueReasons; ++k) {
        m_reasons[row][k] = {};
        if (k < item.why.size())
            m_reasons[row][k] = {m_features.codeFor(item.why[k].feature),
                                 static_cast<float>(item.why[k].value),
                                 static_cast<float>(item.why[k].peerMedian),
                                 static_cast<float>(item.why[k].contribution)};
    }
    m_status[row] = item.status;
    m_woken[row] = from.woken ? 1 : 0;
    m_marked[row] = from.marked ? 1 : 0;
    m_priority[row] = item.priority;
    m_score[row] = static_cast<float>(item.score);
    m_stake[row] = item.stakeMinor;
    m_openedAt[row] = item.openedAt;
    m_dueAt[row] = item.dueAt;
    m_snoozedUntil[row] = item.snoozedUntil.value_or(kNoTime);
    m_clockStoppedAt[row] = item.clockStoppedAt.value_or(kNoTime);
    m_decidedAt[row] = item.decidedAt.value_or(kNoTime);
    m_claimedUntil[row] = item.claimedUntil.value_or(kNoTime);
    return row;
}

void QueueTable::remove(std::string_view caseId) {
    if (const auto row = find(caseId))
        m_gone[*row] = 1;
}

std::vector<std::string> QueueTable::tags(std::uint32_t row) const {
    std::vector<std::string> tags;
    const std::string_view set = m_tagSets.at(row);
    for (std::size_t begin = 0; begin < set.size();) {
        const std::size_t end = set.find('\n', begin);
        tags.emplace_back(set.substr(begin, end - begin));
        begin = end + 1;
    }
    return tags;
}

std::optional<std::int64_t> QueueTable::snoozedUntil(std::uint32_t row) const {
    return timeOf(m_snoozedUntil[row]);
}

std::optional<std::int64_t> QueueTable::decidedAt(std::uint32_t row) const {
    return timeOf(m_decidedAt[row]);
}

CaseStatus QueueTable::statusAt(std::uint32_t row, std::int64_t now) const {
    const bool over =
        m_status[row] == CaseStatus::Snoozed && (m_woken[row] != 0 || m_snoozedUntil[row] <= now);
    return over ? CaseStatus::Open : m_status[row];
}

bool QueueTable::isLateAt(std::uint32_t row, std::int64_t now) const {
    if (isClosed(m_status[row]))
        return m_decidedAt[row] != kNoTime && m_decidedAt[row] > m_dueAt[row];
    return std::min(now, m_clockStoppedAt[row]) > m_dueAt[row];
}

std::string_view QueueTable::claimedByAt(std::uint32_t row, std::int64_t now) const {
    const std::int64_t until = m_claimedUntil[row];
    // A lease that a clock set back leaves far in the future is over, too.
    const bool runs = until == kNoTime || (until > now && until <= now + 2 * kClaimSeconds);
    return runs ? m_claimedBy.at(row) : std::string_view();
}

void QueueTable::setSeen(std::int64_t operation, std::int64_t batch, std::int64_t scoreRun) {
    m_lastOperation = operation;
    m_seenBatch = batch;
    m_seenScoreRun = scoreRun;
}

std::size_t QueueTable::bytes() const {
    std::size_t texts = 0;
    for (const TextArena* arena : {&m_caseIds, &m_merchantIds, &m_names, &m_titles})
        texts += arena->bytes.capacity() + 4 * arena->begin.capacity();
    constexpr std::size_t kCodes = 10 * sizeof(std::uint32_t);
    constexpr std::size_t kTimes = 9 * sizeof(std::int64_t);
    constexpr std::size_t kRest = sizeof(CaseStatus) + sizeof(float) + 3;
    return texts + 4 * m_slots.capacity() +
           m_gone.capacity() * (kCodes + kTimes + kRest + kQueueReasons * sizeof(QueueReason));
}

std::vector<std::uint32_t> applyChanges(QueueTable& table, const QueueChanges& changes) {
    std::vector<std::uint32_t> changed;
    changed.reserve(changes.rows.size() + changes.gone.size());
    for (const QueueRow& row : changes.rows)
        changed.push_back(table.put(row));
    for (const std::string& caseId : changes.gone) {
        if (const auto row = table.find(caseId))
            changed.push_back(*row);
        table.remove(caseId);
    }
    table.setSeen(changes.lastOperation, changes.seenBatch, changes.seenScoreRun);
    return changed;
}

} // namespace mops::desk
