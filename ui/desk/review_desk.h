#pragma once

#include "ui/desk/case_list.h"
#include "ui/desk/case_loader.h"
#include "ui/desk/case_text.h"
#include "ui/desk/desk_queue.h"
#include "ui/desk/desk_view.h"
#include "ui/desk/flip_finder.h"
#include "ui/desk/sitting.h"
#include "ui/shell/key_map.h"
#include "ui/shell/screen.h"

#include <deque>
#include <optional>
#include <QWidget>

class QLabel;
class QSplitter;
class QStackedWidget;

namespace mops::ui {

class BulkPanel;
class CasePane;
class DeskKeys;
class FacetBar;
class MartSession;
class StatePane;
class TableView;
class ViewTabs;
struct Answer;

/// The review desk: the queue left, the case right, one key a decision, and the next case is
/// already there. Decisions show at once and go back when the mart refuses them. Two pages have
/// one each, for the kinds of case that name the page.
class ReviewDesk final : public QWidget {
    Q_OBJECT
public:
    /// `page`: "risk" or "review", as the kinds of case say it.
    ReviewDesk(MartSession& session, const char* page, QWidget* parent = nullptr);

    void setBackground(const RiskBackground& background);
    /// Reads the cases, or what happened to them since.
    void refresh();
    /// Facts changed: cases and the rows behind them are read anew.
    void reload();
    void setFilterText(const QString& text);
    /// Shows the merchant's case in the view that holds it; false when it has none.
    bool showMerchant(const std::string& merchantId);
    bool showCase(const std::string& caseId);
    void showView(const QString& id);
    QString viewId() const;

    bool isKnown() const { return m_queue.isKnown(); }
    bool hasCases() const { return !m_queue.isEmpty(); }
    const DeskQueue& queue() const { return m_queue; }
    CasePane* pane() { return m_pane; }
    BulkPanel* bulk() { return m_bulk; }
    TableView* list() { return m_view; }
    const CaseList& cases() const { return m_list; }
    ViewTabs* views() { return m_tabs; }
    const Sitting& sitting() const { return m_sitting; }
    const std::vector<std::string>& kinds() const { return m_kinds; }
    /// What the desk says of the latest undo, redo or decision on many.
    QString toast() const;
    /// True while a question about the list is on its way.
    bool isAsking() const { return m_asked; }
    QVector<ScreenAction> actions();
    QVariantMap saveState() const;
    void restoreState(const QVariantMap& state);
    void retranslate();
    void restyle();

    void decide(const desk::Decision& decision);
    void undo();
    void redo();
    bool run(DeskCommand command);

signals:
    /// The cases became known, or could not be read.
    void known();
    void failed(const mops::Error& error);
    void merchantRequested(const QString& merchantId);
    /// A case that this desk does not hold.
    void caseElsewhere(const QString& kind, const QString& caseId);

private:
    void buildLayout();
    void connectQueue();
    void connectPane();
    void bindKeys();
    // the list
    DeskQuestion question() const;
    void ask();
    void onAnswered(const DeskAnswer& answer);
    void onChanged(const std::vector<std::uint32_t>& rows);
    void onLoaded();
    void wishCounts();
    void select(int shown);
    void showCurrent();
    void showListState();
    void prefetch(int shown);
    bool step(int by);
    int nextAfter(int shown) const;
    void bringBack(const std::string& caseId);
    SittingSummary summary() const;
    CasePtr current() const;
    // decisions
    bool act(desk::Verb verb);
    void onAnswer(const Answer& answer);
    bool askForWords(desk::Verb verb, const desk::Case& item);
    bool repeatLast();
    desk::Decision lastFor(const desk::Case& item) const;
    int nextSimilar(int from) const;
    void settle(int ticket, const desk::Decision& decision, const Result<desk::Receipt>& receipt);
    void leaveList(const std::string& caseId);
    void onUndoAnswered();
    void onTouched(const QString& caseId);
    void say(const QString& sentence);
    void readOperators();
    bool onEnter();
    bool onEscape();
    bool walkEvidence(int by);
    // many at once
    bool hasMarks() const;
    bool mark(int by);
    void previewBulk(const desk::Decision& decision);
    void decideBulk();
    void leaveBulk();

    MartSession& m_session;
    QString m_page;
    std::vector<std::string> m_kinds;
    DeskQueue m_queue;
    CaseList m_list;
    CaseLoader m_loader;
    FlipFinder m_flips;
    Sitting m_sitting;
    RiskBackground m_background;
    QString m_text;                                           ///< of the filter field
    std::optional<std::pair<desk::QueueColumn, bool>> m_sort; ///< chosen at the header
    ViewTabs* m_tabs;
    FacetBar* m_facets;
    QLabel* m_toast;
    QLabel* m_marked;
    QSplitter* m_splitter;
    StatePane* m_listState;
    TableView* m_view;
    QStackedWidget* m_right;
    CasePane* m_pane;
    BulkPanel* m_bulk;
    DeskKeys* m_keys;
    DeskCounts m_counts;
    std::string m_wanted; ///< case to stand on
    std::string m_touched;
    struct Left {
        std::string caseId;
        std::string before; ///< stood before this one
    };
    std::deque<Left> m_left;    ///< where decided cases stood, the latest last
    std::deque<bool> m_undoing; ///< steps asked for and not answered: true = undo, false = redo
    bool m_undone = false;      ///< the step answered last was an undo
    std::optional<desk::Decision> m_last;
    std::string m_lastKind, m_lastReason; ///< of the case decided last: what is similar
    bool m_repeatAgreed = false;          ///< the repeating key has asked its question
    bool m_repeating = false;             ///< the question on screen is the repeating key's
    std::vector<std::string> m_bulkIds;
    std::vector<std::string> m_operators;
    QVariantMap m_restored;
    bool m_updating = false;
    bool m_asked = false;
    bool m_allDone = false;
};

} // namespace mops::ui
