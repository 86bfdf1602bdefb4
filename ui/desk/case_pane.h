#pragma once

#include "ui/desk/case_loader.h"
#include "ui/desk/case_text.h"
#include "ui/desk/sitting.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QTabWidget;

namespace mops::ui {

class ChartPanel;
class DecisionBar;
class EvidenceView;
class FactsView;
class HistoryView;
class ReasonRows;

/// One case: verdict, reasons, own past, rows, history, and what can be done.
class CasePane final : public QWidget {
    Q_OBJECT
public:
    explicit CasePane(QWidget* parent = nullptr);

    void setBackground(const RiskBackground& background);
    /// Verdict and reasons stand at once; `detail` may be null while it is read.
    void showCase(const CasePtr& item, const CaseDetailPtr& detail, bool waiting, std::int64_t now);
    void setDetail(const CaseDetailPtr& detail);
    void setDetailFailed(const Error& error, std::function<void()> retry);
    void showAllDone(const SittingSummary& summary);
    void showNothingChosen();
    bool isAllDone() const;
    /// A sentence above the buttons: why the last decision was refused. Empty takes it away.
    void setProblem(const QString& problem);
    QString problem() const;
    CasePtr item() const { return m_item; }
    /// The rows behind the case are there, too.
    bool hasDetail() const { return m_item == nullptr || m_detail != nullptr; }
    DecisionBar* decisions() { return m_decisions; }
    EvidenceView* evidence() { return m_evidence; }
    HistoryView* history() { return m_history; }
    FactsView* facts() { return m_facts; }
    void startNote();
    /// A verified answer to what would turn the verdict round, instead of the estimate.
    void setFlip(const std::string& merchantId, const QString& flip);
    void setCanFlip(bool can) { m_canFlip = can; }
    /// Opens the rows behind the n-th reason, counted from 0.
    void openRowsBehind(const std::string& feature);
    void retranslate();

signals:
    void merchantRequested(const QString& merchantId);
    void nextViewRequested();
    void flipRequested(const std::string& merchantId);

private:
    QWidget* buildCase();
    QWidget* buildHeader(QWidget* parent);
    QWidget* buildVerdict(QWidget* parent);
    QWidget* buildMessage();
    void showTexts();
    void showPast();

    RiskBackground m_background;
    CasePtr m_item;
    CaseDetailPtr m_detail;
    std::int64_t m_now = 0;
    SittingSummary m_summary;
    QStackedWidget* m_stack;
    QWidget* m_casePage = nullptr;
    QWidget* m_message = nullptr;
    QLabel* m_messageIcon = nullptr;
    QLabel* m_messageTitle = nullptr;
    QLabel* m_messageText = nullptr;
    QPushButton* m_messageAction = nullptr;
    QLabel* m_name = nullptr;
    QLabel* m_place = nullptr;
    QLabel* m_status = nullptr;
    QPushButton* m_openMerchant = nullptr;
    QLabel* m_verdictIcon = nullptr;
    QLabel* m_verdict = nullptr;
    QLabel* m_comparison = nullptr;
    QLabel* m_flip = nullptr;
    QPushButton* m_flipButton = nullptr;
    std::string m_flipOf; ///< merchant of the verified answer
    QString m_flipText;
    bool m_canFlip = false;
    QLabel* m_blind = nullptr;
    QLabel* m_holder = nullptr;
    FactsView* m_facts = nullptr;
    QLabel* m_rules = nullptr;
    QLabel* m_told = nullptr; ///< what the merchant was told
    ReasonRows* m_reasons = nullptr;
    ChartPanel* m_past = nullptr;
    QScrollArea* m_scroll = nullptr;
    QTabWidget* m_tabs = nullptr;
    EvidenceView* m_evidence = nullptr;
    HistoryView* m_history = nullptr;
    QLabel* m_problem = nullptr;
    DecisionBar* m_decisions = nullptr;
};

} // namespace mops::ui
