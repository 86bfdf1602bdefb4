#include "ui/desk/outbox_view.h"

#include "ui/desk/case_text.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/error_text.h"
#include "ui/text/merchant_message.h"
#include "ui/theme/theme.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"
#include "ui/util/key_button.h"
#include "ui/util/state_pane.h"

#include <algorithm>
#include <array>
#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr int kTextLines = 7;
constexpr std::int64_t kMostMessages = 1'000;
constexpr std::array kStatuses{desk::MessageStatus::Waiting, desk::MessageStatus::Sent,
                               desk::MessageStatus::Corrected, desk::MessageStatus::Withdrawn};

theme::Tone toneOf(desk::MessageStatus status) {
    switch (status) {
    case desk::MessageStatus::Waiting: return theme::Tone::Info;
    case desk::MessageStatus::Corrected: return theme::Tone::Watch;
    default: return theme::Tone::Neutral;
    }
}

} // namespace

OutboxView::OutboxView(MartSession& session, QString jobKind, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_jobKind(std::move(jobKind))
    , m_table(columns())
    , m_find(new QLineEdit(this))
    , m_status(new QComboBox(this))
    , m_view(new TableView)
    , m_state(new StatePane(this))
    , m_summary(new QLabel(this))
    , m_text(new QPlainTextEdit(this))
    , m_send(new KeyButton(QString(), this)) {
    setProperty("plain", true);
    m_table.setId([](const desk::OutboxMessage& row) {
        return u"%1-%2"_s.arg(row.about).arg(row.messageId);
    });
    build();
    retranslate();
    m_state->showLoading();
}

std::vector<TableColumn<desk::OutboxMessage>> OutboxView::columns() {
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
    Column who{[] { return tr("By"); },
               [](const Message& row) { return format::text(row.operatorName); },
               {},
               CellKind::Text,
               {},
               {},
               {}};
    return {written, kind, about, merchants, state, when, who};
}

QWidget* OutboxView::buildFilter() {
    auto* bar = new QWidget(this);
    bar->setProperty("plain", true);
    m_find->setObjectName(u"outboxFind"_s);
    m_find->setClearButtonEnabled(true);
    m_status->setObjectName(u"outboxStatus"_s);
    m_status->addItem(QString());
    for (const auto status : kStatuses)
        m_status->addItem(QString(), static_cast<int>(status));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit());
    row->addWidget(m_find, 1);
    row->addWidget(m_status);
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_table.setFilter(text);
        m_view->selectRow(m_table.rowCount() > 0 ? 0 : -1);
        showText();
    });
    connect(m_find, &QLineEdit::returnPressed, m_view, [this] { m_view->setFocus(); });
    connect(m_status, &QComboBox::activated, this, &OutboxView::refresh);
    return bar;
}

void OutboxView::build() {
    m_summary->setObjectName(u"outboxSummary"_s);
    m_summary->setWordWrap(true);
    m_view->setObjectName(u"outboxTable"_s);
    m_view->setModel(&m_table);
    m_view->setColumnWidths({11, 8, 14, 8, 12, 11, 8});
    m_state->setObjectName(u"outboxPane"_s);
    m_state->setContent(m_view);
    m_text->setObjectName(u"outboxText"_s);
    m_text->setReadOnly(true);
    m_text->setFixedHeight(fontMetrics().lineSpacing() * kTextLines + theme::unit(2));
    m_send->setObjectName(u"outboxSend"_s);
    m_send->setAutoDefault(false);
    theme::setButtonRole(m_send, theme::ButtonRole::Primary);
    m_send->setEnabled(false);
    setFocusProxy(m_view);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(theme::unit());
    foot->addWidget(m_summary, 1);
    foot->addWidget(m_send, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::unit());
    layout->addWidget(buildFilter());
    layout->addWidget(m_state, 1);
    layout->addWidget(m_text);
    layout->addLayout(foot);
    connect(m_view, &TableView::currentRowChanged, this, &OutboxView::showText);
    connect(m_view, &TableView::opened, this, &OutboxView::openCase);
    connect(m_send, &QPushButton::clicked, this, &OutboxView::chooseFile);
}

const desk::OutboxMessage* OutboxView::selected() const {
    const int row = m_view->currentRow();
    return row < 0 || row >= m_table.rowCount() ? nullptr : &m_table.row(row);
}

void OutboxView::openCase() {
    const desk::OutboxMessage* message = selected();
    if (message != nullptr && !message->caseId.empty())
        emit caseWanted(format::text(message->caseKind), format::text(message->caseId));
}

void OutboxView::setSendKey(const QString& keyCap) {
    m_send->setKeyCap(keyCap);
}

bool OutboxView::canSend() const {
    return m_send->isEnabled();
}

void OutboxView::refresh() {
    desk::OutboxQuery query;
    query.limit = kMostMessages;
    if (const QVariant status = m_status->currentData(); status.isValid())
        query.status = static_cast<desk::MessageStatus>(status.toInt());
    m_session.read<Content>(
        {m_jobKind, tr("Reading the messages")},
        [query, name = m_session.operatorName()](db::Database& mart,
                                                 TaskContext&) -> Result<Content> {
            auto messages = desk::readOutbox(mart, query, name);
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

void OutboxView::showContent(Content content) {
    m_count = content.count;
    showCount();
    const QString was = selected() == nullptr
                            ? QString()
                            : u"%1-%2"_s.arg(selected()->about).arg(selected()->messageId);
    const bool empty = content.messages.empty();
    m_table.setRows(std::move(content.messages));
    if (!empty)
        m_state->showContent();
    else if (m_status->currentData().isValid())
        m_state->showEmpty(u"mail-sent"_s, tr("No messages in this state"), {},
                           {{tr("Show all"),
                             [this] {
                                 m_status->setCurrentIndex(0);
                                 refresh();
                             },
                             true}});
    else
        m_state->showEmpty(u"mail-sent"_s, tr("No messages"),
                           tr("When a case is refused or its merchant is asked, the message to the "
                              "merchant waits here before it leaves."));
    m_view->selectRow(m_table.rowCount() > 0 ? std::max(0, m_table.rowOfId(was)) : -1);
    showText();
}

void OutboxView::showCount() {
    QStringList lines{tr("Waiting: %1 · may leave now: %2, to %3 merchants")
                          .arg(format::integer(m_count.waiting), format::integer(m_count.due),
                               format::integer(m_count.recipients))};
    if (m_count.nextDueAt)
        lines << tr("The next one may leave from %1 on; until then an undo withdraws it.")
                     .arg(format::dateTime(*m_count.nextDueAt));
    if (m_table.rowCount() >= kMostMessages)
        lines << tr("Only the newest %1 are listed.").arg(format::integer(kMostMessages));
    m_summary->setText(lines.join(u'\n'));
    m_send->setText(tr("Let them leave (%1) …").arg(format::integer(m_count.due)));
    m_send->setEnabled(m_count.due > 0);
    m_send->setToolTip(m_count.due > 0 ? tr("Writes them into a file; they cannot be called back.")
                                       : tr("Nothing may leave yet."));
}

void OutboxView::showText() {
    const desk::OutboxMessage* message = selected();
    m_text->setPlainText(message == nullptr ? QString() : format::text(message->text));
    emit selectionChanged();
}

void OutboxView::retranslate() {
    m_find->setPlaceholderText(tr("Case, merchant, person"));
    m_find->setAccessibleName(m_find->placeholderText());
    m_status->setAccessibleName(tr("State of the messages"));
    m_status->setItemText(0, tr("All messages"));
    for (int at = 1; at < m_status->count(); ++at)
        m_status->setItemText(
            at, text::messageStatusText(desk::statusName(
                    static_cast<desk::MessageStatus>(m_status->itemData(at).toInt()))));
    m_view->setAccessibleName(tr("Messages to merchants"));
    m_text->setAccessibleName(tr("Text of the message"));
    m_table.refreshTexts();
    showCount();
    if (m_state->state() == StatePane::State::Empty)
        showContent({{}, m_count});
}

void OutboxView::chooseFile() {
    dialogs::chooseNewFile(
        this, tr("Let the messages leave"),
        u"messages-%1.jsonl"_s.arg(QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s)),
        tr("Messages, one a line (*.jsonl)"), [this](const QString& path) { send(path); });
}

void OutboxView::send(const QString& path) {
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
