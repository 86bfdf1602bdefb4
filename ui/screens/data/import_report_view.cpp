#include "ui/screens/data/import_report_view.h"

#include "ui/screens/data/data_words.h"
#include "ui/tables/table_view.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

ImportReportView::ImportReportView(QWidget* parent)
    : QWidget(parent)
    , m_summary(new QLabel(this))
    , m_table(new FileReportTable(this))
    , m_view(new TableView(this)) {
    setProperty("plain", true);
    theme::setTextRole(m_summary, theme::TextRole::Muted);
    m_summary->setObjectName(u"reportSummary"_s);
    m_view->setObjectName(u"fileReports"_s);
    m_view->setModel(m_table);
    m_view->setColumnWidths({29, 8, 6, 6, 6, 7, 8});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit());
    layout->addWidget(m_summary);
    layout->addWidget(m_view, 1);
    retranslate();
}

void ImportReportView::setFiles(std::vector<sources::FileReport> files) {
    m_files = std::move(files);
    m_table->setRows(m_files);
    m_summary->setText(data_words::summary(m_files));
}

void ImportReportView::retranslate() {
    m_view->setAccessibleName(tr("What became of each file"));
    m_summary->setText(data_words::summary(m_files));
    m_table->refreshTexts();
}

} // namespace mops::ui
