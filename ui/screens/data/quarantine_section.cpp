#include "ui/screens/data/quarantine_section.h"

#include "core/desk/imports.h"
#include "ui/screens/data/data_words.h"
#include "ui/screens/data/record_editor.h"
#include "ui/tables/table_view.h"
#include "ui/util/card.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"
#include "ui/util/notice_bar.h"
#include "ui/util/state_pane.h"

#include <limits>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

QuarantineSection::QuarantineSection(MartSession& session, QWidget* parent)
    : DataSection(session, parent)
    , m_groups(new QuarantineGroupTable(this))
    , m_lines(new QuarantineLineTable(this))
    , m_groupsView(new TableView(this))
    , m_linesView(new TableView(this))
    , m_linesTitle(new QLabel(this))
    , m_takeGroup(new QPushButton(this))
    , m_editor(new RecordEditor(this))
    , m_notice(new NoticeBar(this))
    , m_pane(new StatePane(this)) {
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(theme::unit());
    splitter->addWidget(buildLists());
    splitter->addWidget(m_editor);
    splitter->setSizes({theme::unit(60), theme::unit(60)});
    m_pane->setObjectName(u"quarantinePane"_s);
    m_pane->setContent(splitter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit(1.5));
    layout->addWidget(m_notice);
    layout->addWidget(m_pane, 1);
    connect(m_groupsView, &TableView::currentRowChanged, this, [this] {
        m_lineToShow = 0;
        readLines();
    });
    connect(m_groupsView, &TableView::opened, this, [this] { m_linesView->setFocus(); });
    connect(m_linesView, &TableView::currentRowChanged, this, &QuarantineSection::showLine);
    connect(m_linesView, &TableView::opened, this, [this] { m_editor->editOffending(); });
    connect(m_editor, &RecordEditor::takeAgainWanted, this, &QuarantineSection::takeAgain);
    connect(m_takeGroup, &QPushButton::clicked, this, &QuarantineSection::askTakeGroup);
    retranslate();
}

QWidget* QuarantineSection::buildLists() {
    m_groupsView->setObjectName(u"quarantineGroups"_s);
    m_groupsView->setModel(m_groups);
    m_groupsView->setColumnWidths({4, 13, 6, 12});
    m_linesView->setObjectName(u"quarantineRows"_s);
    m_linesView->setModel(m_lines);
    m_linesView->setColumnWidths({4, 5, 20});
    theme::setTextRole(m_linesTitle, theme::TextRole::Muted);
    m_takeGroup->setObjectName(u"takeGroupAgain"_s);
    auto* groupsCard = new Card(this);
    groupsCard->body()->addWidget(m_groupsView);
    auto* linesCard = new Card(this);
    linesCard->addHeaderWidget(m_takeGroup);
    linesCard->body()->addWidget(m_linesTitle);
    linesCard->body()->addWidget(m_linesView, 1);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(theme::unit());
    splitter->addWidget(groupsCard);
    splitter->addWidget(linesCard);
    return splitter;
}

void QuarantineSection::refresh() {
    if (m_groups->rowCount() == 0)
        m_pane->showLoading(&session().jobs(), u"quarantine-groups"_s);
    session().read<std::vector<sources::QuarantineGroup>>(
        {u"quarantine-groups"_s, tr("Reading the quarantine"), Lane::Read},
        [](db::Database& mart, TaskContext&) { return sources::readQuarantineGroups(mart); }, this,
        [this](const Result<std::vector<sources::QuarantineGroup>>& groups) {
            showGroups(groups);
        });
}

void QuarantineSection::showGroups(const Result<std::vector<sources::QuarantineGroup>>& groups) {
    m_martMissing = !groups && groups.error().code == ErrorCode::MartMissing;
    if (!groups && !m_martMissing) {
        m_pane->showFailed(groups.error(), [this] { refresh(); });
        return;
    }
    const QString selected =
        currentGroup() != nullptr
            ? m_groups->index(m_groupsView->currentRow(), 0).data(IdRole).toString()
            : QString();
    const int place = m_lineToShow;
    m_groups->setRows(m_martMissing ? std::vector<sources::QuarantineGroup>() : *groups);
    if (m_groups->rowCount() == 0) {
        m_lines->setRows(std::vector<QuarantineLine>());
        m_editor->clear();
        showNothing(m_martMissing);
        return;
    }
    m_pane->showContent();
    const int kept = m_groups->rowOfId(selected);
    m_groupsView->selectRow(qMax(0, kept));
    m_lineToShow = kept < 0 ? 0 : place;
    readLines();
}

void QuarantineSection::showNothing(bool martMissing) {
    if (martMissing)
        m_pane->showEmpty(u"document-import"_s, tr("No data yet"),
                          tr("Rows that an import refuses wait here."));
    else
        m_pane->showEmpty(u"dialog-ok-apply"_s, tr("Nothing is quarantined"),
                          tr("Rows that an import refuses wait here."));
}

const sources::QuarantineGroup* QuarantineSection::currentGroup() const {
    const int row = m_groupsView->currentRow();
    return row < 0 || row >= m_groups->rowCount() ? nullptr : &m_groups->row(row);
}

std::int64_t QuarantineSection::rowsLikeGroup() const {
    const sources::QuarantineGroup* group = currentGroup();
    std::int64_t rows = 0;
    for (int k = 0; group != nullptr && k < m_groups->rowCount(); ++k)
        if (m_groups->row(k).file == group->file && m_groups->row(k).reason == group->reason)
            rows += m_groups->row(k).rows;
    return rows;
}

void QuarantineSection::readLines() {
    const sources::QuarantineGroup* group = currentGroup();
    if (group == nullptr)
        return;
    session().read<QuarantineLines>(
        {u"quarantine-rows"_s, tr("Reading the refused rows"), Lane::Read},
        [chosen = *group](db::Database& mart, TaskContext& task) {
            return readQuarantineLines(mart, chosen, task);
        },
        this, [this](const Result<QuarantineLines>& lines) { showLines(lines); });
}

void QuarantineSection::showLines(const Result<QuarantineLines>& lines) {
    if (!lines) {
        m_notice->showError(lines.error());
        return;
    }
    m_truncated = lines->truncated;
    m_lines->setRows(lines->lines);
    showTexts();
    if (m_lines->rowCount() == 0) {
        m_editor->clear();
        return;
    }
    m_linesView->selectRow(qBound(0, m_lineToShow, m_lines->rowCount() - 1));
    showLine(m_linesView->currentRow());
}

void QuarantineSection::showLine(int row) {
    if (row < 0 || row >= m_lines->rowCount()) {
        m_editor->clear();
        return;
    }
    m_lineToShow = row;
    m_editor->setLine(m_lines->row(row));
}

void QuarantineSection::takeAgain(qint64 quarantineId, const QByteArray& record) {
    m_editor->setBusy(true);
    session().write<sources::ImportReport>(
        {u"retake"_s, tr("Taking the row again"), Lane::Write}, Change::Facts,
        [quarantineId, text = record.toStdString(),
         name = session().operatorName()](db::Database& mart, TaskContext& task) {
            return desk::retakeRow(mart, quarantineId, text, {name, SystemClock()}, task);
        },
        this, [this](const Result<sources::ImportReport>& report) { showResult(report); });
}

void QuarantineSection::askTakeGroup() {
    const sources::QuarantineGroup* group = currentGroup();
    if (group == nullptr)
        return;
    dialogs::confirm(
        this, tr("Take the rows of this reason again?"),
        tr("%1 waiting rows of %2 with the reason \"%3\" go through the import again as they are. "
           "Those that fit now are added to the mart; the others keep waiting. It makes an import "
           "of its own that can be taken back.")
            .arg(format::integer(rowsLikeGroup()), format::text(group->file),
                 data_words::reason(group->reason)),
        tr("Take again"), [this, chosen = *group] { takeGroup(chosen); });
}

void QuarantineSection::takeGroup(const sources::QuarantineGroup& group) {
    m_editor->setBusy(true);
    m_takeGroup->setEnabled(false);
    sources::QuarantineQuery query;
    query.file = group.file;
    query.reason = group.reason;
    query.limit = std::numeric_limits<std::int64_t>::max();
    session().write<sources::ImportReport>(
        {u"retake"_s, tr("Taking the rows again"), Lane::Write}, Change::Facts,
        [query, name = session().operatorName()](db::Database& mart, TaskContext& task) {
            return desk::retakeRows(mart, query, {name, SystemClock()}, task);
        },
        this, [this](const Result<sources::ImportReport>& report) { showResult(report); });
}

void QuarantineSection::showResult(const Result<sources::ImportReport>& report) {
    m_editor->setBusy(false);
    m_takeGroup->setEnabled(true);
    if (!report) {
        m_notice->showError(report.error());
        return;
    }
    std::int64_t refused = 0;
    for (const sources::FileReport& file : report->files)
        refused += file.quarantinedRows();
    const bool nothing = report->files.empty();
    const auto tone = nothing        ? theme::Tone::Info
                      : refused == 0 ? theme::Tone::Good
                                     : theme::Tone::Watch;
    m_notice->showNotice(tone, [files = report->files, refused, nothing, batch = report->batchId] {
        if (nothing)
            return tr("None of these rows can be taken as it is: correct them one by one.");
        const QString sum = data_words::summary(files);
        if (refused == 0)
            return tr("Taken, as import %1: %2.").arg(QString::number(batch), sum);
        QStringList reasons;
        for (const sources::FileReport& file : files)
            if (file.quarantinedRows() > 0)
                reasons << data_words::reasons(file);
        return tr("Refused again: %1. (%2)").arg(reasons.join(u"; "_s), sum);
    });
}

void QuarantineSection::showTexts() {
    m_linesTitle->setText(m_truncated
                              ? tr("The first %1 rows; the rest follows when these are done")
                                    .arg(format::integer(m_lines->rowCount()))
                              : tr("%n row(s) of this group", nullptr, m_lines->rowCount()));
}

void QuarantineSection::retranslate() {
    m_takeGroup->setText(tr("Take all of this reason again…"));
    m_groupsView->setAccessibleName(tr("Refused rows by reason"));
    m_linesView->setAccessibleName(tr("Refused rows"));
    m_groups->refreshTexts();
    m_lines->refreshTexts();
    m_editor->retranslate();
    showTexts();
    if (m_pane->state() == StatePane::State::Empty)
        showNothing(m_martMissing);
    restyle();
}

void QuarantineSection::restyle() {
    m_takeGroup->setIcon(theme::icon(u"view-refresh"_s));
    m_editor->restyle();
}

void QuarantineSection::setFilterText(const QString& text) {
    m_groups->setFilter(text);
    m_groupsView->selectRow(0);
}

QVector<ScreenAction> QuarantineSection::actions() {
    const bool any = m_groups->rowCount() > 0;
    return {{tr("Correct the row"), QKeySequence(Qt::Key_F2), [this] { m_editor->editOffending(); },
             any},
            {tr("Take the row again"), QKeySequence(Qt::CTRL | Qt::Key_Return),
             [this] { m_editor->takeAgain(); }, any},
            {tr("Take all of this reason again…"), QKeySequence(Qt::SHIFT | Qt::Key_T),
             [this] { askTakeGroup(); }, any}};
}

QWidget* QuarantineSection::mainFocus() {
    return m_groupsView;
}

} // namespace mops::ui
