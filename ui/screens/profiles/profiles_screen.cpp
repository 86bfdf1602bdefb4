#include "ui/screens/profiles/profiles_screen.h"

#include "ui/charts/chart_panel.h"
#include "ui/screens/profiles/segment_card.h"
#include "ui/screens/profiles/segment_words.h"
#include "ui/tables/table_view.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <algorithm>
#include <cmath>
#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>
#include <thread>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr int kLargestK = 8;
const char* const kRunKind = "segment-run";

} // namespace

ProfilesScreen::ProfilesScreen(MartSession& session, QWidget* parent)
    : Screen(session, parent)
    , m_members(memberColumns())

    , m_state(new StatePane(this)) {
    m_members.setId([](const Member& row) { return format::text(row.member->merchantId); });
    m_top = buildTop();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(1.5), theme::unit(2), theme::unit(1));
    layout->setSpacing(theme::unit(1));
    layout->addWidget(m_top);
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildMaps());
    splitter->addWidget(buildCards());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    m_state->setContent(splitter);
    layout->addWidget(m_state, 1);
    connect(&session, &MartSession::changed, this, [this](Change change) {
        if (change == Change::Desk)
            return;
        m_stale = true;
        if (isVisible())
            refresh();
    });
    retranslate();
    m_state->showLoading();
}

QWidget* ProfilesScreen::buildTop() {
    auto* top = new QWidget(this);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit(1));
    m_freshness = new QLabel(top);
    m_freshness->setObjectName(u"segmentFacts"_s);
    m_freshness->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    theme::setTextRole(m_freshness, theme::TextRole::Muted);
    m_kLabel = new QLabel(top);
    m_k = new QComboBox(top);
    m_k->setObjectName(u"segmentK"_s);
    m_k->addItem(QString(), 0);
    for (int k = 2; k <= kLargestK; ++k)
        m_k->addItem(QString::number(k), k);
    m_kLabel->setBuddy(m_k);
    m_asOfOn = new QCheckBox(top);
    m_asOfOn->setObjectName(u"segmentAsOfOn"_s);
    m_asOf = new QDateEdit(top);
    m_asOf->setObjectName(u"segmentAsOf"_s);
    m_asOf->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_asOf->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_asOf->setEnabled(false);
    connect(m_asOfOn, &QCheckBox::toggled, m_asOf, &QWidget::setEnabled);
    m_run = new QPushButton(top);
    m_run->setObjectName(u"segmentRun"_s);
    theme::setButtonRole(m_run, theme::ButtonRole::Primary);
    connect(m_run, &QPushButton::clicked, this, &ProfilesScreen::run);
    row->addWidget(m_freshness, 1);
    row->addWidget(m_kLabel);
    row->addWidget(m_k);
    row->addWidget(m_asOfOn);
    row->addWidget(m_asOf);
    row->addWidget(m_run);
    return top;
}

QWidget* ProfilesScreen::buildMaps() {
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"profileTabs"_s);
    m_tabs->setDocumentMode(true);
    auto* map = new QWidget;
    auto* layout = new QVBoxLayout(map);
    layout->setContentsMargins(0, theme::unit(1), theme::unit(1), 0);
    m_map = new ChartPanel(map);
    m_map->setObjectName(u"segmentMap"_s);
    m_mapNote = new QLabel(map);
    m_mapNote->setWordWrap(true);
    theme::setTextRole(m_mapNote, theme::TextRole::Caption);
    layout->addWidget(m_map, 1);
    layout->addWidget(m_mapNote);
    connect(m_map, &ChartPanel::clicked, this, [this](int index) {
        const auto& members = m_segmentation->members;
        if (index >= 0 && index < static_cast<int>(members.size()))
            emit jumpRequested({u"merchants"_s,
                                format::text(members[static_cast<std::size_t>(index)].merchantId),
                                {}});
    });
    m_tabs->addTab(map, QString());
    m_tabs->addTab(buildMembers(), QString());
    m_tabs->addTab(buildEvidence(), QString());
    return m_tabs;
}

QWidget* ProfilesScreen::buildMembers() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, theme::unit(1), theme::unit(1), 0);
    auto* row = new QHBoxLayout;
    m_memberTitle = new QLabel(page);
    theme::setTextRole(m_memberTitle, theme::TextRole::Section);
    m_showAll = new QPushButton(page);
    theme::setButtonRole(m_showAll, theme::ButtonRole::Quiet);
    m_openMerchants = new QPushButton(page);
    m_openMerchants->setObjectName(u"openInMerchants"_s);
    row->addWidget(m_memberTitle, 1);
    row->addWidget(m_showAll);
    row->addWidget(m_openMerchants);
    m_memberView = new TableView(page);
    m_memberView->setObjectName(u"segmentMembers"_s);
    m_memberView->setStateName(u"profile-members"_s);
    m_memberView->setModel(&m_members);
    m_memberView->setColumnWidths({17, 12, 8, 6, 7});
    layout->addLayout(row);
    layout->addWidget(m_memberView, 1);
    connect(m_showAll, &QPushButton::clicked, this, [this] { choose(-1); });
    connect(m_openMerchants, &QPushButton::clicked, this, &ProfilesScreen::openInMerchants);
    connect(m_memberView, &TableView::opened, this, &ProfilesScreen::openMember);
    return page;
}

QWidget* ProfilesScreen::buildEvidence() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, theme::unit(1), theme::unit(1), 0);
    m_silhouette = new ChartPanel(page);
    m_silhouette->setObjectName(u"segmentEvidence"_s);
    m_silhouette->setMinimumHeight(theme::unit(24));
    m_evidenceNote = new QLabel(page);
    m_evidenceNote->setWordWrap(true);
    theme::setTextRole(m_evidenceNote, theme::TextRole::Muted);
    layout->addWidget(m_silhouette, 1);
    layout->addWidget(m_evidenceNote);
    return page;
}

QWidget* ProfilesScreen::buildCards() {
    auto* body = new QWidget;
    m_cardColumn = new QVBoxLayout(body);
    m_cardColumn->setContentsMargins(theme::unit(1), 0, theme::unit(0.5), 0);
    m_cardColumn->setSpacing(theme::unit(1));
    m_cardColumn->addStretch();
    m_cardScroll = new QScrollArea;
    m_cardScroll->setObjectName(u"segmentCards"_s);
    m_cardScroll->setWidget(body);
    m_cardScroll->setWidgetResizable(true);
    m_cardScroll->setFrameShape(QFrame::NoFrame);
    m_cardScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cardScroll->setFocusPolicy(Qt::NoFocus);
    return m_cardScroll;
}

std::vector<TableColumn<ProfilesScreen::Member>> ProfilesScreen::memberColumns() {
    using Column = TableColumn<Member>;
    Column name{[] { return tr("Merchant"); },
                [](const Member& row) {
                    return row.name.isEmpty() ? format::text(row.member->merchantId) : row.name;
                },
                {},
                CellKind::Text,
                {},
                {},
                [](const Member& row) { return format::text(row.member->merchantId); }};
    Column segmentName{[] { return tr("Segment"); },
                       [this](const Member& row) {
                           const profile::Segment* found = segment(row.member->segmentId);
                           return found == nullptr ? format::missing() : segmentTitle(*found);
                       },
                       {},
                       CellKind::Text,
                       {},
                       {},
                       {}};
    Column turnover{[] { return tr("Turnover"); },
                    [this](const Member& row) {
                        return std::isfinite(row.turnover)
                                   ? format::moneyCompact(row.turnover, session().facts().currency)
                                   : format::missing();
                    },
                    [](const Member& row) { return QVariant(row.turnover); },
                    CellKind::Number,
                    {},
                    {},
                    {}};
    Column risk{[] { return tr("Risk"); },
                [](const Member& row) {
                    return std::isfinite(row.risk) ? format::percent(row.risk, 0)
                                                   : format::missing();
                },
                [](const Member& row) { return QVariant(row.risk); },
                CellKind::Number,
                {},
                {},
                {}};
    Column distance{
        [] { return tr("Distance"); },
        [](const Member& row) { return format::decimal(row.member->distance, 2); },
        [](const Member& row) { return QVariant(row.member->distance); },
        CellKind::Number,
        {},
        {},
        [](const Member&) { return tr("From the middle of its segment, in deviations"); }};
    return {name, segmentName, turnover, risk, distance};
}

void ProfilesScreen::refresh() {
    if (session().state() != MartSession::State::Ready || !m_stale) {
        showState();
        return;
    }
    m_stale = false;
    session().read<SegmentationPtr>(
        {u"segment-read"_s, tr("Reading the segments")},
        [](db::Database& mart, TaskContext&) -> Result<SegmentationPtr> {
            auto read = profile::readLatestSegmentation(mart);
            if (!read && read.error().code == ErrorCode::NotFound)
                return SegmentationPtr();
            if (!read)
                return failAs(read);
            return std::make_shared<const profile::Segmentation>(std::move(*read));
        },
        this, [this](const Result<SegmentationPtr>& read) { onSegmentation(read); });
}

void ProfilesScreen::onSegmentation(const Result<SegmentationPtr>& segmentation) {
    if (!segmentation) {
        m_stale = true;
        if (segmentation.error().code != ErrorCode::Cancelled)
            m_state->showFailed(segmentation.error(), [this] { refresh(); });
        return;
    }
    m_known = true;
    m_segmentation = *segmentation;
    if (!segment(m_chosen))
        m_chosen = -1;
    showState();
    if (!m_segmentation)
        return;
    showMap();
    showEvidence();
    showCards();
    showMembers();
    // names, turnover and risk come after: the map does not wait for them
    session().withMerchants(this, [this](const Result<MartSession::MerchantsPtr>& merchants) {
        if (merchants)
            onMerchants(*merchants);
    });
}

void ProfilesScreen::onMerchants(const MartSession::MerchantsPtr& merchants) {
    m_merchants = merchants;
    showCards();
    showMembers();
}

void ProfilesScreen::run() {
    if (m_running || session().state() != MartSession::State::Ready)
        return;
    m_running = true;
    profile::SegmentParams params;
    params.k = m_k->currentData().toInt();
    params.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    if (m_asOfOn->isChecked()) {
        params.asOf = parseDay(m_asOf->date().toString(Qt::ISODate).toStdString());
    }
    session().compute<SegmentationPtr>(
        {QString::fromLatin1(kRunKind), tr("Finding segments")},
        [params](const mart::TradeColumns& trade, TaskContext& task) -> Result<SegmentationPtr> {
            auto made = profile::segmentMerchants(trade, params, task);
            if (!made)
                return failAs(made);
            return std::make_shared<const profile::Segmentation>(std::move(*made));
        },
        this,
        [this](const Result<SegmentationPtr>& made) {
            if (made) {
                store(*made);
                return;
            }
            m_running = false;
            showState();
            if (made.error().code == ErrorCode::Cancelled || m_segmentation)
                emit session().news(text::errorText(made.error()));
            else
                m_state->showFailed(made.error(), [this] { run(); });
        });
    showState();
}

void ProfilesScreen::store(const SegmentationPtr& segmentation) {
    const Clock* clock = &session().clock();
    session().write<std::int64_t>(
        {u"segment-store"_s, tr("Storing the segments")}, Change::Thought,
        [segmentation, clock](db::Database& mart, TaskContext&) {
            return profile::storeSegmentation(mart, *segmentation, *clock);
        },
        this,
        [this, k = segmentation->k](const Result<std::int64_t>& run) {
            m_running = false;
            emit session().news(run ? tr("Segments found: %1").arg(format::integer(k))
                                    : text::errorText(run.error()));
            m_stale = true;
            refresh();
        });
}

void ProfilesScreen::showState() {
    const MartSession::State state = session().state();
    const bool ready = state == MartSession::State::Ready;
    m_run->setEnabled(ready && !m_running);
    for (QWidget* control : {static_cast<QWidget*>(m_kLabel), static_cast<QWidget*>(m_k),
                             static_cast<QWidget*>(m_asOfOn), static_cast<QWidget*>(m_asOf),
                             static_cast<QWidget*>(m_run)})
        control->setVisible(ready);
    showFacts();
    if (const auto& newest = session().facts().dataAsOf; newest && !m_asOfOn->isChecked())
        m_asOf->setDate(
            QDate::fromString(QString::fromStdString(formatDay(dayOf(*newest))), Qt::ISODate));
    if (state == MartSession::State::Failed) {
        m_state->showFailed(session().error(), [this] { session().open(); });
    } else if (state == MartSession::State::Missing || state == MartSession::State::Empty) {
        m_state->showEmpty(u"view-statistics"_s, tr("No merchants to compare"),
                           tr("Segments are found from what merchants sell and how they deliver. "
                              "Import orders, or simulate a marketplace."),
                           {{tr("Go to Data"), [this] {
                                 emit jumpRequested({u"data"_s, {}, {}});
                             }}});
    } else if (m_running && !m_segmentation) {
        m_state->showLoading(&session().jobs(), QString::fromLatin1(kRunKind));
    } else if (!m_known) {
        m_state->showLoading(&session().jobs(), u"segment-read"_s);
    } else if (!m_segmentation) {
        m_state->showEmpty(u"view-statistics"_s, tr("No segments yet"),
                           tr("Merchants with like figures are put together; how many kinds there "
                              "are is decided by evidence, and each gets a name from its traits."),
                           {{tr("Find segments"), [this] { run(); }}});
    } else {
        m_state->showContent();
    }
}

void ProfilesScreen::showFacts() {
    if (!m_segmentation) {
        m_freshness->clear();
        return;
    }
    m_freshness->setText(
        tr("As of %1 · %2 segments · %3 merchants · stability %4")
            .arg(format::date(m_segmentation->asOf), format::integer(m_segmentation->k),
                 format::integer(static_cast<std::int64_t>(m_segmentation->members.size())),
                 format::percent(m_segmentation->stability, 0)));
    m_freshness->setToolTip(
        tr("Stability: how alike the segments are when part of the merchants is "
           "left out (adjusted Rand index)."));
}

void ProfilesScreen::choose(int segmentId) {
    m_chosen = segmentId;
    for (SegmentCard* card : m_cards)
        card->setChosen(card->segmentId() == segmentId);
    showMembers();
}

const profile::Segment* ProfilesScreen::segment(int segmentId) const {
    if (!m_segmentation)
        return nullptr;
    for (const profile::Segment& each : m_segmentation->segments)
        if (each.segmentId == segmentId)
            return &each;
    return nullptr;
}

void ProfilesScreen::openMember(int row) {
    if (row >= 0 && row < m_members.rowCount())
        emit jumpRequested(
            {u"merchants"_s, format::text(m_members.row(row).member->merchantId), {}});
}

void ProfilesScreen::openInMerchants() {
    QVariantMap more;
    if (m_chosen >= 0)
        more.insert(u"segment"_s, m_chosen);
    emit jumpRequested({u"merchants"_s, {}, more});
}

void ProfilesScreen::retranslate() {
    m_kLabel->setText(tr("Segments:"));
    m_k->setItemText(0, tr("automatic"));
    m_k->setAccessibleName(tr("Number of segments"));
    m_asOfOn->setText(tr("as of"));
    m_asOfOn->setAccessibleName(tr("As of a day other than the last"));
    m_asOf->setAccessibleName(tr("As-of day"));
    m_run->setText(tr("Find segments"));
    m_tabs->setTabText(0, tr("Map"));
    m_tabs->setTabText(1, tr("Merchants"));
    m_tabs->setTabText(2, tr("Why this many"));
    m_tabs->setAccessibleName(tr("Views of the segments"));
    m_map->setChartName(tr("Map of merchants"));
    m_silhouette->setChartName(tr("Evidence for the number of segments"));
    m_memberView->setAccessibleName(tr("Merchants of the segment"));
    m_showAll->setText(tr("Show all"));
    m_openMerchants->setText(tr("Open on the merchants page"));
    m_members.refreshTexts();
    showState();
    showMap();
    showEvidence();
    showCards();
    showMembers();
}

void ProfilesScreen::restyle() {
    m_members.refreshTexts();
    for (SegmentCard* card : m_cards)
        card->update();
}

QString ProfilesScreen::filterHint() const {
    return tr("Filter merchants by name or segment");
}

void ProfilesScreen::setFilterText(const QString& text) {
    m_members.setFilter(text);
    if (!text.isEmpty())
        m_tabs->setCurrentIndex(1);
}

QVector<ScreenAction> ProfilesScreen::actions() {
    return {{tr("Find segments"), {}, [this] { run(); }, m_run->isEnabled()},
            {tr("Show all segments"), {}, [this] { choose(-1); }, m_chosen >= 0},
            {tr("Open the segment on the merchants page"),
             {},
             [this] { openInMerchants(); },
             m_segmentation != nullptr}};
}

void ProfilesScreen::jumpTo(const Jump& jump) {
    if (jump.more.contains(u"segment"_s)) {
        choose(jump.more.value(u"segment"_s).toInt());
        m_tabs->setCurrentIndex(1);
    }
}

QVariantMap ProfilesScreen::saveState() const {
    return {{u"tab"_s, m_tabs->currentIndex()}, {u"segment"_s, m_chosen}};
}

void ProfilesScreen::restoreState(const QVariantMap& state) {
    m_tabs->setCurrentIndex(std::clamp(state.value(u"tab"_s).toInt(), 0, 2));
    m_chosen = state.value(u"segment"_s, -1).toInt();
}

QWidget* ProfilesScreen::mainFocus() {
    return m_cards.empty() ? static_cast<QWidget*>(m_run) : m_cards.front();
}

} // namespace mops::ui
