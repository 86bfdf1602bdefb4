#include "ui/screens/risk/model_card.h"

#include "ui/charts/chart_panel.h"
#include "ui/tables/table_view.h"
#include "ui/text/feature_text.h"
#include "ui/text/reason_text.h"
#include "ui/theme/theme.h"
#include "ui/util/format.h"

#include <algorithm>
#include <cmath>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace mops::ui {
namespace {

constexpr std::size_t kWeights = 10;

QString dayText(Day day) {
    return format::date(toSeconds(Instant{day}));
}

QString metricText(double value) {
    return std::isfinite(value) ? QLocale().toString(value, 'f', 3) : format::missing();
}

} // namespace

std::vector<TableColumn<ModelCard::MetricRow>> ModelCard::columns() {
    using Column = TableColumn<MetricRow>;
    const auto number = [](auto title, double MetricRow::*value) {
        return Column{title,
                      [value](const MetricRow& row) { return metricText(row.*value); },
                      [value](const MetricRow& row) { return QVariant(row.*value); },
                      CellKind::Number,
                      {},
                      {},
                      {}};
    };
    Column name{[] { return tr("Measure"); },
                [](const MetricRow& row) { return row.name; },
                {},
                CellKind::Text,
                {},
                {},
                [](const MetricRow& row) {
                    return row.higherIsBetter ? tr("Higher is better") : tr("Lower is better");
                }};
    Column verdict{[] { return tr("Against own past"); },
                   [](const MetricRow& row) {
                       const bool better =
                           row.higherIsBetter ? row.model > row.ownPast : row.model < row.ownPast;
                       return better ? tr("better") : tr("not better");
                   },
                   {},
                   CellKind::Badge,
                   [](const MetricRow& row) {
                       const bool better =
                           row.higherIsBetter ? row.model > row.ownPast : row.model < row.ownPast;
                       return better ? theme::Tone::Good : theme::Tone::Watch;
                   },
                   {},
                   {}};
    return {name, number([] { return tr("Model"); }, &MetricRow::model),
            number([] { return tr("Own past"); }, &MetricRow::ownPast),
            number([] { return tr("Everyone the same"); }, &MetricRow::baseline), verdict};
}

ModelCard::ModelCard(std::shared_ptr<const risk::RiskModel> model, QWidget* parent)
    : QDialog(parent)
    , m_model(std::move(model))
    , m_metrics(columns())
    , m_weights(weightColumns()) {
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"modelCard"_s);
    setWindowTitle(tr("Model card"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::unit(2), theme::unit(2), theme::unit(2), theme::unit(2));
    layout->setSpacing(theme::unit(1));
    auto* title = new QLabel(tr("%1 within %2 days")
                                 .arg(text::outcomeName(m_model->outcome),
                                      QLocale().toString(m_model->evaluation.split.horizonDays)),
                             this);
    theme::setTextRole(title, theme::TextRole::Title);
    auto* split = new QLabel(splitSentence(), this);
    split->setWordWrap(true);
    theme::setTextRole(split, theme::TextRole::Muted);
    m_metrics.setRows(metricRows());
    auto* table = new TableView(this);
    table->setObjectName(u"modelMetrics"_s);
    table->setAccessibleName(tr("Measures of the model beside the baselines"));
    table->setModel(&m_metrics);
    table->setColumnWidths({17, 7, 7, 12, 11});
    table->setFixedHeight(theme::rowHeight() * (m_metrics.rowCount() + 1) + theme::unit(1.5));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* below = new QHBoxLayout;
    below->setSpacing(theme::unit(2));
    below->addWidget(buildCurves(), 1);
    below->addWidget(buildWeights(), 1);
    layout->addWidget(title);
    layout->addWidget(split);
    layout->addWidget(table);
    layout->addLayout(below, 1);
    layout->addWidget(buttons);
    resize(theme::unit(112), theme::unit(82));
}

QString ModelCard::splitSentence() const {
    const risk::TimeSplit& split = m_model->evaluation.split;
    if (split.trainAsOf.empty() || split.testAsOf.empty())
        return {};
    return tr("Learned from %1 to %2, tested on later time from %3 to %4: %5 merchant-months, %6 "
              "of "
              "them bad. No training outcome reaches into the tested time.")
        .arg(dayText(split.trainAsOf.front()), dayText(split.trainAsOf.back()),
             dayText(split.testAsOf.front()), dayText(split.testAsOf.back()),
             format::integer(m_model->evaluation.model.rows),
             format::integer(m_model->evaluation.model.positives));
}

std::vector<ModelCard::MetricRow> ModelCard::metricRows() const {
    const risk::Evaluation& evaluation = m_model->evaluation;
    const auto row = [&](const QString& name, double risk::MetricSet::*value, bool higher) {
        return MetricRow{name, evaluation.model.*value, evaluation.ownPast.*value,
                         evaluation.baseline.*value, higher};
    };
    return {
        row(tr("ROC AUC (ranking)"), &risk::MetricSet::rocAuc, true),
        row(tr("PR AUC (finding the bad)"), &risk::MetricSet::prAuc, true),
        row(tr("Brier score"), &risk::MetricSet::brier, false),
        row(tr("Log loss"), &risk::MetricSet::logLoss, false),
        row(tr("Accuracy"), &risk::MetricSet::accuracy, true),
        row(tr("Precision"), &risk::MetricSet::precision, true),
        row(tr("Recall"), &risk::MetricSet::recall, true),
        row(tr("F1"), &risk::MetricSet::f1, true),
    };
}

QWidget* ModelCard::buildCurves() {
    auto* chart = new ChartPanel(this);
    chart->setObjectName(u"rocCurve"_s);
    chart->setChartName(tr("ROC curve on the tested time"));
    LineSpec spec;
    spec.xTitle = tr("False alarms");
    spec.yTitle = tr("Bad ones found");
    spec.square = true;
    LineSeries model;
    model.name = tr("Model");
    LineSeries chance;
    chance.name = tr("Chance");
    chance.muted = true;
    chance.dashed = true;
    for (const learn::CurvePoint& point : m_model->evaluation.roc) {
        spec.x.push_back(point.x);
        model.values.push_back(point.y);
        chance.values.push_back(point.x);
    }
    spec.series = {model, chance};
    spec.xFormat = [](double value) { return format::percent(value, 0); };
    spec.yFormat = spec.xFormat;
    chart->setLines(std::move(spec));
    chart->setMinimumHeight(theme::unit(28));
    return chart;
}

std::vector<TableColumn<ModelCard::Weight>> ModelCard::weightColumns() {
    using Column = TableColumn<Weight>;
    Column name{[] { return tr("What it looks at most"); },
                [](const Weight& row) { return text::featureName(row.first); },
                {},
                CellKind::Text,
                {},
                {},
                [](const Weight& row) { return text::featureDescription(row.first); }};
    Column weight{
        [] { return tr("Weight"); },
        [](const Weight& row) {
            return (row.second > 0 ? u"+"_s : QString()) + format::decimal(row.second, 2);
        },
        [](const Weight& row) { return QVariant(row.second); },
        CellKind::Number,
        [](const Weight& row) { return row.second > 0 ? theme::Tone::Bad : theme::Tone::Good; },
        {},
        [](const Weight&) {
            return tr("Effect on the log-odds per standard deviation: + raises the risk");
        }};
    return {name, weight};
}

QWidget* ModelCard::buildWeights() {
    auto weights = m_model->evaluation.coefficients;
    std::stable_sort(weights.begin(), weights.end(), [](const auto& left, const auto& right) {
        return std::abs(left.second) > std::abs(right.second);
    });
    if (weights.size() > kWeights)
        weights.resize(kWeights);
    m_weights.setRows(std::move(weights));
    auto* table = new TableView(this);
    table->setObjectName(u"modelWeights"_s);
    table->setAccessibleName(tr("Weights of the model"));
    table->setModel(&m_weights);
    table->setColumnWidths({22, 6});
    return table;
}

} // namespace mops::ui
