#pragma once

#include "ui/shell/mart_session.h"
#include "ui/shell/screen.h"

class QLabel;
class QPushButton;

namespace mops::ui {

class ReviewDesk;
class StatePane;

/// 审核: applications, listings, changes of listings and after-sales, one desk for all.
class ReviewScreen final : public Screen {
    Q_OBJECT
public:
    explicit ReviewScreen(MartSession& session, QWidget* parent = nullptr);

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
    void readOpenable();
    void askOpenCases();
    void openCases();
    void showState();
    void say(const QString& sentence);

    std::int64_t m_openable = 0;
    bool m_factsStale = true;
    QString m_wantedMerchant;
    QWidget* m_top;
    QLabel* m_news;
    QPushButton* m_open;
    StatePane* m_state;
    ReviewDesk* m_desk;
};

} // namespace mops::ui
