#include "ui/screens/audit/agreement_section.h"
#include "ui/desk/desk_screen.h"

#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/decision_text.h"
#include "ui/util/card.h"
#include "ui/util/dialogs.h"
#include "ui/util/format.h"
#include "ui/util/key_button.h"
#include "ui/util/notice_bar.h"
#include "ui/util/segmented.h"
#include "ui/util/state_pane.h"

#include <array>
#include <cmath>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr std::array kBy{desk::AgreementBy::Operator, desk::AgreementBy::Reason,
                         desk::AgreementBy::Rule, desk::AgreementBy::Kind};
constexpr std::int64_t kMostDisagreements = 2'000;
constexpr double kDrawnShare = 0.05;

/// The words of Landis & Koch (1977) for a kappa.
QString strength(double kappa) {
    if (!std::isfinite(kappa))
        return format::missing();
    if (kappa < 0)
        return QCoreApplication::translate("Agreement", "less than chance");
    if (kappa <= 0.20)
        return QCoreApplication::translate("Agreement", "slight");
    if (kappa <= 0.40)
        return QCoreApplication::translate("Agreement", "fair");
    if (kappa <= 0.60)
        return QCoreApplication::translate("Agreement", "moderate");
    return kappa <= 0.80 ? QCoreApplication::translate("Agreement", "substantial")
                         : QCoreApplication::translate("Agreement", "almost perfect");
}

theme::Tone toneOf(const desk::Agreement& row) {
    if (!std::isfinite(row.kappa))
        return theme::Tone::Neutral;
    return row.kappa > 0.60   ? theme::Tone::Good
           : row.kappa > 0.40 ? theme::Tone::Watch
                              : theme::Tone::Bad;
}

QString interval(const desk::Agreement& row) {
    return std::isfinite(row.low) && std::isfinite(row.high)
               ? u"%1 … %2"_s.arg(format::decimal(row.low, 2), format::decimal(row.high, 2))
               : format::missing();
}

QString markText(const std::string& person, desk::Verb verb, const std::string& reason,
                 const std::string& kind) {
    QString words = u"%1: %2"_s.arg(format::text(person), text::verbText(verb));
    if (!reason.empty())
        words += u" · "_s + text::decisionReason(kind, reason);
    return words;
}

} // namespace

std::vector<TableColumn<desk::Agreement>>
AgreementSection::groupColumns(const AgreementSection* section) {
    using Row = desk::Agreement;
    return {{[section] {
                 constexpr std::array kTitles{QT_TR_NOOP("Person"), QT_TR_NOOP("Reason"),
                                              QT_TR_NOOP("Rule"), QT_TR_NOOP("Kind of case")};
                 return tr(kTitles[static_cast<std::size_t>(
                     qBound(0, section->m_by->current(), static_cast<int>(kTitles.size()) - 1))]);
             },
             [section](const Row& row) { return section->groupText(row.group); },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("Cases"); },
             [](const Row& row) { return format::integer(row.cases); },
             [](const Row& row) { return static_cast<qlonglong>(row.cases); },
             CellKind::Number,
             {},
             {},
             {}},
            {[] { return tr("Equal marks"); },
             [](const Row& row) { return format::percent(row.observed); },
             [](const Row& row) { return row.observed; },
             CellKind::Number,
             {},
             {},
             {}},
            {[] { return tr("By chance"); },
             [](const Row& row) { return format::percent(row.expected); },
             [](const Row& row) { return row.expected; },
             CellKind::Number,
             {},
             {},
             {}},
            {[] { return tr("Kappa"); },
             [](const Row& row) { return format::decimal(row.kappa, 2); },
             [](const Row& row) { return row.kappa; },
             CellKind::Number,
             {},
             {},
             {}},
            {[] { return tr("95 % interval"); },
             interval,
             [](const Row& row) { return row.low; },
             CellKind::Number,
             {},
             {},
             {}},
            {[] { return tr("Agreement"); },
             [](const Row& row) { return strength(row.kappa); },
             [](const Row& row) { return row.kappa; },
             CellKind::Badge,
             toneOf,
             {},
             {}}};
}

std::vector<TableColumn<desk::Disagreement>> AgreementSection::disagreementColumns() {
    using Row = desk::Disagreement;
    return {{[] { return tr("Case"); },
             [](const Row& row) { return format::text(row.merchantName); },
             {},
             CellKind::Text,
             {},
             {},
             [](const Row& row) { return format::text(row.caseId); }},
            {[] { return tr("First mark"); },
             [](const Row& row) {
                 return markText(row.firstOperator, row.first, row.firstReason, row.kind);
             },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("Second mark"); },
             [](const Row& row) {
                 return markText(row.secondOperator, row.second, row.secondReason, row.kind);
             },
             {},
             CellKind::Text,
             {},
             {},
             {}},
            {[] { return tr("Settled"); },
             [](const Row& row) {
                 return row.decidedBy.empty() ? tr("waits for a lead")
                                              : u"%1: %2"_s.arg(format::text(row.decidedBy),
                                                                text::caseStatusText(row.status));
             },
             {},
             CellKind::Badge,
             [](const Row& row) {
                 return row.decidedBy.empty() ? theme::Tone::Watch : theme::Tone::Neutral;
             },
             {},
             {}},
            {[] { return tr("When"); },
             [](const Row& row) { return format::dateTime(row.at); },
             [](const Row& row) { return static_cast<qlonglong>(row.at); },
             CellKind::Text,
             {},
             {},
             {}}};
}

AgreementSection::AgreementSection(MartSession& session, QWidget* parent)
    : Section(session, parent)
    , m_groups(groupColumns(this))
    , m_disagreements(disagreementColumns())
    , m_summary(new QLabel(this))
    , m_by(new Segmented(this))
    , m_draw(new KeyButton(u"D"_s, this))
    , m_groupsCard(new Card(this))
    , m_groupsView(new TableView(m_groupsCard))
    , m_disagreementsCard(new Card(this))
    , m_disagreementsView(new TableView(m_disagreementsCard))
    , m_notice(new NoticeBar(this))
    , m_pane(new StatePane(this)) {
    m_summary->setObjectName(u"agreementSummary"_s);
    m_summary->setWordWrap(true);
    m_draw->setObjectName(u"drawBlind"_s);
    m_groupsView->setObjectName(u"agreementGroups"_s);
    m_groupsView->setModel(&m_groups);
    m_groupsView->setColumnWidths({14, 6, 8, 8, 6, 10, 10});
    m_groupsCard->body()->addWidget(m_groupsView);
    m_disagreementsView->setObjectName(u"disagreements"_s);
    m_disagreementsView->setModel(&m_disagreements);
    m_disagreementsView->setColumnWidths({14, 20, 20, 14, 10});
    m_disagreementsCard->body()->addWidget(m_disagreementsView);
    auto* content = new QWidget(this);
    content->setProperty("plain", true);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::unit(1.5));
    column->addWidget(m_groupsCard, 1);
    column->addWidget(m_disagreementsCard, 1);
    m_pane->setObjectName(u"agreementPane"_s);
    m_pane->setContent(content);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(theme::unit(1.5));
    bar->addWidget(m_by);
    bar->addWidget(m_summary, 1);
    bar->addWidget(m_draw);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme::unit());
    layout->addLayout(bar);
    layout->addWidget(m_notice);
    layout->addWidget(m_pane, 1);
    connect(m_by, &Segmented::chosen, this, &AgreementSection::refresh);
    connect(m_draw, &QPushButton::clicked, this, &AgreementSection::draw);
    connect(m_disagreementsView, &TableView::opened, this, [this](int row) {
        const desk::Disagreement& found = m_disagreements.row(row);
        emit jumpRequested(jumpToCase(found.kind, found.caseId));
    });
    retranslate();
}

desk::AgreementBy AgreementSection::by() const {
    return kBy[static_cast<std::size_t>(qBound(0, m_by->current(), 3))];
}

QString AgreementSection::groupText(const std::string& group) const {
    if (group.empty())
        return format::missing();
    return by() == desk::AgreementBy::Reason ? text::decisionReason({}, group)
                                             : format::text(group);
}

void AgreementSection::refresh() {
    if (!m_answer)
        m_pane->showLoading(&session().jobs(), u"agreement"_s);
    using Ptr = std::shared_ptr<const Answer>;
    session().read<Ptr>(
        {u"agreement"_s, tr("Measuring agreement"), Lane::Read},
        [by = by()](db::Database& mart, TaskContext&) -> Result<Ptr> {
            auto all = desk::measureAgreement(mart, desk::AgreementBy::All);
            if (!all)
                return failAs(all);
            auto groups = desk::measureAgreement(mart, by);
            if (!groups)
                return failAs(groups);
            auto disagreements = desk::readDisagreements(mart, kMostDisagreements);
            if (!disagreements)
                return failAs(disagreements);
            return std::make_shared<const Answer>(
                Answer{all->empty() ? desk::Agreement{} : all->front(), std::move(*groups),
                       std::move(*disagreements)});
        },
        this,
        [this](const Result<Ptr>& answer) {
            if (answer)
                show(*answer);
            else
                m_pane->showFailed(answer.error(), [this] { refresh(); });
        });
}

void AgreementSection::show(std::shared_ptr<const Answer> answer) {
    m_answer = std::move(answer);
    const desk::Agreement& all = m_answer->all;
    m_groups.setRows(m_answer->groups);
    m_disagreements.setRows(m_answer->disagreements);
    if (all.cases == 0) {
        m_summary->clear();
        m_pane->showEmpty(u"user-group-properties"_s, tr("No case was decided twice yet"),
                          tr("A share of the waiting cases is drawn, and two people decide each "
                             "without seeing the other's mark. How often they agree stands here."),
                          {{tr("Draw 5 % of the waiting cases"), [this] { draw(); }}});
        return;
    }
    m_summary->setText(tr("%1 cases decided twice, %2 marked equally. Kappa %3 (%4): %5.")
                           .arg(format::integer(all.cases), format::percent(all.observed, 0),
                                format::decimal(all.kappa, 2), interval(all), strength(all.kappa)));
    m_disagreementsCard->setTitle(
        tr("%n case(s) on which they differ", nullptr, m_disagreements.rowCount()));
    m_pane->showContent();
    if (m_groupsView->currentRow() < 0)
        m_groupsView->selectRow(0);
}

void AgreementSection::draw() {
    dialogs::confirm(
        this, tr("Draw cases for double review?"),
        tr("5 % of the waiting cases are decided by two people, each without seeing the other's "
           "mark. They can be taken back with Ctrl+Z."),
        tr("Draw"), [this] {
            m_notice->dismiss();
            session().write<desk::BlindDraw>(
                {u"blind"_s, tr("Drawing cases for double review"), Lane::Write}, Change::Desk,
                [name = session().operatorName()](db::Database& mart, TaskContext&) {
                    const SystemClock clock;
                    return desk::markBlind(mart, {kDrawnShare, 0}, {name, clock});
                },
                this,
                [this](const Result<desk::BlindDraw>& drawn) {
                    if (!drawn) {
                        m_notice->showError(drawn.error());
                        return;
                    }
                    m_notice->showNotice(theme::Tone::Good,
                                         [count = drawn->sampled + drawn->highStake] {
                                             return tr("%n case(s) drawn for double review.",
                                                       nullptr, static_cast<int>(count));
                                         });
                });
        });
}

QVector<ScreenAction> AgreementSection::actions() {
    return {{tr("Draw cases for double review"), QKeySequence(Qt::Key_D), [this] { draw(); }},
            {tr("Agreement by person, reason, rule, kind"), QKeySequence(Qt::Key_B), [this] {
                 m_by->setCurrent((m_by->current() + 1) % static_cast<int>(kBy.size()));
                 refresh();
             }}};
}

QVariantMap AgreementSection::saveState() const {
    return {{u"by"_s, m_by->current()}};
}

void AgreementSection::restoreState(const QVariantMap& state) {
    m_by->setCurrent(qBound(0, state.value(u"by"_s).toInt(), static_cast<int>(kBy.size()) - 1));
}

QWidget* AgreementSection::mainFocus() {
    return m_groupsView;
}

void AgreementSection::retranslate() {
    m_by->setAccessibleName(tr("Agreement by"));
    m_by->setChoices({tr("Person"), tr("Reason"), tr("Rule"), tr("Kind of case")});
    m_draw->setText(tr("Draw cases…"));
    m_groupsCard->setTitle(tr("Agreement"));
    m_groupsView->setAccessibleName(tr("Agreement by group"));
    m_disagreementsView->setAccessibleName(tr("Cases on which two people differ"));
    m_groups.refreshTexts();
    m_disagreements.refreshTexts();
    if (m_answer)
        show(m_answer);
}

} // namespace mops::ui
