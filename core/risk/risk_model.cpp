#include "core/risk/risk_model.h"

#include "core/features/feature_frame.h"
#include "core/learn/classify/logistic.h"
#include "core/risk/labelled_rows.h"
#include "core/risk/outcome.h"
#include "core/risk/risk_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace mops::risk {
namespace {

constexpr std::array<const char*, 1> kAlgorithms{"logistic"};
constexpr std::int64_t kFewestTrainingRows = 50;
constexpr int kReliabilityBins = 10;

std::string joined(std::span<const std::string> words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string outcomeIds() {
    std::vector<std::string> ids;
    for (const Outcome& outcome : outcomeTable())
        ids.emplace_back(outcome.id);
    return joined(ids);
}

/// Rows of several as-of days under each other.
struct Stack {
    std::vector<std::vector<double>> columns;
    std::vector<std::uint8_t> bad;
    std::int64_t positives = 0;
};

Stack stacked(std::span<const LabelledRows> days) {
    Stack stack;
    stack.columns.resize(frameColumns());
    for (const LabelledRows& day : days) {
        for (std::size_t c = 0; c < day.columns.size(); ++c)
            stack.columns[c].insert(stack.columns[c].end(), day.columns[c].begin(),
                                    day.columns[c].end());
        stack.bad.insert(stack.bad.end(), day.bad.begin(), day.bad.end());
    }
    stack.positives = std::count(stack.bad.begin(), stack.bad.end(), std::uint8_t{1});
    return stack;
}

/// Coefficients on standardised columns, with the scaling that belongs to them.
struct Fit {
    features::FeatureScaling scaling;
    learn::LogisticResult logistic;
};

/// The model's columns out of the catalogue's, drawn towards `typical` by their evidence; computes
/// `typical` when it is empty.
std::vector<std::vector<double>> settledColumns(const Stack& stack, std::vector<double>& typical) {
    const bool learn = typical.empty();
    std::vector<std::vector<double>> columns;
    for (const RiskFeature& used : riskFeatures()) {
        const std::vector<double>& values = stack.columns[columnIndex(used.feature).value()];
        std::vector<double> observations;
        if (used.evidence != nullptr)
            observations = stack.columns[columnIndex(used.evidence).value()];
        if (learn)
            typical.push_back(typicalValue(values, observations));
        const double centre = typical[columns.size()];
        std::vector<double>& column = columns.emplace_back();
        column.reserve(values.size());
        for (std::size_t r = 0; r < values.size(); ++r)
            column.push_back(settled(values[r],
                                     observations.empty() ? std::numeric_limits<double>::quiet_NaN()
                                                          : observations[r],
                                     centre));
    }
    return columns;
}

std::vector<features::Unit> modelUnits() {
    std::vector<features::Unit> units;
    for (const RiskFeature& used : riskFeatures())
        units.push_back(columnUnit(used.feature));
    return units;
}

Result<Fit> fitOn(const Stack& stack, const RiskParams& params, TaskContext& context) {
    const std::vector<features::Unit> units = modelUnits();
    std::vector<double> typical;
    const auto columns = settledColumns(stack, typical);
    Fit fit;
    fit.scaling = features::fitScaling(columns, units);
    fit.scaling.fill = std::move(typical);
    const std::vector<double> values = features::scaledRows(columns, units, fit.scaling);
    const learn::MatrixView x{values.data(), stack.bad.size(), units.size()};
    learn::LogisticParams logistic;
    logistic.l2 = params.l2;
    logistic.standardize = false; // the columns already are
    auto result = learn::fitLogistic(x, stack.bad, {}, logistic, context);
    if (!result)
        return failAs(result);
    fit.logistic = std::move(*result);
    return fit;
}

std::vector<double> probabilities(const Fit& fit, const Stack& stack) {
    const std::vector<features::Unit> units = modelUnits();
    std::vector<double> typical = fit.scaling.fill;
    const std::vector<double> values =
        features::scaledRows(settledColumns(stack, typical), units, fit.scaling);
    const learn::MatrixView x{values.data(), stack.bad.size(), units.size()};
    std::vector<double> result;
    result.reserve(x.rows);
    for (std::size_t r = 0; r < x.rows; ++r)
        result.push_back(learn::sigmoid(learn::logOdds(fit.logistic, x.row(r))));
    return result;
}

MetricSet measure(std::span<const std::uint8_t> bad, std::span<const double> probability,
                  double threshold) {
    MetricSet metrics;
    metrics.rocAuc = learn::rocAuc(bad, probability);
    metrics.prAuc = learn::prAuc(bad, probability);
    metrics.logLoss = learn::logLoss(bad, probability);
    metrics.brier = learn::brier(bad, probability);
    metrics.confusion = learn::confusionAt(bad, probability, threshold);
    metrics.accuracy = metrics.confusion.accuracy();
    metrics.precision = metrics.confusion.precision();
    metrics.recall = metrics.confusion.recall();
    metrics.f1 = metrics.confusion.f1();
    metrics.rows = static_cast<std::int64_t>(bad.size());
    metrics.positives = std::count(bad.begin(), bad.end(), std::uint8_t{1});
    return metrics;
}

/// The rule of thumb a model has to beat: the own past share, as sure as its observations.
std::vector<double> ownPast(const Stack& stack, double typicalShare) {
    const auto& share = stack.columns[columnIndex(kOwnPastShare).value()];
    const auto& orders = stack.columns[columnIndex(kOwnPastOrders).value()];
    std::vector<double> shares;
    shares.reserve(share.size());
    for (std::size_t r = 0; r < share.size(); ++r)
        shares.push_back(settled(share[r], orders[r], typicalShare));
    return shares;
}

/// The labelled days in time order, cut so that no training horizon reaches the first test day.
struct Split {
    std::vector<LabelledRows> train;
    std::vector<LabelledRows> test;
};

Result<Split> splitByTime(const std::vector<LabelledRows>& days, const Outcome& outcome,
                          const RiskParams& params) {
    const std::size_t testCount =
        std::clamp<std::size_t>(days.size() / 3, 1, static_cast<std::size_t>(params.testMonths));
    Split split;
    if (days.size() > testCount) {
        split.test.assign(days.end() - static_cast<std::ptrdiff_t>(testCount), days.end());
        const Day testBegin = split.test.front().asOf;
        for (const LabelledRows& day : days) {
            if (day.asOf + std::chrono::days{outcome.horizonDays} <= testBegin)
                split.train.push_back(day);
        }
    }
    if (split.train.empty())
        return fail(ErrorCode::NotEnoughData, std::to_string(days.size()) + " labelled months",
                    std::to_string(3 * outcome.horizonDays + 31) + " days of orders or more");
    const auto months = static_cast<std::size_t>(params.trainMonths);
    if (months > 0 && split.train.size() > months)
        split.train.erase(split.train.begin(),
                          split.train.end() - static_cast<std::ptrdiff_t>(months));
    return split;
}

Result<> checkClasses(const Stack& stack, const char* part, std::int64_t fewest) {
    const auto rows = static_cast<std::int64_t>(stack.bad.size());
    if (rows >= fewest && stack.positives > 0 && stack.positives < rows)
        return {};
    return fail(ErrorCode::NotEnoughData,
                std::string(part) + ": " + std::to_string(rows) + " labelled merchants, " +
                    std::to_string(stack.positives) + " bad",
                std::to_string(fewest) + " labelled merchants, good and bad ones among them");
}

Result<Evaluation> evaluateSplit(const Split& split, const Outcome& outcome,
                                 const RiskParams& params, TaskContext& context) {
    const Stack train = stacked(split.train);
    const Stack test = stacked(split.test);
    if (const auto enough = checkClasses(train, "training", kFewestTrainingRows); !enough)
        return failAs(enough);
    if (const auto enough = checkClasses(test, "test", 2); !enough)
        return failAs(enough);
    context.report({"evaluate", 0.85, 0, 0, {}});
    const auto fit = fitOn(train, params, context);
    if (!fit)
        return failAs(fit);

    Evaluation evaluation;
    evaluation.outcome = outcome.id;
    evaluation.algorithm = params.algorithm;
    evaluation.threshold = params.threshold;
    evaluation.split.horizonDays = outcome.horizonDays;
    for (const LabelledRows& day : split.train)
        evaluation.split.trainAsOf.push_back(day.asOf);
    for (const LabelledRows& day : split.test)
        evaluation.split.testAsOf.push_back(day.asOf);
    evaluation.trainRows = static_cast<std::int64_t>(train.bad.size());
    evaluation.trainPositives = train.positives;
    const double share =
        static_cast<double>(train.positives) / static_cast<double>(train.bad.size());
    const std::vector<double> predicted = probabilities(*fit, test);
    evaluation.model = measure(test.bad, predicted, params.threshold);
    evaluation.baseline =
        measure(test.bad, std::vector<double>(test.bad.size(), share), params.threshold);
    evaluation.ownPast = measure(test.bad, ownPast(test, share), params.threshold);
    evaluation.roc = learn::rocCurve(test.bad, predicted);
    evaluation.reliability = learn::reliability(test.bad, predicted, kReliabilityBins);
    for (std::size_t c = 0; c < riskFeatures().size(); ++c)
        evaluation.coefficients.emplace_back(riskFeatures()[c].feature,
                                             fit->logistic.coefficients[c]);
    return evaluation;
}

RiskModel modelOf(const Fit& fit, const RiskParams& params) {
    RiskModel model;
    model.outcome = params.outcome;
    model.algorithm = params.algorithm;
    model.seed = params.seed;
    for (const RiskFeature& used : riskFeatures()) {
        model.features.emplace_back(used.feature);
        model.evidence.emplace_back(used.evidence == nullptr ? "" : used.evidence);
    }
    model.fill = fit.scaling.fill;
    model.low = fit.scaling.low;
    model.high = fit.scaling.high;
    model.means = fit.scaling.means;
    model.deviations = fit.scaling.deviations;
    model.coefficients = fit.logistic.coefficients;
    // The columns have mean 0 over the training rows, so this is the average row's log-odds.
    model.intercept = fit.logistic.intercept;
    return model;
}

} // namespace

std::span<const char* const> riskAlgorithms() {
    return kAlgorithms;
}

Result<> RiskParams::validate() const {
    if (findOutcome(outcome) == nullptr)
        return fail(ErrorCode::Usage, "outcome " + outcome, outcomeIds());
    if (std::find(kAlgorithms.begin(), kAlgorithms.end(), algorithm) == kAlgorithms.end())
        return fail(ErrorCode::Usage, "model " + algorithm,
                    joined(std::vector<std::string>(kAlgorithms.begin(), kAlgorithms.end())));
    if (trainMonths < 0 || testMonths < 1)
        return fail(ErrorCode::Usage, "months", "train months >= 0, test months >= 1");
    if (!std::isfinite(l2) || l2 < 0)
        return fail(ErrorCode::Usage, "l2", "0 or more");
    if (!(threshold >= 0 && threshold <= 1))
        return fail(ErrorCode::Usage, "threshold", "0 … 1");
    return {};
}

Result<Day> scoringDay(const mart::TradeColumns& trade, std::optional<Day> asOf) {
    const auto full = mart::lastFullDay(trade, asOf);
    if (!full)
        return fail(ErrorCode::NotEnoughData, "no orders" + (asOf ? " by " + formatDay(*asOf) : ""),
                    trade.orders() == 0
                        ? "an import with orders"
                        : formatDay(dayOf(fromSeconds(trade.firstOrderedAt))) + " or later");
    return asOf.value_or(*full);
}

Result<RiskModel> trainRisk(const mart::TradeColumns& trade, const RiskParams& params,
                            TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    const Outcome& outcome = *findOutcome(params.outcome);
    if (const auto day = scoringDay(trade, params.asOf); !day)
        return failAs(day);
    // Labels end at the last full day: the ragged tail after it would look like silence.
    const Day lastDay = *mart::lastFullDay(trade, params.asOf);
    const std::vector<Day> days = labelledDays(trade, outcome, lastDay);
    auto rows = readLabelledRows(trade, outcome, days, lastDay, params.threads, context);
    if (!rows)
        return failAs(rows);
    std::erase_if(*rows, [](const LabelledRows& day) { return day.rows() == 0; });
    const auto split = splitByTime(*rows, outcome, params);
    if (!split)
        return failAs(split);
    auto evaluation = evaluateSplit(*split, outcome, params, context);
    if (!evaluation)
        return failAs(evaluation);
    evaluation->asOf = features::endOfDay(lastDay);

    context.report({"train", 0.95, 0, 0, {}});
    const auto fit = fitOn(stacked(*rows), params, context);
    if (!fit)
        return failAs(fit);
    RiskModel model = modelOf(*fit, params);
    model.asOf = evaluation->asOf;
    model.evaluation = std::move(*evaluation);
    return model;
}

} // namespace mops::risk
