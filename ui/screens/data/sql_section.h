#pragma once

#include "core/mart/quality.h"
#include "ui/screens/data/data_section.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace mops::ui {

class Card;
class NoticeBar;
class QueryTable;
class StatePane;
class TableView;

/// One read-only SELECT over the mart, with a limit of rows and time.
class SqlSection final : public DataSection {
    Q_OBJECT
public:
    explicit SqlSection(MartSession& session, QWidget* parent = nullptr);

    /// A query is asked again only by the operator.
    void refresh() override;
    void retranslate() override;
    void restyle() override;
    QVector<ScreenAction> actions() override;
    QWidget* mainFocus() override;
    void run();

private:
    QWidget* buildEditor();
    QWidget* buildControls();
    void showResult(Result<mart::QueryResult> result, double seconds);
    void showWaiting();
    void showSummary();

    QPlainTextEdit* m_editor;
    QComboBox* m_examples;
    QLabel* m_limitLabel;
    QSpinBox* m_limit;
    QLabel* m_secondsLabel;
    QSpinBox* m_seconds;
    QPushButton* m_run;
    QPushButton* m_export;
    QueryTable* m_table;
    TableView* m_view;
    Card* m_card;
    NoticeBar* m_notice;
    StatePane* m_pane;
    double m_took = 0;
    bool m_truncated = false;
};

} // namespace mops::ui
