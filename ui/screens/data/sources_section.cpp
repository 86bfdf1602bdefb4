#include "ui/screens/data/sources_section.h"

#include "core/desk/imports.h"
#include "core/sources/batch_files.h"
#include "ui/screens/data/batch_table.h"
#include "ui/screens/data/import_panel.h"
#include "ui/screens/data/import_report_view.h"
#include "ui/tables/table_view.h"
#include "ui/util/card.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"
#include "ui/util/notice_bar.h"
#include "ui/util/state_pane.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

SourcesSection::SourcesSection(MartSession& session, QWidget* parent)
    : DataSection(session, parent)
    , m_batches(new BatchTable(this))
    , m_view(new TableView(this))
    , m_detail(new Card(this))
    , m_report(new ImportReportView(this))
    , m_reportPane(new StatePane(this))
    , m_notice(new NoticeBar(this))
    , m_pane(new StatePane(this))
    , m_pages(new QStackedWidget(this))
    , m_import(new ImportPanel(session, this))
    , m_importButton(new QPushButton(this))
    , m_takeBackButton(new QPushButton(this)) {
    m_pages->setProperty("plain", true);
    m_pages->addWidget(buildList());
    m_pages->addWidget(m_import);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    connect(m_import, &ImportPanel::closed, this, [this] {
        m_pages->setCurrentIndex(0);
        m_view->setFocus();
    });
    connect(m_import, &ImportPanel::quarantineWanted, this, &SourcesSection::quarantineWanted);
    retranslate();
}

QWidget* SourcesSection::buildList() {
    m_view->setObjectName(u"batches"_s);
    m_view->setModel(m_batches);
    m_view->setColumnWidths({3, 13, 8, 6, 9, 7, 7, 9, 10});
    m_view->setStateName(u"data.batches"_s);
    connect(m_view, &TableView::currentRowChanged, this, &SourcesSection::showBatch);
    m_reportPane->setContent(m_report);
    m_detail->body()->addWidget(m_reportPane, 1);
    auto* listCard = new Card(this);
    listCard->body()->addWidget(m_view);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(theme::unit());
    splitter->addWidget(listCard);
    splitter->addWidget(m_detail);
    splitter->setSizes({theme::unit(28), theme::unit(32)});
    m_pane->setObjectName(u"sourcesPane"_s);
    m_pane->setContent(splitter);

    auto* page = new QWidget(this);
    page->setProperty("plain", true);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(1.5));
    layout->addWidget(buildToolbar());
    layout->addWidget(m_notice);
    layout->addWidget(m_pane, 1);
    return page;
}

QWidget* SourcesSection::buildToolbar() {
    auto* bar = new QWidget(this);
    bar->setProperty("plain", true);
    theme::setButtonRole(m_importButton, theme::ButtonRole::Primary);
    theme::setButtonRole(m_takeBackButton, theme::ButtonRole::Danger);
    m_importButton->setObjectName(u"startImport"_s);
    m_takeBackButton->setObjectName(u"takeBack"_s);
    connect(m_importButton, &QPushButton::clicked, this, &SourcesSection::startImport);
    connect(m_takeBackButton, &QPushButton::clicked, this, &SourcesSection::askTakeBack);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addWidget(m_importButton);
    row->addStretch(1);
    row->addWidget(m_takeBackButton);
    return bar;
}

void SourcesSection::startImport() {
    m_import->start();
    m_pages->setCurrentWidget(m_import);
    m_import->mainFocus()->setFocus();
}

void SourcesSection::refresh() {
    if (m_batches->rowCount() == 0)
        m_pane->showLoading(&session().jobs(), u"batches"_s);
    session().read<std::vector<sources::BatchRow>>(
        {u"batches"_s, tr("Reading the imports"), Lane::Read},
        [](db::Database& mart, TaskContext&) { return sources::readBatches(mart); }, this,
        [this](const Result<std::vector<sources::BatchRow>>& batches) { showBatches(batches); });
}

void SourcesSection::showBatches(const Result<std::vector<sources::BatchRow>>& batches) {
    const bool missing = !batches && batches.error().code == ErrorCode::MartMissing;
    if (!batches && !missing) {
        m_pane->showFailed(batches.error(), [this] { refresh(); });
        return;
    }
    const QString selected =
        currentBatch() != nullptr ? QString::number(currentBatch()->batchId) : QString();
    const int countBefore = m_batches->rowCount();
    m_batches->setRows(missing ? std::vector<sources::BatchRow>() : *batches);
    if (m_batches->rowCount() == 0) {
        m_pane->showEmpty(u"document-import"_s, tr("No data yet"),
                          tr("Import the files of a marketplace: merchants, products, orders, "
                             "payments, reviews."),
                          {{tr("Import…"), [this] { startImport(); }}});
        showButtons();
        return;
    }
    m_pane->showContent();
    // What has just been added is what the operator wants to see.
    const int kept = m_batches->rowOfId(selected);
    m_view->selectRow(kept < 0 || m_batches->rowCount() > countBefore ? 0 : kept);
    showBatch(m_view->currentRow());
}

const sources::BatchRow* SourcesSection::currentBatch() const {
    const int row = m_view->currentRow();
    return row < 0 || row >= m_batches->rowCount() ? nullptr : &m_batches->row(row);
}

void SourcesSection::showBatch(int) {
    showButtons();
    const sources::BatchRow* batch = currentBatch();
    if (batch == nullptr) {
        m_report->setFiles({});
        return;
    }
    m_detail->setTitle(tr("Import %1: its files").arg(batch->batchId));
    m_detail->setSubtitle(batch->undone ? tr("taken back; this is what it had done") : QString());
    m_reportPane->showLoading(&session().jobs(), u"batch-files"_s);
    session().read<std::vector<sources::FileReport>>(
        {u"batch-files"_s, tr("Reading the report"), Lane::Read},
        [id = batch->batchId](db::Database& mart, TaskContext&) {
            return sources::readBatchFiles(mart, id);
        },
        this,
        [this](Result<std::vector<sources::FileReport>> files) {
            if (!files) {
                m_reportPane->showFailed(files.error(),
                                         [this] { showBatch(m_view->currentRow()); });
                return;
            }
            if (files->empty()) {
                m_reportPane->showEmpty(u"document-multiple"_s, tr("This batch read no files"),
                                        tr("Its rows were written straight into the mart."));
                return;
            }
            m_report->setFiles(std::move(*files));
            m_reportPane->showContent();
        });
}

void SourcesSection::askTakeBack() {
    const sources::BatchRow* batch = currentBatch();
    if (batch == nullptr || batch->undone)
        return;
    const QString effect =
        tr("%1 rows that this import added or changed leave the mart or get their former values, "
           "and %2 refused rows leave quarantine. Segments and scores computed from them go too. "
           "The files stay as they are and can be imported again.")
            .arg(format::integer(batch->rowsTaken), format::integer(batch->rowsQuarantined));
    dialogs::confirm(this, tr("Take import %1 back?").arg(batch->batchId), effect, tr("Take back"),
                     [this, chosen = *batch] { takeBack(chosen); });
}

void SourcesSection::takeBack(const sources::BatchRow& batch) {
    m_notice->dismiss();
    m_pane->showLoading(&session().jobs(), u"undo-import"_s);
    m_takeBackButton->setEnabled(false);
    session().write<std::int64_t>(
        {u"undo-import"_s, tr("Taking import %1 back").arg(batch.batchId), Lane::Write},
        Change::Facts,
        [id = batch.batchId, name = session().operatorName()](db::Database& mart,
                                                              TaskContext& task) {
            return desk::takeImportBack(mart, id, {name, SystemClock()}, task);
        },
        this,
        [this, id = batch.batchId](const Result<std::int64_t>& rows) {
            m_pane->showContent();
            showButtons();
            if (!rows) {
                m_notice->showError(rows.error());
                return;
            }
            m_notice->showNotice(theme::Tone::Good, [id, count = *rows] {
                return tr("Import %1 was taken back: %2 rows.")
                    .arg(QString::number(id), format::integer(count));
            });
        });
}

void SourcesSection::showButtons() {
    const sources::BatchRow* batch = currentBatch();
    m_takeBackButton->setEnabled(batch != nullptr && !batch->undone);
    m_takeBackButton->setVisible(m_batches->rowCount() > 0);
}

void SourcesSection::retranslate() {
    m_importButton->setText(tr("Import…"));
    m_importButton->setToolTip(tr("Import files (I)"));
    m_takeBackButton->setText(tr("Take back…"));
    m_takeBackButton->setToolTip(tr("Take the chosen import back (Shift+U)"));
    m_view->setAccessibleName(tr("Imports"));
    m_batches->refreshTexts();
    m_report->retranslate();
    m_import->retranslate();
    if (m_reportPane->state() == StatePane::State::Empty)
        showBatch(m_view->currentRow());
    if (const sources::BatchRow* batch = currentBatch()) {
        m_detail->setTitle(tr("Import %1: its files").arg(batch->batchId));
        m_detail->setSubtitle(batch->undone ? tr("taken back; this is what it had done")
                                            : QString());
    } else if (m_pane->state() == StatePane::State::Empty) {
        showBatches(std::vector<sources::BatchRow>());
    }
    restyle();
}

void SourcesSection::restyle() {
    m_importButton->setIcon(theme::icon(u"document-import"_s, theme::colours().onAccent));
    m_takeBackButton->setIcon(theme::icon(u"edit-undo"_s, theme::toneColour(theme::Tone::Bad)));
    m_import->restyle();
}

void SourcesSection::setFilterText(const QString& text) {
    m_batches->setFilter(text);
}

QVector<ScreenAction> SourcesSection::actions() {
    const sources::BatchRow* batch = currentBatch();
    return {{tr("Import files…"), QKeySequence(Qt::Key_I), [this] { startImport(); }},
            {tr("Take the import back…"), QKeySequence(Qt::SHIFT | Qt::Key_U),
             [this] { askTakeBack(); }, batch != nullptr && !batch->undone}};
}

QWidget* SourcesSection::mainFocus() {
    if (m_pages->currentWidget() == m_import)
        return m_import->mainFocus();
    return m_batches->rowCount() > 0 ? static_cast<QWidget*>(m_view) : m_importButton;
}

} // namespace mops::ui
