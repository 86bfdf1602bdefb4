#pragma once

#include "core/recommend/recommend.h"
#include "ui/screens/recommend/recommend_columns.h"
#include "ui/screens/recommend/subject_picker.h"
#include "ui/shell/screen.h"

#include <memory>

class QLabel;
class QPushButton;
class QSpinBox;
class QTabWidget;

namespace mops::ui {

class ChartPanel;
class StatePane;
class TableView;

/// 推荐: what would this merchant or buyer be shown, why, and is it better than the plain lists.
class RecommendScreen final : public Screen {
    Q_OBJECT
public:
    explicit RecommendScreen(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    void restyle() override;
    QVector<ScreenAction> actions() override;
    void jumpTo(const Jump& jump) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QWidget* mainFocus() override;

    void showFor(SubjectKind kind, const QString& id);

private:
    using RecommenderPtr = std::shared_ptr<const recommend::Recommender>;
    using EvaluationPtr = std::shared_ptr<const recommend::RecommendEvaluation>;
    QWidget* buildPreview();
    QWidget* buildLists();
    QWidget* buildEvaluation();
    void loadSubjects();
    /// The recommender is built when it is first asked.
    void ask();
    void preview();
    void onPreview(const Result<recommend::Preview>& preview);
    void evaluate();
    void onEvaluation(const Result<EvaluationPtr>& evaluation);
    void showState();
    void showPreviewEmpty();
    void showEvaluation();
    void showLargestMerchant();
    void showBestBuyer();
    text::RecommendFor subject() const;
    QString categoryName(const std::string& categoryId) const;

    MartSession::TradePtr m_trade;
    MartSession::MerchantsPtr m_merchants;
    RecommenderPtr m_recommender;
    EvaluationPtr m_evaluation;
    std::string m_currency;
    RowsTable<RankedItem> m_items;
    RowsTable<recommend::RemovedItem> m_removed;
    RowsTable<HistoryItem> m_history;
    RowsTable<recommend::RecommendScore> m_scores;
    bool m_asked = false;

    QTabWidget* m_tabs;
    StatePane* m_state;
    SubjectPicker* m_picker = nullptr;
    QLabel* m_topLabel = nullptr;
    QSpinBox* m_top = nullptr;
    QPushButton* m_show = nullptr;
    StatePane* m_previewState = nullptr;
    QLabel* m_summary = nullptr;
    TableView* m_itemView = nullptr;
    QLabel* m_removedTitle = nullptr;
    TableView* m_removedView = nullptr;
    QLabel* m_historyTitle = nullptr;
    TableView* m_historyView = nullptr;
    QPushButton* m_evaluate = nullptr;
    StatePane* m_evaluationState = nullptr;
    QLabel* m_evaluationNote = nullptr;
    TableView* m_scoreView = nullptr;
    ChartPanel* m_scoreChart = nullptr;
};

} // namespace mops::ui
