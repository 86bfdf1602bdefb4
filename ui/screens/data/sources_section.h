#pragma once

#include "core/sources/import_run.h"
#include "ui/screens/data/data_section.h"

class QPushButton;
class QStackedWidget;

namespace mops::ui {

class BatchTable;
class Card;
class ImportPanel;
class ImportReportView;
class NoticeBar;
class StatePane;
class TableView;

/// Where the data comes from: the imports, what each made of its files, the way to a new one and
/// the way back.
class SourcesSection final : public DataSection {
    Q_OBJECT
public:
    explicit SourcesSection(MartSession& session, QWidget* parent = nullptr);

    void refresh() override;
    void retranslate() override;
    void restyle() override;
    void setFilterText(const QString& text) override;
    QVector<ScreenAction> actions() override;
    QWidget* mainFocus() override;
    void startImport();

signals:
    void quarantineWanted(qint64 batchId);

private:
    QWidget* buildList();
    QWidget* buildToolbar();
    void showBatches(const Result<std::vector<sources::BatchRow>>& batches);
    void showBatch(int row);
    const sources::BatchRow* currentBatch() const;
    void askTakeBack();
    void takeBack(const sources::BatchRow& batch);
    void showButtons();

    BatchTable* m_batches;
    TableView* m_view;
    Card* m_detail;
    ImportReportView* m_report;
    StatePane* m_reportPane;
    NoticeBar* m_notice;
    StatePane* m_pane;
    QStackedWidget* m_pages;
    ImportPanel* m_import;
    QPushButton* m_importButton;
    QPushButton* m_takeBackButton;
};

} // namespace mops::ui
