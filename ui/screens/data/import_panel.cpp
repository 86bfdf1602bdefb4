#include "ui/screens/data/import_panel.h"

#include "core/desk/imports.h"
#include "ui/screens/data/data_words.h"
#include "ui/screens/data/import_choices.h"
#include "ui/screens/data/import_preview_view.h"
#include "ui/screens/data/import_report_view.h"
#include "ui/tables/table_view.h"
#include "ui/util/card.h"
#include "ui/util/format.h"
#include "ui/util/notice_bar.h"
#include "ui/util/state_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr int kPreviewRows = 50;
const QString kPreviewKind = u"import-preview"_s;
const QString kImportKind = u"import"_s;

} // namespace

ImportPanel::ImportPanel(MartSession& session, QWidget* parent)
    : DataSection(session, parent)
    , m_choices(new ImportChoices(this))
    , m_preview(new ImportPreviewView(this))
    , m_reportView(new ImportReportView(this))
    , m_notice(new NoticeBar(this))
    , m_pane(new StatePane(this))
    , m_content(new QStackedWidget(this))
    , m_title(new QLabel(this))
    , m_back(new QPushButton(this))
    , m_import(new QPushButton(this))
    , m_quarantine(new QPushButton(this))
    , m_analyse(new QPushButton(this)) {
    auto* reportCard = new Card(this);
    reportCard->body()->addWidget(m_reportView);
    m_content->setProperty("plain", true);
    m_content->addWidget(m_preview);
    m_content->addWidget(reportCard);
    m_pane->setContent(m_content);
    m_pane->setObjectName(u"importPane"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(1.5));
    layout->addWidget(buildHeader());
    auto* choicesCard = new Card(this);
    choicesCard->body()->addWidget(m_choices);
    layout->addWidget(choicesCard);
    layout->addWidget(m_notice);
    layout->addWidget(m_pane, 1);
    layout->addWidget(buildFooter());
    connect(m_choices, &ImportChoices::changed, this, &ImportPanel::preview);
    connect(m_choices, &ImportChoices::dryRunChanged, this, [this] {
        // After an import the switch means the next one.
        if (m_hasReport && m_report.batchId != 0)
            preview();
        else
            showButtons();
    });
    start();
    retranslate();
}

QWidget* ImportPanel::buildHeader() {
    auto* header = new QWidget(this);
    header->setProperty("plain", true);
    theme::setButtonRole(m_back, theme::ButtonRole::Quiet);
    m_back->setObjectName(u"importBack"_s);
    theme::setTextRole(m_title, theme::TextRole::Section);
    connect(m_back, &QPushButton::clicked, this, &ImportPanel::closed);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addWidget(m_back);
    row->addWidget(m_title, 1);
    return header;
}

QWidget* ImportPanel::buildFooter() {
    auto* footer = new QWidget(this);
    footer->setProperty("plain", true);
    theme::setButtonRole(m_import, theme::ButtonRole::Primary);
    m_import->setObjectName(u"importRun"_s);
    m_quarantine->setObjectName(u"importShowQuarantine"_s);
    connect(m_import, &QPushButton::clicked, this, [this] {
        // After a dry run the button imports for real; after an import it leads back to the list.
        if (m_hasReport && m_report.batchId != 0) {
            emit closed();
            return;
        }
        if (m_hasReport)
            m_choices->setDryRun(false);
        runImport();
    });
    connect(m_quarantine, &QPushButton::clicked, this,
            [this] { emit quarantineWanted(m_report.batchId); });
    m_analyse->setObjectName(u"importAnalyse"_s);
    connect(m_analyse, &QPushButton::clicked, this, [this] {
        m_analyse->setEnabled(false);
        emit session().analysisWanted();
    });
    auto* row = new QHBoxLayout(footer);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addStretch(1);
    row->addWidget(m_quarantine);
    row->addWidget(m_analyse);
    row->addWidget(m_import);
    return footer;
}

void ImportPanel::start() {
    if (m_isBusy)
        return;
    m_notice->dismiss();
    preview();
}

void ImportPanel::preview() {
    m_hasReport = false;
    m_canImport = false;
    m_notice->dismiss();
    showButtons();
    if (!m_choices->isComplete()) {
        m_pane->showEmpty(u"folder-open"_s, tr("Choose the files to import"),
                          tr("A folder with the files of the source, or the files one by one. "
                             "Nothing is changed before you have seen the preview."),
                          {{tr("Choose a folder…"), [this] { m_choices->chooseFolder(); }, false}});
        return;
    }
    JobRunner& jobs = session().jobs();
    m_pane->showLoading(&jobs, kPreviewKind);
    jobs.run<sources::ImportPreview>(
        {kPreviewKind, tr("Looking at the files"), Lane::Read},
        [params = m_choices->params()](TaskContext&) {
            return sources::previewImport(params, kPreviewRows);
        },
        this, [this](const Result<sources::ImportPreview>& answer) { showPreview(answer); });
}

void ImportPanel::showPreview(const Result<sources::ImportPreview>& preview) {
    if (!preview) {
        m_pane->showFailed(preview.error(), [this] { this->preview(); });
        return;
    }
    m_preview->setPreview(*preview);
    m_content->setCurrentIndex(0);
    m_pane->showContent();
    m_canImport = m_preview->isImportable();
    showButtons();
}

void ImportPanel::runImport() {
    const sources::ImportParams params = m_choices->params();
    m_isBusy = true;
    m_hasReport = false;
    m_notice->dismiss();
    showButtons();
    m_pane->showLoading(&session().jobs(), kImportKind);
    session().write<sources::ImportReport>(
        {kImportKind, params.dryRun ? tr("Trying an import") : tr("Importing"), Lane::Write},
        Change::Facts,
        [params, name = session().operatorName()](db::Database& mart, TaskContext& task) {
            return desk::importFiles(mart, params, {name, SystemClock()}, task);
        },
        this,
        [this](const Result<sources::ImportReport>& report) {
            m_isBusy = false;
            if (report) {
                showReport(*report);
                return;
            }
            // The preview comes back, so that the cause can be looked at; the mart is as before.
            m_notice->showError(report.error());
            m_content->setCurrentIndex(0);
            m_pane->showContent();
            showButtons();
        });
}

void ImportPanel::showReport(const sources::ImportReport& report) {
    m_report = report;
    m_hasReport = true;
    m_reportView->setFiles(report.files);
    m_content->setCurrentIndex(1);
    m_pane->showContent();
    const bool dry = report.batchId == 0;
    m_notice->showNotice(dry ? theme::Tone::Info : theme::Tone::Good, [report, dry] {
        return (dry ? tr("Dry run, %1: nothing was changed. This is what an import would do.")
                    : tr("Imported as number %2 in %1."))
            .replace(u"%1"_s, format::duration(report.seconds))
            .replace(u"%2"_s, QString::number(report.batchId));
    });
    m_analyse->setEnabled(true);
    if (!dry)
        emit session().news(data_words::summary(report.files));
    showButtons();
    m_reportView->view()->setFocus();
}

void ImportPanel::showButtons() {
    std::int64_t quarantined = 0;
    for (const sources::FileReport& file : m_report.files)
        quarantined += file.quarantinedRows();
    const bool done = m_hasReport && m_report.batchId != 0;
    m_quarantine->setVisible(done && quarantined > 0);
    m_quarantine->setText(tr("See the %1 in quarantine").arg(format::integer(quarantined)));
    m_analyse->setVisible(done);
    m_analyse->setText(tr("Find segments, risks and cases"));
    m_import->setEnabled(!m_isBusy && (m_canImport || m_hasReport));
    m_choices->setEnabled(!m_isBusy);
    if (done)
        m_import->setText(tr("Done"));
    else if (m_hasReport)
        m_import->setText(tr("Import it now"));
    else
        m_import->setText(m_choices->params().dryRun ? tr("Try it") : tr("Import"));
}

void ImportPanel::retranslate() {
    m_title->setText(tr("Import files"));
    m_back->setText(tr("Back to the list"));
    m_choices->retranslate();
    m_preview->retranslate();
    m_reportView->retranslate();
    if (m_pane->state() == StatePane::State::Empty)
        preview();
    showButtons();
    restyle();
}

void ImportPanel::restyle() {
    m_back->setIcon(theme::icon(u"go-previous"_s));
    m_choices->restyle();
    m_preview->restyle();
}

QWidget* ImportPanel::mainFocus() {
    return m_choices->mainFocus();
}

} // namespace mops::ui
