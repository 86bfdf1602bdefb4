#include "ui/screens/data/sql_section.h"

#include "core/mart/example_queries.h"
#include "ui/screens/data/data_words.h"
#include "ui/screens/data/query_table.h"
#include "ui/tables/table_view.h"
#include "ui/util/card.h"
#include "ui/util/format.h"
#include "ui/util/notice_bar.h"
#include "ui/util/state_pane.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
SqlSection::SqlSection(MartSession& session, QWidget* parent)
    : DataSection(session, parent)
    , m_editor(new QPlainTextEdit(this))
    , m_examples(new QComboBox(this))
    , m_limitLabel(new QLabel(this))
    , m_limit(new QSpinBox(this))
    , m_secondsLabel(new QLabel(this))
    , m_seconds(new QSpinBox(this))
    , m_run(new QPushButton(this))
    , m_export(new QPushButton(this))
    , m_table(new QueryTable(this))
    , m_view(new TableView(this))
    , m_card(new Card(this))
    , m_notice(new NoticeBar(this))
    , m_pane(new StatePane(this)) {
    m_view->setObjectName(u"sqlResult"_s);
    m_view->setModel(m_table);
    m_card->body()->addWidget(m_view);
    m_card->addHeaderWidget(m_export);
    m_pane->setObjectName(u"sqlPane"_s);
    m_pane->setContent(m_card);
    connect(m_export, &QPushButton::clicked, m_view, &TableView::exportCsv);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(1.5));
    layout->addWidget(buildEditor());
    layout->addWidget(m_notice);
    layout->addWidget(m_pane, 1);
    showWaiting();
    retranslate();
}

QWidget* SqlSection::buildEditor() {
    auto* card = new Card(this);
    m_editor->setObjectName(u"sqlEditor"_s);
    m_editor->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_editor->setTabChangesFocus(true);
    m_editor->setFixedHeight(theme::unit(12));
    m_editor->setPlainText(QString::fromUtf8(mart::exampleQueries().front().sql));
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, &SqlSection::run);
    }
    card->body()->addWidget(m_editor);
    card->body()->addWidget(buildControls());
    return card;
}

QWidget* SqlSection::buildControls() {
    auto* bar = new QWidget(this);
    bar->setProperty("plain", true);
    theme::setButtonRole(m_run, theme::ButtonRole::Primary);
    m_run->setObjectName(u"sqlRun"_s);
    m_limit->setObjectName(u"sqlLimit"_s);
    m_limit->setRange(1, 1'000'000);
    m_limit->setGroupSeparatorShown(true);
    m_limit->setValue(10'000);
    m_seconds->setObjectName(u"sqlSeconds"_s);
    m_seconds->setRange(1, 600);
    m_seconds->setValue(10);
    m_limitLabel->setBuddy(m_limit);
    m_secondsLabel->setBuddy(m_seconds);
    m_examples->setObjectName(u"sqlExamples"_s);
    for (const auto& example : mart::exampleQueries())
        m_examples->addItem(QString(), QString::fromUtf8(example.sql));
    connect(m_examples, &QComboBox::activated, this,
            [this] { m_editor->setPlainText(m_examples->currentData().toString()); });
    connect(m_run, &QPushButton::clicked, this, &SqlSection::run);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addWidget(m_examples);
    row->addStretch(1);
    row->addWidget(m_limitLabel);
    row->addWidget(m_limit);
    row->addWidget(m_secondsLabel);
    row->addWidget(m_seconds);
    row->addWidget(m_run);
    return bar;
}

void SqlSection::refresh() {}

void SqlSection::run() {
    const QString sql = m_editor->toPlainText().trimmed();
    if (sql.isEmpty() || !m_run->isEnabled())
        return;
    m_notice->dismiss();
    m_run->setEnabled(false);
    m_pane->showLoading(&session().jobs(), u"sql"_s);
    mart::QueryLimits limits;
    limits.rows = m_limit->value();
    limits.seconds = m_seconds->value();
    QElapsedTimer clock;
    clock.start();
    session().jobs().run<mart::QueryResult>(
        {u"sql"_s, tr("Asking the mart"), Lane::Read},
        [path = session().path().string(), text = format::toStd(sql), limits](TaskContext& task) {
            return mart::query(path, text, limits, task);
        },
        this,
        [this, clock](Result<mart::QueryResult> result) {
            showResult(std::move(result), static_cast<double>(clock.elapsed()) / 1000);
        });
}

void SqlSection::showResult(Result<mart::QueryResult> result, double seconds) {
    m_run->setEnabled(true);
    if (!result) {
        m_notice->showError(result.error());
        showWaiting();
        return;
    }
    m_took = seconds;
    m_truncated = result->truncated;
    m_view->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setResult(std::move(*result));
    m_view->resizeColumnsToContents();
    for (int column = 0; column < m_table->columnCount(); ++column)
        m_view->setColumnWidth(
            column, qBound(theme::unit(12), m_view->columnWidth(column), theme::unit(48)));
    m_view->selectRow(0);
    m_pane->showContent();
    showSummary();
}

void SqlSection::showWaiting() {
    m_pane->showEmpty(
        u"view-list-details"_s, tr("The answer comes here"),
        tr("One SELECT over the tables and views of the mart; nothing can be changed. "
           "Ctrl+Enter asks."));
}

void SqlSection::showSummary() {
    const QString time = format::duration(m_took);
    m_card->setTitle(tr("%n row(s)", nullptr, m_table->rowCount()));
    m_card->setSubtitle(m_truncated
                            ? tr("in %1; there are more, raise the limit to see them").arg(time)
                            : tr("in %1").arg(time));
}

void SqlSection::retranslate() {
    for (int k = 0; k < m_examples->count(); ++k)
        m_examples->setItemText(
            k, data_words::say(mart::exampleQueries()[static_cast<std::size_t>(k)].name));
    m_examples->setAccessibleName(tr("Examples"));
    m_examples->setToolTip(tr("Puts an example into the editor"));
    m_editor->setAccessibleName(tr("SQL query"));
    m_limitLabel->setText(tr("at most &rows"));
    m_secondsLabel->setText(tr("at most &seconds"));
    m_limit->setAccessibleName(tr("Most rows"));
    m_seconds->setAccessibleName(tr("Most seconds"));
    m_run->setText(tr("Ask"));
    m_run->setToolTip(tr("Run the query (Ctrl+Enter)"));
    m_export->setText(tr("Export…"));
    m_view->setAccessibleName(tr("Answer of the query"));
    if (m_pane->state() == StatePane::State::Empty)
        showWaiting();
    else
        showSummary();
    restyle();
}

void SqlSection::restyle() {
    m_run->setIcon(theme::icon(u"media-playback-start"_s, theme::colours().onAccent));
    m_export->setIcon(theme::icon(u"document-export"_s));
}

QVector<ScreenAction> SqlSection::actions() {
    return {{tr("Ask the mart"), QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { run(); },
             m_run->isEnabled()}};
}

QWidget* SqlSection::mainFocus() {
    return m_editor;
}

} // namespace mops::ui
