#include "ui/screens/rules/bands_section.h"

#include "core/desk/case_kind.h"
#include "ui/charts/chart_panel.h"
#include "ui/screens/rules/band_bar.h"
#include "ui/screens/rules/band_words.h"
#include "ui/shell/mart_session.h"
#include "ui/tables/table_view.h"
#include "ui/text/queue_text.h"
#include "ui/util/card.h"
#include "ui/util/format.h"
#include "ui/util/job_bar.h"
#include "ui/util/key_button.h"
#include "ui/util/notice_bar.h"
#include "ui/util/state_pane.h"

#include <algorithm>
#include <cmath>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {

std::vector<TableColumn<BandsSection::Line>> BandsSection::columns() {
    using Row = Line;
    return {
        {[] { return tr("Kind of case"); },
         [](const Row& row) { return text::caseKindText(row.kind); },
         {},
         CellKind::Text,
         {},
         {},
         {}},
        {[] { return tr("Automation"); },
         [](const Row& row) {
             return row.band ? band_words::stateText(row.band->state) : tr("not learned yet");
         },
         {},
         CellKind::Badge,
         [](const Row& row) {
             return row.band ? band_words::stateTone(row.band->state) : theme::Tone::Neutral;
         },
         {},
         {}},
        {[] { return tr("Promise"); },
         [](const Row& row) {
             return row.band ? tr("≤ %1 wrong").arg(format::percent(row.band->promisedError))
                             : format::missing();
         },
         {},
         CellKind::Text,
         {},
         {},
         {}},
        {[] { return tr("Done alone"); },
         [](const Row& row) {
             return row.audit ? format::integer(row.audit->automatic) : format::missing();
         },
         [](const Row& row) {
             return row.audit ? static_cast<qlonglong>(row.audit->automatic) : -1;
         },
         CellKind::Number,
         {},
         {},
         {}},
        {[] { return tr("Audited"); },
         [](const Row& row) {
             return row.audit ? format::integer(row.audit->audited) : format::missing();
         },
         [](const Row& row) { return row.audit ? static_cast<qlonglong>(row.audit->audited) : -1; },
         CellKind::Number,
         {},
         {},
         {}},
        {[] { return tr("Measured error"); },
         [](const Row& row) {
             if (!row.audit || row.audit->audited == 0)
                 return tr("nothing audited yet");
             return tr("%1 (at most %2)")
                 .arg(format::percent(row.audit->error), format::percent(row.audit->upperBound));
         },
         [](const Row& row) { return row.audit ? row.audit->error : std::nan(""); },
         CellKind::Text,
         {},
         {},
         {}},
        {[] { return tr("Promise kept"); },
         [](const Row& row) {
             if (!row.audit || row.audit->audited == 0)
                 return format::missing();
             if (!row.audit->promiseKept)
                 return tr("broken");
             return row.audit->upperBound <= row.audit->promisedError ? tr("kept")
                                                                      : tr("not proven yet");
         },
         {},
         CellKind::Badge,
         [](const Row& row) {
             if (!row.audit || row.audit->audited == 0)
                 return theme::Tone::Neutral;
             return !row.audit->promiseKept                             ? theme::Tone::Bad
                    : row.audit->upperBound <= row.audit->promisedError ? theme::Tone::Good
                                                                        : theme::Tone::Neutral;
         },
         {},
         {}}};
}

BandsSection::BandsSection(MartSession& session, QWidget* parent)
    : Section(session, parent)
    , m_table(columns())
    , m_notice(new NoticeBar(this))
    , m_pane(new StatePane(this)) {
    m_table.setId([](const Line& row) { return format::text(row.kind); });
    auto* content = new QWidget(this);
    content->setProperty("plain", true);
    m_view = new TableView(content);
    m_view->setObjectName(u"bands"_s);
    m_view->setModel(&m_table);
    m_view->setColumnWidths({15, 10, 10, 7, 6, 13, 8});
    m_view->setFixedHeight(theme::rowHeight() * 7);
    m_chartCard = new Card(content);
    m_chart = new ChartPanel(m_chartCard);
    m_chart->setObjectName(u"thresholdChart"_s);
    m_chartCard->body()->addWidget(m_chart, 1);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::unit(1.5));
    column->addWidget(m_view);
    auto* lower = new QHBoxLayout;
    lower->setSpacing(theme::unit(1.5));
    lower->addWidget(buildBand(), 1);
    lower->addWidget(m_chartCard, 1);
    column->addLayout(lower, 1);
    m_pane->setObjectName(u"bandsPane"_s);
    m_pane->setContent(content);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(theme::unit());
    layout->addWidget(buildStop());
    layout->addWidget(m_notice);
    layout->addWidget(m_pane, 1);
    connect(m_view, &TableView::currentRowChanged, this, &BandsSection::showLine);
    retranslate();
}

QWidget* BandsSection::buildStop() {
    auto* bar = new QFrame(this);
    bar->setProperty("card", true);
    m_state = new QLabel(bar);
    m_state->setObjectName(u"bandsState"_s);
    m_stop = new KeyButton(u"!"_s, bar);
    m_stop->setObjectName(u"bandsStop"_s);
    theme::setButtonRole(m_stop, theme::ButtonRole::Danger);
    m_run = new KeyButton(u"U"_s, bar);
    m_run->setObjectName(u"bandsRun"_s);
    connect(m_stop, &QPushButton::clicked, this, &BandsSection::stopAll);
    connect(m_run, &QPushButton::clicked, this, &BandsSection::run);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(theme::unit(2), theme::unit(), theme::unit(), theme::unit());
    row->setSpacing(theme::unit());
    row->addWidget(m_state, 1);
    row->addWidget(m_run);
    row->addWidget(m_stop);
    return bar;
}

QWidget* BandsSection::buildBand() {
    m_bandCard = new Card(this);
    m_bar = new BandBar(m_bandCard);
    m_words = new QLabel(m_bandCard);
    m_words->setObjectName(u"bandWords"_s);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_promiseLabel = new QLabel(m_bandCard);
    m_promise = new QDoubleSpinBox(m_bandCard);
    m_promise->setObjectName(u"bandPromise"_s);
    m_promise->setRange(0.1, 20);
    m_promise->setDecimals(1);
    m_promise->setSingleStep(0.5);
    m_promise->setValue(2);
    m_promise->setSuffix(u" %"_s);
    m_promiseLabel->setBuddy(m_promise);
    m_learn = new KeyButton(u"L"_s, m_bandCard);
    m_learn->setObjectName(u"bandLearn"_s);
    m_save = new KeyButton(u"S"_s, m_bandCard);
    m_save->setObjectName(u"bandSave"_s);
    m_on = new KeyButton(u"O"_s, m_bandCard);
    m_on->setObjectName(u"bandOn"_s);
    m_learning = new JobBar(session().jobs(), u"band-learn"_s, m_bandCard);
    auto* promise = new QHBoxLayout;
    promise->setSpacing(theme::unit());
    promise->addWidget(m_promiseLabel);
    promise->addWidget(m_promise);
    promise->addWidget(m_learn);
    promise->addStretch(1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::unit());
    buttons->addWidget(m_save);
    buttons->addWidget(m_on);
    buttons->addStretch(1);
    m_bandCard->body()->addWidget(m_bar);
    m_bandCard->body()->addWidget(m_words);
    m_bandCard->body()->addWidget(m_learning);
    m_bandCard->body()->addStretch(1);
    m_bandCard->body()->addLayout(promise);
    m_bandCard->body()->addLayout(buttons);
    connect(m_learn, &QPushButton::clicked, this, &BandsSection::learn);
    connect(m_save, &QPushButton::clicked, this, &BandsSection::saveLearned);
    connect(m_on, &QPushButton::clicked, this, [this] {
        const Line* line = selected();
        switchTo(line != nullptr && line->band && line->band->state == "on" ? "off" : "on");
    });
    return m_bandCard;
}

void BandsSection::refresh() {
    if (m_table.rowCount() == 0)
        m_pane->showLoading(&session().jobs(), u"bands"_s);
    session().read<std::vector<Line>>(
        {u"bands"_s, tr("Reading the automation"), Lane::Read},
        [](db::Database& mart, TaskContext&) -> Result<std::vector<Line>> {
            auto bands = desk::readBands(mart);
            if (!bands)
                return failAs(bands);
            auto audits = desk::auditBands(mart);
            if (!audits)
                return failAs(audits);
            std::vector<Line> lines;
            for (const desk::CaseKind& kind : desk::caseKinds()) {
                Line line{kind.name, {}, {}};
                for (const desk::Band& band : *bands)
                    if (band.kind == line.kind)
                        line.band = band;
                for (const desk::BandAudit& audit : *audits)
                    if (audit.kind == line.kind)
                        line.audit = audit;
                lines.push_back(std::move(line));
            }
            return lines;
        },
        this,
        [this](const Result<std::vector<Line>>& lines) {
            if (lines)
                show(*lines);
            else
                m_pane->showFailed(lines.error(), [this] { refresh(); });
        });
}

void BandsSection::show(const std::vector<Line>& lines) {
    const QString kept = selected() == nullptr ? QString() : format::text(selected()->kind);
    m_lines = lines;
    m_table.setRows(lines);
    m_pane->showContent();
    m_view->selectRow(std::max(0, m_table.rowOfId(kept)));
    showLine(m_view->currentRow());
}

const BandsSection::Line* BandsSection::selected() const {
    const int row = m_view->currentRow();
    return row < 0 || row >= m_table.rowCount() ? nullptr : &m_table.row(row);
}

bool BandsSection::anyOn() const {
    return std::any_of(m_lines.begin(), m_lines.end(),
                       [](const Line& line) { return line.band && line.band->state == "on"; });
}

void BandsSection::showLine(int) {
    if (m_learned && selected() != nullptr && m_learned->kind != selected()->kind)
        m_learned.reset();
    showBand();
    readThresholds();
}

void BandsSection::showBand() {
    const Line* line = selected();
    const auto on = std::count_if(m_lines.begin(), m_lines.end(), [](const Line& row) {
        return row.band && row.band->state == "on";
    });
    theme::setTone(m_state, on > 0 ? theme::Tone::Good : theme::Tone::Neutral);
    m_state->setText(
        on > 0 ? tr("● Automation is on for %n kind(s) of case.", nullptr, static_cast<int>(on))
               : tr("○ Automation is off: a person decides every case."));
    m_stop->setEnabled(on > 0);
    m_run->setEnabled(on > 0);
    if (line == nullptr)
        return;
    const std::optional<desk::Band>& band = m_learned ? m_learned : line->band;
    m_bandCard->setTitle(
        m_learned ? tr("%1: learned, not saved").arg(text::caseKindText(line->kind))
        : line->band
            ? tr("%1, version %2").arg(text::caseKindText(line->kind)).arg(line->band->version)
            : text::caseKindText(line->kind));
    m_bar->setBand(band);
    m_words->setText(band ? band_words::sentence(*band)
                          : tr("No limits yet. They are learned from what people decided, so that "
                               "what is done alone keeps the promise."));
    m_bar->setAccessibleName(m_words->text());
    m_save->setEnabled(m_learned.has_value());
    m_save->setToolTip(m_learned ? QString() : tr("Learn limits first."));
    const bool isOn = line->band && line->band->state == "on";
    m_on->setText(isOn ? tr("Switch off") : tr("Switch on"));
    m_on->setEnabled(line->band.has_value() && !m_learned);
    m_on->setToolTip(m_learned     ? tr("Save it first.")
                     : !line->band ? tr("Learn limits and save them first.")
                                   : QString());
}

void BandsSection::readThresholds() {
    const Line* line = selected();
    if (line == nullptr)
        return;
    session().read<Points>(
        {u"threshold"_s, tr("Replaying the threshold"), Lane::Read},
        [kind = line->kind](db::Database& mart, TaskContext& task) {
            return desk::replayThreshold(mart, kind, task);
        },
        this,
        [this](const Result<Points>& points) {
            if (points && !points->empty()) {
                m_points = std::make_shared<const Points>(*points);
                showThresholds(*m_points);
                return;
            }
            m_points.reset();
            m_chart->hide();
            const bool few = points || points.error().code == ErrorCode::NotEnoughData;
            m_chartCard->setSubtitle(few ? tr("nothing of this kind was decided yet")
                                         : tr("could not be computed"));
        });
}

void BandsSection::showThresholds(const Points& points) {
    LineSpec spec;
    spec.xTitle = tr("Threshold of the score");
    spec.yTitle = tr("Share");
    LineSeries cases{tr("Cases above it"), {}, 0, false, false, false};
    LineSeries agreed{tr("Refused by people, of those decided"), {}, 1, false, false, false};
    const double most = std::max(
        1.0,
        static_cast<double>(
            std::max_element(points.begin(), points.end(), [](const auto& left, const auto& right) {
                return left.cases < right.cases;
            })->cases));
    for (const desk::ThresholdPoint& point : points) {
        spec.x.push_back(point.threshold);
        cases.values.push_back(static_cast<double>(point.cases) / most);
        agreed.values.push_back(point.decided > 0 ? static_cast<double>(point.agreed) /
                                                        static_cast<double>(point.decided)
                                                  : std::nan(""));
    }
    spec.series = {cases, agreed};
    spec.xFormat = [](double value) { return format::decimal(value, 2); };
    spec.yFormat = [](double value) { return format::percent(value, 0); };
    m_chartCard->setSubtitle(QString());
    m_chart->show();
    m_chart->setLines(std::move(spec));
}

QVector<ScreenAction> BandsSection::actions() {
    return {
        {tr("STOP the automation"), QKeySequence(Qt::Key_Exclam), [this] { stopAll(); },
         m_stop->isEnabled()},
        {tr("Run the automation"), QKeySequence(Qt::Key_U), [this] { run(); }, m_run->isEnabled()},
        {tr("Learn the limits"), QKeySequence(Qt::Key_L), [this] { learn(); },
         selected() != nullptr},
        {tr("Save the limits"), QKeySequence(Qt::Key_S), [this] { saveLearned(); },
         m_save->isEnabled()},
        {m_on->text(), QKeySequence(Qt::Key_O), [this] { m_on->click(); }, m_on->isEnabled()}};
}

QWidget* BandsSection::mainFocus() {
    return m_view;
}

void BandsSection::retranslate() {
    m_view->setAccessibleName(tr("Automation by kind of case"));
    m_stop->setText(tr("STOP"));
    m_stop->setToolTip(tr("Stops all automation at once, without a question"));
    m_run->setText(tr("Run now"));
    m_run->setToolTip(tr("Decide what lies in the bands that are on, and draw today's audit"));
    m_promiseLabel->setText(tr("Wrong at most"));
    m_promise->setAccessibleName(tr("Promised error"));
    m_learn->setText(tr("Learn limits"));
    m_save->setText(tr("Save limits"));
    m_chartCard->setTitle(tr("The threshold, replayed on decided cases"));
    m_chart->setChartName(tr("The threshold, replayed on decided cases"));
    m_table.refreshTexts();
    showBand();
    if (m_points)
        showThresholds(*m_points);
}

void BandsSection::restyle() {
    m_stop->setIcon(theme::icon(u"process-stop"_s, theme::colours().bad));
}

} // namespace mops::ui
