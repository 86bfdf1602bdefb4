#pragma once

#include "core/mart/quality.h"
#include "ui/screens/data/data_section.h"
#include "ui/tables/rows_table.h"

class QLabel;
class QPushButton;

namespace mops::ui {

class NoticeBar;
class StatePane;
class TableView;

/// One column of the mart, measured.
struct QualityLine {
    std::string table;
    std::int64_t rows = 0;
    std::int64_t brokenReferences = 0; ///< of the table; on the line of its first column, else −1
    mart::ColumnQuality column;

    double missingShare() const;
};

std::vector<QualityLine> qualityLines(const std::vector<mart::TableQuality>& tables);

class QualityTable final : public RowsTable<QualityLine> {
public:
    explicit QualityTable(QObject* parent = nullptr);
};

/// Is the mart clean: rows, gaps, distinct values, range and broken references of every column.
class QualitySection final : public DataSection {
    Q_OBJECT
public:
    explicit QualitySection(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    void restyle() override;
    void setFilterText(const QString& text) override;
    QVector<ScreenAction> actions() override;
    QWidget* mainFocus() override;

private:
    QWidget* buildToolbar();
    void showQuality(const Result<std::vector<mart::TableQuality>>& tables);
    void showNothing();
    void showSummary();

    std::vector<mart::TableQuality> m_measured;
    QualityTable* m_table;
    TableView* m_view;
    QLabel* m_summary;
    QPushButton* m_again;
    QPushButton* m_export;
    NoticeBar* m_notice;
    StatePane* m_pane;
};

} // namespace mops::ui
