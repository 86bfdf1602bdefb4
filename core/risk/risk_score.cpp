#include "core/features/feature_catalogue.h"
#include "core/features/feature_frame.h"
#include "core/learn/classify/logistic.h"
#include "core/risk/risk_features.h"
#include "core/risk/risk_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mops::risk {
namespace {

constexpr std::size_t kReasonsPerScore = 3;
constexpr std::size_t kRowsBetweenQuestions = 20'000;

/// A stored model's columns in the terms of the catalogue that is running now.
struct ModelColumns {
    std::vector<std::size_t> index;                   ///< model column → catalogue position
    std::vector<std::optional<std::size_t>> evidence; ///< the same of the observations behind it
    std::vector<features::Unit> unit;
    features::FeatureScaling scaling;
};

Result<ModelColumns> columnsOf(const RiskModel& model) {
    ModelColumns columns;
    for (const std::string& id : model.features) {
        const auto index = columnIndex(id);
        if (!index)
            return fail(ErrorCode::Conflict, "feature " + id, "risk train");
        columns.index.push_back(*index);
        columns.unit.push_back(columnUnit(id));
    }
    for (const std::string& id : model.evidence) {
        const auto index = columnIndex(id);
        if (!id.empty() && !index)
            return fail(ErrorCode::Conflict, "feature " + id, "risk train");
        columns.evidence.push_back(index);
    }
    const std::size_t count = model.features.size();
    if (columns.evidence.size() != count)
        return fail(ErrorCode::IntegrityFault, "model " + std::to_string(model.modelId),
                    "risk train");
    for (const auto* part : {&model.fill, &model.low, &model.high, &model.means, &model.deviations,
                             &model.coefficients}) {
        if (part->size() != count)
            return fail(ErrorCode::IntegrityFault, "model " + std::to_string(model.modelId),
                        "risk train");
    }
    columns.scaling = {model.fill, model.low, model.high, model.means, model.deviations};
    return columns;
}

/// The features as of a day with the own past of the model's outcome.
Result<features::FeatureFrame> readFrame(const RiskModel& model, const mart::TradeColumns& trade,
                                         Day asOf, TaskContext& context) {
    const Outcome* outcome = findOutcome(model.outcome);
    if (outcome == nullptr)
        return fail(ErrorCode::Conflict, "outcome " + model.outcome, "risk train");
    auto frame = features::buildFeatures(trade, asOf, context);
    if (frame)
        addOwnPast(*frame, *outcome, trade);
    return frame;
}

std::vector<double> peerMedians(const ModelColumns& columns, const features::FeatureFrame& frame) {
    std::vector<double> medians;
    for (const std::size_t index : columns.index)
        medians.push_back(features::presentMedian(frame.columns[index]));
    return medians;
}

/// Scores rows of one frame, with scratch space instead of an allocation per row.
class RowScorer {
public:
    RowScorer(const RiskModel& model, const ModelColumns& columns,
              const features::FeatureFrame& frame, const mart::TradeColumns& trade)
        : m_model(model)
        , m_columns(columns)
        , m_frame(frame)
        , m_trade(trade)
        , m_medians(peerMedians(columns, frame))
        , m_contributions(columns.index.size())
        , m_order(columns.index.size()) {}

    /// The `reasons` columns that come first by `strength` (contribution → larger comes first).
    template <class Strength>
    RiskScore score(std::size_t row, std::size_t reasons, Strength strength) {
        RiskScore score;
        score.merchantKey = m_trade.merchantKey[m_frame.merchant[row]];
        score.merchantId = m_trade.merchantId[m_frame.merchant[row]];
        score.logOdds = m_model.intercept;
        for (std::size_t c = 0; c < m_order.size(); ++c) {
            m_contributions[c] = m_model.coefficients[c] *
                                 m_columns.scaling.scaled(c, m_columns.unit[c], settledAt(c, row));
            score.logOdds += m_contributions[c];
        }
        score.probability = learn::sigmoid(score.logOdds);
        std::iota(m_order.begin(), m_order.end(), std::size_t{0});
        const auto kept = static_cast<std::ptrdiff_t>(std::min(reasons, m_order.size()));
        std::partial_sort(m_order.begin(), m_order.begin() + kept, m_order.end(),
                          [&](std::size_t a, std::size_t b) {
                              const double left = strength(m_contributions[a]);
                              const double right = strength(m_contributions[b]);
                              return left != right ? left > right : a < b;
                          });
        score.reasons.reserve(static_cast<std::size_t>(kept));
        for (auto at = m_order.begin(); at != m_order.begin() + kept; ++at)
            score.reasons.push_back(
                {m_model.features[*at], valueAt(*at, row), m_contributions[*at], m_medians[*at]});
        return score;
    }

private:
    double valueAt(std::size_t column, std::size_t row) const {
        return m_frame.columns[m_columns.index[column]][row];
    }

    double settledAt(std::size_t column, std::size_t row) const {
        const auto evidence = m_columns.evidence[column];
        return settled(valueAt(column, row),
                       evidence ? m_frame.columns[*evidence][row]
                                : std::numeric_limits<double>::quiet_NaN(),
                       m_model.fill[column]);
    }

    const RiskModel& m_model;
    const ModelColumns& m_columns;
    const features::FeatureFrame& m_frame;
    const mart::TradeColumns& m_trade;
    std::vector<double> m_medians;
    std::vector<double> m_contributions;
    std::vector<std::size_t> m_order;
};

} // namespace

Result<RiskScores> scoreMerchants(const RiskModel& model, const mart::TradeColumns& trade, Day asOf,
                                  TaskContext& context) {
    const auto columns = columnsOf(model);
    if (!columns)
        return failAs(columns);
    const auto frame = readFrame(model, trade, asOf, context);
    if (!frame)
        return failAs(frame);
    RowScorer scorer(model, *columns, *frame, trade);
    RiskScores scores;
    scores.modelId = model.modelId;
    scores.asOf = frame->asOf;
    scores.outcome = model.outcome;
    scores.intercept = model.intercept;
    scores.scores.reserve(frame->rows());
    for (std::size_t row = 0; row < frame->rows(); ++row) {
        if (row % kRowsBetweenQuestions == 0) {
            if (context.cancelled())
                return fail(ErrorCode::Cancelled);
            context.report({"score",
                            static_cast<double>(row) / static_cast<double>(frame->rows()),
                            static_cast<std::int64_t>(row),
                            static_cast<std::int64_t>(frame->rows()),
                            {}});
        }
        scores.scores.push_back(
            scorer.score(row, kReasonsPerScore, [](double contribution) { return contribution; }));
    }
    std::sort(
        scores.scores.begin(), scores.scores.end(), [](const RiskScore& a, const RiskScore& b) {
            return a.logOdds != b.logOdds ? a.logOdds > b.logOdds : a.merchantId < b.merchantId;
        });
    return scores;
}

Result<Explanation> explain(const RiskModel& model, const mart::TradeColumns& trade, Day asOf,
                            const std::string& merchantId, TaskContext& context) {
    const auto merchant = std::find(trade.merchantId.begin(), trade.merchantId.end(), merchantId);
    if (merchant == trade.merchantId.end())
        return fail(ErrorCode::NotFound, "merchant " + merchantId, "risk score");
    const auto columns = columnsOf(model);
    if (!columns)
        return failAs(columns);
    const auto frame = readFrame(model, trade, asOf, context);
    if (!frame)
        return failAs(frame);
    const auto position = static_cast<std::uint32_t>(merchant - trade.merchantId.begin());
    const auto row = std::find(frame->merchant.begin(), frame->merchant.end(), position);
    if (row == frame->merchant.end())
        return fail(ErrorCode::NotEnoughData, "merchant " + merchantId + " by " + formatDay(asOf),
                    "1 order");
    Explanation explanation;
    explanation.intercept = model.intercept;
    RowScorer scorer(model, *columns, *frame, trade);
    explanation.score =
        scorer.score(static_cast<std::size_t>(row - frame->merchant.begin()), columns->index.size(),
                     [](double contribution) { return std::abs(contribution); });
    return explanation;
}

} // namespace mops::risk
