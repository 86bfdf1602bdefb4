#include "ui/screens/rules/replay_view.h"

#include "ui/charts/axis_ticks.h"
#include "ui/charts/chart_panel.h"
#include "ui/screens/rules/rule_words.h"
#include "ui/tables/table_view.h"
#include "ui/util/format.h"
#include "ui/util/key_button.h"
#include "ui/util/state_pane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr std::array kWindows{30, 90, 180, 365};
constexpr std::array kSteps{1, 7, 30};
constexpr std::int64_t kDay = 86'400;
QDate dayOf(std::int64_t seconds) {
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).date();
}

} // namespace

std::vector<TableColumn<desk::ReplayOverlap>> ReplayView::overlapColumns() {
    using Row = desk::ReplayOverlap;
    const auto number = [](std::function<QString()> title, std::int64_t Row::*member) {
        return TableColumn<Row>{
            std::move(title),
            [member](const Row& row) { return format::integer(row.*member); },
            [member](const Row& row) { return static_cast<qlonglong>(row.*member); },
            CellKind::Number,
            {},
            {},
            {}};
    };
    return {
        {[] { return tr("Other rule"); },
         [](const Row& row) { return u"%1 v%2"_s.arg(format::text(row.rule)).arg(row.version); },
         {},
         CellKind::Text,
         {},
         {},
         {}},
        number([] { return tr("Both"); }, &Row::both),
        number([] { return tr("Only this one"); }, &Row::onlyThis),
        number([] { return tr("Only the other"); }, &Row::onlyThat)};
}

std::vector<TableColumn<ReplayView::Group>> ReplayView::groupColumns() const {
    using Row = Group;
    return {{[] { return tr("Grouping"); },
             [](const Row& row) { return row.grouping; },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("Group"); },
             [](const Row& row) { return row.name; },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("Looked at"); },
             [](const Row& row) { return format::integer(row.count.subjects); },
             [](const Row& row) { return static_cast<qlonglong>(row.count.subjects); },
             CellKind::Number,
             {},
             {},
             {}},
            {[] { return tr("Hit"); },
             [](const Row& row) { return format::integer(row.count.hits); },
             [](const Row& row) { return static_cast<qlonglong>(row.count.hits); },
             CellKind::Number,
             {},
             {},
             {}},
            {[] { return tr("Of all hits"); },
             [this](const Row& row) { return format::percent(shareOfHits(row), 0); },
             [this](const Row& row) { return shareOfHits(row); },
             CellKind::Number,
             {},
             {},
             {}},
            {[] { return tr("To the largest"); },
             [](const Row& row) {
                 if (!row.count.uneven)
                     return format::decimal(row.count.ratio, 2);
                 return row.count.ratio < 1
                            ? tr("%1 less often").arg(format::decimal(row.count.ratio, 2))
                            : tr("%1 more often").arg(format::decimal(row.count.ratio, 2));
             },
             [](const Row& row) { return row.count.ratio; },
             CellKind::Badge,
             [](const Row& row) {
                 return row.count.uneven ? theme::Tone::Watch : theme::Tone::Neutral;
             },
             {},
             [](const Row& row) {
                 return row.count.uneven
                            ? tr("Outside four fifths (0.80 … 1.25) of the largest group's rate, "
                                 "and hardly by chance (p < 0.01)")
                            : QString();
             }}};
}

std::vector<TableColumn<desk::ReplayReport::Near>> ReplayView::nearColumns() {
    using Row = desk::ReplayReport::Near;
    return {{[] { return tr("Name"); },
             [](const Row& row) {
                 return row.merchantName.empty() ? format::text(row.subjectId)
                                                 : format::text(row.merchantName);
             },
             {},
             CellKind::Text,
             {},
             {},
             [](const Row& row) { return format::text(row.subjectId); }},
            {[] { return tr("Side"); },
             [](const Row& row) { return row.hit ? tr("hit") : tr("not hit"); },
             {},
             CellKind::Badge,
             [](const Row& row) { return row.hit ? theme::Tone::Bad : theme::Tone::Neutral; },
             {},
             {}},
            {[] { return tr("Distance (σ)"); },
             [](const Row& row) { return format::decimal(row.margin, 3); },
             [](const Row& row) { return row.margin; },
             CellKind::Number,
             {},
             {},
             [](const Row&) {
                 return tr("How far from the line, in standard deviations of the column");
             }},
            {[] { return tr("Id"); },
             [](const Row& row) { return format::text(row.subjectId); },
             {},
             CellKind::Mono,
             {},
             {},
             {}}};
}

ReplayView::ReplayView(JobRunner& jobs, QWidget* parent)
    : QWidget(parent)
    , m_overlap(overlapColumns())
    , m_groups(groupColumns())
    , m_near(nearColumns())
    , m_pane(new StatePane(this))
    , m_jobs(jobs) {
    setProperty("plain", true);
    m_pane->setObjectName(u"replayPane"_s);
    m_pane->setContent(buildContent());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit());
    layout->addWidget(buildBar());
    layout->addWidget(m_pane, 1);
    retranslate();
    showEmpty();
}

QWidget* ReplayView::buildBar() {
    auto* bar = new QWidget(this);
    bar->setProperty("plain", true);
    m_windowLabel = new QLabel(bar);
    m_window = new QComboBox(bar);
    m_window->setObjectName(u"replayWindow"_s);
    m_windowLabel->setBuddy(m_window);
    for (const int days : kWindows)
        m_window->addItem(QString(), days);
    m_window->setCurrentIndex(1);
    m_step = new QComboBox(bar);
    m_step->setObjectName(u"replayStep"_s);
    for (const int days : kSteps)
        m_step->addItem(QString(), days);
    m_step->setCurrentIndex(1);
    m_run = new KeyButton(u"P"_s, bar);
    m_run->setObjectName(u"replayRun"_s);
    theme::setButtonRole(m_run, theme::ButtonRole::Primary);
    m_open = new KeyButton(u"C"_s, bar);
    m_open->setObjectName(u"openHits"_s);
    m_staleBadge = new QLabel(bar);
    m_staleBadge->setObjectName(u"replayStale"_s);
    m_staleBadge->setProperty("badge", true);
    theme::setTone(m_staleBadge, theme::Tone::Watch);
    m_staleBadge->hide();
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addWidget(m_windowLabel);
    row->addWidget(m_window);
    row->addWidget(m_step);
    row->addWidget(m_run);
    row->addWidget(m_staleBadge);
    row->addStretch(1);
    row->addWidget(m_open);
    connect(m_run, &QPushButton::clicked, this, &ReplayView::replayWanted);
    connect(m_open, &QPushButton::clicked, this, &ReplayView::openCasesWanted);
    for (QComboBox* box : {m_window, m_step})
        connect(box, &QComboBox::activated, this, [this] { setStale(m_report != nullptr); });
    return bar;
}

QWidget* ReplayView::buildContent() {
    auto* content = new QWidget(this);
    content->setProperty("plain", true);
    m_figures = new QLabel(content);
    m_figures->setObjectName(u"replayFigures"_s);
    m_figures->setWordWrap(true);
    m_agreement = new QLabel(content);
    m_agreement->setObjectName(u"replayAgreement"_s);
    m_agreement->setWordWrap(true);
    theme::setTextRole(m_agreement, theme::TextRole::Muted);
    m_chart = new ChartPanel(content);
    m_chart->setObjectName(u"replayChart"_s);
    m_tabs = new QTabWidget(content);
    m_tabs->setObjectName(u"replayTabs"_s);
    m_tabs->setDocumentMode(true);
    const auto addTable = [this](RowsTableBase* model, const QString& name,
                                 const QVector<int>& widths) {
        auto* view = new TableView(m_tabs);
        view->setObjectName(name);
        view->setModel(model);
        view->setColumnWidths(widths);
        m_tabs->addTab(view, QString());
        return view;
    };
    m_nearView = addTable(&m_near, u"replayNear"_s, {16, 8, 8, 14});
    m_overlapView = addTable(&m_overlap, u"replayOverlap"_s, {16, 8, 8, 8});
    m_tabs->addTab(buildGroups(), QString());
    m_hits = new ReplayHits(m_tabs);
    m_tabs->addTab(m_hits, QString());
    connect(m_hits, &ReplayHits::chosen, this, &ReplayView::nameTabs);
    connect(m_hits, &ReplayHits::merchantWanted, this, &ReplayView::merchantWanted);
    connect(m_nearView, &TableView::opened, this, [this](int row) {
        if (m_params.subject == desk::RuleSubject::Merchant)
            emit merchantWanted(format::text(m_near.row(row).subjectId));
    });
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit());
    layout->addWidget(m_figures);
    layout->addWidget(m_agreement);
    layout->addWidget(m_chart, 1);
    layout->addWidget(m_tabs, 1);
    return content;
}

QWidget* ReplayView::buildGroups() {
    auto* page = new QWidget(m_tabs);
    page->setProperty("plain", true);
    m_segmentLine = new QLabel(page);
    m_segmentLine->setObjectName(u"replaySegmentLine"_s);
    m_segmentLine->setWordWrap(true);
    theme::setTextRole(m_segmentLine, theme::TextRole::Muted);
    m_segmentLine->setContentsMargins(theme::unit(), theme::unit() / 2, theme::unit(), 0);
    m_groupsView = new TableView(page);
    m_groupsView->setObjectName(u"replayGroups"_s);
    m_groupsView->setModel(&m_groups);
    m_groupsView->setColumnWidths({7, 11, 6, 4, 7, 12});
    connect(m_groupsView, &TableView::opened, this, [this](int row) {
        m_hits->showGroup(m_groups.row(row).group);
        m_tabs->setCurrentWidget(m_hits);
        m_hits->setFocus(Qt::ShortcutFocusReason);
    });
    page->setFocusProxy(m_groupsView);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit() / 2);
    layout->addWidget(m_segmentLine);
    layout->addWidget(m_groupsView, 1);
    return page;
}

desk::ReplayParams ReplayView::params(std::int64_t dataAsOf) const {
    desk::ReplayParams params;
    params.to = dataAsOf;
    params.from = dataAsOf - m_window->currentData().toInt() * kDay + 1;
    params.stepDays = m_step->currentData().toInt();
    return params;
}

void ReplayView::showLoading() {
    m_run->setEnabled(false);
    m_pane->showLoading(&m_jobs, u"rule-replay"_s);
}

void ReplayView::showFailed(const Error& error) {
    m_run->setEnabled(true);
    drop();
    m_pane->showFailed(error, [this] { emit replayWanted(); });
}

void ReplayView::showEmpty() {
    drop();
    m_run->setEnabled(true);
    m_pane->showEmpty(u"view-history"_s, tr("What would it have done?"),
                      tr("The condition is run over the past as it was known then: cases, money, "
                         "review minutes, groups, and who is nearest to the line."));
}

void ReplayView::drop() {
    m_groups.setRows(std::vector<Group>());
    m_hits->clear();
    m_report.reset();
    setStale(false);
}

void ReplayView::show(ReportPtr report, const desk::ReplayParams& params,
                      const std::string& currency) {
    m_report = std::move(report);
    m_params = params;
    m_currency = currency;
    m_run->setEnabled(true);
    setStale(false);
    fill();
    m_hits->show(m_report, m_params.subject, m_currency);
    m_pane->showContent();
}

void ReplayView::setStale(bool stale) {
    m_stale = stale && m_report != nullptr;
    m_staleBadge->setVisible(m_stale);
    // A set that the condition would not propose any more is not opened.
    m_open->setEnabled(m_report != nullptr && !m_stale && !m_report->fired.empty());
    m_open->setText(m_open->isEnabled()
                        ? tr("Open %1 as cases…").arg(format::integer(m_report->hits))
                        : tr("Open as cases…"));
}

void ReplayView::stepPart(int step) {
    const int parts = m_tabs->count();
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + parts) % parts);
    m_tabs->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

void ReplayView::fill() {
    fillFigures();
    fillChart();
    fillGroups();
    m_overlap.setRows(m_report->overlap);
    m_near.setRows(m_report->nearest);
    nameTabs();
}

void ReplayView::fillGroups() {
    std::vector<Group> groups;
    for (std::size_t grouping = 0; grouping < desk::kReplayGroupings.size(); ++grouping) {
        const std::string name = desk::kReplayGroupings[grouping];
        const auto counts = m_report->groups.find(name);
        if (counts == m_report->groups.end())
            continue;
        std::int32_t place = 0;
        for (const desk::ReplayCount& count : counts->second)
            groups.push_back({rule_words::groupingText(name),
                              rule_words::groupText(name, count.name),
                              count,
                              {grouping, place++}});
    }
    m_groups.setRows(std::move(groups));
    m_segmentLine->setText(segmentLine());
}

QString ReplayView::segmentLine() const {
    const auto found = m_report->groups.find("segment");
    if (found == m_report->groups.end())
        return tr("There are no segments of merchants yet to hold the hits against; the page "
                  "Profiles finds them.");
    const auto most = std::max_element(
        found->second.begin(), found->second.end(),
        [](const desk::ReplayCount& a, const desk::ReplayCount& b) { return a.hits < b.hits; });
    const QString asOf = format::date(*m_report->segmentsAsOf);
    if (most == found->second.end() || most->hits == 0)
        return tr("Segments as of %1; nothing of them is hit.").arg(asOf);
    const QString segment = rule_words::groupText("segment", most->name);
    //: %2: hits in the segment %1, %3: all hits, %4: how many of the segment were not hit
    return tr("A rule's hits are no segment: “%1” holds %2 of the %3 hits, and %4 in it are not "
              "hit. Segments as of %5. Enter lists a group's hits.")
        .arg(segment, format::integer(most->hits), format::integer(m_report->hits),
             format::integer(most->subjects - most->hits), asOf);
}

double ReplayView::shareOfHits(const Group& row) const {
    return m_report->hits > 0
               ? static_cast<double>(row.count.hits) / static_cast<double>(m_report->hits)
               : std::nan("");
}

void ReplayView::nameTabs() {
    int uneven = 0;
    for (int row = 0; row < m_groups.rowCount(); ++row)
        uneven += m_groups.row(row).count.uneven ? 1 : 0;
    m_tabs->setTabText(0, tr("Nearest to the line"));
    m_tabs->setTabText(1, tr("Overlap"));
    m_tabs->setTabText(2, uneven > 0 ? tr("Groups (%n uneven)", nullptr, uneven) : tr("Groups"));
    m_tabs->setTabText(3, tr("Hits (%1)").arg(format::integer(m_hits->rows())));
}

void ReplayView::fillFigures() {
    const desk::ReplayReport& report = *m_report;
    const double share = report.subjects > 0 ? static_cast<double>(report.hits) /
                                                   static_cast<double>(report.subjects)
                                             : std::nan("");
    m_figures->setText(
        tr("%1 of %2 hit (%3) · %4 at stake · %5 of review · computed in %6")
            .arg(format::integer(report.hits),
                 rule_words::subjectsText(m_params.subject, report.subjects),
                 format::percent(share),
                 format::moneyCompact(static_cast<double>(report.moneyMinor), m_currency),
                 format::duration(report.reviewMinutes * 60), format::duration(report.seconds)));
    m_agreement->setText(
        report.decided > 0
            ? tr("People decided %1 of these cases and refused %2 of them (%3).")
                  .arg(format::integer(report.decided), format::integer(report.agreed),
                       format::percent(static_cast<double>(report.agreed) /
                                           static_cast<double>(report.decided),
                                       0))
            : tr("None of these was decided by people, so there is nothing to agree with."));
}

QString ReplayView::note() const {
    const desk::ReplayReport& report = *m_report;
    const QString what =
        tr("%1 – %2: %3 of %4 hit, %5 at stake")
            .arg(format::date(m_params.from), format::date(m_params.to),
                 format::integer(report.hits),
                 rule_words::subjectsText(m_params.subject, report.subjects),
                 format::moneyCompact(static_cast<double>(report.moneyMinor), m_currency));
    return report.decided == 0
               ? what
               : tr("%1; people refused %2 of %3")
                     .arg(what, format::integer(report.agreed), format::integer(report.decided));
}

void ReplayView::fillChart() {
    BarSpec spec;
    spec.yTitle = tr("Hits");
    spec.yFormat = [](double value) { return format::compact(value); };
    BarSpec::Series series{tr("Hits"), {}, 0};
    std::vector<QDate> days;
    for (const auto& [start, hits] : m_report->hitsPerStep)
        days.push_back(dayOf(start));
    for (const auto& [start, hits] : m_report->hitsPerStep) {
        spec.labels.push_back(dateTickText(dayOf(start), days));
        series.values.push_back(static_cast<double>(hits));
    }
    spec.series.push_back(std::move(series));
    m_chart->setChartName(tr("Hits per step"));
    m_chart->setBars(std::move(spec));
}

void ReplayView::retranslate() {
    m_windowLabel->setText(tr("Past"));
    m_window->setAccessibleName(tr("How far back"));
    m_step->setAccessibleName(tr("Step"));
    for (int at = 0; at < m_window->count(); ++at)
        m_window->setItemText(at, tr("last %n day(s)", nullptr, m_window->itemData(at).toInt()));
    m_step->setItemText(0, tr("looked at daily"));
    m_step->setItemText(1, tr("looked at weekly"));
    m_step->setItemText(2, tr("looked at monthly"));
    m_run->setText(tr("Replay"));
    m_run->setToolTip(tr("Run the condition over the past as it was known then"));
    m_staleBadge->setText(tr("of the condition before"));
    setStale(m_stale);
    m_chart->setChartName(tr("Hits per step"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the replay"));
    m_nearView->setAccessibleName(tr("Nearest to the line"));
    m_overlapView->setAccessibleName(tr("Overlap with other rules"));
    m_groupsView->setAccessibleName(tr("Hits by group"));
    m_overlap.refreshTexts();
    m_near.refreshTexts();
    m_hits->retranslate();
    if (m_report)
        fill();
    else if (m_pane->state() == StatePane::State::Empty)
        showEmpty();
}

} // namespace mops::ui
