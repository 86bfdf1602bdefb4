#include "ui/screens/merchants/merchant_detail.h"

#include "ui/charts/chart_panel.h"
#include "ui/screens/merchants/merchant_columns.h"
#include "ui/screens/merchants/merchant_list.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/segment_text.h"
#include "ui/util/format.h"
#include "ui/util/segmented.h"
#include "ui/util/state_pane.h"

#include <cmath>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr int kMostLines = 200;
constexpr double kRiskBad = 0.5;
constexpr double kRiskWatch = 0.25;

QLabel* newBadge(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setProperty("badge", true);
    label->setTextFormat(Qt::PlainText);
    label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return label;
}

QDate toDate(std::int64_t seconds) {
    return QDate(1970, 1, 1).addDays(seconds / kSecondsPerDay);
}

} // namespace

MerchantDetail::MerchantDetail(MartSession& session, QWidget* parent)
    : QFrame(parent)
    , m_session(session)
    , m_pane(new StatePane(this)) {
    setProperty("card", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(1.5), theme::unit(2), theme::unit(1));
    layout->addWidget(m_pane);
    m_pane->setContent(buildContent());
    retranslate();
    showNothing();
}

QWidget* MerchantDetail::buildContent() {
    auto* content = new QWidget(this);
    content->setProperty("plain", true);
    m_turnover = new ChartPanel(content);
    m_turnover->setMaximumHeight(theme::unit(22));
    m_tabs = new QTabWidget(content);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(buildReasons(), QString());
    m_tabs->addTab(buildOrders(), QString());
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(1.25));
    layout->addWidget(buildHead());
    layout->addWidget(m_turnover, 2);
    layout->addWidget(m_tabs, 3);
    return content;
}

QWidget* MerchantDetail::buildHead() {
    auto* head = new QWidget(this);
    head->setProperty("plain", true);
    m_name = new QLabel(head);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    theme::setTextRole(m_name, theme::TextRole::Title);
    m_id = new QLabel(head);
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
    theme::setTextRole(m_id, theme::TextRole::Caption);
    m_status = newBadge(head);
    m_risk = newBadge(head);
    m_segment = newBadge(head);
    m_facts = new QLabel(head);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    theme::setTextRole(m_facts, theme::TextRole::Muted);
    m_figures = new QLabel(head);
    m_figures->setTextFormat(Qt::PlainText);
    m_figures->setWordWrap(true);
    auto* badges = new QHBoxLayout;
    badges->setSpacing(theme::unit(0.75));
    badges->addWidget(m_status);
    badges->addWidget(m_risk);
    badges->addWidget(m_segment);
    badges->addStretch();
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(0.75));
    layout->addWidget(m_name);
    layout->addWidget(m_id);
    layout->addLayout(badges);
    layout->addWidget(m_facts);
    layout->addWidget(m_figures);
    return head;
}

QWidget* MerchantDetail::buildOrders() {
    auto* page = new QWidget(this);
    page->setProperty("plain", true);
    m_filter = new Segmented(page);
    m_lines = new RowsTable<mart::MerchantOrderRow>(
        orderLineColumns([this] { return m_read ? m_read->page.currency : std::string(); }), this);
    m_lines->setId([](const auto& row) { return QString::fromStdString(row.orderId); });
    m_linesView = new TableView(page);
    m_linesView->setModel(m_lines);
    m_linesView->setColumnWidths({9, 8, 9, 5, 14});
    connect(m_filter, &Segmented::chosen, this, &MerchantDetail::load);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, theme::unit(), 0, 0);
    layout->setSpacing(theme::unit());
    layout->addWidget(m_filter);
    layout->addWidget(m_linesView, 1);
    return page;
}

QWidget* MerchantDetail::buildReasons() {
    m_reasons = new RowsTable<risk::Contribution>(
        contributionColumns([this] { return m_session.facts().currency; }), this);
    m_reasons->setId([](const auto& row) { return QString::fromStdString(row.feature); });
    m_reasonsView = new TableView(this);
    m_reasonsView->setModel(m_reasons);
    m_reasonsView->setTwoLines();
    m_reasonsView->horizontalHeader()->setStretchLastSection(false);
    m_reasonsView->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_reasonsView->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_reasonsPane = new StatePane(this);
    m_reasonsPane->setContent(m_reasonsView);
    return m_reasonsPane;
}

void MerchantDetail::showNothing() {
    m_merchantId.clear();
    m_read.reset();
    m_pane->showEmpty(
        u"user-identity"_s, tr("No merchant chosen"),
        tr("Choose a merchant in the list; its facts, turnover, risk and orders appear here."));
}

void MerchantDetail::showMerchant(const QString& merchantId,
                                  std::shared_ptr<const mart::MerchantTable> table,
                                  std::uint32_t row,
                                  std::shared_ptr<const CategoryNames> categories) {
    m_merchantId = merchantId;
    m_table = std::move(table);
    m_row = row;
    m_categories = std::move(categories);
    showFacts();
    load();
}

void MerchantDetail::setLineFilter(mart::LineFilter filter) {
    m_tabs->setCurrentIndex(1);
    m_filter->setCurrent(static_cast<int>(filter));
    load();
}

void MerchantDetail::load() {
    if (m_merchantId.isEmpty())
        return;
    if (!m_read)
        m_pane->showLoading(&m_session.jobs(), u"merchant-page"_s);
    const auto filter = static_cast<mart::LineFilter>(qMax(0, m_filter->current()));
    m_session.read<Read>(
        {u"merchant-page"_s, tr("Reading the merchant"), Lane::Read},
        [id = m_merchantId.toStdString(), filter](db::Database& mart,
                                                  TaskContext&) -> Result<Read> {
            auto page = mart::readMerchantPage(mart, id, filter, kMostLines);
            if (!page)
                return failAs(page);
            Read read{std::move(*page), {}};
            auto scores = risk::readLatestScores(mart);
            if (!scores && scores.error().code != ErrorCode::NotFound)
                return failAs(scores);
            if (scores)
                for (risk::RiskScore& score : scores->scores)
                    if (score.merchantId == id)
                        read.reasons = std::move(score.reasons);
            return read;
        },
        this,
        [this](Result<Read> read) {
            if (!read) {
                m_pane->showFailed(read.error(), [this] { load(); });
                return;
            }
            m_read = std::move(*read);
            showRead();
        });
}

void MerchantDetail::showFacts() {
    if (!m_table || m_merchantId.isEmpty())
        return;
    const mart::MerchantTable& table = *m_table;
    m_name->setText(merchantTitle(table.name(m_row), table.id(m_row)));
    m_id->setText(m_merchantId);
    const auto status = table.status.at(m_row);
    m_status->setText(merchantStatusText(status));
    theme::setTone(m_status, status == "active" ? theme::Tone::Good : theme::Tone::Watch);
    const double risk = static_cast<double>(table.riskProbability[m_row]);
    m_risk->setVisible(!std::isnan(risk));
    m_risk->setText(tr("Risk %1").arg(format::percent(risk, 0)));
    theme::setTone(m_risk, risk >= kRiskBad     ? theme::Tone::Bad
                           : risk >= kRiskWatch ? theme::Tone::Watch
                                                : theme::Tone::Good);
    const auto segment = table.segment[m_row];
    const bool inSegment =
        segment >= 0 && static_cast<std::size_t>(segment) < table.segmentNames.size();
    m_segment->setVisible(inSegment);
    if (inSegment)
        m_segment->setText(
            text::segmentName(table.segmentNames[static_cast<std::size_t>(segment)]));
    QStringList facts;
    for (const QString& fact :
         {format::text(table.city.at(m_row)), format::text(table.region.at(m_row)),
          m_categories ? m_categories->name(table.category.at(m_row)) : QString()})
        if (!fact.isEmpty())
            facts << fact;
    facts << tr("since %1").arg(format::date(table.registeredAt[m_row]));
    m_facts->setText(facts.join(u" · "_s));
    m_figures->setText(QStringList{
        tr("turnover %1")
            .arg(format::moneyCompact(static_cast<double>(table.turnover[m_row]), table.currency)),
        tr("orders %1").arg(format::integer(table.orders[m_row])),
        tr("review %1").arg(format::decimal(static_cast<double>(table.reviewMean[m_row]), 2)),
        tr("late %1").arg(format::percent(static_cast<double>(table.lateShare[m_row])))}
                           .join(u" · "_s));
}

void MerchantDetail::showRead() {
    m_lines->setRows(m_read->page.lines);
    m_reasons->setRows(m_read->reasons);
    if (m_read->reasons.empty())
        m_reasonsPane->showEmpty(
            u"flag"_s, tr("Not scored yet"),
            tr("The risk model has not scored this merchant. Train and score on "
               "the risk page, or run it from the search (Ctrl+K)."));
    else
        m_reasonsPane->showContent();
    showTurnover();
    m_pane->showContent();
}

void MerchantDetail::showTurnover() {
    if (!m_read)
        return;
    LineSpec spec;
    LineSeries series{tr("Turnover per week"), {}, 0, true, false, false};
    for (std::size_t week = 0; week < m_read->page.weekBegin.size(); ++week) {
        spec.days.push_back(toDate(m_read->page.weekBegin[week]));
        series.values.push_back(static_cast<double>(m_read->page.weekTurnover[week]));
    }
    spec.series = {series};
    spec.yTitle = tr("per week");
    spec.yFormat = [currency = m_read->page.currency](double value) {
        return format::moneyCompact(value, currency);
    };
    m_turnover->setLines(std::move(spec));
}

void MerchantDetail::retranslate() {
    setAccessibleName(tr("Merchant"));
    m_turnover->setChartName(tr("Turnover per week"));
    m_tabs->setTabText(0, tr("Why this risk"));
    m_tabs->setTabText(1, tr("Order lines"));
    m_tabs->setAccessibleName(tr("Details of the merchant"));
    m_filter->setAccessibleName(tr("Which lines"));
    m_filter->setChoices({tr("All"), tr("Late"), tr("Low review"), tr("Cancelled")});
    m_linesView->setAccessibleName(tr("Order lines"));
    m_reasonsView->setAccessibleName(tr("Why this risk"));
    m_lines->refreshTexts();
    m_reasons->refreshTexts();
    showFacts();
    showTurnover();
    if (m_merchantId.isEmpty())
        showNothing();
}

} // namespace mops::ui
