#include "ui/desk/review_desk.h"

#include "ui/desk/case_columns.h"
#include "ui/desk/case_pane.h"
#include "ui/desk/decision_bar.h"
#include "ui/desk/desk_keys.h"
#include "ui/desk/history_view.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

ReviewDesk::ReviewDesk(MartSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_loader(session)
    , m_table(caseColumns([this]() -> const RiskBackground& { return m_background; },
                          [this] { return now(); }))
    , m_views(new QTabBar(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_listState(new StatePane(this))
    , m_list(new TableView)
    , m_pane(new CasePane(this))
    , m_keys(new DeskKeys(this)) {
    m_table.setId([](const CasePtr& row) { return format::text(row->caseId); });
    buildLayout();
    connectPane();
    bindKeys();
    connect(&m_session, &MartSession::caseTouched, this, &ReviewDesk::onTouched);
    // the session tells the news of an undo, then which case it touched, in one go
    connect(&m_session, &MartSession::news, this, &ReviewDesk::onUndoAnswered);
    connect(&m_session, &MartSession::failed, this, &ReviewDesk::onUndoAnswered);
    retranslate();
}

void ReviewDesk::buildLayout() {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (int view = 0; view < kQueueViews; ++view)
        m_views->addTab(QString());
    m_views->setObjectName(u"queueViews"_s);
    m_views->setDocumentMode(true);
    m_views->setDrawBase(false);
    m_views->setExpanding(false);
    m_views->setFocusPolicy(Qt::TabFocus);
    m_list->setObjectName(u"queueList"_s);
    m_list->setStateName(u"risk-queue"_s);
    m_list->setModel(&m_table);
    m_list->setColumnWidths({4, 13, 0, 8, 5, 4});
    m_list->setSecondLine(kCaseWhyColumn);
    m_listState->setContent(m_list);
    m_splitter->setObjectName(u"deskSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_listState);
    m_splitter->addWidget(m_pane);
    m_splitter->setSizes({theme::unit(70), theme::unit(68)});
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_listState->setMinimumWidth(theme::unit(40));
    layout->addWidget(m_views);
    layout->addWidget(m_splitter, 1);
}

void ReviewDesk::connectPane() {
    connect(m_views, &QTabBar::currentChanged, this, [this] {
        m_wanted.clear();
        m_pane->setProblem({});
        showRows();
    });
    connect(m_list, &TableView::currentRowChanged, this, [this](int row) {
        if (m_updating || row < 0 || row >= m_table.rowCount())
            return;
        m_wanted = format::text(m_table.row(row)->caseId);
        m_pane->setProblem({});
        showCurrent();
    });
    connect(m_list, &TableView::opened, this,
            [this] { m_pane->setFocus(Qt::ShortcutFocusReason); });
    connect(&m_loader, &CaseLoader::loaded, this, [this](const std::string& caseId) {
        if (m_pane->item() && m_pane->item()->caseId == caseId)
            m_pane->setDetail(m_loader.cached(caseId));
    });
    connect(&m_loader, &CaseLoader::failed, this,
            [this](const std::string& caseId, const Error& error) {
                if (m_pane->item() && m_pane->item()->caseId == caseId)
                    m_pane->setDetailFailed(error, [this] { m_loader.want(m_pane->item()); });
            });
    connect(m_pane, &CasePane::merchantRequested, this, &ReviewDesk::merchantRequested);
    connect(m_pane, &CasePane::nextViewRequested, this,
            [this] { setCurrentView(QueueView::Decided); });
    connect(m_pane->decisions(), &DecisionBar::chosen, this,
            [this](desk::Verb verb) { decide(verb); });
    connect(m_pane->decisions(), &DecisionBar::refused, this,
            [this](const QString& reason, const QString& note) {
                decide(desk::Verb::Refuse, reason, note);
                m_list->setFocus(Qt::OtherFocusReason);
            });
    connect(m_pane->decisions(), &DecisionBar::reasonLeft, this,
            [this] { m_list->setFocus(Qt::OtherFocusReason); });
    connect(m_pane->history(), &HistoryView::noteWritten, this,
            [this](const QString& note) { decide(desk::Verb::Note, {}, note); });
    connect(m_pane->history(), &HistoryView::noteClosed, this,
            [this] { m_list->setFocus(Qt::OtherFocusReason); });
}

std::int64_t ReviewDesk::now() const {
    return toSeconds(m_session.clock().now());
}

void ReviewDesk::setBackground(const RiskBackground& background) {
    m_background = background;
    m_pane->setBackground(background);
    m_table.refreshTexts();
}

void ReviewDesk::forgetDetails() {
    m_loader.clear();
}

void ReviewDesk::setCases(std::vector<desk::Case> cases) {
    m_queue.setCases(std::move(cases));
    if (!m_touched.isEmpty())
        bringBack(std::exchange(m_touched, {}));
    else
        showRows();
}

void ReviewDesk::setFilterText(const QString& text) {
    m_updating = true;
    m_table.setFilter(text);
    m_updating = false;
    showRows();
}

QueueView ReviewDesk::currentView() const {
    return static_cast<QueueView>(m_views->currentIndex());
}

void ReviewDesk::setCurrentView(QueueView view) {
    m_views->setCurrentIndex(static_cast<int>(view));
    m_list->setFocus(Qt::OtherFocusReason);
}

bool ReviewDesk::showMerchant(const std::string& merchantId) {
    const CasePtr item = m_queue.ofMerchant(merchantId, now());
    if (!item)
        return false;
    bringBack(format::text(item->caseId));
    return true;
}

void ReviewDesk::bringBack(const QString& caseId) {
    const CasePtr item = m_queue.find(caseId.toStdString());
    m_wanted = caseId;
    if (item && !belongsTo(currentView(), *item, now())) {
        const QSignalBlocker quiet(m_views);
        for (const QueueView view : {QueueView::Waiting, QueueView::Snoozed, QueueView::Decided})
            if (belongsTo(view, *item, now()))
                m_views->setCurrentIndex(static_cast<int>(view));
    }
    showRows();
}

void ReviewDesk::showRows() {
    m_updating = true;
    m_table.setRows(m_queue.rows(currentView(), now()));
    int row = m_table.rowOfId(m_wanted);
    if (row < 0 && !m_allDone) {
        m_wanted = nextAfter(-1);
        row = m_table.rowOfId(m_wanted);
    }
    m_list->selectRow(row);
    m_updating = false;
    m_allDone = false;
    updateTabs();
    showListState();
    showCurrent();
}

void ReviewDesk::showListState() {
    if (m_table.rowCount() > 0) {
        m_listState->showContent();
        return;
    }
    switch (currentView()) {
    case QueueView::Waiting:
        m_listState->showEmpty(u"checkmark"_s, tr("Nothing waits"),
                               tr("Every case is decided, snoozed or filtered out."));
        break;
    case QueueView::DueToday:
        m_listState->showEmpty(u"checkmark"_s, tr("Nothing is due today"),
                               tr("Cases that are overdue or due today stand here."));
        break;
    case QueueView::Snoozed:
        m_listState->showEmpty(u"appointment-soon"_s, tr("Nothing is snoozed"),
                               tr("A case you put off with Z stands here until its time comes."));
        break;
    case QueueView::Decided:
        m_listState->showEmpty(u"view-list-details"_s, tr("Nothing is decided yet"),
                               tr("Approved and refused cases stand here, the latest first."));
        break;
    }
}

void ReviewDesk::showCurrent() {
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_table.rowCount()) {
        const bool done = m_queue.count(QueueView::Decided, now()) > 0 || m_sitting.decided() > 0;
        const bool queueView =
            currentView() == QueueView::Waiting || currentView() == QueueView::DueToday;
        if (done && queueView)
            m_pane->showAllDone(summary());
        else
            m_pane->showNothingChosen();
        return;
    }
    const CasePtr item = m_table.row(row);
    const CaseDetailPtr detail = m_loader.cached(item->caseId);
    m_pane->showCase(item, detail, isWaiting(*item, now()), now());
    if (!detail)
        m_loader.want(item);
    if (const CasePtr next = m_queue.find(nextAfter(row).toStdString()))
        m_loader.prefetch(next);
}

SittingSummary ReviewDesk::summary() const {
    SittingSummary summary;
    summary.decided = m_sitting.decided();
    summary.undone = m_sitting.undone();
    summary.minutes = m_sitting.minutes();
    summary.asked = m_queue.count(QueueView::Waiting, now());
    summary.snoozed = m_queue.count(QueueView::Snoozed, now());
    return summary;
}

QString ReviewDesk::nextAfter(int row) const {
    const int rows = m_table.rowCount();
    const bool onlyUntouched =
        currentView() == QueueView::Waiting || currentView() == QueueView::DueToday;
    for (int step = 1; step <= rows; ++step) {
        const int at = (row + step + rows) % rows;
        if (at == row)
            break;
        const CasePtr& item = m_table.row(at);
        if (!onlyUntouched || isUntouched(*item, now()))
            return format::text(item->caseId);
    }
    return {};
}

void ReviewDesk::updateTabs() {
    const std::array<QString, kQueueViews> names{tr("Waiting"), tr("Due today"), tr("Snoozed"),
                                                 tr("Decided")};
    for (int view = 0; view < kQueueViews; ++view)
        m_views->setTabText(
            view,
            tr("%1  %2").arg(names[static_cast<std::size_t>(view)],
                             format::integer(m_queue.count(static_cast<QueueView>(view), now()))));
}

void ReviewDesk::retranslate() {
    m_views->setAccessibleName(tr("Views of the queue"));
    m_list->setAccessibleName(tr("Cases"));
    m_table.refreshTexts();
    m_pane->retranslate();
    updateTabs();
    showListState();
}

void ReviewDesk::restyle() {
    m_table.refreshTexts();
    m_pane->retranslate();
}

QVariantMap ReviewDesk::saveState() const {
    return {{u"view"_s, m_views->currentIndex()},
            {u"case"_s, m_wanted},
            {u"split"_s, m_splitter->saveState()}};
}

void ReviewDesk::restoreState(const QVariantMap& state) {
    m_splitter->restoreState(state.value(u"split"_s).toByteArray());
    const QSignalBlocker quiet(m_views);
    m_views->setCurrentIndex(std::clamp(state.value(u"view"_s).toInt(), 0, kQueueViews - 1));
    m_wanted = state.value(u"case"_s).toString();
    showRows();
}

} // namespace mops::ui
