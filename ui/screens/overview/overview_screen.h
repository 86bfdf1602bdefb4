#pragma once

#include "core/mart/overview.h"
#include "ui/screens/overview/measure_card.h"
#include "ui/shell/screen.h"
#include "ui/tables/rows_table.h"

#include <memory>
#include <QVector>

class QLabel;

namespace mops::ui {

class Card;
class ChartPanel;
class DeskStrip;
class Segmented;
class StatePane;
class TableView;

/// What needs me now: figures against the same time before, their trend, and what moved them.
class OverviewScreen final : public Screen {
    Q_OBJECT
public:
    explicit OverviewScreen(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    QVector<ScreenAction> actions() override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QWidget* mainFocus() override;

private:
    /// The period asked for, and thirty days for lines and trend whatever the period.
    struct Answer {
        mart::Overview period;
        mart::Overview month;
    };
    QWidget* buildContent();
    QWidget* buildFigures();
    QWidget* buildTrend();
    QWidget* buildMovers();
    void show(std::shared_ptr<const Answer> answer);
    void readDesk();
    void showTrend();
    void showMovers();
    void setDays(int index);
    void openMover(int row);
    std::vector<double> values(mart::Measure measure, bool before) const;
    bool hasSeries(mart::Measure measure) const;

    std::shared_ptr<const Answer> m_answer;
    StatePane* m_pane;
    DeskStrip* m_desk;
    Segmented* m_days;
    QLabel* m_period;
    QVector<MeasureCard*> m_cards;
    Card* m_trendCard = nullptr;
    ChartPanel* m_trend = nullptr;
    Card* m_moversCard = nullptr;
    Segmented* m_moversBy = nullptr;
    RowsTable<mart::Mover>* m_movers = nullptr;
    TableView* m_moversView = nullptr;
    mart::Measure m_shown = mart::Measure::Turnover;
};

} // namespace mops::ui
