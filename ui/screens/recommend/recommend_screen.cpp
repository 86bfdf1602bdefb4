#include "ui/screens/recommend/recommend_screen.h"

#include "ui/charts/chart_panel.h"
#include "ui/tables/table_view.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/util/category_names.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <algorithm>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>
#include <thread>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

const char* const kBuildKind = "recommend-build";
const char* const kEvaluateKind = "recommend-evaluate";

recommend::RecommendParams defaultParams() {
    recommend::RecommendParams params;
    params.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    return params;
}

} // namespace

RecommendScreen::RecommendScreen(MartSession& session, QWidget* parent)
    : Screen(session, parent)
    , m_items(rankedColumns([this] { return m_currency; },
                            [this](const std::string& id) { return categoryName(id); },
                            [this] { return subject(); }))
    , m_removed(removedColumns([this] { return subject(); }))
    , m_history(historyColumns())
    , m_scores(scoreColumns())
    , m_tabs(new QTabWidget)
    , m_state(new StatePane(this)) {
    m_items.setId([](const RankedItem& row) { return format::text(row.item.productId); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(1.5), theme::unit(2), theme::unit(1));
    layout->setSpacing(theme::unit(1));
    m_tabs->setObjectName(u"recommendTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(buildPreview(), QString());
    m_tabs->addTab(buildEvaluation(), QString());
    m_state->setContent(m_tabs);
    layout->addWidget(m_state, 1);
    connect(&session, &MartSession::changed, this, [this](Change change) {
        if (change != Change::Facts)
            return;
        m_trade = nullptr;
        m_merchants = nullptr;
        m_recommender = nullptr;
        m_evaluation = nullptr;
        if (isVisible())
            refresh();
    });
    retranslate();
    m_state->showLoading();
}

QWidget* RecommendScreen::buildPreview() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, theme::unit(1.5), 0, 0);
    layout->setSpacing(theme::unit(1));
    auto* row = new QHBoxLayout;
    row->setSpacing(theme::unit(1));
    m_picker = new SubjectPicker(page);
    m_topLabel = new QLabel(page);
    m_top = new QSpinBox(page);
    m_top->setObjectName(u"recommendTop"_s);
    m_top->setRange(1, 100);
    m_top->setValue(10);
    m_topLabel->setBuddy(m_top);
    m_show = new QPushButton(page);
    m_show->setObjectName(u"recommendShow"_s);
    theme::setButtonRole(m_show, theme::ButtonRole::Primary);
    row->addWidget(m_picker, 1);
    row->addWidget(m_topLabel);
    row->addWidget(m_top);
    row->addWidget(m_show);
    m_previewState = new StatePane(page);
    m_previewState->setContent(buildLists());
    layout->addLayout(row);
    layout->addWidget(m_previewState, 1);
    connect(m_picker, &SubjectPicker::chosen, this, &RecommendScreen::ask);
    connect(m_picker, &SubjectPicker::kindChanged, this, [this] {
        m_asked = false;
        showPreviewEmpty();
    });
    connect(m_show, &QPushButton::clicked, this,
            [this] { showFor(m_picker->kind(), m_picker->edit()->text().trimmed()); });
    connect(m_top, &QSpinBox::editingFinished, this, [this] {
        if (m_asked)
            ask();
    });
    return page;
}

QWidget* RecommendScreen::buildLists() {
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    auto* upper = new QWidget;
    auto* upperColumn = new QVBoxLayout(upper);
    upperColumn->setContentsMargins(0, 0, 0, 0);
    m_summary = new QLabel(upper);
    m_summary->setObjectName(u"recommendSummary"_s);
    m_summary->setWordWrap(true);
    theme::setTextRole(m_summary, theme::TextRole::Muted);
    const auto view = [](const QString& name, QAbstractItemModel* model,
                         const QVector<int>& widths) {
        auto* made = new TableView;
        made->setObjectName(name);
        made->setStateName(name);
        made->setModel(model);
        made->setColumnWidths(widths);
        return made;
    };
    m_itemView = view(u"recommendItems"_s, &m_items, {5, 10, 14, 9, 6, 14, 30});
    m_itemView->setMinimumHeight(theme::rowHeight() * 6);
    upperColumn->addWidget(m_summary);
    upperColumn->addWidget(m_itemView, 1);
    m_removedView = view(u"recommendRemoved"_s, &m_removed, {16, 30});
    m_historyView = view(u"recommendHistory"_s, &m_history, {9, 20});
    const auto titled = [](QLabel*& title, TableView* table) {
        auto* box = new QWidget;
        auto* column = new QVBoxLayout(box);
        column->setContentsMargins(0, theme::unit(0.5), 0, 0);
        title = new QLabel(box);
        theme::setTextRole(title, theme::TextRole::Section);
        column->addWidget(title);
        column->addWidget(table, 1);
        return box;
    };
    auto* lower = new QWidget;
    auto* lowerRow = new QHBoxLayout(lower);
    lowerRow->setContentsMargins(0, 0, 0, 0);
    lowerRow->setSpacing(theme::unit(2));
    lowerRow->addWidget(titled(m_historyTitle, m_historyView), 1);
    lowerRow->addWidget(titled(m_removedTitle, m_removedView), 1);
    splitter->addWidget(upper);
    splitter->addWidget(lower);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 1);
    return splitter;
}

QWidget* RecommendScreen::buildEvaluation() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, theme::unit(1.5), 0, 0);
    layout->setSpacing(theme::unit(1));
    m_evaluationState = new StatePane(page);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    m_evaluationNote = new QLabel(content);
    m_evaluationNote->setWordWrap(true);
    theme::setTextRole(m_evaluationNote, theme::TextRole::Muted);
    m_evaluate = new QPushButton(content);
    row->addWidget(m_evaluationNote, 1);
    row->addWidget(m_evaluate, 0, Qt::AlignTop);
    m_scoreView = new TableView;
    m_scoreView->setObjectName(u"recommendScores"_s);
    m_scoreView->setStateName(u"recommend-scores"_s);
    m_scoreView->setModel(&m_scores);
    m_scoreView->setColumnWidths({17, 8, 8, 8, 8, 8, 8});
    m_scoreView->setFixedHeight(theme::rowHeight() * 6 + theme::unit(1));
    m_scoreChart = new ChartPanel(content);
    m_scoreChart->setObjectName(u"recommendScoreChart"_s);
    column->addLayout(row);
    column->addWidget(m_scoreView);
    column->addWidget(m_scoreChart, 1);
    m_evaluationState->setContent(content);
    layout->addWidget(m_evaluationState, 1);
    connect(m_evaluate, &QPushButton::clicked, this, &RecommendScreen::evaluate);
    return page;
}

void RecommendScreen::refresh() {
    m_currency = session().facts().currency;
    showState();
    if (session().state() != MartSession::State::Ready)
        return;
    if (!m_trade || !m_merchants)
        loadSubjects();
    if (m_asked && !m_recommender)
        ask();
}

void RecommendScreen::loadSubjects() {
    session().withTrade(this, [this](const Result<MartSession::TradePtr>& trade) {
        if (!trade) {
            m_state->showFailed(trade.error(), [this] { refresh(); });
            return;
        }
        m_trade = *trade;
        m_picker->setTrade(m_trade);
        m_items.refreshTexts();
        showState();
    });
    session().withMerchants(this, [this](const Result<MartSession::MerchantsPtr>& merchants) {
        if (!merchants)
            return; // the trade facts say why
        m_merchants = *merchants;
        m_picker->setMerchants(m_merchants);
    });
}

void RecommendScreen::showState() {
    switch (session().state()) {
    case MartSession::State::Failed:
        m_state->showFailed(session().error(), [this] { session().open(); });
        return;
    case MartSession::State::Missing:
    case MartSession::State::Empty:
        m_state->showEmpty(
            u"rating"_s, tr("No baskets to learn from"),
            tr("Recommendations come from what is bought together. Import orders, or "
               "simulate a marketplace."),
            {{tr("Go to Data"), [this] {
                  emit jumpRequested({u"data"_s, {}, {}});
              }}});
        return;
    case MartSession::State::Opening: m_state->showLoading(); return;
    case MartSession::State::Ready: break;
    }
    m_state->showContent();
    if (!m_asked)
        showPreviewEmpty();
    if (!m_evaluation && !session().jobs().isRunning(QString::fromLatin1(kEvaluateKind)))
        showEvaluation();
}

void RecommendScreen::showPreviewEmpty() {
    m_previewState->showEmpty(
        u"rating"_s, tr("Choose a merchant or a buyer"),
        tr("For a merchant: goods its buyers take elsewhere and it does not sell yet. For a buyer: "
           "goods that go with what was bought."),
        {{tr("Show the largest merchant"), [this] { showLargestMerchant(); }},
         {tr("Show the most active buyer"), [this] { showBestBuyer(); }, false}});
}

void RecommendScreen::showLargestMerchant() {
    session().withTrade(this, [this](const Result<MartSession::TradePtr>& trade) {
        if (!trade || (*trade)->merchants() == 0)
            return;
        const auto& begin = (*trade)->merchantItemBegin;
        std::size_t best = 0;
        for (std::size_t at = 1; at + 1 < begin.size(); ++at)
            if (begin[at + 1] - begin[at] > begin[best + 1] - begin[best])
                best = at;
        showFor(SubjectKind::Merchant, format::text((*trade)->merchantId[best]));
    });
}

void RecommendScreen::showBestBuyer() {
    session().withTrade(this, [this](const Result<MartSession::TradePtr>& trade) {
        if (!trade || (*trade)->buyerId.empty())
            return;
        std::vector<std::uint32_t> orders((*trade)->buyerId.size(), 0);
        for (const std::uint32_t buyer : (*trade)->orderBuyer)
            ++orders[buyer];
        const auto best = std::max_element(orders.begin(), orders.end()) - orders.begin();
        showFor(SubjectKind::Buyer,
                format::text((*trade)->buyerId[static_cast<std::size_t>(best)]));
    });
}

void RecommendScreen::showFor(SubjectKind kind, const QString& id) {
    if (id.isEmpty())
        return;
    m_tabs->setCurrentIndex(0);
    m_picker->setSubject(kind, id);
    ask();
}

void RecommendScreen::ask() {
    m_asked = true;
    if (m_recommender) {
        preview();
        return;
    }
    m_previewState->showLoading(&session().jobs(), QString::fromLatin1(kBuildKind));
    session().compute<RecommenderPtr>(
        {QString::fromLatin1(kBuildKind), tr("Learning what is bought together")},
        [](const mart::TradeColumns& trade, TaskContext& task) -> Result<RecommenderPtr> {
            auto built = recommend::Recommender::build(trade, defaultParams(), task);
            if (!built)
                return failAs(built);
            return std::make_shared<const recommend::Recommender>(std::move(*built));
        },
        this,
        [this](const Result<RecommenderPtr>& built) {
            if (built) {
                m_recommender = *built;
                preview();
                return;
            }
            m_asked = false;
            if (built.error().code == ErrorCode::Cancelled)
                showPreviewEmpty();
            else
                m_previewState->showFailed(built.error(), [this] { ask(); });
        });
}

void RecommendScreen::preview() {
    const bool merchant = m_picker->kind() == SubjectKind::Merchant;
    const std::string id = m_picker->id().toStdString();
    session().jobs().run<recommend::Preview>(
        {u"recommend-preview"_s, tr("Recommending")},
        [recommender = m_recommender, merchant, id, top = m_top->value()](TaskContext&) {
            return merchant ? recommender->forMerchant(id, top) : recommender->forBuyer(id, top);
        },
        this, [this](const Result<recommend::Preview>& answer) { onPreview(answer); });
}

void RecommendScreen::onPreview(const Result<recommend::Preview>& preview) {
    if (!preview) {
        m_previewState->showFailed(preview.error(), [this] { ask(); });
        return;
    }
    m_currency = preview->currency;
    std::vector<RankedItem> items;
    for (const recommend::RecommendedItem& item : preview->items)
        items.push_back({static_cast<int>(items.size()) + 1, item});
    std::vector<HistoryItem> history;
    for (const std::string& product : preview->history)
        history.push_back({static_cast<int>(history.size()) + 1, format::text(product)});
    const bool none = items.empty();
    m_summary->setText(
        tr("Recommended: %1 · stands on products: %2 · taken off by a limit: %3")
            .arg(format::integer(static_cast<std::int64_t>(items.size())),
                 format::integer(static_cast<std::int64_t>(history.size())),
                 format::integer(static_cast<std::int64_t>(preview->removed.size()))));
    m_items.setRows(std::move(items));
    m_history.setRows(std::move(history));
    m_removed.setRows(preview->removed);
    if (none)
        m_previewState->showEmpty(
            u"rating"_s, tr("Nothing to recommend"),
            tr("Nothing is left after the limits, or there is too little history."));
    else
        m_previewState->showContent();
}

void RecommendScreen::evaluate() {
    m_evaluationState->showLoading(&session().jobs(), QString::fromLatin1(kEvaluateKind));
    auto params = defaultParams();
    params.top = m_top->value();
    session().compute<EvaluationPtr>(
        {QString::fromLatin1(kEvaluateKind), tr("Evaluating recommendations")},
        [params](const mart::TradeColumns& trade, TaskContext& task) -> Result<EvaluationPtr> {
            auto made = recommend::evaluate(trade, params, task);
            if (!made)
                return failAs(made);
            return std::make_shared<const recommend::RecommendEvaluation>(std::move(*made));
        },
        this, [this](const Result<EvaluationPtr>& made) { onEvaluation(made); });
}

void RecommendScreen::onEvaluation(const Result<EvaluationPtr>& evaluation) {
    if (!evaluation) {
        if (evaluation.error().code == ErrorCode::Cancelled)
            showEvaluation();
        else
            m_evaluationState->showFailed(evaluation.error(), [this] { evaluate(); });
        return;
    }
    m_evaluation = *evaluation;
    showEvaluation();
}

void RecommendScreen::showEvaluation() {
    if (!m_evaluation) {
        m_evaluationState->showEmpty(
            u"office-chart-bar"_s, tr("Not evaluated yet"),
            tr("What was bought before a day predicts what was bought after it, over the whole "
               "catalogue, beside the plain lists of popular goods."),
            {{tr("Evaluate"), [this] { evaluate(); }}});
        return;
    }
    m_evaluationNote->setText(
        tr("Everything before %1 predicts what was bought after it; lists of %2.")
            .arg(format::date(toSeconds(Instant{m_evaluation->split})),
                 format::integer(m_evaluation->top)));
    m_scores.setRows(m_evaluation->scores);
    BarSpec spec;
    spec.yTitle = tr("Share");
    BarSpec::Series recall;
    recall.name = tr("Recall");
    BarSpec::Series ndcg;
    ndcg.name = tr("NDCG");
    ndcg.colour = 1;
    for (const recommend::RecommendScore& score : m_evaluation->scores) {
        spec.labels.push_back(text::algorithmText(score.algorithm));
        recall.values.push_back(score.recall);
        ndcg.values.push_back(score.ndcg);
    }
    spec.series = {recall, ndcg};
    spec.yFormat = [](double value) { return format::percent(value, 1); };
    m_scoreChart->setBars(std::move(spec));
    m_evaluationState->showContent();
}

text::RecommendFor RecommendScreen::subject() const {
    return m_picker->kind() == SubjectKind::Merchant ? text::RecommendFor::Merchant
                                                     : text::RecommendFor::Buyer;
}

QString RecommendScreen::categoryName(const std::string& categoryId) const {
    if (categoryId.empty())
        return format::missing();
    if (!m_trade)
        return format::text(categoryId);
    const auto found =
        std::find(m_trade->categoryId.begin(), m_trade->categoryId.end(), categoryId);
    if (found == m_trade->categoryId.end())
        return format::text(categoryId);
    const auto at = static_cast<std::size_t>(found - m_trade->categoryId.begin());
    return localName(format::text(m_trade->categoryNameZh[at]),
                     format::text(m_trade->categoryNameEn[at]), format::text(categoryId));
}

void RecommendScreen::retranslate() {
    m_tabs->setTabText(0, tr("Preview"));
    m_tabs->setTabText(1, tr("Evaluation"));
    m_tabs->setAccessibleName(tr("Preview and evaluation"));
    m_picker->retranslate();
    m_topLabel->setText(tr("List length:"));
    m_top->setAccessibleName(tr("List length"));
    m_show->setText(tr("Recommend"));
    m_itemView->setAccessibleName(tr("Recommended products"));
    m_removedTitle->setText(tr("Taken off by a limit"));
    m_removedView->setAccessibleName(m_removedTitle->text());
    m_historyTitle->setText(tr("What the list stands on"));
    m_historyView->setAccessibleName(m_historyTitle->text());
    m_evaluate->setText(tr("Evaluate again"));
    m_scoreView->setAccessibleName(tr("Measures per algorithm"));
    m_scoreChart->setChartName(tr("Recall and NDCG per algorithm"));
    for (RowsTableBase* table :
         {static_cast<RowsTableBase*>(&m_items), static_cast<RowsTableBase*>(&m_removed),
          static_cast<RowsTableBase*>(&m_history), static_cast<RowsTableBase*>(&m_scores)})
        table->refreshTexts();
    showState();
    if (m_evaluation)
        showEvaluation();
}

void RecommendScreen::restyle() {
    m_items.refreshTexts();
}

QVector<ScreenAction> RecommendScreen::actions() {
    const bool ready = session().state() == MartSession::State::Ready;
    return {
        {tr("Recommend for the largest merchant"), {}, [this] { showLargestMerchant(); }, ready},
        {tr("Recommend for the most active buyer"), {}, [this] { showBestBuyer(); }, ready},
        {tr("Evaluate recommendations"),
         {},
         [this] {
             m_tabs->setCurrentIndex(1);
             evaluate();
         },
         ready}};
}

void RecommendScreen::jumpTo(const Jump& jump) {
    if (!jump.merchantId.isEmpty())
        showFor(SubjectKind::Merchant, jump.merchantId);
}

QVariantMap RecommendScreen::saveState() const {
    return {{u"tab"_s, m_tabs->currentIndex()},
            {u"kind"_s, static_cast<int>(m_picker->kind())},
            {u"subject"_s, m_asked ? m_picker->id() : QString()},
            {u"top"_s, m_top->value()}};
}

void RecommendScreen::restoreState(const QVariantMap& state) {
    m_tabs->setCurrentIndex(std::clamp(state.value(u"tab"_s).toInt(), 0, 1));
    m_top->setValue(state.value(u"top"_s, 10).toInt());
    const QString subject = state.value(u"subject"_s).toString();
    if (!subject.isEmpty())
        m_picker->setSubject(
            static_cast<SubjectKind>(std::clamp(state.value(u"kind"_s).toInt(), 0, 1)), subject);
}

QWidget* RecommendScreen::mainFocus() {
    return m_picker->edit();
}

} // namespace mops::ui
