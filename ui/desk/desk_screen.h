#pragma once

#include "ui/shell/mart_session.h"
#include "ui/shell/screen.h"

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace mops::desk {
struct OpenedCases;
}

namespace mops::ui {

class ReviewDesk;
class StatePane;

/// Where a case is shown: the page of its kind.
Jump jumpToCase(const std::string& kind, const std::string& caseId);

/// A page around a review desk: one line above it that says the news and takes in what could
/// become a case, and the desk itself. The pages differ in where their cases come from.
class DeskScreen : public Screen {
    Q_OBJECT
public:
    /// `page`: "risk" or "review", as the kinds of case say it.
    DeskScreen(MartSession& session, const char* page, QWidget* parent);

    void refresh() override;
    void retranslate() override;
    void restyle() override;
    void setFilterText(const QString& text) override;
    QVector<ScreenAction> actions() override;
    /// A merchant, or in `more` a "case" or a "view" of the desk.
    void jumpTo(const Jump& jump) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap& state) override;
    QWidget* mainFocus() override;

    ReviewDesk* desk() { return m_desk; }

protected:
    /// Reads what the page needs besides its cases; called when the facts are others than before.
    virtual void readFacts() = 0;
    /// Shows the desk, or why there is none; called whenever anything became known.
    virtual void showState() = 0;
    virtual void askOpenCases() = 0;

    void readOpenable();
    void openCases();
    void say(const QString& sentence);
    /// The mart is missing, empty or failed: says so and returns true. `title`, `text`: for a mart
    /// without facts.
    bool showNoMart(const QString& icon, const QString& title, const QString& text);
    bool isReady() const { return session().state() == MartSession::State::Ready; }
    bool queueKnown() const;
    void forgetFacts() { m_factsStale = true; }
    std::int64_t openable() const { return m_openable; }
    QPushButton* addButton(const QString& name, const std::function<void()>& action);
    QHBoxLayout* topRow() { return m_topRow; }
    QWidget* top() { return m_top; }
    QLabel* newsLine() { return m_news; }
    StatePane* statePane() { return m_state; }

private:
    QString m_page;
    QWidget* m_top;
    QHBoxLayout* m_topRow;
    QLabel* m_news;
    StatePane* m_state;
    ReviewDesk* m_desk;
    std::int64_t m_openable = 0; ///< what could be a case and is none, up to the limit of one go
    bool m_factsStale = true;
    Jump m_wanted; ///< asked for before the cases were known
};

} // namespace mops::ui
