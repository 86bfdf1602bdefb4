#pragma once

#include "core/desk/approvals.h"
#include "ui/shell/section.h"
#include "ui/tables/rows_table.h"

class QLabel;

namespace mops::ui {

class KeyButton;
class NoticeBar;
class StatePane;
class TableView;

/// What waits for a second person, and what became of earlier requests.
class ApprovalsSection final : public Section {
    Q_OBJECT
public:
    explicit ApprovalsSection(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    QVector<ScreenAction> actions() override;
    /// more["approval"] selects one.
    void jumpTo(const Jump& jump) override;
    QWidget* mainFocus() override;
    void decide(bool grant);

private:
    static std::vector<TableColumn<desk::Approval>> columns();
    QWidget* buildRequest();
    void showRequest(int row);
    void show(const std::vector<desk::Approval>& approvals);
    const desk::Approval* selected() const;
    bool canDecide() const;

    RowsTable<desk::Approval> m_table;
    TableView* m_view;
    QLabel* m_request = nullptr;
    QLabel* m_hint = nullptr;
    KeyButton* m_grant = nullptr;
    KeyButton* m_deny = nullptr;
    NoticeBar* m_notice;
    StatePane* m_pane;
    qint64 m_wanted = 0;
};

} // namespace mops::ui
