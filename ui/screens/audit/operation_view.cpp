#include "ui/screens/audit/operation_view.h"

#include "ui/screens/audit/ledger_words.h"
#include "ui/tables/table_view.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"
#include "ui/util/key_button.h"
#include "ui/util/state_pane.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

/// As many rows as there are, up to a few: the pane is one column of short lists. On a low window
/// the longer ones scroll.
void fitRows(TableView* view, int most) {
    constexpr int kFewest = 3;
    const int rows = qBound(1, view->model()->rowCount(), most);
    const auto heightOf = [&](int shown) {
        return view->horizontalHeader()->sizeHint().height() +
               shown * view->verticalHeader()->defaultSectionSize() + theme::unit(0.5);
    };
    view->setMaximumHeight(heightOf(rows));
    view->setMinimumHeight(heightOf(std::min(rows, kFewest)));
}

QString indented(const std::string& payload) {
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(payload));
    return document.isNull() ? format::text(payload)
                             : QString::fromUtf8(document.toJson(QJsonDocument::Indented));
}

} // namespace

std::vector<TableColumn<desk::FieldChange>>
OperationView::changeColumns(const OperationView* view) {
    using Row = desk::FieldChange;
    const auto kind = [view] { return view->m_detail ? view->m_detail->line.caseKind : ""; };
    const auto before = [kind](const Row& row) {
        return ledger_words::fieldValue(row.field, row.before, kind());
    };
    const auto after = [kind](const Row& row) {
        return ledger_words::fieldValue(row.field, row.after, kind());
    };
    return {{[] { return tr("What changed"); },
             [](const Row& row) { return ledger_words::fieldName(row.field); },
             {},
             CellKind::Text,
             {},
             {},
             [](const Row& row) { return format::text(row.field); }},
            {[] { return tr("Before"); }, before, {}, CellKind::Text, {}, {}, before},
            {[] { return tr("After"); }, after, {}, CellKind::Text, {}, {}, after}};
}

std::vector<TableColumn<desk::OperationLine>>
OperationView::undoingColumns(const OperationView* view) {
    using Row = desk::OperationLine;
    return {{[] { return tr("How"); },
             [view](const Row& row) {
                 const bool isTarget = view->m_detail && view->m_detail->line.undoes &&
                                       *view->m_detail->line.undoes == row.operationId;
                 return isTarget ? tr("takes back") : tr("taken back by");
             },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return u"#"_s; },
             [](const Row& row) { return format::integer(row.operationId); },
             [](const Row& row) { return static_cast<qlonglong>(row.operationId); },
             CellKind::Number,
             {},
             {},
             {}},
            {[] { return tr("What"); },
             [](const Row& row) { return ledger_words::kindName(row.kind); },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("Who, when"); },
             [](const Row& row) {
                 return format::text(row.operatorName) + u" · "_s + format::dateTime(row.at);
             },
             [](const Row& row) { return static_cast<qlonglong>(row.at); },
             CellKind::Text,
             {},
             {},
             {}}};
}

std::vector<TableColumn<desk::OperationLine>> OperationView::caseColumns() {
    using Row = desk::OperationLine;
    return {{[] { return tr("Case"); },
             [](const Row& row) { return format::text(row.caseId); },
             {},
             CellKind::Mono,
             {},
             {},
             {}},
            {[] { return tr("About"); },
             [](const Row& row) { return format::text(row.subject); },
             {},
             CellKind::Text,
             {},
             {},
             {}}};
}

OperationView::OperationView(QWidget* parent)
    : QWidget(parent)
    , m_changes(changeColumns(this))
    , m_undoing(undoingColumns(this))
    , m_cases(caseColumns())
    , m_pane(new StatePane(this)) {
    m_pane->setObjectName(u"operationPane"_s);
    m_pane->setContent(buildContent());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pane);
    retranslate();
    showNothing();
}

QWidget* OperationView::buildContent() {
    auto* content = new QFrame(this);
    content->setProperty("card", true);
    m_title = new QLabel(content);
    m_title->setObjectName(u"operationTitle"_s);
    theme::setTextRole(m_title, theme::TextRole::Section);
    m_subtitle = new QLabel(content);
    theme::setTextRole(m_subtitle, theme::TextRole::Muted);
    m_words = new QLabel(content);
    m_words->setObjectName(u"operationWords"_s);
    for (QLabel* label : {m_title, m_subtitle, m_words}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_changesView = new TableView(content);
    m_changesView->setObjectName(u"operationChanges"_s);
    m_changesView->setModel(&m_changes);
    m_changesView->setColumnWidths({11, 9, 9});
    m_undoingTitle = new QLabel(content);
    m_undoingView = new TableView(content);
    m_undoingView->setObjectName(u"operationUndoing"_s);
    m_undoingView->setModel(&m_undoing);
    m_undoingView->setColumnWidths({8, 5, 9, 14});
    m_casesTitle = new QLabel(content);
    m_casesView = new TableView(content);
    m_casesView->setObjectName(u"operationCases"_s);
    m_casesView->setModel(&m_cases);
    m_casesView->setColumnWidths({14, 14});
    for (QLabel* label : {m_undoingTitle, m_casesTitle})
        theme::setTextRole(label, theme::TextRole::Muted);
    m_proof = new QLabel(content);
    m_proof->setObjectName(u"operationProof"_s);
    m_proof->setWordWrap(true);
    m_proof->setTextInteractionFlags(Qt::TextSelectableByMouse);
    theme::setTextRole(m_proof, theme::TextRole::Caption);
    m_raw = new QPlainTextEdit(content);
    m_raw->setObjectName(u"operationRaw"_s);
    m_raw->setReadOnly(true);
    m_raw->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_raw->setTabChangesFocus(true);
    m_raw->hide();
    m_rawButton = new QToolButton(content);
    m_rawButton->setObjectName(u"showRaw"_s);
    m_rawButton->setCheckable(true);
    m_rawButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_rawButton->setArrowType(Qt::RightArrow);
    connect(m_rawButton, &QToolButton::toggled, this, [this](bool shown) {
        m_rawButton->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
        m_raw->setVisible(shown);
    });
    connect(m_undoingView, &TableView::opened, this,
            [this](int row) { emit operationWanted(m_undoing.row(row).operationId); });
    connect(m_casesView, &TableView::opened, this,
            [this](int row) { emit caseWanted(m_cases.row(row)); });
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(theme::unit(2), theme::unit(1.5), theme::unit(2), theme::unit(1.5));
    layout->setSpacing(theme::unit());
    for (QWidget* part : std::initializer_list<QWidget*>{
             m_title, m_subtitle, m_words, m_changesView, m_undoingTitle, m_undoingView,
             m_casesTitle, m_casesView, m_rawButton})
        layout->addWidget(part);
    layout->addWidget(m_raw, 1);
    layout->addStretch(0);
    layout->addWidget(m_proof);
    layout->addWidget(buildButtons());
    return content;
}

QWidget* OperationView::buildButtons() {
    auto* bar = new QWidget(this);
    bar->setProperty("plain", true);
    m_open = new KeyButton(u"O"_s, bar);
    m_open->setObjectName(u"openCase"_s);
    m_dossier = new KeyButton(u"D"_s, bar);
    m_dossier->setObjectName(u"makeDossier"_s);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (!caseId().isEmpty())
            emit caseWanted(m_detail->line);
    });
    connect(m_dossier, &QPushButton::clicked, this, [this] {
        if (!caseId().isEmpty())
            emit dossierWanted(caseId());
    });
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addWidget(m_open);
    row->addWidget(m_dossier);
    row->addStretch(1);
    return bar;
}

QString OperationView::caseId() const {
    return m_detail ? format::text(m_detail->line.caseId) : QString();
}

void OperationView::showLoading() {
    m_pane->showLoading();
}

void OperationView::showNothing() {
    m_detail.reset();
    m_pane->showEmpty(u"view-history"_s, tr("No operation is selected"),
                      tr("What an operation changed, what took it back and its place in the chain "
                         "stand here."));
}

void OperationView::showFailed(const Error& error, std::function<void()> retry) {
    m_detail.reset();
    m_pane->showFailed(error, std::move(retry));
}

void OperationView::show(std::shared_ptr<const desk::OperationDetail> detail) {
    m_detail = std::move(detail);
    m_changes.setRows(m_detail->changes);
    m_undoing.setRows(m_detail->undoing);
    m_cases.setRows(m_detail->cases);
    fill();
    m_pane->showContent();
}

void OperationView::fill() {
    const desk::OperationLine& line = m_detail->line;
    m_title->setText(
        u"%1 · %2"_s.arg(ledger_words::kindName(line.kind), ledger_words::aboutLine(line)));
    m_subtitle->setText(tr("#%1 by %2, %3", "number, person, time")
                            .arg(format::integer(line.operationId), format::text(line.operatorName),
                                 format::dateTime(line.at)));
    const QString words = ledger_words::wordsLine(line);
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    m_changesView->setVisible(!m_detail->changes.empty());
    fitRows(m_changesView, 7);
    m_undoingTitle->setVisible(!m_detail->undoing.empty());
    m_undoingView->setVisible(!m_detail->undoing.empty());
    fitRows(m_undoingView, 3);
    const bool many = m_detail->cases.size() > 1;
    m_casesTitle->setVisible(many);
    m_casesTitle->setText(
        static_cast<std::int64_t>(m_detail->cases.size()) < line.cases
            ? tr("The first %1 of %2 cases")
                  .arg(format::integer(static_cast<std::int64_t>(m_detail->cases.size())),
                       format::integer(line.cases))
            : tr("Its cases"));
    m_casesView->setVisible(many);
    fitRows(m_casesView, 5);
    const auto shortHash = [](const std::string& hash) {
        return format::text(std::string_view(hash).substr(0, 16)) + u"…"_s;
    };
    theme::setTone(m_proof, m_detail->hashFits ? theme::Tone::Neutral : theme::Tone::Bad);
    m_proof->setText((m_detail->hashFits ? tr("✓ Hash %1 fits; it follows %2.")
                                         : tr("✗ Hash %1 does not fit what stands here; it "
                                              "follows %2."))
                         .arg(shortHash(m_detail->hash), shortHash(m_detail->previous)));
    m_proof->setToolTip(format::text(m_detail->hash) + u"\n"_s + format::text(m_detail->previous));
    m_raw->setPlainText(indented(m_detail->payload) +
                        (m_detail->payloadCut ? u"\n"_s + tr("… (cut here)") : QString()));
    m_open->setEnabled(!caseId().isEmpty());
    m_dossier->setEnabled(!caseId().isEmpty());
    const QString why =
        caseId().isEmpty() ? tr("This operation is not about a single case.") : QString();
    m_open->setToolTip(why);
    m_dossier->setToolTip(why);
}

void OperationView::retranslate() {
    m_changesView->setAccessibleName(tr("What the operation changed"));
    m_undoingTitle->setText(tr("Undo"));
    m_undoingView->setAccessibleName(tr("What it takes back and what took it back"));
    m_casesView->setAccessibleName(tr("Cases of the operation"));
    m_raw->setAccessibleName(tr("The operation as it stands in the ledger"));
    m_rawButton->setText(tr("As it stands in the ledger"));
    m_open->setText(tr("Open the case"));
    m_dossier->setText(tr("Dossier…"));
    m_changes.refreshTexts();
    m_undoing.refreshTexts();
    m_cases.refreshTexts();
    if (m_detail)
        fill();
    else if (m_pane->state() == StatePane::State::Empty)
        showNothing();
}

} // namespace mops::ui
