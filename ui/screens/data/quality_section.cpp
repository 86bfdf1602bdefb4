#include "ui/screens/data/quality_section.h"

#include "ui/tables/table_view.h"
#include "ui/util/card.h"
#include "ui/util/format.h"
#include "ui/util/notice_bar.h"
#include "ui/util/state_pane.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

QualitySection::QualitySection(MartSession& session, QWidget* parent)
    : DataSection(session, parent)
    , m_table(new QualityTable(this))
    , m_view(new TableView(this))
    , m_summary(new QLabel(this))
    , m_again(new QPushButton(this))
    , m_export(new QPushButton(this))
    , m_notice(new NoticeBar(this))
    , m_pane(new StatePane(this)) {
    m_view->setObjectName(u"quality"_s);
    m_view->setModel(m_table);
    m_view->setColumnWidths({8, 11, 6, 10, 6, 13, 13, 7});
    m_view->setStateName(u"data.quality"_s);
    auto* card = new Card(this);
    card->body()->addWidget(m_view);
    m_pane->setObjectName(u"qualityPane"_s);
    m_pane->setContent(card);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(1.5));
    layout->addWidget(buildToolbar());
    layout->addWidget(m_notice);
    layout->addWidget(m_pane, 1);
    connect(m_view, &TableView::exported, this, [this](const QString& path, bool written) {
        const QString file = QDir::toNativeSeparators(path);
        if (written)
            m_notice->showNotice(theme::Tone::Good,
                                 [file] { return tr("Written to %1.").arg(file); });
    });
    retranslate();
}

QWidget* QualitySection::buildToolbar() {
    auto* bar = new QWidget(this);
    bar->setProperty("plain", true);
    m_summary->setObjectName(u"qualitySummary"_s);
    m_again->setObjectName(u"measureAgain"_s);
    m_export->setObjectName(u"exportQuality"_s);
    connect(m_again, &QPushButton::clicked, this, &QualitySection::refresh);
    connect(m_export, &QPushButton::clicked, m_view, &TableView::exportCsv);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addWidget(m_summary, 1);
    row->addWidget(m_again);
    row->addWidget(m_export);
    return bar;
}

void QualitySection::refresh() {
    m_again->setEnabled(false);
    m_pane->showLoading(&session().jobs(), u"quality"_s);
    session().read<std::vector<mart::TableQuality>>(
        {u"quality"_s, tr("Measuring data quality"), Lane::Read},
        [](db::Database& mart, TaskContext& task) { return mart::readQuality(mart, task); }, this,
        [this](const Result<std::vector<mart::TableQuality>>& tables) { showQuality(tables); });
}

void QualitySection::showQuality(const Result<std::vector<mart::TableQuality>>& tables) {
    m_again->setEnabled(true);
    const bool missing = !tables && tables.error().code == ErrorCode::MartMissing;
    if (!tables && !missing) {
        m_pane->showFailed(tables.error(), [this] { refresh(); });
        return;
    }
    m_measured = missing ? std::vector<mart::TableQuality>() : *tables;
    // Tables without a row have nothing to measure.
    std::erase_if(m_measured, [](const mart::TableQuality& table) { return table.rows == 0; });
    m_table->setRows(qualityLines(m_measured));
    showSummary();
    if (m_measured.empty()) {
        showNothing();
        return;
    }
    m_pane->showContent();
    if (m_view->currentRow() < 0)
        m_view->selectRow(0);
}

void QualitySection::showNothing() {
    m_pane->showEmpty(u"view-list-details"_s, tr("Nothing to measure yet"),
                      tr("When data has been imported, each column's gaps, range and broken "
                         "references stand here."));
}

void QualitySection::showSummary() {
    std::int64_t rows = 0;
    std::int64_t broken = 0;
    for (const mart::TableQuality& table : m_measured) {
        rows += table.rows;
        broken += table.brokenReferences;
    }
    m_export->setEnabled(!m_measured.empty());
    if (m_measured.empty()) {
        m_summary->clear();
        return;
    }
    theme::setTone(m_summary, broken > 0 ? theme::Tone::Bad : theme::Tone::Neutral);
    m_summary->setText(tr("%1 tables, %2 rows, %3 broken references")
                           .arg(QString::number(m_measured.size()), format::integer(rows),
                                format::integer(broken)));
}

void QualitySection::retranslate() {
    m_again->setText(tr("Measure again"));
    m_again->setToolTip(tr("Measure again (F5)"));
    m_export->setText(tr("Export…"));
    m_export->setToolTip(tr("Write this table as CSV"));
    m_view->setAccessibleName(tr("Data quality"));
    m_table->refreshTexts();
    showSummary();
    if (m_pane->state() == StatePane::State::Empty)
        showNothing();
    restyle();
}

void QualitySection::restyle() {
    m_again->setIcon(theme::icon(u"view-refresh"_s));
    m_export->setIcon(theme::icon(u"document-export"_s));
}

void QualitySection::setFilterText(const QString& text) {
    m_table->setFilter(text);
}

QVector<ScreenAction> QualitySection::actions() {
    return {{tr("Measure again"), QKeySequence(Qt::Key_F5), [this] { refresh(); },
             m_again->isEnabled()},
            {tr("Export the quality table…"),
             {},
             [this] { m_view->exportCsv(); },
             m_export->isEnabled()}};
}

QWidget* QualitySection::mainFocus() {
    return m_view;
}

} // namespace mops::ui
