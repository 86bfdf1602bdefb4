#include "ui/screens/audit/ledger_section.h"
#include "ui/desk/desk_screen.h"

#include "core/report/dossier_document.h"
#include "ui/screens/audit/ledger_filter.h"
#include "ui/screens/audit/ledger_words.h"
#include "ui/screens/audit/operation_view.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/language.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"
#include "ui/util/job_bar.h"
#include "ui/util/key_button.h"
#include "ui/util/notice_bar.h"
#include "ui/util/state_pane.h"

#include <memory>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// What kind of fault, in words; the code is the core's.
QString faultWords(const desk::LedgerCheck& check) {
    const QString place = format::integer(check.firstBroken);
    if (check.fault == "removed")
        return LedgerSection::tr("Operation %1 is missing: it was removed.").arg(place);
    if (check.fault == "reordered")
        return LedgerSection::tr("Operation %1 stands in another place than it was written.")
            .arg(place);
    if (check.fault == "added")
        return LedgerSection::tr("Operation %1 was added behind the sealed end.").arg(place);
    if (check.fault == "state")
        return LedgerSection::tr("The chain is whole, but the cases are not what operation %1 made "
                                 "of them.")
            .arg(place);
    return LedgerSection::tr("Operation %1 was changed after it was written.").arg(place);
}

} // namespace

LedgerSection::LedgerSection(MartSession& session, QWidget* parent)
    : Section(session, parent)
    , m_table(new LedgerTable(this))
    , m_filter(new LedgerFilter(this))
    , m_view(new TableView(this))
    , m_operation(new OperationView(this))
    , m_notice(new NoticeBar(this))
    , m_verifying(new JobBar(session.jobs(), u"ledger-verify"_s, this))
    , m_exporting(new JobBar(session.jobs(), u"ledger-export"_s, this))
    , m_dossier(new JobBar(session.jobs(), u"dossier"_s, this))
    , m_pane(new StatePane(this))
    , m_split(new QSplitter(this))
    , m_count(new QLabel(this))
    , m_verify(new KeyButton(u"V"_s, this))
    , m_export(new KeyButton(u"X"_s, this))
    , m_lines(new QTimer(this)) {
    m_notice->setObjectName(u"ledgerNotice"_s);
    m_view->setObjectName(u"ledger"_s);
    m_view->setSortingEnabled(false);
    m_view->setModel(m_table);
    m_view->setColumnWidths({4, 11, 7, 15, 13, 14, 8});
    m_view->setStateName(u"audit.ledger"_s);
    m_split->addWidget(m_view);
    m_split->addWidget(m_operation);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_split->setChildrenCollapsible(false);
    m_split->setSizes({theme::unit(86), theme::unit(54)});
    m_pane->setObjectName(u"ledgerPane"_s);
    m_pane->setContent(m_split);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme::unit());
    layout->addWidget(m_filter);
    layout->addWidget(buildBar());
    layout->addWidget(m_verifying);
    layout->addWidget(m_exporting);
    layout->addWidget(m_dossier);
    layout->addWidget(m_notice);
    layout->addWidget(m_pane, 1);
    m_lines->setSingleShot(true);
    m_lines->setInterval(0);
    connect(m_filter, &LedgerFilter::changed, this, &LedgerSection::refresh);
    connect(m_lines, &QTimer::timeout, this, &LedgerSection::readLines);
    connect(m_table, &LedgerTable::linesWanted, this, [this](int row) {
        // The last one that was painted: with the rows before it, it fills the screen.
        m_wantedRow = row;
        if (!m_lines->isActive())
            m_lines->start();
    });
    m_view->setLazy([this] { exportLedger(); });
    connect(m_view, &TableView::currentRowChanged, this, &LedgerSection::readDetail);
    connect(m_operation, &OperationView::operationWanted, this, &LedgerSection::showOperation);
    connect(m_operation, &OperationView::caseWanted, this, &LedgerSection::openCase);
    connect(m_operation, &OperationView::dossierWanted, this, &LedgerSection::writeDossier);
    retranslate();
}

QWidget* LedgerSection::buildBar() {
    auto* bar = new QWidget(this);
    bar->setProperty("plain", true);
    m_count->setObjectName(u"ledgerCount"_s);
    theme::setTextRole(m_count, theme::TextRole::Muted);
    m_verify->setObjectName(u"verifyLedger"_s);
    m_export->setObjectName(u"exportLedger"_s);
    connect(m_verify, &QPushButton::clicked, this, &LedgerSection::verify);
    connect(m_export, &QPushButton::clicked, this, &LedgerSection::exportLedger);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addWidget(m_count, 1);
    row->addWidget(m_verify);
    row->addWidget(m_export);
    return bar;
}

void LedgerSection::refresh() {
    if (m_table->rowCount() == 0)
        m_pane->showLoading(&session().jobs(), u"ledger"_s);
    using Ptr = std::shared_ptr<const Answer>;
    session().read<Ptr>(
        {u"ledger"_s, tr("Reading the ledger"), Lane::Read},
        [filter = m_filter->filter()](db::Database& mart, TaskContext& task) -> Result<Ptr> {
            auto facets = desk::readOperationFacets(mart);
            if (!facets)
                return failAs(facets);
            auto found = desk::findOperations(mart, filter, task);
            if (!found)
                return failAs(found);
            return std::make_shared<const Answer>(Answer{std::move(*found), std::move(*facets)});
        },
        this,
        [this](const Result<Ptr>& answer) {
            if (answer)
                show(**answer);
            else
                m_pane->showFailed(answer.error(), [this] { refresh(); });
        });
}

void LedgerSection::show(const Answer& answer) {
    m_filter->setFacets(answer.facets);
    m_isEmpty = answer.facets.empty();
    m_cut = answer.found.cut;
    const qint64 selected = m_selected;
    m_table->setIds(answer.found.ids);
    showCount();
    m_verify->setEnabled(!m_isEmpty);
    m_export->setEnabled(!m_isEmpty);
    if (m_table->rowCount() == 0) {
        m_operation->showNothing();
        if (m_isEmpty)
            m_pane->showEmpty(u"view-history"_s, tr("Nothing was done yet"),
                              tr("Every decision, rule and import will stand here, chained by "
                                 "hashes. The first ones come from the review desk."),
                              {{tr("Go to the review desk"), [this] {
                                    emit jumpRequested({u"risk"_s, {}, {}});
                                }}});
        else
            m_pane->showEmpty(u"view-filter"_s, tr("No operation fits"),
                              tr("Try fewer conditions, or another time."),
                              {{tr("Show everything"), [this] { m_filter->clear(); }}});
        return;
    }
    m_pane->showContent();
    const int row = m_table->rowOf(selected);
    m_view->selectRow(std::max(0, row));
}

void LedgerSection::showCount() {
    if (m_isEmpty) {
        m_count->clear();
        return;
    }
    QString words = m_filter->isEmpty()
                        ? tr("%1 operations").arg(format::integer(m_table->rowCount()))
                        : tr("%1 operations fit").arg(format::integer(m_table->rowCount()));
    if (m_cut)
        words += u" · "_s + tr("only the first %1 cases that fit the text were followed")
                                .arg(format::integer(desk::kMostCasesByText));
    m_count->setText(words);
}

void LedgerSection::readLines() {
    if (m_table->rowCount() == 0)
        return;
    using Lines = std::vector<desk::OperationLine>;
    session().read<Lines>(
        {u"ledger-lines"_s, tr("Reading the ledger"), Lane::Read},
        [ids = m_table->idsAround(m_wantedRow),
         viewer = session().operatorName()](db::Database& mart, TaskContext&) {
            return desk::readOperationLines(mart, ids, viewer);
        },
        this,
        [this](const Result<Lines>& lines) {
            if (lines)
                m_table->setLines(*lines);
            else if (lines.error().code != ErrorCode::Cancelled)
                m_notice->showError(lines.error());
        });
}

void LedgerSection::readDetail(int row) {
    if (row < 0 || row >= m_table->rowCount())
        return;
    m_selected = m_table->idAt(row);
    using Ptr = std::shared_ptr<const desk::OperationDetail>;
    session().read<Ptr>(
        {u"ledger-detail"_s, tr("Reading the ledger"), Lane::Read},
        [id = m_selected, viewer = session().operatorName()](db::Database& mart,
                                                             TaskContext&) -> Result<Ptr> {
            auto detail = desk::readOperationDetail(mart, id, viewer);
            if (!detail)
                return failAs(detail);
            return std::make_shared<const desk::OperationDetail>(std::move(*detail));
        },
        this,
        [this, row](const Result<Ptr>& detail) {
            if (detail)
                m_operation->show(*detail);
            else if (detail.error().code != ErrorCode::Cancelled)
                m_operation->showFailed(detail.error(), [this, row] { readDetail(row); });
        });
}

void LedgerSection::showOperation(qint64 operationId) {
    m_selected = operationId;
    if (const int row = m_table->rowOf(operationId); row >= 0)
        m_view->selectRow(row);
    else
        m_filter->clear();
}

void LedgerSection::openCase(const desk::OperationLine& line) {
    emit jumpRequested(jumpToCase(line.caseKind, line.caseId));
}

void LedgerSection::verify() {
    m_notice->dismiss();
    m_verify->setEnabled(false);
    session().read<desk::LedgerCheck>(
        {u"ledger-verify"_s, tr("Verifying the ledger"), Lane::Read},
        [](db::Database& mart, TaskContext& task) -> Result<desk::LedgerCheck> {
            auto chain = desk::verifyLedger(mart, task);
            if (!chain || !chain->ok)
                return chain;
            auto state = desk::verifyState(mart, task);
            if (state && state->ok)
                state->clockSetBack = chain->clockSetBack;
            return state;
        },
        this, [this](const Result<desk::LedgerCheck>& check) { showVerified(check); });
}

void LedgerSection::showVerified(const Result<desk::LedgerCheck>& check) {
    m_verify->setEnabled(true);
    if (!check) {
        m_notice->showError(check.error());
        return;
    }
    if (!check->ok) {
        m_notice->showNotice(theme::Tone::Bad, [check = *check] {
            QString words = faultWords(check);
            if (!check.detail.empty())
                words += u"\n"_s + format::text(check.detail);
            return words;
        });
        showOperation(check->firstBroken);
        return;
    }
    m_notice->showNotice(theme::Tone::Good, [operations = check->operations,
                                             setBack = check->clockSetBack] {
        QString words = tr("The ledger is whole: every hash and link of %1 operations fits, and "
                           "all cases are what they made of them.")
                            .arg(format::integer(operations));
        if (setBack > 0)
            words += u' ' + tr("%n operation(s) are dated before the one in front of them: a clock "
                               "was set back.",
                               nullptr, static_cast<int>(setBack));
        return words;
    });
}

void LedgerSection::exportLedger() {
    dialogs::chooseNewFile(
        this, tr("Export the ledger"), u"ledger.jsonl"_s, tr("JSON lines (*.jsonl)"),
        [this](const QString& path) {
            m_notice->dismiss();
            session().read<std::int64_t>(
                {u"ledger-export"_s, tr("Exporting the ledger"), Lane::Read},
                [file = std::filesystem::path(path.toStdString()),
                 viewer = session().operatorName()](db::Database& mart, TaskContext& task) {
                    return desk::exportLedger(mart, file, task, viewer);
                },
                this,
                [this, path](const Result<std::int64_t>& operations) {
                    if (!operations) {
                        m_notice->showError(operations.error());
                        return;
                    }
                    m_notice->showNotice(theme::Tone::Good, [count = *operations,
                                                             file =
                                                                 QDir::toNativeSeparators(path)] {
                        return tr("%1 operations written to %2.").arg(format::integer(count), file);
                    });
                });
        });
}

void LedgerSection::writeDossier(const QString& caseId) {
    dialogs::chooseNewFile(
        this, tr("Dossier of case %1").arg(caseId), u"dossier-%1.pdf"_s.arg(caseId),
        tr("PDF with the JSON beside it (*.pdf);;JSON alone (*.json)"),
        [this, caseId](const QString& path) {
            m_notice->dismiss();
            session().read<report::DossierFiles>(
                {u"dossier"_s, tr("Writing the dossier"), Lane::Read},
                [id = format::toStd(caseId), file = std::filesystem::path(path.toStdString()),
                 language = text::languageOfScreen(),
                 translate = text::translateFunction()](db::Database& mart, TaskContext& task) {
                    return report::writeDossier(mart, id, file, language, translate, task);
                },
                this,
                [this](const Result<report::DossierFiles>& files) {
                    if (!files) {
                        m_notice->showError(files.error());
                        return;
                    }
                    m_notice->showNotice(theme::Tone::Good, [files = *files] {
                        return tr("%n operation(s) written to %1; BLAKE2b of the JSON: %2", nullptr,
                                  static_cast<int>(files.operations))
                            .arg(QDir::toNativeSeparators(QString::fromStdString(
                                     (files.pdf.empty() ? files.json : files.pdf).string())),
                                 format::text(files.jsonDigest));
                    });
                });
        });
}

QVector<ScreenAction> LedgerSection::actions() {
    const bool hasCase = !m_operation->caseId().isEmpty();
    return {{tr("Find in the ledger"), QKeySequence(Qt::Key_Slash),
             [this] { m_filter->textField()->setFocus(Qt::ShortcutFocusReason); }},
            {tr("Verify the ledger"), QKeySequence(Qt::Key_V), [this] { verify(); },
             m_verify->isEnabled()},
            {tr("Export the ledger"), QKeySequence(Qt::Key_X), [this] { exportLedger(); },
             m_export->isEnabled()},
            {tr("Open the case"), QKeySequence(Qt::Key_O),
             [this] { openCase(m_operation->detail()->line); }, hasCase},
            {tr("Dossier of the case"), QKeySequence(Qt::Key_D),
             [this] { writeDossier(m_operation->caseId()); }, hasCase},
            {tr("Everything about this case"), QKeySequence(Qt::Key_C),
             [this] { m_filter->setText(m_operation->caseId()); }, hasCase},
            {tr("Show everything"), QKeySequence(Qt::Key_Backspace), [this] { m_filter->clear(); },
             !m_filter->isEmpty()}};
}

void LedgerSection::jumpTo(const Jump& jump) {
    m_selected = jump.more.value(u"operation"_s, m_selected).toLongLong();
    if (jump.more.contains(u"kind"_s))
        m_filter->setKind(jump.more.value(u"kind"_s).toString());
    if (jump.more.contains(u"text"_s))
        m_filter->setText(jump.more.value(u"text"_s).toString());
    if (jump.more.contains(u"operation"_s))
        showOperation(m_selected);
}

QVariantMap LedgerSection::saveState() const {
    return {{u"filter"_s, m_filter->saveState()}, {u"selected"_s, m_selected}};
}

void LedgerSection::restoreState(const QVariantMap& state) {
    m_filter->restoreState(state.value(u"filter"_s).toMap());
    m_selected = state.value(u"selected"_s).toLongLong();
}

QWidget* LedgerSection::mainFocus() {
    return m_view;
}

void LedgerSection::retranslate() {
    m_filter->retranslate();
    m_operation->retranslate();
    m_view->setAccessibleName(tr("Operations, newest first"));
    m_verify->setText(tr("Verify"));
    m_verify->setToolTip(tr("Recompute every hash and link, and replay the ledger"));
    m_export->setText(tr("Export…"));
    m_export->setToolTip(tr("All operations with their hashes, one JSON object a line"));
    m_table->refreshTexts();
    showCount();
    restyle();
}

void LedgerSection::restyle() {
    m_verify->setIcon(theme::icon(u"security-high"_s));
    m_export->setIcon(theme::icon(u"document-export"_s));
}

} // namespace mops::ui
