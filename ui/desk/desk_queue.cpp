#include "ui/desk/desk_queue.h"

#include "core/base/date.h"
#include "ui/shell/mart_session.h"

#include <algorithm>
#include <atomic>
#include <QDateTime>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr int kFlushMilliseconds = 4;
/// Counts may lag behind a fast hand: they are read, not acted upon.
constexpr int kCountMilliseconds = 400;

DeskCounts countOf(const desk::QueueTable& table, const std::vector<desk::QueueFilter>& tabs,
                   const DeskQuestion& shown, const desk::QueueMoment& moment) {
    const desk::QueueView view(table);
    DeskCounts counts;
    for (const desk::QueueFilter& tab : tabs)
        counts.tabs.push_back(static_cast<std::int64_t>(view.filter(tab, moment).size()));
    counts.queue = desk::countQueue(table, moment);
    for (std::uint32_t row = 0; row < table.rows() && !counts.held; ++row)
        counts.held = !table.assignee(row).empty() || !table.claimedByAt(row, moment.now).empty();
    desk::QueueFilter closed;
    closed.statuses = {desk::CaseStatus::Approved, desk::CaseStatus::Refused};
    counts.decided = static_cast<std::int64_t>(view.filter(closed, moment).size());
    // what a facet could be changed to leaves its own filter out
    const auto facet = [&](desk::QueueFacet which, auto clear) {
        desk::QueueFilter filter = shown.filter;
        clear(filter);
        return view.facet(which, view.filter(filter, moment), moment);
    };
    counts.kinds = facet(desk::QueueFacet::Kind, [](auto& filter) { filter.kinds.clear(); });
    counts.regions = facet(desk::QueueFacet::Region, [](auto& filter) { filter.region.clear(); });
    counts.reasons = facet(desk::QueueFacet::Reason, [](auto& filter) { filter.reason.clear(); });
    counts.assignees =
        facet(desk::QueueFacet::Assignee, [](auto& filter) { filter.assignee.reset(); });
    counts.tags = facet(desk::QueueFacet::Tag, [](auto& filter) { filter.tag.clear(); });
    counts.picked = facet(desk::QueueFacet::Picked, [](auto& filter) { filter.picked.clear(); });
    return counts;
}

} // namespace

DeskQueue::DeskQueue(MartSession& session, std::vector<std::string> kinds, QString jobPrefix,
                     QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_kinds(std::move(kinds))
    , m_prefix(std::move(jobPrefix)) {
    m_flushTimer.setSingleShot(true);
    m_flushTimer.setInterval(kFlushMilliseconds);
    connect(&m_flushTimer, &QTimer::timeout, this, &DeskQueue::flush);
    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(kCountMilliseconds);
    connect(&m_countTimer, &QTimer::timeout, this, &DeskQueue::startCount);
}

desk::QueueMoment DeskQueue::moment() const {
    desk::QueueMoment moment;
    moment.now = toSeconds(m_session.clock().now());
    const QDateTime local = QDateTime::fromSecsSinceEpoch(moment.now);
    moment.endOfToday = local.date().addDays(1).startOfDay().toSecsSinceEpoch();
    moment.operatorName = m_session.operatorName();
    return moment;
}

desk::QueueScope DeskQueue::scope() const {
    desk::QueueScope scope;
    scope.kinds = m_kinds;
    scope.closedSince = std::numeric_limits<std::int64_t>::min();
    scope.viewer = m_session.operatorName();
    return scope;
}

void DeskQueue::load() {
    if (std::exchange(m_loading, true))
        return;
    m_session.read<std::shared_ptr<desk::QueueTable>>(
        {m_prefix + u"-queue"_s, tr("Reading the queue")},
        [scope = scope()](db::Database& mart,
                          TaskContext& task) -> Result<std::shared_ptr<desk::QueueTable>> {
            auto table = desk::readQueueTable(mart, scope, task);
            if (!table)
                return failAs(table);
            return std::make_shared<desk::QueueTable>(std::move(*table));
        },
        this,
        [this](const Result<std::shared_ptr<desk::QueueTable>>& table) {
            m_loading = false;
            if (!table) {
                emit failed(table.error());
                return;
            }
            m_table = *table;
            m_changes.clear();
            m_puts.clear();
            m_known.clear();
            m_base.clear();
            const auto laid = m_laid;
            for (const Laid& each : laid)
                relay(each.decision.caseId);
            emit loaded();
            catchUp(); // what was stored while it was read
        });
}

void DeskQueue::catchUp() {
    if (!m_table) {
        load();
        return;
    }
    m_session.read<desk::QueueChanges>(
        {m_prefix + u"-changes"_s, tr("Reading what changed")},
        [scope = scope(), last = m_table->lastOperation(), batch = m_table->seenBatch(),
         run = m_table->seenScoreRun()](db::Database& mart, TaskContext&) {
            return desk::readQueueChanges(mart, scope, last, batch, run);
        },
        this,
        [this](const Result<desk::QueueChanges>& changes) {
            if (!changes) {
                if (changes.error().code != ErrorCode::Cancelled)
                    emit failed(changes.error());
                return;
            }
            take(*changes);
        });
}

void DeskQueue::take(const desk::QueueChanges& changes) {
    if (changes.reload) {
        load();
        return;
    }
    m_changes.push_back(changes);
    flush();
}

bool DeskQueue::isFree() const {
    if (m_table.use_count() != 1)
        return false;
    // pairs with the release of the worker that held the table last
    std::atomic_thread_fence(std::memory_order_acquire);
    return true;
}

void DeskQueue::flush() {
    if (!m_table || (m_changes.empty() && m_puts.empty()))
        return;
    if (!isFree()) {
        m_flushTimer.start();
        return;
    }
    std::vector<std::uint32_t> rows;
    const bool news = !m_changes.empty();
    while (!m_changes.empty()) {
        desk::QueueChanges changes = std::move(m_changes.front());
        m_changes.pop_front();
        for (const desk::QueueRow& row : changes.rows) {
            m_known.erase(row.item.caseId);
            if (hasLaid(row.item.caseId))
                m_base[row.item.caseId] = std::make_shared<const desk::Case>(row.item);
        }
        const auto touched = desk::applyChanges(*m_table, changes);
        rows.insert(rows.end(), touched.begin(), touched.end());
        for (const desk::QueueRow& row : changes.rows)
            relay(row.item.caseId);
    }
    for (const desk::Case& item : std::exchange(m_puts, {})) {
        desk::QueueRow row;
        row.item = item;
        if (const auto known = m_table->find(item.caseId)) {
            row.region = m_table->region(*known);
            row.category = m_table->category(*known);
            row.marked = m_table->isMarked(*known);
        }
        rows.push_back(m_table->put(row));
    }
    if (news || !rows.empty())
        emit changed(rows);
}

void DeskQueue::ask(const DeskQuestion& question) {
    if (!m_table)
        return;
    flush();
    m_session.jobs().run<std::shared_ptr<DeskAnswer>>(
        {m_prefix + u"-order"_s, tr("Ordering the queue")},
        [table = shared(), question,
         moment = moment()](TaskContext& task) mutable -> Result<std::shared_ptr<DeskAnswer>> {
            const std::shared_ptr<const desk::QueueTable> mine = std::move(table);
            const desk::QueueView view(*mine);
            auto answer = std::make_shared<DeskAnswer>();
            answer->question = question;
            answer->moment = moment;
            answer->rows = view.filter(question.filter, moment);
            if (task.cancelled())
                return fail(ErrorCode::Cancelled);
            if (question.newestDecision)
                std::stable_sort(answer->rows.begin(), answer->rows.end(),
                                 [&](std::uint32_t left, std::uint32_t right) {
                                     return mine->decidedAt(left).value_or(0) >
                                            mine->decidedAt(right).value_or(0);
                                 });
            else
                view.sort(question.sortBy, question.descending, moment, answer->rows);
            return answer;
        },
        this,
        [this, asked = m_table.get()](const Result<std::shared_ptr<DeskAnswer>>& answer) {
            // row numbers of a table that was read anew since are no use
            if (answer && asked == m_table.get())
                emit answered(**answer);
        });
}

void DeskQueue::count(std::vector<desk::QueueFilter> tabs, DeskQuestion shown) {
    m_tabs = std::move(tabs);
    m_shown = std::move(shown);
    if (!m_countTimer.isActive())
        m_countTimer.start();
}

void DeskQueue::startCount() {
    if (!m_table)
        return;
    if (!m_changes.empty() || !m_puts.empty()) {
        m_countTimer.start();
        return;
    }
    m_session.jobs().run<DeskCounts>(
        {m_prefix + u"-counts"_s, tr("Counting the cases")},
        [table = shared(), tabs = m_tabs, shown = m_shown,
         moment = moment()](TaskContext&) mutable -> Result<DeskCounts> {
            const std::shared_ptr<const desk::QueueTable> mine = std::move(table);
            return countOf(*mine, tabs, shown, moment);
        },
        this,
        [this](const Result<DeskCounts>& counts) {
            if (counts)
                emit counted(*counts);
        });
}

std::optional<std::uint32_t> DeskQueue::rowOf(std::string_view caseId) const {
    if (!m_table)
        return std::nullopt;
    const auto row = m_table->find(caseId);
    return row && !m_table->isGone(*row) ? row : std::nullopt;
}

desk::Case DeskQueue::stored(std::uint32_t row) const {
    const desk::QueueTable& table = *m_table;
    desk::Case item;
    item.caseId = table.caseId(row);
    item.kind = table.kind(row);
    item.subjectId = table.merchantId(row);
    item.merchantKey = table.merchantKey(row);
    item.merchantId = table.merchantId(row);
    item.merchantName = table.merchantName(row);
    item.title = table.title(row);
    item.priority = table.priority(row);
    item.score = table.score(row);
    item.stakeMinor = table.stakeMinor(row);
    item.picked = table.picked(row);
    for (const desk::QueueReason& reason : table.reasons(row))
        if (reason.feature != 0)
            item.why.push_back(
                {std::string(table.feature(reason)), static_cast<double>(reason.value),
                 static_cast<double>(reason.peerMedian), static_cast<double>(reason.contribution)});
    item.openedAt = table.openedAt(row);
    item.dueAt = table.dueAt(row);
    item.status = table.statusAt(row, now());
    item.reasonCode = table.reasonCode(row);
    item.assignee = table.assignee(row);
    item.snoozedUntil = table.snoozedUntil(row);
    item.decidedAt = table.decidedAt(row);
    item.decidedBy = table.decidedBy(row);
    item.claimedBy = table.claimedByAt(row, now());
    item.tags = table.tags(row);
    return item;
}

CasePtr DeskQueue::at(std::uint32_t row) const {
    const auto known = m_known.find(std::string(m_table->caseId(row)));
    if (known != m_known.end())
        return known->second;
    return std::make_shared<const desk::Case>(stored(row));
}

desk::CaseStatus DeskQueue::statusOf(std::uint32_t row) const {
    if (!m_puts.empty() || !m_changes.empty()) // the table may be behind
        return at(row)->status;
    return m_table->statusAt(row, now());
}

CasePtr DeskQueue::find(const std::string& caseId) const {
    const auto row = rowOf(caseId);
    return row ? at(*row) : nullptr;
}

void DeskQueue::know(const desk::Case& item) {
    if (!rowOf(item.caseId))
        return;
    if (hasLaid(item.caseId)) {
        m_base[item.caseId] = std::make_shared<const desk::Case>(item);
        relay(item.caseId);
        return;
    }
    m_known[item.caseId] = std::make_shared<const desk::Case>(item);
}

bool DeskQueue::passes(std::uint32_t row, const desk::QueueFilter& filter) const {
    return !m_table->isGone(row) && desk::QueueView(*m_table).passes(row, filter, moment());
}

CasePtr DeskQueue::ofMerchant(const std::string& merchantId) const {
    if (!m_table)
        return nullptr;
    desk::QueueFilter filter;
    filter.merchantId = merchantId;
    filter.statuses = {desk::CaseStatus::Open,      desk::CaseStatus::Asked,
                       desk::CaseStatus::Escalated, desk::CaseStatus::Snoozed,
                       desk::CaseStatus::Approved,  desk::CaseStatus::Refused};
    CasePtr best;
    for (const std::uint32_t row : desk::QueueView(*m_table).filter(filter, moment())) {
        CasePtr seen = at(row);
        if (isWaiting(*seen, now()))
            return seen;
        if (!best || seen->openedAt > best->openedAt)
            best = std::move(seen);
    }
    return best;
}

bool DeskQueue::hasLaid(const std::string& caseId) const {
    return std::any_of(m_laid.begin(), m_laid.end(),
                       [&](const Laid& laid) { return laid.decision.caseId == caseId; });
}

void DeskQueue::relay(const std::string& caseId) {
    const auto row = rowOf(caseId);
    if (!row)
        return;
    const bool laid = hasLaid(caseId);
    if (!m_base.contains(caseId)) {
        if (!laid)
            return;
        m_base[caseId] = at(*row);
    }
    desk::Case item = *m_base[caseId];
    for (const Laid& each : m_laid)
        if (each.decision.caseId == caseId)
            item = afterDecision(std::move(item), each.decision, each.operatorName, each.at);
    if (!laid)
        m_base.erase(caseId);
    m_known[caseId] = std::make_shared<const desk::Case>(item);
    m_puts.push_back(std::move(item));
}

int DeskQueue::lay(const desk::Decision& decision) {
    m_laid.push_back({++m_lastTicket, decision, m_session.operatorName(), now()});
    relay(decision.caseId);
    flush();
    return m_lastTicket;
}

void DeskQueue::settle(int ticket) {
    const auto found = std::find_if(m_laid.begin(), m_laid.end(),
                                    [ticket](const Laid& laid) { return laid.ticket == ticket; });
    if (found == m_laid.end())
        return;
    // it is part of the case from now on
    const Laid laid = *found;
    m_laid.erase(found);
    if (const auto base = m_base.find(laid.decision.caseId); base != m_base.end()) {
        if (hasLaid(laid.decision.caseId))
            base->second = std::make_shared<const desk::Case>(
                afterDecision(*base->second, laid.decision, laid.operatorName, laid.at));
        else
            m_base.erase(base);
    }
}

void DeskQueue::takeBack(int ticket) {
    const auto found = std::find_if(m_laid.begin(), m_laid.end(),
                                    [ticket](const Laid& laid) { return laid.ticket == ticket; });
    if (found == m_laid.end())
        return;
    const std::string caseId = found->decision.caseId;
    m_laid.erase(found);
    relay(caseId);
    flush();
}

} // namespace mops::ui
