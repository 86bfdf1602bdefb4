#include "ui/screens/merchants/merchants_screen.h"

#include "ui/screens/merchants/merchant_detail.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/segment_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// The button "at risk" of the filter bar.
constexpr double kRiskyFrom = 0.5;

void fill(QComboBox* combo, const QString& all, const QVector<QPair<QString, QVariant>>& choices,
          const QVariant& current) {
    const QSignalBlocker blocker(combo);
    combo->clear();
    combo->addItem(all, QVariant());
    for (const auto& [text, value] : choices)
        combo->addItem(text, value);
    combo->setCurrentIndex(qMax(0, combo->findData(current)));
}

} // namespace

MerchantsScreen::MerchantsScreen(MartSession& session, QWidget* parent)
    : Screen(session, parent)
    , m_pane(new StatePane(this))
    , m_splitter(new QSplitter(this))
    , m_listPane(new StatePane(this))
    , m_list(new MerchantList(this))
    , m_view(new TableView(this))
    , m_detail(new MerchantDetail(session, this)) {
    m_view->setObjectName(u"merchants"_s);
    m_view->setModel(m_list);
    m_view->setColumnWidths({15, 10, 5, 5, 4, 4, 5, 11, 6, 8, 11, 8, 8, 8, 12});
    m_view->setStateName(u"merchants"_s);
    m_listPane->setContent(m_view);
    auto* listCard = new QFrame(this);
    listCard->setProperty("card", true);
    auto* listLayout = new QVBoxLayout(listCard);
    listLayout->setContentsMargins(theme::unit(0.5), theme::unit(0.5), theme::unit(0.5),
                                   theme::unit(0.5));
    listLayout->addWidget(m_listPane);
    m_splitter->addWidget(listCard);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setHandleWidth(theme::unit(1.5));
    m_splitter->setChildrenCollapsible(false);
    auto* content = new QWidget(this);
    content->setProperty("plain", true);
    auto* contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->setSpacing(theme::unit(1.5));
    contentLayout->addWidget(buildBar());
    contentLayout->addWidget(m_splitter, 1);
    content->setFocusProxy(m_view);
    m_pane->setContent(content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(1.5), theme::unit(2), theme::unit(2));
    layout->addWidget(m_pane);
    connect(m_view, &TableView::currentRowChanged, this, &MerchantsScreen::showMerchantOf);
    connect(m_list, &MerchantList::sortWanted, this, [this](int column, Qt::SortOrder order) {
        if (column < 0)
            return;
        m_question.sortBy = MerchantList::columnAt(column);
        m_question.descending = order == Qt::DescendingOrder;
        ask();
    });
    m_splitter->setSizes({theme::unit(80), theme::unit(55)});
    retranslate();
}

QWidget* MerchantsScreen::buildBar() {
    auto* bar = new QWidget(this);
    bar->setProperty("plain", true);
    const auto newCombo = [&](const QString& name) {
        auto* combo = new QComboBox(bar);
        combo->setObjectName(name);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(12);
        return combo;
    };
    m_region = newCombo(u"region"_s);
    m_category = newCombo(u"category"_s);
    m_segment = newCombo(u"segment"_s);
    m_risky = new QPushButton(bar);
    m_risky->setCheckable(true);
    m_clear = new QPushButton(bar);
    theme::setButtonRole(m_clear, theme::ButtonRole::Quiet);
    m_count = new QLabel(bar);
    m_count->setObjectName(u"merchantCount"_s);
    theme::setTextRole(m_count, theme::TextRole::Muted);
    connect(m_region, &QComboBox::activated, this, [this] {
        m_question.filter.region = m_region->currentData().toString().toStdString();
        ask();
    });
    connect(m_category, &QComboBox::activated, this, [this] {
        m_question.filter.category = m_category->currentData().toString().toStdString();
        ask();
    });
    connect(m_segment, &QComboBox::activated, this, [this] {
        const QVariant segment = m_segment->currentData();
        m_question.filter.segment = segment.isValid() ? segment.toInt() : -1;
        ask();
    });
    connect(m_risky, &QPushButton::clicked, this, [this](bool checked) {
        m_question.filter.minRisk = checked ? kRiskyFrom : -1;
        ask();
    });
    connect(m_clear, &QPushButton::clicked, this, &MerchantsScreen::clearFilters);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit());
    for (QWidget* widget : {static_cast<QWidget*>(m_region), static_cast<QWidget*>(m_category),
                            static_cast<QWidget*>(m_segment), static_cast<QWidget*>(m_risky),
                            static_cast<QWidget*>(m_clear)})
        layout->addWidget(widget);
    layout->addStretch(1);
    layout->addWidget(m_count);
    return bar;
}

void MerchantsScreen::refresh() {
    if (!m_table)
        m_pane->showLoading(&session().jobs(), u"merchants"_s);
    session().withTrade(this, [this](const Result<MartSession::TradePtr>& trade) {
        if (trade)
            m_categories = std::make_shared<const CategoryNames>(**trade);
    });
    session().withMerchants(this, [this](const Result<MartSession::MerchantsPtr>& table) {
        if (!table) {
            m_pane->showFailed(table.error(), [this] { refresh(); });
            return;
        }
        m_table = *table;
        ask();
    });
}

void MerchantsScreen::ask() {
    if (!m_table)
        return;
    session().jobs().run<MerchantAnswer>(
        {u"merchants-view"_s, tr("Sorting and filtering"), Lane::Read},
        [table = m_table, question = m_question](TaskContext&) -> Result<MerchantAnswer> {
            return answerMerchants(*table, question);
        },
        this,
        [this](const Result<MerchantAnswer>& answer) {
            if (answer)
                show(*answer);
            else
                m_pane->showFailed(answer.error(), [this] { ask(); });
        });
}

void MerchantsScreen::show(const MerchantAnswer& answer) {
    const QString selected = !m_wanted.isEmpty() ? m_wanted : m_detail->merchantId();
    m_list->setMerchants(m_table, answer.rows, m_categories);
    fillFacets(answer);
    m_pane->showContent();
    if (answer.rows.empty()) {
        m_listPane->showEmpty(u"search"_s, tr("No merchant passes"),
                              tr("No merchant has all of what is asked for."),
                              {{tr("Clear the filters"), [this] { clearFilters(); }, true}});
        return;
    }
    m_listPane->showContent();
    const int row = selected.isEmpty() ? 0 : m_list->rowOfId(selected);
    if (row < 0 && !m_wanted.isEmpty() && hasFilters()) {
        // Who was asked for is hidden by the filter: the question is newer than the filter.
        clearFilters();
        return;
    }
    m_wanted.clear();
    m_view->selectRow(qMax(0, row));
    showMerchantOf(qMax(0, row));
}

void MerchantsScreen::fillFacets(const MerchantAnswer& answer) {
    m_facets = answer;
    m_facets.rows.clear();
    const auto counted = [](const QString& name, std::int64_t rows) {
        return u"%1  (%2)"_s.arg(name, format::integer(rows));
    };
    QVector<QPair<QString, QVariant>> regions;
    for (const auto& region : answer.regions)
        if (!region.text.empty())
            regions << qMakePair(counted(QString::fromStdString(region.text), region.rows),
                                 QVariant(QString::fromStdString(region.text)));
    fill(m_region, tr("All regions"), regions, QString::fromStdString(m_question.filter.region));
    QVector<QPair<QString, QVariant>> categories;
    for (const auto& category : answer.categories)
        if (!category.text.empty())
            categories << qMakePair(counted(m_categories ? m_categories->name(category.text)
                                                         : QString::fromStdString(category.text),
                                            category.rows),
                                    QVariant(QString::fromStdString(category.text)));
    fill(m_category, tr("All categories"), categories,
         QString::fromStdString(m_question.filter.category));
    QVector<QPair<QString, QVariant>> segments;
    for (const auto& segment : answer.segments) {
        const auto at = static_cast<std::size_t>(segment.segment);
        if (m_table && at < m_table->segmentNames.size())
            segments << qMakePair(
                counted(text::segmentName(m_table->segmentNames[at]), segment.rows),
                QVariant(segment.segment));
    }
    fill(m_segment, tr("All segments"), segments,
         m_question.filter.segment < 0 ? QVariant() : QVariant(m_question.filter.segment));
    m_segment->setEnabled(!segments.isEmpty());
    m_risky->setChecked(m_question.filter.minRisk >= 0);
    m_clear->setVisible(hasFilters());
    m_count->setText(
        tr("%1 of %2 merchants")
            .arg(format::integer(m_list->rowCount()),
                 format::integer(m_table ? static_cast<std::int64_t>(m_table->rows()) : 0)));
}

void MerchantsScreen::showMerchantOf(int row) {
    if (row < 0 || row >= m_list->rowCount()) {
        m_detail->showNothing();
        return;
    }
    m_detail->showMerchant(m_list->merchantId(row), m_table, m_list->tableRow(row), m_categories);
}

void MerchantsScreen::clearFilters() {
    const std::string text = m_wanted.isEmpty() ? m_question.filter.text : std::string();
    m_question.filter = {};
    m_question.filter.text = text;
    ask();
}

bool MerchantsScreen::hasFilters() const {
    const mart::MerchantFilter& filter = m_question.filter;
    return !filter.region.empty() || !filter.category.empty() || filter.segment >= 0 ||
           filter.minRisk >= 0 || (!m_wanted.isEmpty() && !filter.text.empty());
}

void MerchantsScreen::retranslate() {
    m_region->setAccessibleName(tr("Region"));
    m_category->setAccessibleName(tr("Category"));
    m_segment->setAccessibleName(tr("Segment"));
    m_risky->setText(tr("At risk"));
    m_risky->setToolTip(
        tr("Only merchants with a risk of %1 or more").arg(format::percent(kRiskyFrom, 0)));
    m_clear->setText(tr("Clear"));
    m_view->setAccessibleName(tr("Merchants"));
    m_list->refreshTexts();
    m_detail->retranslate();
    fillFacets(MerchantAnswer(m_facets));
}

QString MerchantsScreen::filterHint() const {
    return tr("Filter by name or id  ( / )");
}

void MerchantsScreen::setFilterText(const QString& text) {
    m_question.filter.text = text.trimmed().toStdString();
    ask();
}

QVector<ScreenAction> MerchantsScreen::actions() {
    const bool chosen = !m_detail->merchantId().isEmpty();
    return {
        {tr("Next merchant"), QKeySequence(Qt::Key_J), {}},
        {tr("Previous merchant"), QKeySequence(Qt::Key_K), {}},
        {tr("Only merchants at risk"), QKeySequence(Qt::Key_R), [this] { m_risky->click(); }},
        {tr("All order lines"), QKeySequence(Qt::Key_A),
         [this] { m_detail->setLineFilter(mart::LineFilter::All); }, chosen},
        {tr("Late order lines"), QKeySequence(Qt::Key_L),
         [this] { m_detail->setLineFilter(mart::LineFilter::Late); }, chosen},
        {tr("Order lines with a low review"), QKeySequence(Qt::Key_W),
         [this] { m_detail->setLineFilter(mart::LineFilter::LowReview); }, chosen},
        {tr("Clear the filters"), QKeySequence(Qt::Key_C), [this] { clearFilters(); }},
        {tr("Export the merchants shown"), QKeySequence(Qt::Key_X),
         [this] { m_view->exportCsv(); }},
    };
}

void MerchantsScreen::jumpTo(const Jump& jump) {
    const bool fresh = jump.more.contains(u"category"_s) || jump.more.contains(u"region"_s) ||
                       jump.more.contains(u"segment"_s);
    if (fresh) {
        m_question.filter = {};
        m_question.filter.category = jump.more.value(u"category"_s).toString().toStdString();
        m_question.filter.region = jump.more.value(u"region"_s).toString().toStdString();
        m_question.filter.segment = jump.more.value(u"segment"_s, -1).toInt();
    }
    m_wanted = jump.merchantId;
    ask();
}

QVariantMap MerchantsScreen::saveState() const {
    return {{u"merchant"_s, m_detail->merchantId()},
            {u"split"_s, m_splitter->saveState()},
            {u"sortBy"_s, static_cast<int>(m_question.sortBy)},
            {u"descending"_s, m_question.descending}};
}

void MerchantsScreen::restoreState(const QVariantMap& state) {
    m_wanted = state.value(u"merchant"_s).toString();
    m_splitter->restoreState(state.value(u"split"_s).toByteArray());
    if (state.contains(u"sortBy"_s)) {
        m_question.sortBy = static_cast<mart::MerchantColumn>(qBound(
            0, state.value(u"sortBy"_s).toInt(), static_cast<int>(mart::MerchantColumn::Segment)));
        m_question.descending = state.value(u"descending"_s).toBool();
    }
}

QWidget* MerchantsScreen::mainFocus() {
    return m_view;
}

} // namespace mops::ui
