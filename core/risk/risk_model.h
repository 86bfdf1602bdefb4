#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"
#include "core/features/feature_scaling.h"
#include "core/learn/measure/metrics.h"
#include "core/mart/trade_columns.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace mops::risk {

/// Algorithms that `RiskParams::algorithm` may name.
std::span<const char* const> riskAlgorithms();

struct RiskParams {
    std::string outcome = "bad-service";
    std::string algorithm = "logistic";
    std::optional<Day> asOf; ///< newest day looked at; empty = end of the data
    int trainMonths = 0;     ///< as-of days used for training; 0 = all there are
    int testMonths = 3;      ///< latest as-of days kept for testing, but at most a third of all
    double l2 = 30.0;
    double threshold = 0.5; ///< for accuracy, precision, recall, F1
    std::uint64_t seed = 1;
    int threads = 1;
    Result<> validate() const;
};

struct MetricSet {
    double rocAuc = 0, prAuc = 0, logLoss = 0, brier = 0;
    double accuracy = 0, precision = 0, recall = 0, f1 = 0;
    learn::Confusion confusion;
    std::int64_t rows = 0, positives = 0;
};

/// Which as-of days trained and which tested; no training horizon reaches into the tested time.
struct TimeSplit {
    std::vector<Day> trainAsOf;
    std::vector<Day> testAsOf;
    int horizonDays = 0;
};

/// How good a model is on later time, beside the trivial baselines.
struct Evaluation {
    std::string outcome;
    std::int64_t asOf = 0;
    TimeSplit split;
    std::int64_t trainRows = 0, trainPositives = 0;
    std::string algorithm;
    double threshold = 0.5;
    MetricSet model;
    MetricSet baseline; ///< the training share of bad outcomes for everyone
    MetricSet ownPast;  ///< the merchant's own bad share so far, the rule of thumb
    std::vector<learn::CurvePoint> roc;
    std::vector<learn::ReliabilityBin> reliability;
    std::vector<std::pair<std::string, double>>
        coefficients; ///< feature id, per standard deviation
};

struct RiskModel {
    std::int64_t modelId = 0; ///< 0 until stored
    std::string outcome;
    std::string algorithm;
    std::int64_t asOf = 0;
    std::vector<std::string> features; ///< catalogue ids, one per model column
    std::vector<std::string> evidence; ///< catalogue id of the observations behind it; "" = exact
    std::vector<double> fill; ///< typical training value: stands for a missing one, draws thin ones
    std::vector<double> low, high; ///< transformed values are clipped to these
    std::vector<double> means;     ///< of the transformed, clipped training columns
    std::vector<double> deviations;
    std::vector<double> coefficients; ///< per standardised column
    double intercept = 0;             ///< log-odds of the average training row
    std::uint64_t seed = 0;
    std::string fingerprint; ///< of the facts it was stored with; empty until stored
    Evaluation evaluation;
};

struct Contribution {
    std::string feature;
    double value = 0;        ///< in the feature's unit; NaN = missing
    double contribution = 0; ///< to the log-odds
    double peerMedian = 0;   ///< median of all scored merchants
};

struct RiskScore {
    std::int64_t merchantKey = 0;
    std::string merchantId;
    double probability = 0;
    double logOdds = 0;
    /// In scores the three that raise the score most, largest first; in explain() all of them, the
    /// largest absolute contribution first.
    std::vector<Contribution> reasons;
};

struct RiskScores {
    std::int64_t runId = 0;
    std::int64_t modelId = 0;
    std::int64_t asOf = 0;
    std::string outcome;
    double intercept = 0;
    std::vector<RiskScore> scores; ///< highest probability first, ties by merchant id
};

/// As-of days are the month ends up to the last full day (by `asOf`) whose horizon is over by then.
/// Trains on earlier as-of days, tests on later ones, then fits once more on all labelled days.
/// Errors: NotEnoughData (too little history, one class only), Usage, Cancelled.
Result<RiskModel> trainRisk(const mart::TradeColumns& trade, const RiskParams& params,
                            TaskContext& context);
/// Probability for every merchant with an order by `asOf`. Errors: NotEnoughData, Cancelled,
/// Conflict (the model knows features that this version does not compute).
Result<RiskScores> scoreMerchants(const RiskModel& model, const mart::TradeColumns& trade, Day asOf,
                                  TaskContext& context);
/// Every contribution of one merchant; intercept + Σ contributions = log-odds. A missing value
/// contributes what the typical
/// training value would. Errors: NotFound, Conflict, NotEnoughData.
struct Explanation {
    RiskScore score;
    double intercept = 0;
};
Result<Explanation> explain(const RiskModel& model, const mart::TradeColumns& trade, Day asOf,
                            const std::string& merchantId, TaskContext& context);

/// The day up to which orders tell something: RiskParams::asOf or the last full day of the data.
/// Errors: NotEnoughData (no orders by then).
Result<Day> scoringDay(const mart::TradeColumns& trade, std::optional<Day> asOf);

/// The evaluation as the JSON object of `risk evaluate`; also what is stored as the model's card.
std::string evaluationJson(const Evaluation& evaluation);

Result<std::int64_t> storeModel(db::Database& mart, RiskModel& model, const Clock& clock);
Result<std::int64_t> storeScores(db::Database& mart, RiskScores& scores, const Clock& clock);
/// Newest model of an outcome; NotFound when none was trained.
Result<RiskModel> readLatestModel(db::Database& mart, const std::string& outcome);
/// Newest scores, of one outcome or (empty) of any; NotFound when nothing was scored.
Result<RiskScores> readLatestScores(db::Database& mart, const std::string& outcome = {});

} // namespace mops::risk
