#pragma once

#include "ui/desk/desk_screen.h"
#include "ui/screens/risk/risk_training.h"

namespace mops::ui {

/// 风控: train and score, open cases, clear the queue.
class RiskScreen final : public DeskScreen {
    Q_OBJECT
public:
    explicit RiskScreen(MartSession& session, QWidget* parent = nullptr);

    void retranslate() override;
    QString filterHint() const override;
    QVector<ScreenAction> actions() override;

protected:
    void readFacts() override;
    void showState() override;
    void askOpenCases() override;

private:
    void onFacts(const Result<RiskFacts>& facts);
    void showFreshness();
    bool isStale() const;
    void train();
    void store(const TrainedRiskPtr& trained);
    void showModelCard();

    RiskFacts m_facts;
    bool m_factsKnown = false;
    bool m_training = false;
    QLabel* m_freshness;
    QPushButton* m_card;
    QPushButton* m_train;
    QPushButton* m_open;
};

} // namespace mops::ui
