#pragma once

#include "core/sources/import_run.h"
#include "ui/screens/data/data_section.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace mops::ui {

class ImportChoices;
class ImportPreviewView;
class ImportReportView;
class NoticeBar;
class StatePane;

/// From files to the mart: choose, look at the preview, import, read the report.
class ImportPanel final : public DataSection {
    Q_OBJECT
public:
    explicit ImportPanel(MartSession& session, QWidget* parent = nullptr);

    /// Back to the choices; what was chosen stays.
    void start();
    void refresh() override {}
    void retranslate() override;
    void restyle() override;
    QWidget* mainFocus() override;
    ImportChoices* choices() { return m_choices; }

signals:
    void closed();
    void quarantineWanted(qint64 batchId);

private:
    QWidget* buildHeader();
    QWidget* buildFooter();
    void preview();
    void showPreview(const Result<sources::ImportPreview>& preview);
    void runImport();
    void showReport(const sources::ImportReport& report);
    void showButtons();

    sources::ImportReport m_report;
    bool m_hasReport = false;
    bool m_isBusy = false;
    bool m_canImport = false;
    ImportChoices* m_choices;
    ImportPreviewView* m_preview;
    ImportReportView* m_reportView;
    NoticeBar* m_notice;
    StatePane* m_pane;
    QStackedWidget* m_content;
    QLabel* m_title;
    QPushButton* m_back;
    QPushButton* m_import;
    QPushButton* m_quarantine;
    QPushButton* m_analyse;
};

} // namespace mops::ui
