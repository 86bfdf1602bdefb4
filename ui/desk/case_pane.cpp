#include "ui/desk/case_pane.h"

#include "ui/charts/chart_panel.h"
#include "ui/desk/decision_bar.h"
#include "ui/desk/evidence_view.h"
#include "ui/desk/facts_view.h"
#include "ui/desk/history_view.h"
#include "ui/desk/order_words.h"
#include "ui/desk/reason_rows.h"
#include "ui/text/decision_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

CasePane::CasePane(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this)) {
    m_casePage = buildCase();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_casePage);
    m_stack->addWidget(buildMessage());
    layout->addWidget(m_stack);
    setFocusPolicy(Qt::StrongFocus);
    setObjectName(u"casePane"_s);
    connect(m_reasons, &ReasonRows::opened, this, &CasePane::openRowsBehind);
    connect(m_evidence, &EvidenceView::peekChanged, this, [this](bool open) {
        // the line in full needs the room
        m_past->setHidden(open || !m_detail || m_detail->page.weekBegin.empty());
        if (open)
            QTimer::singleShot(0, this, [this] { m_scroll->ensureWidgetVisible(m_tabs); });
    });
    retranslate();
    showNothingChosen();
}

QWidget* CasePane::buildCase() {
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(theme::unit(2), theme::unit(1), theme::unit(1), theme::unit(1));
    layout->setSpacing(theme::unit(1));
    layout->addWidget(buildHeader(page));

    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, theme::unit(0.5), 0);
    column->setSpacing(theme::unit(1));
    column->addWidget(buildVerdict(body));
    m_reasons = new ReasonRows(body);
    column->addWidget(m_reasons);
    m_facts = new FactsView(body);
    column->addWidget(m_facts);
    m_rules = new QLabel(body);
    m_rules->setObjectName(u"rulesHit"_s);
    m_rules->setTextFormat(Qt::PlainText);
    m_rules->setWordWrap(true);
    m_rules->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_rules);
    m_told = new QLabel(body);
    m_told->setObjectName(u"merchantTold"_s);
    m_told->setTextFormat(Qt::PlainText);
    m_told->setWordWrap(true);
    m_told->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_told);
    m_past = new ChartPanel(body);
    m_past->setObjectName(u"ownPast"_s);
    m_past->setMinimumHeight(theme::unit(13));
    m_past->setMaximumHeight(theme::unit(15));
    column->addWidget(m_past);
    m_tabs = new QTabWidget(body);
    m_tabs->setDocumentMode(true);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    m_evidence = new EvidenceView(m_tabs);
    m_history = new HistoryView(m_tabs);
    m_tabs->addTab(m_evidence, QString());
    m_tabs->addTab(m_history, QString());
    m_tabs->setMinimumHeight(theme::rowHeight() * 4 + theme::unit(8));
    column->addWidget(m_tabs, 1);

    m_scroll = new QScrollArea(page);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    layout->addWidget(m_scroll, 1);

    m_problem = new QLabel(page);
    m_problem->setObjectName(u"deskProblem"_s);
    m_problem->setWordWrap(true);
    theme::setTone(m_problem, theme::Tone::Bad);
    m_problem->hide();
    layout->addWidget(m_problem);
    m_decisions = new DecisionBar(page);
    layout->addWidget(m_decisions);
    return page;
}

QWidget* CasePane::buildHeader(QWidget* parent) {
    auto* header = new QWidget(parent);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    m_name = new QLabel(header);
    m_name->setObjectName(u"caseMerchant"_s);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setWordWrap(true); // a long title does not push the list aside
    theme::setTextRole(m_name, theme::TextRole::Title);
    m_place = new QLabel(header);
    m_place->setTextFormat(Qt::PlainText);
    m_place->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_place->setWordWrap(true);
    theme::setTextRole(m_place, theme::TextRole::Muted);
    m_holder = new QLabel(header);
    m_holder->setObjectName(u"caseHolder"_s);
    m_holder->setTextFormat(Qt::PlainText);
    theme::setTone(m_holder, theme::Tone::Info);
    words->addWidget(m_name);
    words->addWidget(m_place);
    words->addWidget(m_holder);
    m_status = new QLabel(header);
    m_status->setObjectName(u"caseStatus"_s);
    m_openMerchant = new QPushButton(header);
    m_openMerchant->setFocusPolicy(Qt::TabFocus);
    theme::setButtonRole(m_openMerchant, theme::ButtonRole::Quiet);
    connect(m_openMerchant, &QPushButton::clicked, this, [this] {
        if (m_item)
            emit merchantRequested(format::text(m_item->merchantId));
    });
    row->addLayout(words, 1);
    row->addWidget(m_status, 0, Qt::AlignVCenter);
    row->addWidget(m_openMerchant, 0, Qt::AlignVCenter);
    return header;
}

QWidget* CasePane::buildVerdict(QWidget* parent) {
    auto* box = new QWidget(parent);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::unit(1));
    m_verdictIcon = new QLabel(box);
    row->addWidget(m_verdictIcon, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    m_verdict = new QLabel(box);
    m_verdict->setObjectName(u"verdict"_s);
    m_verdict->setWordWrap(true);
    theme::setTextRole(m_verdict, theme::TextRole::Section);
    m_comparison = new QLabel(box);
    m_comparison->setWordWrap(true);
    theme::setTextRole(m_comparison, theme::TextRole::Muted);
    m_flip = new QLabel(box);
    m_flip->setObjectName(u"flip"_s);
    m_flip->setWordWrap(true);
    theme::setTextRole(m_flip, theme::TextRole::Muted);
    words->addWidget(m_verdict);
    words->addWidget(m_comparison);
    m_blind = new QLabel(box);
    m_blind->setObjectName(u"blindState"_s);
    m_blind->setWordWrap(true);
    theme::setTone(m_blind, theme::Tone::Watch);
    words->addWidget(m_flip);
    words->addWidget(m_blind);
    row->addLayout(words, 1);
    m_flipButton = new QPushButton(box);
    m_flipButton->setObjectName(u"findFlip"_s);
    m_flipButton->setFocusPolicy(Qt::TabFocus);
    theme::setButtonRole(m_flipButton, theme::ButtonRole::Quiet);
    row->addWidget(m_flipButton, 0, Qt::AlignTop);
    connect(m_flipButton, &QPushButton::clicked, this, [this] {
        m_flipButton->setEnabled(false);
        m_flipButton->setToolTip(tr("Scoring again …"));
        emit flipRequested(m_item->merchantId);
    });
    return box;
}

QWidget* CasePane::buildMessage() {
    m_message = new QWidget(this);
    auto* layout = new QVBoxLayout(m_message);
    layout->setContentsMargins(theme::unit(4), theme::unit(4), theme::unit(4), theme::unit(4));
    layout->setSpacing(theme::unit(1));
    m_messageIcon = new QLabel(m_message);
    m_messageIcon->setAlignment(Qt::AlignCenter);
    m_messageTitle = new QLabel(m_message);
    m_messageTitle->setObjectName(u"caseMessage"_s);
    m_messageTitle->setAlignment(Qt::AlignCenter);
    theme::setTextRole(m_messageTitle, theme::TextRole::Title);
    m_messageText = new QLabel(m_message);
    m_messageText->setObjectName(u"caseMessageText"_s);
    m_messageText->setAlignment(Qt::AlignCenter);
    m_messageText->setWordWrap(true);
    theme::setTextRole(m_messageText, theme::TextRole::Muted);
    m_messageAction = new QPushButton(m_message);
    m_messageAction->setFocusPolicy(Qt::TabFocus);
    connect(m_messageAction, &QPushButton::clicked, this, &CasePane::nextViewRequested);
    layout->addStretch();
    layout->addWidget(m_messageIcon);
    layout->addWidget(m_messageTitle);
    layout->addWidget(m_messageText);
    layout->addWidget(m_messageAction, 0, Qt::AlignHCenter);
    layout->addStretch();
    return m_message;
}

void CasePane::setBackground(const RiskBackground& background) {
    m_background = background;
    if (m_item)
        showTexts();
}

void CasePane::showCase(const CasePtr& item, const CaseDetailPtr& detail, bool waiting,
                        std::int64_t now) {
    const bool another = !m_item || m_item->caseId != item->caseId;
    m_item = item;
    m_now = now;
    m_stack->setCurrentWidget(m_casePage);
    m_decisions->setCase(*item, waiting);
    if (another) {
        m_scroll->verticalScrollBar()->setValue(0); // the verdict first
        m_evidence->setFilter(mart::LineFilter::All);
        m_tabs->setCurrentWidget(m_evidence);
        if (m_history->isWriting())
            m_history->closeNote();
    }
    m_reasons->setReasons(item->why, m_background.currency);
    showTexts();
    setDetail(detail);
}

void CasePane::setDetail(const CaseDetailPtr& detail) {
    m_detail = detail;
    if (!detail) {
        m_evidence->showLoading();
        m_history->showLoading();
        m_past->setLines({});
        m_facts->setFacts({}, {});
        return;
    }
    m_facts->setFacts(detail->facts, {m_background.currency, CategoryNames(detail->categories)});
    m_past->setVisible(!detail->page.weekBegin.empty() && !m_evidence->isPeeking());
    m_evidence->setDetail(detail);
    m_history->setDetail(detail, m_item->kind);
    showTexts();
    showPast();
}

void CasePane::setDetailFailed(const Error& error, std::function<void()> retry) {
    m_evidence->showFailed(error, std::move(retry));
}

void CasePane::showPast() {
    LineSpec spec;
    LineSeries orders;
    orders.name = tr("Orders per week");
    orders.area = true;
    const mart::MerchantPage& page = m_detail->page;
    for (std::size_t week = 0; week < page.weekBegin.size(); ++week) {
        spec.days.push_back(QDateTime::fromSecsSinceEpoch(page.weekBegin[week], Qt::UTC).date());
        orders.values.push_back(static_cast<double>(page.weekOrders[week]));
    }
    spec.series = {orders};
    spec.yFormat = [](double value) { return format::decimal(value, 0); };
    m_past->setLines(std::move(spec));
}

void CasePane::showTexts() {
    const std::string& name =
        m_item->merchantName.empty() ? m_item->merchantId : m_item->merchantName;
    m_name->setText(shortText(m_item->title.empty() ? name : m_item->title));
    QStringList place{kindTitle(m_item->kind)};
    if (!m_item->title.empty() && !name.empty())
        place.append(shortText(name));
    place.append(format::text(m_item->merchantId.empty() ? m_item->subjectId : m_item->merchantId));
    if (m_detail && m_detail->caseId == m_item->caseId)
        for (const std::string& part : {m_detail->page.city, m_detail->page.region})
            if (!part.empty())
                place.append(format::text(part));
    for (const std::string& tag : m_item->tags)
        place.append(u'#' + format::text(tag));
    m_openMerchant->setEnabled(!m_item->merchantId.empty());
    m_openMerchant->setToolTip(m_item->merchantId.empty() ? tr("There is no merchant yet.")
                                                          : QString());
    m_place->setText(place.join(u" · "_s));
    m_place->setToolTip(m_place->text());
    const bool untouched = isUntouched(*m_item, m_now);
    QString status =
        untouched ? dueLine(m_item->dueAt, m_now) : text::caseStatusText(m_item->status);
    if (!m_item->reasonCode.empty())
        status = tr("%1: %2").arg(status, text::decisionReason(m_item->kind, m_item->reasonCode));
    else if (untouched)
        status = tr("Due: %1").arg(status);
    m_status->setText(status);
    theme::setTone(m_status, untouched ? dueTone(*m_item, m_now) : statusTone(m_item->status));
    m_holder->setText(holderLine(*m_item, m_now));
    m_holder->setVisible(!m_holder->text().isEmpty());
    const bool blind = m_detail && m_detail->blind.blind;
    m_blind->setVisible(blind);
    if (blind)
        m_blind->setText(blindLine(m_detail->blind));
    m_rules->setText(m_detail ? rulesLine(m_detail->rules) : QString());
    m_rules->setVisible(!m_rules->text().isEmpty());
    const bool told = m_detail && !m_detail->messages.empty();
    m_told->setVisible(told);
    m_told->setText(told ? messagesLine(m_detail->messages) : QString());
    m_told->setToolTip(told ? shortText(m_detail->messages.front().text) : QString());
    const theme::Tone tone = scoreTone(m_item->score);
    m_verdictIcon->setPixmap(theme::toneIcon(tone).pixmap(theme::unit(3)));
    m_verdict->setText(verdictLine(*m_item, m_background));
    m_comparison->setText(comparisonLine(*m_item, m_background));
    m_comparison->setVisible(!m_comparison->text().isEmpty());
    const bool verified = !m_flipText.isEmpty() && m_flipOf == m_item->merchantId;
    m_flip->setText(verified ? m_flipText : flipLine(*m_item));
    m_flipButton->setVisible(m_canFlip && !verified && m_item->kind == "merchant-risk");
    m_flipButton->setEnabled(true);
    m_flipButton->setToolTip(tr("Scores again with other values, and compares with its peers"));
    m_flip->setVisible(!m_flip->text().isEmpty());
    const int events = m_history->count();
    m_tabs->setTabText(0, tr("Order lines"));
    m_tabs->setTabText(1, events > 0 ? tr("Notes and history  %1").arg(format::integer(events))
                                     : tr("Notes and history"));
}

void CasePane::showAllDone(const SittingSummary& summary) {
    m_item = nullptr;
    m_detail = nullptr;
    m_summary = summary;
    m_decisions->clear();
    m_messageIcon->setPixmap(
        theme::icon(u"checkmark"_s, theme::colours().good).pixmap(theme::unit(6)));
    m_messageTitle->setText(tr("All done"));
    QStringList lines{tr("Decided: %1 · undone: %2 · minutes: %3")
                          .arg(QLocale().toString(summary.decided),
                               QLocale().toString(summary.undone),
                               QLocale().toString(summary.minutes))};
    if (summary.asked > 0)
        lines.append(tr("Waiting for somebody else: %1").arg(QLocale().toString(summary.asked)));
    if (summary.snoozed > 0)
        lines.append(tr("Snoozed, will come back: %1").arg(QLocale().toString(summary.snoozed)));
    m_messageText->setText(lines.join(u'\n'));
    m_messageAction->show();
    m_stack->setCurrentWidget(m_message);
}

void CasePane::showNothingChosen() {
    m_item = nullptr;
    m_detail = nullptr;
    m_decisions->clear();
    m_messageIcon->setPixmap(
        theme::icon(u"view-list-details"_s, theme::colours().mutedText).pixmap(theme::unit(6)));
    m_messageTitle->setText(tr("No case chosen"));
    m_messageText->setText(tr("Choose a case at the left with J and K or the arrow keys."));
    m_messageAction->hide();
    m_stack->setCurrentWidget(m_message);
}

bool CasePane::isAllDone() const {
    return m_stack->currentWidget() == m_message && !m_messageAction->isHidden();
}

void CasePane::setProblem(const QString& problem) {
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

QString CasePane::problem() const {
    return m_problem->isHidden() ? QString() : m_problem->text();
}

void CasePane::startNote() {
    if (!m_item)
        return;
    m_tabs->setCurrentWidget(m_history);
    m_history->startNote();
    // what is written must be seen, also below long facts
    QTimer::singleShot(0, this, [this] { m_scroll->ensureWidgetVisible(m_tabs); });
}

void CasePane::setFlip(const std::string& merchantId, const QString& flip) {
    m_flipOf = merchantId;
    m_flipText = flip;
    if (m_item)
        showTexts();
}

void CasePane::openRowsBehind(const std::string& feature) {
    m_tabs->setCurrentWidget(m_evidence);
    m_evidence->setFilter(rowsBehind(feature));
}

void CasePane::retranslate() {
    setAccessibleName(tr("Case"));
    m_openMerchant->setText(tr("Merchant page"));
    m_flipButton->setText(tr("What would flip it?"));
    m_messageAction->setText(tr("See what was decided"));
    m_past->setChartName(tr("Orders of this merchant per week"));
    m_facts->retranslate();
    m_evidence->retranslate();
    m_history->retranslate();
    m_decisions->retranslate();
    if (m_item) {
        m_reasons->setReasons(m_item->why, m_background.currency);
        showTexts();
        if (m_detail)
            showPast();
    } else if (isAllDone()) {
        showAllDone(m_summary);
    } else {
        showNothingChosen();
    }
}

} // namespace mops::ui
