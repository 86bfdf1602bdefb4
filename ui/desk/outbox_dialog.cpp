#include "ui/desk/outbox_dialog.h"

#include "ui/desk/case_text.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/error_text.h"
#include "ui/text/merchant_message.h"
#include "ui/theme/theme.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"
#include "ui/util/state_pane.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr int kTextLines = 7;

theme::Tone toneOf(desk::MessageStatus status) {
    switch (status) {
    case desk::MessageStatus::Waiting: return theme::Tone::Info;
    case desk::MessageStatus::Corrected: return theme::Tone::Watch;
    default: return theme::Tone::Neutral;
    }
}

} // namespace

OutboxDialog::OutboxDialog(MartSession& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_table(columns())
    , m_view(new TableView)
    , m_state(new StatePane(this))
    , m_summary(new QLabel(this))
    , m_text(new QPlainTextEdit(this))
    , m_send(new QPushButton(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"outboxDialog"_s);
    setWindowTitle(tr("Messages to merchants"));
    build();
    connect(&m_session, &MartSession::changed, this, &OutboxDialog::refresh);
    refresh();
}

std::vector<TableColumn<desk::OutboxMessage>> OutboxDialog::columns() {
    using Column = TableColumn<desk::OutboxMessage>;
    using Message = desk::OutboxMessage;
    Column written{[] { return tr("Written"); },
                   [](const Message& row) { return format::dateTime(row.writtenAt); },
                   [](const Message& row) { return QVariant(qlonglong{row.writtenAt}); },
                   CellKind::Text,
                   {},
                   {},
                   {}};
    Column kind{[] { return tr("What"); },
                [](const Message& row) { return text::messageKindText(row.kind); },
                {},
                CellKind::Text,
                {},
                {},
                {}};
    Column about{[] { return tr("Case"); },
                 [](const Message& row) {
                     return row.caseId.empty() ? tr("%1 cases").arg(format::integer(row.cases))
                                               : shortText(row.caseId);
                 },
                 {},
                 CellKind::Text,
                 {},
                 {},
                 {}};
    Column merchants{[] { return tr("Merchants"); },
                     [](const Message& row) {
                         return row.merchantId.empty() ? format::integer(row.recipients)
                                                       : shortText(row.merchantId);
                     },
                     {},
                     CellKind::Text,
                     {},
                     {},
                     {}};
    Column state{
        [] { return tr("State"); },
        [](const Message& row) { return text::messageStatusText(desk::statusName(row.status)); },
        {},
        CellKind::Text,
        [](const Message& row) { return toneOf(row.status); },
        {},
        {}};
    Column when{
        [] { return tr("Leaves, left"); },
        [](const Message& row) {
            if (row.sentAt)
                return format::dateTime(*row.sentAt);
            return row.status == desk::MessageStatus::Waiting ? format::dateTime(row.dueAt)
                                                              : format::missing();
        },
        [](const Message& row) { return QVariant(qlonglong{row.sentAt.value_or(row.dueAt)}); },
        CellKind::Text,
        {},
        {},
        {}};
    return {written, kind, about, merchants, state, when};
}

void OutboxDialog::build() {
    m_summary->setObjectName(u"outboxSummary"_s);
    m_summary->setWordWrap(true);
    m_view->setObjectName(u"outboxTable"_s);
    m_view->setAccessibleName(tr("Messages to merchants"));
    m_view->setModel(&m_table);
    m_view->setColumnWidths({12, 8, 14, 8, 12, 11});
    m_state->setContent(m_view);
    m_text->setObjectName(u"outboxText"_s);
    m_text->setAccessibleName(tr("Text of the message"));
    m_text->setReadOnly(true);
    m_text->setFixedHeight(fontMetrics().lineSpacing() * kTextLines + theme::unit(2));
    m_send->setObjectName(u"outboxSend"_s);
    m_send->setAutoDefault(false);
    theme::setButtonRole(m_send, theme::ButtonRole::Primary);
    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_send);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(2), theme::unit(2), theme::unit(2));
    layout->setSpacing(theme::unit(1));
    layout->addWidget(m_summary);
    layout->addWidget(m_state, 1);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    resize(theme::unit(110), theme::unit(65));
    connect(m_view, &TableView::currentRowChanged, this, &OutboxDialog::showText);
    connect(m_send, &QPushButton::clicked, this, &OutboxDialog::chooseFile);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    m_send->setText(tr("Let them leave …"));
    m_send->setEnabled(false);
    m_state->showLoading();
}

void OutboxDialog::refresh() {
    m_session.read<Content>(
        {u"outbox"_s, tr("Reading the messages")},
        [name = m_session.operatorName()](db::Database& mart, TaskContext&) -> Result<Content> {
            auto messages = desk::readOutbox(mart, {}, name);
            if (!messages)
                return failAs(messages);
            const auto count = desk::countOutbox(mart, toSeconds(SystemClock().now()));
            if (!count)
                return failAs(count);
            return Content{std::move(*messages), *count};
        },
        this,
        [this](Result<Content> content) {
            if (content)
                showContent(std::move(*content));
            else if (content.error().code != ErrorCode::Cancelled)
                m_state->showFailed(content.error(), [this] { refresh(); });
        });
}

void OutboxDialog::showContent(Content content) {
    const desk::OutboxCount& count = content.count;
    QStringList lines{tr("Waiting: %1 · may leave now: %2, to %3 merchants")
                          .arg(format::integer(count.waiting), format::integer(count.due),
                               format::integer(count.recipients))};
    if (count.nextDueAt)
        lines << tr("The next one may leave from %1 on; until then an undo withdraws it.")
                     .arg(format::dateTime(*count.nextDueAt));
    m_summary->setText(lines.join(u'\n'));
    m_send->setText(tr("Let them leave (%1) …").arg(format::integer(count.due)));
    m_send->setEnabled(count.due > 0);
    m_send->setToolTip(count.due > 0 ? tr("Writes them into a file; they cannot be called back.")
                                     : tr("Nothing may leave yet."));
    const bool empty = content.messages.empty();
    m_table.setRows(std::move(content.messages));
    if (empty)
        m_state->showEmpty(u"mail-sent"_s, tr("No messages"),
                           tr("When a case is refused or its merchant is asked, the message to the "
                              "merchant waits here before it leaves."));
    else
        m_state->showContent();
    m_view->selectRow(empty ? -1 : 0);
    showText(m_view->currentRow());
}

void OutboxDialog::showText(int row) {
    m_text->setPlainText(
        row < 0 || row >= m_table.rowCount() ? QString() : format::text(m_table.row(row).text));
}

void OutboxDialog::chooseFile() {
    dialogs::chooseNewFile(
        this, tr("Let the messages leave"),
        u"messages-%1.jsonl"_s.arg(QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s)),
        tr("Messages, one a line (*.jsonl)"), [this](const QString& path) { send(path); });
}

void OutboxDialog::send(const QString& path) {
    m_send->setEnabled(false);
    m_session.write<desk::SentMessages>(
        {u"send-messages"_s, tr("Writing the messages")}, Change::Desk,
        [path, name = m_session.operatorName()](db::Database& mart, TaskContext& task) {
            const SystemClock clock;
            return desk::sendDue(mart, std::filesystem::path(path.toStdString()),
                                 desk::Actor{name, clock}, task);
        },
        this,
        [this, path](const Result<desk::SentMessages>& sent) {
            if (!sent) {
                m_summary->setText(text::errorText(sent.error()) + u'\n' +
                                   text::errorHint(sent.error()));
                m_send->setEnabled(true);
                return;
            }
            emit messagesLeft();
            emit m_session.news(
                tr("Messages that left: %1, to %2 merchants: %3")
                    .arg(format::integer(sent->messages), format::integer(sent->recipients), path));
        });
}

} // namespace mops::ui
