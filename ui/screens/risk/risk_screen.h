#pragma once

#include "ui/screens/risk/risk_training.h"
#include "ui/shell/mart_session.h"
#include "ui/shell/screen.h"

class QLabel;
class QPushButton;

namespace mops::ui {

class ReviewDesk;
class StatePane;

/// 风控: train and score, open cases, clear the queue.
class RiskScreen final : public Screen {
    Q_OBJECT
public:
    explicit RiskScreen(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    void restyle() override;
    QString filterHint() const override;
    void setFilterText(const QString& text) override;
    QVector<ScreenAction> actions() override;
    void jumpTo(const Jump& jump) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QWidget* mainFocus() override;

    ReviewDesk* desk() { return m_desk; }

private:
    QWidget* buildTop();
    void readFacts();
    void readQueue();
    void onFacts(const Result<RiskFacts>& facts);
    void readOpenable();
    void showState();
    void showFreshness();
    bool isStale() const;
    void train();
    void store(const TrainedRiskPtr& trained);
    void askOpenCases();
    void openCases();
    void showModelCard();
    /// Merchants at risk that have no case waiting, up to the limit of one go.
    void say(const QString& sentence);

    RiskFacts m_facts;
    std::int64_t m_openable = 0;
    bool m_factsKnown = false;
    bool m_factsStale = true;
    bool m_queueKnown = false;
    bool m_training = false;
    QString m_wantedMerchant;
    QWidget* m_top = nullptr;
    QLabel* m_freshness = nullptr;
    QLabel* m_news = nullptr;
    QPushButton* m_card = nullptr;
    QPushButton* m_train = nullptr;
    QPushButton* m_open = nullptr;
    StatePane* m_state;
    ReviewDesk* m_desk;
};

} // namespace mops::ui
