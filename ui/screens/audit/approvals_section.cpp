#include "ui/screens/audit/approvals_section.h"

#include "ui/screens/audit/ledger_words.h"
#include "ui/screens/audit/people_words.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/util/format.h"
#include "ui/util/key_button.h"
#include "ui/util/notice_bar.h"
#include "ui/util/state_pane.h"

#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr std::int64_t kMostRequests = 2'000;

theme::Tone toneOf(const desk::Approval& approval) {
    if (approval.status == "waiting")
        return theme::Tone::Watch;
    if (approval.status == "granted")
        return theme::Tone::Good;
    return approval.status == "denied" ? theme::Tone::Bad : theme::Tone::Neutral;
}

/// The request field by field: a rule's state and version, a band's kind.
QString requestText(const desk::Approval& approval) {
    const QJsonObject request =
        QJsonDocument::fromJson(QByteArray::fromStdString(approval.request)).object();
    QStringList lines;
    for (auto field = request.begin(); field != request.end(); ++field) {
        if (field->isObject() || field->isArray())
            continue;
        const std::string key = format::toStd(field.key());
        lines << u"%1: %2"_s.arg(
            ledger_words::fieldName(key),
            ledger_words::fieldValue(key, format::toStd(field->toVariant().toString()), {}));
    }
    return lines.join(u'\n');
}

} // namespace

std::vector<TableColumn<desk::Approval>> ApprovalsSection::columns() {
    using Row = desk::Approval;
    return {{[] { return tr("State"); },
             [](const Row& row) { return people_words::approvalStatusText(row.status); },
             {},
             CellKind::Badge,
             toneOf,
             {},
             {}},
            {[] { return tr("What is asked for"); },
             [](const Row& row) { return people_words::actionText(row.action); },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("Subject"); },
             [](const Row& row) { return format::text(row.subject); },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("Asked by"); },
             [](const Row& row) { return format::text(row.requestedBy); },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("Asked"); },
             [](const Row& row) { return format::dateTime(row.requestedAt); },
             [](const Row& row) { return static_cast<qlonglong>(row.requestedAt); },
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("Decided by"); },
             [](const Row& row) {
                 return row.decidedBy.empty() ? format::missing() : format::text(row.decidedBy);
             },
             {},
             CellKind::Text,
             {},
             {},
             {}}};
}

ApprovalsSection::ApprovalsSection(MartSession& session, QWidget* parent)
    : Section(session, parent)
    , m_table(columns())
    , m_view(new TableView(this))
    , m_notice(new NoticeBar(this))
    , m_pane(new StatePane(this)) {
    m_table.setId([](const desk::Approval& row) { return QString::number(row.approvalId); });
    m_view->setObjectName(u"approvals"_s);
    m_view->setModel(&m_table);
    m_view->setColumnWidths({9, 18, 14, 9, 12, 9});
    m_view->setStateName(u"audit.approvals"_s);
    auto* content = new QWidget(this);
    content->setProperty("plain", true);
    auto* columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(theme::unit(1.5));
    columns->addWidget(m_view, 3);
    columns->addWidget(buildRequest(), 2);
    m_pane->setObjectName(u"approvalsPane"_s);
    m_pane->setContent(content);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme::unit());
    layout->addWidget(m_notice);
    layout->addWidget(m_pane, 1);
    connect(m_view, &TableView::currentRowChanged, this, &ApprovalsSection::showRequest);
    retranslate();
}

QWidget* ApprovalsSection::buildRequest() {
    auto* card = new QFrame(this);
    card->setProperty("card", true);
    m_request = new QLabel(card);
    m_request->setObjectName(u"approvalRequest"_s);
    m_request->setWordWrap(true);
    m_request->setTextFormat(Qt::PlainText);
    m_request->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_hint = new QLabel(card);
    m_hint->setObjectName(u"approvalHint"_s);
    m_hint->setWordWrap(true);
    theme::setTextRole(m_hint, theme::TextRole::Muted);
    m_grant = new KeyButton(u"A"_s, card);
    m_grant->setObjectName(u"grant"_s);
    theme::setButtonRole(m_grant, theme::ButtonRole::Primary);
    m_deny = new KeyButton(u"R"_s, card);
    m_deny->setObjectName(u"deny"_s);
    connect(m_grant, &QPushButton::clicked, this, [this] { decide(true); });
    connect(m_deny, &QPushButton::clicked, this, [this] { decide(false); });
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::unit());
    buttons->addWidget(m_grant);
    buttons->addWidget(m_deny);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(theme::unit(2), theme::unit(1.5), theme::unit(2), theme::unit(1.5));
    layout->setSpacing(theme::unit());
    layout->addWidget(m_request);
    layout->addStretch(1);
    layout->addWidget(m_hint);
    layout->addLayout(buttons);
    return card;
}

void ApprovalsSection::refresh() {
    if (m_table.rowCount() == 0)
        m_pane->showLoading(&session().jobs(), u"approvals"_s);
    session().read<std::vector<desk::Approval>>(
        {u"approvals"_s, tr("Reading what waits for a second person"), Lane::Read},
        [](db::Database& mart, TaskContext&) { return desk::readApprovals(mart, kMostRequests); },
        this,
        [this](const Result<std::vector<desk::Approval>>& approvals) {
            if (approvals)
                show(*approvals);
            else
                m_pane->showFailed(approvals.error(), [this] { refresh(); });
        });
}

void ApprovalsSection::show(const std::vector<desk::Approval>& approvals) {
    if (m_wanted == 0 && selected() != nullptr)
        m_wanted = selected()->approvalId;
    m_table.setRows(approvals);
    if (approvals.empty()) {
        m_pane->showEmpty(
            u"user-group-properties"_s, tr("Nothing waits for a second person"),
            tr("Enabling a rule or switching automation on is asked for here, once "
               "people with roles are entered."),
            {{tr("People and roles"), [this] { emit sectionWanted(u"people"_s, {}); }, false}});
        return;
    }
    m_pane->showContent();
    const int row = m_table.rowOfId(QString::number(std::exchange(m_wanted, 0)));
    m_view->selectRow(std::max(0, row));
    showRequest(m_view->currentRow());
}

const desk::Approval* ApprovalsSection::selected() const {
    const int row = m_view->currentRow();
    return row < 0 || row >= m_table.rowCount() ? nullptr : &m_table.row(row);
}

bool ApprovalsSection::canDecide() const {
    const desk::Approval* approval = selected();
    return approval != nullptr && approval->status == "waiting";
}

void ApprovalsSection::showRequest(int) {
    const desk::Approval* approval = selected();
    if (approval == nullptr)
        return;
    const bool own = approval->requestedBy == session().operatorName();
    m_request->setText(u"%1\n%2\n\n%3"_s.arg(people_words::actionText(approval->action),
                                             format::text(approval->subject),
                                             requestText(*approval)));
    m_grant->setEnabled(canDecide() && !own);
    m_deny->setEnabled(canDecide());
    m_deny->setText(own ? tr("Withdraw") : tr("Refuse consent"));
    m_hint->setText(!canDecide() ? tr("This request is settled.")
                    : own        ? tr("You asked for this: somebody else has to consent.")
                                 : tr("With your consent it happens at once."));
}

void ApprovalsSection::decide(bool grant) {
    const desk::Approval* approval = selected();
    if (!canDecide() || (grant && !m_grant->isEnabled()))
        return;
    m_notice->dismiss();
    session().write<desk::Receipt>(
        {u"approve"_s, tr("Second person"), Lane::Write}, Change::Desk,
        [id = approval->approvalId, grant, name = session().operatorName()](db::Database& mart,
                                                                            TaskContext&) {
            const SystemClock clock;
            return desk::decideApproval(mart, id, grant, {name, clock});
        },
        this,
        [this, grant](const Result<desk::Receipt>& receipt) {
            if (!receipt) {
                m_notice->showError(receipt.error());
                return;
            }
            const bool withdrawn = receipt->kind == "approval.withdraw";
            m_notice->showNotice(grant ? theme::Tone::Good : theme::Tone::Info, [grant, withdrawn] {
                return grant       ? tr("Consented: it is done.")
                       : withdrawn ? tr("The request is withdrawn.")
                                   : tr("Consent refused.");
            });
        });
}

QVector<ScreenAction> ApprovalsSection::actions() {
    return {
        {tr("Consent"), QKeySequence(Qt::Key_A), [this] { decide(true); }, m_grant->isEnabled()},
        {m_deny->text(), QKeySequence(Qt::Key_R), [this] { decide(false); }, m_deny->isEnabled()}};
}

void ApprovalsSection::jumpTo(const Jump& jump) {
    m_wanted = jump.more.value(u"approval"_s, 0).toLongLong();
    if (const int row = m_table.rowOfId(QString::number(m_wanted)); row >= 0)
        m_view->selectRow(row);
}

QWidget* ApprovalsSection::mainFocus() {
    return m_view;
}

void ApprovalsSection::retranslate() {
    m_view->setAccessibleName(tr("Requests for a second person"));
    m_grant->setText(tr("Consent"));
    m_deny->setText(tr("Refuse consent"));
    m_table.refreshTexts();
    if (m_pane->state() == StatePane::State::Empty)
        show({});
    else
        showRequest(m_view->currentRow());
}

} // namespace mops::ui
