#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"
#include "core/learn/metrics.h"
#include "core/mart/trade_columns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mops::risk {

struct RiskParams {
    std::string outcome = "bad-service";
    std::string algorithm = "logistic";
    std::optional<Day> asOf;   ///< newest day looked at; empty = end of the data
    int trainMonths = 0;       ///< as-of days used for training; 0 = all there are
    int testMonths = 3;        ///< the latest as-of days are kept for testing
    double l2 = 1.0;
    double threshold = 0.5;    ///< for accuracy, precision, recall, F1
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
    std::string algorithm;
    MetricSet model;
    MetricSet baseline;        ///< the training share of bad outcomes for everyone
    MetricSet ownPast;         ///< the merchant's own bad share so far, the rule of thumb
    std::vector<learn::CurvePoint> roc;
    std::vector<learn::ReliabilityBin> reliability;
    std::vector<std::pair<std::string, double>> coefficients; ///< feature id, per standard deviation
};

struct RiskModel {
    std::int64_t modelId = 0;  ///< 0 until stored
    std::string outcome;
    std::string algorithm;
    std::int64_t asOf = 0;
    std::vector<std::string> features; ///< catalogue ids, one per model column
    std::vector<double> fill;          ///< training median, used where a value is missing
    std::vector<double> means;         ///< of the transformed training columns
    std::vector<double> deviations;
    std::vector<double> coefficients;  ///< per standardised column
    double intercept = 0;
    Evaluation evaluation;
};

struct Contribution {
    std::string feature;
    double value = 0;          ///< in the feature's unit; NaN = missing
    double contribution = 0;   ///< to the log-odds
    double peerMedian = 0;     ///< median of all scored merchants
};

struct RiskScore {
    std::int64_t merchantKey = 0;
    std::string merchantId;
    double probability = 0;
    double logOdds = 0;
    std::vector<Contribution> reasons; ///< largest first; all of them in explain(), three in scores
};

struct RiskScores {
    std::int64_t runId = 0;
    std::int64_t modelId = 0;
    std::int64_t asOf = 0;
    std::string outcome;
    double intercept = 0;
    std::vector<RiskScore> scores;     ///< highest probability first
};

/// Trains on earlier as-of days, tests on later ones, then fits once more on all labelled days.
/// Errors: NotEnoughData (too little history, one class only), Usage, Cancelled.
Result<RiskModel> trainRisk(const mart::TradeColumns& trade, const RiskParams& params,
                            TaskContext& context);
/// Probability for every merchant with an order by `asOf`.
Result<RiskScores> scoreMerchants(const RiskModel& model, const mart::TradeColumns& trade, Day asOf,
                                  TaskContext& context);
/// Every contribution of one merchant; intercept + Σ contributions = log-odds.
struct Explanation {
    RiskScore score;
    double intercept = 0;
};
Result<Explanation> explain(const RiskModel& model, const mart::TradeColumns& trade, Day asOf,
                            const std::string& merchantId, TaskContext& context);

Result<std::int64_t> storeModel(db::Database& mart, RiskModel& model, const Clock& clock);
Result<std::int64_t> storeScores(db::Database& mart, RiskScores& scores, const Clock& clock);
/// Newest model of an outcome; NotFound when none was trained.
Result<RiskModel> readLatestModel(db::Database& mart, const std::string& outcome);
Result<RiskScores> readLatestScores(db::Database& mart);

} // namespace mops::risk
