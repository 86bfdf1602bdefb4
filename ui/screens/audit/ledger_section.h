#pragma once

#include "core/desk/ledger.h"
#include "ui/screens/audit/ledger_table.h"
#include "ui/shell/section.h"

class QLabel;
class QPushButton;
class QSplitter;
class QTimer;

namespace mops::ui {

class Card;
class JobBar;
class KeyButton;
class LedgerFilter;
class NoticeBar;
class OperationView;
class StatePane;
class TableView;

/// The ledger: who did what. Filter, look into, verify, export.
class LedgerSection final : public Section {
    Q_OBJECT
public:
    explicit LedgerSection(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    void restyle() override;
    QVector<ScreenAction> actions() override;
    /// more["text"], more["kind"] filter; more["operation"] shows one.
    void jumpTo(const Jump& jump) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QWidget* mainFocus() override;

    void verify();
    void exportLedger();
    /// Everything the ledger knows of one case, as a PDF that a third party can verify.
    void writeDossier(const QString& caseId);

private:
    struct Answer {
        desk::FoundOperations found;
        std::vector<desk::OperationFacet> facets;
    };
    QWidget* buildBar();
    void show(const Answer& answer);
    void showCount();
    void readLines();
    void readDetail(int row);
    void showOperation(qint64 operationId);
    void openCase(const desk::OperationLine& line);
    void showVerified(const Result<desk::LedgerCheck>& check);

    LedgerTable* m_table;
    LedgerFilter* m_filter;
    TableView* m_view;
    OperationView* m_operation;
    NoticeBar* m_notice;
    JobBar* m_verifying;
    JobBar* m_exporting;
    JobBar* m_dossier;
    StatePane* m_pane;
    QSplitter* m_split;
    QLabel* m_count;
    KeyButton* m_verify;
    KeyButton* m_export;
    QTimer* m_lines;
    int m_wantedRow = 0;
    qint64 m_selected = 0; ///< operation to come back to after reading anew
    bool m_cut = false;
    bool m_isEmpty = true; ///< the whole ledger, not only what fits
};

} // namespace mops::ui
