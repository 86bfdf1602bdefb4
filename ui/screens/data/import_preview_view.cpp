#include "ui/screens/data/import_preview_view.h"

#include "ui/tables/table_view.h"
#include "ui/util/card.h"
#include "ui/util/format.h"

#include <algorithm>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

ImportPreviewView::ImportPreviewView(QWidget* parent)
    : QWidget(parent)
    , m_files(new PreviewFileTable(this))
    , m_rows(new PreviewRowTable(this))
    , m_filesView(new TableView(this))
    , m_rowsView(new TableView(this))
    , m_rowsTitle(new QLabel(this))
    , m_missing(new QLabel(this)) {
    setProperty("plain", true);
    m_filesView->setObjectName(u"previewFiles"_s);
    m_filesView->setModel(m_files);
    m_filesView->setColumnWidths({27, 10, 16, 6, 6, 7});
    m_rowsView->setObjectName(u"previewRows"_s);
    m_rowsView->setSortingEnabled(false);
    m_rowsView->setModel(m_rows);
    m_rowsView->horizontalHeader()->setStretchLastSection(false);
    connect(m_filesView, &TableView::currentRowChanged, this, &ImportPreviewView::showFile);

    auto* filesCard = new Card(this);
    filesCard->body()->addWidget(m_filesView);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(theme::unit());
    splitter->addWidget(filesCard);
    splitter->addWidget(buildRows());
    splitter->setSizes({theme::unit(28), theme::unit(28)});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    retranslate();
}

QWidget* ImportPreviewView::buildRows() {
    auto* card = new Card(this);
    theme::setTextRole(m_rowsTitle, theme::TextRole::Section);
    theme::setTone(m_missing, theme::Tone::Bad);
    m_missing->setObjectName(u"previewMissing"_s);
    m_missing->setWordWrap(true);
    card->body()->addWidget(m_rowsTitle);
    card->body()->addWidget(m_missing);
    card->body()->addWidget(m_rowsView, 1);
    return card;
}

void ImportPreviewView::setPreview(sources::ImportPreview preview) {
    m_preview = std::move(preview);
    std::vector<PreviewLine> lines = previewLines(m_preview);
    const auto faulty = std::find_if(lines.begin(), lines.end(), [](const PreviewLine& line) {
        return !line.missingColumns.isEmpty();
    });
    const auto first = faulty == lines.end() ? 0 : static_cast<int>(faulty - lines.begin());
    m_files->setRows(std::move(lines));
    m_filesView->selectRow(first);
    showFile(m_filesView->currentRow());
}

bool ImportPreviewView::isImportable() const {
    return !m_preview.files.empty() &&
           std::all_of(m_preview.files.begin(), m_preview.files.end(),
                       [](const auto& file) { return file.missingColumns.empty(); });
}

void ImportPreviewView::showFile(int row) {
    const bool isThere = row >= 0 && row < m_files->rowCount() && m_files->row(row).preview >= 0;
    if (!isThere) {
        m_rows->setFile({});
        m_rowsTitle->setText(row < 0 ? QString() : tr("This file is not there"));
        m_missing->hide();
        return;
    }
    const PreviewLine& line = m_files->row(row);
    m_rows->setFile(m_preview.files[static_cast<std::size_t>(line.preview)]);
    m_rowsTitle->setText(tr("%1: the first rows").arg(line.file));
    m_missing->setVisible(!line.missingColumns.isEmpty());
    m_missing->setText(
        tr("⚠ Columns that the mapping needs and the file lacks: %1. Choose another mapping, or "
           "export the file again with these columns.")
            .arg(line.missingColumns.join(u", "_s)));
    m_rowsView->resizeColumnsToContents();
    const int widest = theme::unit(30);
    const int narrowest = theme::unit(14);
    for (int column = 0; column < m_rows->columnCount(); ++column)
        m_rowsView->setColumnWidth(column,
                                   qBound(narrowest, m_rowsView->columnWidth(column), widest));
}

void ImportPreviewView::retranslate() {
    m_filesView->setAccessibleName(tr("Files of this import"));
    m_rowsView->setAccessibleName(tr("First rows of the chosen file"));
    m_files->refreshTexts();
    m_rows->refreshTexts();
    showFile(m_filesView->currentRow());
}

void ImportPreviewView::restyle() {
    m_files->refreshTexts();
}

} // namespace mops::ui
