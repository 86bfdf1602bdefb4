#pragma once

#include "ui/desk/case_loader.h"
#include "ui/desk/case_queue.h"
#include "ui/desk/case_text.h"
#include "ui/desk/sitting.h"
#include "ui/shell/screen.h"
#include "ui/tables/rows_table.h"

#include <deque>
#include <optional>
#include <QWidget>

class QSplitter;
class QTabBar;

namespace mops::ui {

class CasePane;
class DeskKeys;
class MartSession;
class StatePane;
class TableView;

/// The review desk: the queue left, the case right, one key a decision, and the next case is
/// already there. Decisions show at once and go back when the mart refuses them.
class ReviewDesk final : public QWidget {
    Q_OBJECT
public:
    explicit ReviewDesk(MartSession& session, QWidget* parent = nullptr);

    void setBackground(const RiskBackground& background);
    /// The cases as read; the chosen one stays chosen.
    void setCases(std::vector<desk::Case> cases);
    void setFilterText(const QString& text);
    /// Shows the merchant's case in the view that holds it; false when it has none.
    bool showMerchant(const std::string& merchantId);
    void setCurrentView(QueueView view);
    QueueView currentView() const;
    /// Facts changed: rows behind cases are read anew.
    void forgetDetails();

    bool hasCases() const { return !m_queue.isEmpty(); }
    const CaseQueue& queue() const { return m_queue; }
    CasePane* pane() { return m_pane; }
    TableView* list() { return m_list; }
    const Sitting& sitting() const { return m_sitting; }
    QVector<ScreenAction> actions();
    QVariantMap saveState() const;
    void restoreState(const QVariantMap& state);
    void retranslate();
    void restyle();

    void decide(desk::Verb verb, const QString& reasonCode = {}, const QString& note = {});
    void undo();
    void redo();

signals:
    /// The cases of the mart are others than those shown.
    void refreshWanted();
    void merchantRequested(const QString& merchantId);

private:
    void buildLayout();
    void connectPane();
    void bindKeys();
    void bindDecisionKeys();
    bool act(desk::Verb verb);
    bool repeatLast();
    void settle(int ticket, const desk::Decision& decision, const Result<desk::Receipt>& receipt);
    void onUndoAnswered();
    void onTouched(const QString& caseId);
    void bringBack(const QString& caseId);
    /// Fills the list anew and chooses m_wanted, or the first untouched case.
    void showRows();
    void showCurrent();
    void showListState();
    void updateTabs();
    bool step(int by);
    /// Id of the case to go to when the one in `row` is done; empty = none is left.
    QString nextAfter(int row) const;
    SittingSummary summary() const;
    std::int64_t now() const;

    MartSession& m_session;
    CaseQueue m_queue;
    CaseLoader m_loader;
    Sitting m_sitting;
    RiskBackground m_background;
    RowsTable<CasePtr> m_table;
    QTabBar* m_views;
    QSplitter* m_splitter;
    StatePane* m_listState;
    TableView* m_list;
    CasePane* m_pane;
    DeskKeys* m_keys;
    QString m_wanted;
    QString m_touched;
    std::deque<bool> m_undoing; ///< steps asked for and not answered: true = undo, false = redo
    bool m_undone = false;      ///< the step answered last was an undo
    std::optional<desk::Decision> m_last;
    bool m_updating = false;
    bool m_allDone = false;
};

} // namespace mops::ui
