#include "ui/screens/risk/risk_training.h"

#include "core/desk/cases.h"

#include <thread>

namespace mops::ui {
namespace {

/// A model that cannot be read (of another version, or edited by hand) is as good as none: training
/// mends it, and the queue goes on meanwhile.
bool isMissing(const Error& error) {
    return error.code == ErrorCode::NotFound || error.code == ErrorCode::IntegrityFault;
}

} // namespace

Result<TrainedRiskPtr> trainAndScore(const mart::TradeColumns& trade, TaskContext& task) {
    risk::RiskParams params;
    params.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    auto model = risk::trainRisk(trade, params, task);
    if (!model)
        return failAs(model);
    auto scores = risk::scoreMerchants(*model, trade, dayOf(fromSeconds(model->asOf)), task);
    if (!scores)
        return failAs(scores);
    return std::make_shared<TrainedRisk>(TrainedRisk{std::move(*model), std::move(*scores)});
}

Result<std::int64_t> storeTrained(db::Database& mart, TrainedRisk& trained, const Clock& clock) {
    auto modelId = risk::storeModel(mart, trained.model, clock);
    if (!modelId)
        return failAs(modelId);
    trained.scores.modelId = *modelId;
    return risk::storeScores(mart, trained.scores, clock);
}

Result<RiskFacts> readRiskFacts(db::Database& mart) {
    RiskFacts facts;
    auto model = risk::readLatestModel(mart, risk::RiskParams{}.outcome);
    if (!model)
        return isMissing(model.error()) ? Result<RiskFacts>(facts) : failAs(model);
    facts.model = std::make_shared<const risk::RiskModel>(std::move(*model));
    auto scores = risk::readLatestScores(mart);
    if (!scores)
        return isMissing(scores.error()) ? Result<RiskFacts>(facts) : failAs(scores);
    facts.scoredAsOf = scores->asOf;
    facts.scored = static_cast<std::int64_t>(scores->scores.size());
    return facts;
}

} // namespace mops::ui
