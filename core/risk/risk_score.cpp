#include "core/features/feature_frame.h"
#include "core/learn/classify/logistic.h"
#include "core/risk/model_columns.h"
#include "core/risk/risk_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mops::risk {
namespace {

constexpr std::size_t kReasonsPerScore = 3;
constexpr std::size_t kRowsBetweenQuestions = 20'000;

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
            m_contributions[c] =
                contributionOf(m_model, m_columns, c, rawValue(m_columns, m_frame, c, row),
                               observationsOf(m_columns, m_frame, c, row));
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
            score.reasons.push_back({m_model.features[*at], rawValue(m_columns, m_frame, *at, row),
                                     m_contributions[*at], m_medians[*at]});
        return score;
    }

private:
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
    const auto frame = readRiskFrame(model, trade, asOf, context);
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
    const auto frame = readRiskFrame(model, trade, asOf, context);
    if (!frame)
        return failAs(frame);
    const auto position = static_cast<std::uint32_t>(merchant - trade.merchantId.begin());
    const auto row = std::find(frame->merchant.begin(), frame->merchant.end(), position);
    if (row == frame->merchant.end())
        return fail(ErrorCode::NotEnoughData, "merchant " + merchantId + " by " + formatDay(asOf),
                    "1 order");
    return explainRow(model, *columns, *frame, trade,
                      static_cast<std::size_t>(row - frame->merchant.begin()));
}

Explanation explainRow(const RiskModel& model, const ModelColumns& columns,
                       const features::FeatureFrame& frame, const mart::TradeColumns& trade,
                       std::size_t row) {
    Explanation explanation;
    explanation.intercept = model.intercept;
    RowScorer scorer(model, columns, frame, trade);
    explanation.score = scorer.score(row, columns.count(),
                                     [](double contribution) { return std::abs(contribution); });
    return explanation;
}

} // namespace mops::risk
