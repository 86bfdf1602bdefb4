#include "ui/screens/overview/overview_screen.h"

#include "ui/charts/chart_panel.h"
#include "ui/screens/overview/desk_strip.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/util/card.h"
#include "ui/util/category_names.h"
#include "ui/util/format.h"
#include "ui/util/segmented.h"
#include "ui/util/state_pane.h"

#include <array>
#include <cmath>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

using mart::Measure;

constexpr std::array kPeriods{1, 7, 30};
constexpr int kMonth = 30;
constexpr std::array kOrder{Measure::Turnover,        Measure::Orders,        Measure::LateShare,
                            Measure::ReviewMean,      Measure::AverageOrder,  Measure::Buyers,
                            Measure::ActiveMerchants, Measure::CancelledShare};

QDate toDate(Day day) {
    return QDate(1970, 1, 1).addDays(day.time_since_epoch().count());
}

std::vector<TableColumn<mart::Mover>> moverColumns(MartSession& session) {
    const auto money = [&session](double minor) {
        return format::moneyCompact(minor, session.facts().currency);
    };
    return {
        {[] { return OverviewScreen::tr("Name"); },
         [](const mart::Mover& mover) {
             const QString id = QString::fromStdString(mover.id);
             return localName(QString::fromStdString(mover.nameZh),
                              QString::fromStdString(mover.nameEn),
                              id.size() > 20 ? id.left(8) : id);
         },
         {},
         CellKind::Text,
         {},
         {},
         [](const mart::Mover& mover) { return QString::fromStdString(mover.id); }},
        {[] { return OverviewScreen::tr("Change"); },
         [money](const mart::Mover& mover) {
             return (mover.change() > 0 ? u"+"_s : QString()) + money(mover.change());
         },
         [](const mart::Mover& mover) { return mover.change(); },
         CellKind::Number,
         [](const mart::Mover& mover) {
             return mover.change() > 0   ? theme::Tone::Good
                    : mover.change() < 0 ? theme::Tone::Bad
                                         : theme::Tone::Neutral;
         },
         {},
         {}},
        {[] { return OverviewScreen::tr("Now"); },
         [money](const mart::Mover& mover) { return money(mover.now); },
         [](const mart::Mover& mover) { return mover.now; },
         CellKind::Number,
         {},
         {},
         {}},
        {[] { return OverviewScreen::tr("Before"); },
         [money](const mart::Mover& mover) { return money(mover.before); },
         [](const mart::Mover& mover) { return mover.before; },
         CellKind::Number,
         {},
         {},
         {}},
    };
}

} // namespace

OverviewScreen::OverviewScreen(MartSession& session, QWidget* parent)
    : Screen(session, parent)
    , m_pane(new StatePane(this))
    , m_desk(new DeskStrip(this))
    , m_days(new Segmented(this))
    , m_period(new QLabel(this)) {
    theme::setTextRole(m_period, theme::TextRole::Muted);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(theme::unit(1.5));
    bar->addWidget(m_days);
    bar->addWidget(m_period, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(1.5), theme::unit(2), theme::unit(2));
    layout->setSpacing(theme::unit(1.5));
    layout->addWidget(m_desk);
    layout->addLayout(bar);
    layout->addWidget(m_pane, 1);
    connect(m_desk, &DeskStrip::wanted, this, &Screen::jumpRequested);
    m_pane->setContent(buildContent());
    connect(m_days, &Segmented::chosen, this, &OverviewScreen::refresh);
    retranslate();
    m_days->setCurrent(2);
}

QWidget* OverviewScreen::buildContent() {
    auto* content = new QWidget(this);
    content->setProperty("plain", true);
    auto* lower = new QHBoxLayout;
    lower->setSpacing(theme::unit(1.5));
    lower->addWidget(buildTrend(), 5);
    lower->addWidget(buildMovers(), 4);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(1.5));
    layout->addWidget(buildFigures());
    layout->addLayout(lower, 1);
    return content;
}

QWidget* OverviewScreen::buildFigures() {
    auto* figures = new QWidget(this);
    figures->setProperty("plain", true);
    auto* grid = new QGridLayout(figures);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(theme::unit(1.5));
    for (std::size_t at = 0; at < kOrder.size(); ++at) {
        auto* card = new MeasureCard(kOrder[at], figures);
        card->setCheckable(hasSeries(kOrder[at]));
        card->setAutoExclusive(hasSeries(kOrder[at]));
        card->setChecked(kOrder[at] == m_shown);
        m_cards << card;
        grid->addWidget(card, static_cast<int>(at / 4), static_cast<int>(at % 4));
        if (hasSeries(kOrder[at]))
            connect(card, &QAbstractButton::clicked, this, [this, card] {
                m_shown = card->measure();
                showTrend();
            });
    }
    return figures;
}

QWidget* OverviewScreen::buildTrend() {
    m_trendCard = new Card(this);
    m_trend = new ChartPanel(m_trendCard);
    m_trendCard->body()->addWidget(m_trend, 1);
    return m_trendCard;
}

QWidget* OverviewScreen::buildMovers() {
    m_moversCard = new Card(this);
    m_moversBy = new Segmented(m_moversCard);
    m_moversCard->addHeaderWidget(m_moversBy);
    m_movers = new RowsTable<mart::Mover>(moverColumns(session()), this);
    m_movers->setId([](const mart::Mover& mover) { return QString::fromStdString(mover.id); });
    m_moversView = new TableView(m_moversCard);
    m_moversView->setObjectName(u"movers"_s);
    m_moversView->setModel(m_movers);
    m_moversView->horizontalHeader()->setStretchLastSection(false);
    m_moversView->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_moversView->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_moversCard->body()->addWidget(m_moversView, 1);
    connect(m_moversBy, &Segmented::chosen, this, &OverviewScreen::showMovers);
    connect(m_moversView, &TableView::opened, this, &OverviewScreen::openMover);
    return m_moversCard;
}

void OverviewScreen::readDesk() {
    // The operator's own day, not that of Greenwich.
    const std::int64_t midnight = QDate::currentDate().startOfDay().toSecsSinceEpoch();
    session().read<desk::DeskDay>(
        {u"desk-day"_s, tr("Reading the desk's day"), Lane::Read},
        [midnight](db::Database& mart, TaskContext&) {
            const SystemClock clock;
            return desk::readDeskDay(mart, midnight, clock);
        },
        this,
        [this](const Result<desk::DeskDay>& day) {
            if (day)
                m_desk->show(*day);
            else
                m_desk->showFailed(day.error());
        });
}

void OverviewScreen::refresh() {
    readDesk();
    if (!m_answer)
        m_pane->showLoading(&session().jobs(), u"overview"_s);
    const int days = kPeriods[static_cast<std::size_t>(qBound(0, m_days->current(), 2))];
    using Ptr = std::shared_ptr<const Answer>;
    session().compute<Ptr>(
        {u"overview"_s, tr("Computing the overview"), Lane::Read},
        [days](const mart::TradeColumns& trade, TaskContext&) -> Result<Ptr> {
            auto period = mart::buildOverview(trade, std::nullopt, days);
            if (!period)
                return failAs(period);
            auto month = mart::buildOverview(trade, period->asOf, kMonth);
            if (!month)
                return failAs(month);
            return std::make_shared<const Answer>(Answer{std::move(*period), std::move(*month)});
        },
        this,
        [this](const Result<Ptr>& answer) {
            if (answer)
                show(*answer);
            else
                m_pane->showFailed(answer.error(), [this] { refresh(); });
        });
}

void OverviewScreen::show(std::shared_ptr<const Answer> answer) {
    m_answer = std::move(answer);
    const mart::Overview& period = m_answer->period;
    const QDate last = toDate(period.asOf);
    const auto seconds = [](QDate day) { return day.startOfDay(Qt::UTC).toSecsSinceEpoch(); };
    m_period->setText(period.days == 1
                          ? tr("%1 against the day before").arg(format::date(seconds(last)))
                          : tr("%1 – %2, against the %3 days before")
                                .arg(format::date(seconds(last.addDays(1 - period.days))),
                                     format::date(seconds(last)), format::integer(period.days)));
    for (MeasureCard* card : m_cards) {
        card->setValue(period.measures[static_cast<std::size_t>(card->measure())], period.currency);
        card->setTrend(hasSeries(card->measure()) ? values(card->measure(), false)
                                                  : std::vector<double>());
    }
    showTrend();
    showMovers();
    m_pane->showContent();
}

bool OverviewScreen::hasSeries(Measure measure) const {
    return measure == Measure::Turnover || measure == Measure::Orders ||
           measure == Measure::LateShare || measure == Measure::ReviewMean ||
           measure == Measure::AverageOrder;
}

std::vector<double> OverviewScreen::values(Measure measure, bool before) const {
    const auto& series = m_answer->month.series;
    const std::size_t half = series.size() / 2;
    std::vector<double> values;
    for (std::size_t at = before ? 0 : half; at < (before ? half : series.size()); ++at) {
        const mart::OverviewPoint& point = series[at];
        switch (measure) {
        case Measure::Orders: values.push_back(point.orders); break;
        case Measure::LateShare: values.push_back(point.lateShare); break;
        case Measure::ReviewMean: values.push_back(point.reviewMean); break;
        case Measure::AverageOrder:
            values.push_back(point.orders > 0 ? point.turnover / point.orders : std::nan(""));
            break;
        default: values.push_back(point.turnover); break;
        }
    }
    return values;
}

void OverviewScreen::showTrend() {
    if (!m_answer)
        return;
    LineSpec spec;
    const auto& series = m_answer->month.series;
    for (std::size_t at = series.size() / 2; at < series.size(); ++at)
        spec.days.push_back(toDate(series[at].day));
    LineSeries now{tr("Last 30 days"), values(m_shown, false), 0, true, false, false};
    LineSeries before{tr("30 days before"), values(m_shown, true), 0, false, true, true};
    spec.series = {before, now};
    spec.fromZero = m_shown != Measure::ReviewMean;
    spec.yFormat = [measure = m_shown, currency = m_answer->month.currency](double value) {
        return measure == Measure::AverageOrder ? format::moneyCompact(value, currency)
               : measure == Measure::Orders     ? format::compact(value)
               : measure == Measure::ReviewMean ? format::decimal(value, 1)
                                                : measureText(measure, value, currency);
    };
    m_trendCard->setTitle(tr("%1 per day").arg(measureName(m_shown)));
    m_trend->setChartName(tr("%1 per day").arg(measureName(m_shown)));
    m_trend->setLines(std::move(spec));
}

void OverviewScreen::showMovers() {
    if (!m_answer)
        return;
    const bool byMerchant = m_moversBy->current() == 1;
    m_movers->setRows(byMerchant ? m_answer->period.merchants : m_answer->period.categories);
}

void OverviewScreen::setDays(int index) {
    m_days->setCurrent(index);
    refresh();
}

void OverviewScreen::openMover(int row) {
    const QString id = QString::fromStdString(m_movers->row(row).id);
    if (m_moversBy->current() == 1)
        emit jumpRequested({u"merchants"_s, id, {}});
    else
        emit jumpRequested({u"merchants"_s, {}, {{u"category"_s, id}}});
}

void OverviewScreen::retranslate() {
    m_desk->retranslate();
    m_days->setAccessibleName(tr("Period"));
    m_days->setChoices({tr("1 day"), tr("7 days"), tr("30 days")});
    m_moversCard->setTitle(tr("Why turnover moved"));
    m_moversBy->setAccessibleName(tr("Grouped by"));
    m_moversBy->setChoices({tr("Categories"), tr("Merchants")});
    m_moversView->setAccessibleName(tr("Why turnover moved"));
    m_trend->setChartName(tr("%1 per day").arg(measureName(m_shown)));
    m_movers->refreshTexts();
    for (MeasureCard* card : m_cards)
        card->retranslate();
    if (m_answer)
        show(m_answer);
}

QVector<ScreenAction> OverviewScreen::actions() {
    return {{tr("1 day"), QKeySequence(Qt::Key_1), [this] { setDays(0); }},
            {tr("7 days"), QKeySequence(Qt::Key_7), [this] { setDays(1); }},
            {tr("30 days"), QKeySequence(Qt::Key_3), [this] { setDays(2); }},
            {tr("Movers by category or merchant"), QKeySequence(Qt::Key_M), [this] {
                 m_moversBy->setCurrent(1 - m_moversBy->current());
                 showMovers();
             }}};
}

QVariantMap OverviewScreen::saveState() const {
    return {{u"days"_s, m_days->current()}};
}

void OverviewScreen::restoreState(const QVariantMap& state) {
    m_days->setCurrent(qBound(0, state.value(u"days"_s, 2).toInt(), 2));
}

QWidget* OverviewScreen::mainFocus() {
    return m_moversView;
}

} // namespace mops::ui
