#include "ui/desk/review_desk.h"

#include "core/desk/case_kind.h"
#include "ui/desk/bulk_panel.h"
#include "ui/desk/case_pane.h"
#include "ui/desk/decision_bar.h"
#include "ui/desk/desk_keys.h"
#include "ui/desk/facet_bar.h"
#include "ui/desk/view_tabs.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr int kAhead = 3;
/// Beyond this many changed rows the list is asked for anew instead of being mended.
constexpr std::size_t kMended = 64;

std::vector<std::string> kindsOf(const char* page) {
    std::vector<std::string> kinds;
    for (const desk::CaseKind& kind : desk::caseKinds())
        if (std::string_view(kind.page) == page)
            kinds.emplace_back(kind.name);
    if (kinds.empty())
        kinds.emplace_back(page); // no kind at all means every kind: a page without any shows none
    return kinds;
}

bool isPartOfWaiting(const QString& view) {
    return view == u"mine"_s || view == u"late"_s || view == u"today"_s;
}

} // namespace

ReviewDesk::ReviewDesk(MartSession& session, const char* page, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_page(QString::fromLatin1(page))
    , m_kinds(kindsOf(page))
    , m_queue(session, m_kinds, m_page)
    , m_list(m_queue)
    , m_loader(session)
    , m_flips(session)
    , m_tabs(new ViewTabs(session, m_page, this))
    , m_facets(new FacetBar(this))
    , m_toast(new QLabel(this))
    , m_marked(new QLabel(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_listState(new StatePane(this))
    , m_view(new TableView)
    , m_right(new QStackedWidget(this))
    , m_pane(new CasePane(this))
    , m_bulk(new BulkPanel(this))
    , m_keys(new DeskKeys(this)) {
    m_list.setBackground(&m_background);
    buildLayout();
    connectQueue();
    connectPane();
    bindKeys();
    retranslate();
}

void ReviewDesk::buildLayout() {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(0.5));
    m_toast->setObjectName(u"deskToast"_s);
    theme::setTone(m_toast, theme::Tone::Info);
    m_toast->hide();
    m_marked->setObjectName(u"markedCount"_s);
    theme::setTone(m_marked, theme::Tone::Info);
    m_marked->hide();
    auto* bars = new QHBoxLayout;
    bars->setSpacing(theme::unit(1));
    bars->addWidget(m_marked);
    bars->addWidget(m_toast);
    bars->addStretch();
    m_view->setObjectName(u"queueList"_s);
    m_view->setStateName(m_page + u"-queue"_s);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setModel(&m_list);
    m_view->setColumnWidths({1, 3, 12, 0, 7, 9, 4, 5, 5});
    m_view->setSecondLine(static_cast<int>(CaseColumn::Why));
    m_view->setColumnHidden(static_cast<int>(CaseColumn::Kind), true);
    m_view->setColumnHidden(static_cast<int>(CaseColumn::Priority), true);
    m_listState->setContent(m_view);
    auto* left = new QWidget(this);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::unit(0.5));
    column->addWidget(m_facets);
    column->addLayout(bars);
    column->addWidget(m_listState, 1);
    m_right->addWidget(m_pane);
    m_right->addWidget(m_bulk);
    m_splitter->setObjectName(u"deskSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(left);
    m_splitter->addWidget(m_right);
    m_splitter->setSizes({theme::unit(70), theme::unit(68)});
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    left->setMinimumWidth(theme::unit(40));
    layout->addWidget(m_tabs);
    layout->addWidget(m_splitter, 1);
}

void ReviewDesk::connectQueue() {
    connect(&m_queue, &DeskQueue::loaded, this, &ReviewDesk::onLoaded);
    connect(&m_queue, &DeskQueue::failed, this, &ReviewDesk::failed);
    connect(&m_queue, &DeskQueue::answered, this, &ReviewDesk::onAnswered);
    connect(&m_queue, &DeskQueue::changed, this, &ReviewDesk::onChanged);
    connect(&m_queue, &DeskQueue::counted, this, [this](const DeskCounts& counts) {
        m_counts = counts;
        m_tabs->setCounts(counts.tabs);
        m_facets->setCounts(counts);
        // what would say the same in every row is left out
        m_list.setKindsMixed(counts.kinds.size() >= 2);
        m_view->setColumnHidden(static_cast<int>(CaseColumn::Assignee), !counts.held);
        if (m_list.rowCount() == 0)
            showCurrent();
    });
    connect(m_tabs, &ViewTabs::chosen, this, [this] {
        m_wanted.clear();
        m_sort.reset();
        m_view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
        m_list.clearMarks();
        m_facets->show(m_tabs->view().question.filter);
        m_pane->setProblem({});
        ask();
    });
    connect(m_tabs, &ViewTabs::viewsChanged, this, &ReviewDesk::wishCounts);
    connect(m_tabs, &ViewTabs::failed, this, [this](const Error& error) {
        say(text::errorText(error) + u' ' + text::errorHint(error));
    });
    connect(m_facets, &FacetBar::chosen, this, &ReviewDesk::ask);
    connect(&m_list, &CaseList::sortWanted, this, [this](int column, Qt::SortOrder order) {
        if (column < 0)
            m_sort.reset();
        else
            m_sort = {CaseList::sortColumn(static_cast<CaseColumn>(column)),
                      order == Qt::DescendingOrder};
        ask();
    });
    connect(&m_list, &CaseList::marksChanged, this, [this] {
        const auto marked = static_cast<std::int64_t>(m_list.marks().count());
        m_marked->setVisible(marked > 0);
        m_marked->setText(marked == m_list.rowCount()
                              ? tr("All %1 that match are marked").arg(format::integer(marked))
                              : tr("Marked: %1").arg(format::integer(marked)));
    });
    // the session tells the news of an undo, then which case it touched, in one go
    connect(&m_session, &MartSession::caseTouched, this, &ReviewDesk::onTouched);
    connect(&m_session, &MartSession::news, this, [this](const QString& sentence) {
        if (!m_undoing.empty())
            say(sentence);
        onUndoAnswered();
    });
    connect(&m_session, &MartSession::failed, this, &ReviewDesk::onUndoAnswered);
}

void ReviewDesk::setBackground(const RiskBackground& background) {
    m_background = background;
    m_pane->setBackground(background);
    m_bulk->setCurrency(background.currency);
    m_flips.setModel(background.model, background.scoredAsOf);
    m_pane->setCanFlip(m_flips.canFind());
    m_list.refreshTexts();
}

void ReviewDesk::refresh() {
    m_tabs->refresh();
    readOperators();
    if (m_queue.isKnown())
        m_queue.catchUp();
    else
        m_queue.load();
}

void ReviewDesk::reload() {
    m_loader.clear();
    m_queue.load();
}

void ReviewDesk::onLoaded() {
    m_list.setRows({});
    m_list.resetMarks();
    if (!m_restored.isEmpty())
        restoreState(std::exchange(m_restored, {}));
    emit known();
    ask();
}

DeskQuestion ReviewDesk::question() const {
    DeskQuestion question = m_tabs->view().question;
    m_facets->narrow(question.filter);
    if (!m_text.isEmpty())
        question.filter.text = m_text.toStdString();
    if (m_sort) {
        question.sortBy = m_sort->first;
        question.descending = m_sort->second;
        question.newestDecision = false;
    }
    return question;
}

void ReviewDesk::ask() {
    if (!m_queue.isKnown())
        return;
    m_asked = true;
    m_tabs->setShown(question());
    m_queue.ask(question());
    wishCounts();
}

void ReviewDesk::wishCounts() {
    m_queue.count(m_tabs->filters(), question());
}

void ReviewDesk::onAnswered(const DeskAnswer& answer) {
    m_asked = false;
    std::vector<std::uint32_t> rows = answer.rows;
    // decided since the question was asked
    const desk::QueueFilter filter = question().filter;
    for (const Left& left : m_left)
        if (const auto row = m_queue.rowOf(left.caseId);
            row && !belongs(*m_queue.at(*row), filter, m_queue.now()))
            std::erase(rows, *row);
    m_updating = true;
    m_list.setRows(std::move(rows));
    m_updating = false;
    int shown = m_wanted.empty() ? -1 : m_list.shownRow(m_wanted);
    if (shown < 0 && !m_allDone && m_list.rowCount() > 0)
        shown = std::max(0, nextAfter(-1));
    m_allDone = false;
    select(shown);
    showListState();
}

void ReviewDesk::onChanged(const std::vector<std::uint32_t>& rows) {
    wishCounts();
    if (!rows.empty() && m_list.rowCount() == 0)
        emit known(); // there are cases now, opened by somebody else
    const bool touched = !m_touched.empty() && m_queue.rowOf(m_touched).has_value();
    if (rows.size() > kMended) {
        if (touched)
            m_wanted = std::exchange(m_touched, {});
        ask();
        return;
    }
    const desk::QueueFilter filter = question().filter;
    bool stale = false;
    for (const std::uint32_t row : rows) {
        const int shown = m_list.shownRow(row);
        const bool belongsHere = m_queue.passes(row, filter);
        if (shown >= 0 && !belongsHere)
            leaveList(std::string(m_queue.table()->caseId(row)));
        else if (shown < 0 && belongsHere) {
            const std::string caseId(m_queue.table()->caseId(row));
            const auto left = std::find_if(m_left.rbegin(), m_left.rend(),
                                           [&](const Left& each) { return each.caseId == caseId; });
            const int before = left == m_left.rend() ? -1 : m_list.shownRow(left->before);
            if (before >= 0)
                m_list.insertAt(before, row);
            else
                stale = true;
        }
    }
    m_list.refresh(rows);
    const CasePtr item = m_pane->item();
    for (const std::uint32_t row : rows)
        if (item && m_queue.table()->caseId(row) == item->caseId && m_queue.at(row))
            showCurrent();
    if (touched)
        bringBack(std::exchange(m_touched, {}));
    else if (stale)
        ask();
    showListState();
}

void ReviewDesk::bringBack(const std::string& caseId) {
    m_wanted = caseId;
    const CasePtr item = m_queue.find(caseId);
    if (!item)
        return;
    if (const int shown = m_list.shownRow(caseId); shown >= 0) {
        select(shown);
        return;
    }
    if (!belongs(*item, question().filter, m_queue.now())) {
        for (const DeskView& view : m_tabs->views())
            if (!view.saved && !isPartOfWaiting(view.id) &&
                belongs(*item, view.question.filter, m_queue.now())) {
                m_tabs->choose(view.id);
                m_wanted = caseId;
                break;
            }
    }
    ask();
}

void ReviewDesk::leaveList(const std::string& caseId) {
    const int shown = m_list.shownRow(caseId);
    if (shown < 0)
        return;
    const int after = shown + 1 < m_list.rowCount() ? shown + 1 : shown - 1;
    std::erase_if(m_left, [&](const Left& left) { return left.caseId == caseId; });
    m_left.push_back({caseId, after >= 0 ? m_list.caseId(after) : std::string()});
    constexpr std::size_t kRemembered = 1'000;
    if (m_left.size() > kRemembered)
        m_left.pop_front();
    const bool wasCurrent = m_view->currentRow() == shown;
    const int next = wasCurrent ? nextAfter(shown) : -1;
    m_updating = true;
    m_list.removeAt(shown);
    m_updating = false;
    if (wasCurrent)
        select(next > shown ? next - 1 : next);
    if (m_list.rowCount() == 0)
        showListState();
}

void ReviewDesk::select(int shown) {
    m_updating = true;
    m_view->selectRow(shown);
    m_updating = false;
    m_wanted = m_list.caseId(shown);
    showCurrent();
}

CasePtr ReviewDesk::current() const {
    const int shown = m_view->currentRow();
    return shown < 0 || shown >= m_list.rowCount() ? nullptr : m_queue.at(m_list.tableRow(shown));
}

void ReviewDesk::showCurrent() {
    const CasePtr item = current();
    if (!item) {
        const QString view = m_tabs->currentId();
        const bool queueView = view == u"waiting"_s || isPartOfWaiting(view);
        if (queueView && (m_counts.decided > 0 || m_sitting.decided() > 0))
            m_pane->showAllDone(summary());
        else
            m_pane->showNothingChosen();
        return;
    }
    const CaseDetailPtr detail = m_loader.cached(item->caseId);
    m_pane->showCase(item, detail, isWaiting(*item, m_queue.now()), m_queue.now());
    if (!detail)
        m_loader.want(item);
    prefetch(m_view->currentRow());
}

void ReviewDesk::prefetch(int shown) {
    std::vector<CasePtr> ahead;
    for (int at = nextAfter(shown); at >= 0 && static_cast<int>(ahead.size()) < kAhead;) {
        ahead.push_back(m_queue.at(m_list.tableRow(at)));
        const int next = nextAfter(at);
        if (next <= at)
            break;
        at = next;
    }
    m_loader.prefetch(std::move(ahead));
}

SittingSummary ReviewDesk::summary() const {
    SittingSummary summary;
    summary.decided = m_sitting.decided();
    summary.undone = m_sitting.undone();
    summary.minutes = m_sitting.minutes();
    summary.asked = static_cast<int>(m_counts.queue.waiting);
    summary.snoozed = static_cast<int>(m_counts.queue.snoozed);
    return summary;
}

int ReviewDesk::nextAfter(int shown) const {
    const int rows = m_list.rowCount();
    const auto& statuses = m_tabs->view().question.filter.statuses;
    for (int step = 1; step <= rows; ++step) {
        const int at = (shown + step + rows) % rows;
        if (at == shown)
            break;
        // in a queue auto-advance goes to what nobody has answered yet
        if (!statuses.empty() || m_queue.statusOf(m_list.tableRow(at)) == desk::CaseStatus::Open)
            return at;
    }
    return -1;
}

bool ReviewDesk::step(int by) {
    const int rows = m_list.rowCount();
    if (rows == 0)
        return true;
    m_pane->decisions()->panel()->leave();
    leaveBulk();
    select(std::clamp(m_view->currentRow() + by, 0, rows - 1));
    return true;
}

void ReviewDesk::showListState() {
    if (m_list.rowCount() > 0) {
        m_listState->showContent();
        return;
    }
    const QString view = m_tabs->currentId();
    if (m_facets->isNarrowed() || !m_text.isEmpty())
        m_listState->showEmpty(u"edit-find"_s, tr("No case matches"),
                               tr("Take the filter away to see the others."),
                               {{tr("Show all of this view"),
                                 [this] {
                                     m_facets->clear();
                                     ask();
                                 },
                                 false}});
    else if (view == u"waiting"_s)
        m_listState->showEmpty(u"checkmark"_s, tr("Nothing waits"),
                               tr("Every case is decided, snoozed or filtered out."));
    else if (view == u"mine"_s)
        m_listState->showEmpty(u"checkmark"_s, tr("Nothing is yours"),
                               tr("Cases assigned to you or held by you stand here."));
    else if (view == u"late"_s)
        m_listState->showEmpty(u"checkmark"_s, tr("Nothing is late"),
                               tr("Cases past their deadline stand here."));
    else if (view == u"today"_s)
        m_listState->showEmpty(u"checkmark"_s, tr("Nothing is due today"),
                               tr("Cases whose deadline is still to come today stand here."));
    else if (view == u"snoozed"_s)
        m_listState->showEmpty(u"appointment-soon"_s, tr("Nothing is snoozed"),
                               tr("A case you put off with Z stands here until its time comes."));
    else
        m_listState->showEmpty(u"view-list-details"_s, tr("Nothing is here yet"),
                               tr("Cases that belong to this view stand here."));
}

void ReviewDesk::setFilterText(const QString& text) {
    m_text = text.trimmed();
    ask();
}

bool ReviewDesk::showMerchant(const std::string& merchantId) {
    const CasePtr item = m_queue.ofMerchant(merchantId);
    return item && showCase(item->caseId);
}

bool ReviewDesk::showCase(const std::string& caseId) {
    if (!m_queue.find(caseId))
        return false;
    m_facets->clear();
    bringBack(caseId);
    return true;
}

void ReviewDesk::showView(const QString& id) {
    m_tabs->choose(id);
    m_view->setFocus(Qt::OtherFocusReason);
}

QString ReviewDesk::viewId() const {
    return m_tabs->currentId();
}

QString ReviewDesk::toast() const {
    return m_toast->isHidden() ? QString() : m_toast->text();
}

void ReviewDesk::say(const QString& sentence) {
    m_toast->setText(sentence);
    m_toast->setVisible(!sentence.isEmpty());
}

void ReviewDesk::retranslate() {
    m_view->setAccessibleName(tr("Cases"));
    m_list.refreshTexts();
    m_tabs->retranslate();
    m_facets->retranslate();
    m_pane->retranslate();
    m_bulk->retranslate();
    m_toast->hide();
    showListState();
}

void ReviewDesk::restyle() {
    m_list.refreshTexts();
    m_pane->retranslate();
}

QVariantMap ReviewDesk::saveState() const {
    QVariantMap state{{u"view"_s, m_tabs->currentId()},
                      {u"case"_s, QString::fromStdString(m_wanted)},
                      {u"split"_s, m_splitter->saveState()},
                      {u"question"_s, QString::fromStdString(definitionOf(question()))}};
    if (m_sort)
        state.insert(u"sorted"_s, true);
    return state;
}

void ReviewDesk::restoreState(const QVariantMap& state) {
    if (!m_queue.isKnown()) {
        m_restored = state;
        m_splitter->restoreState(state.value(u"split"_s).toByteArray());
        return;
    }
    m_splitter->restoreState(state.value(u"split"_s).toByteArray());
    m_tabs->choose(state.value(u"view"_s).toString());
    const DeskQuestion question = questionOf(state.value(u"question"_s).toString().toStdString());
    m_facets->show(question.filter);
    if (state.value(u"sorted"_s).toBool())
        m_sort = {question.sortBy, question.descending};
    m_wanted = state.value(u"case"_s).toString().toStdString();
    ask();
}

} // namespace mops::ui
