#pragma once

#include "core/base/clock.h"
#include "core/desk/cases.h"
#include "core/risk/risk_model.h"

#include <memory>

namespace mops::ui {

/// A model fitted on all labelled days and the scores it gives at the end of the data.
struct TrainedRisk {
    risk::RiskModel model;
    risk::RiskScores scores;
};
using TrainedRiskPtr = std::shared_ptr<TrainedRisk>;

/// Trains the default outcome and scores every merchant, as `risk train` and `risk score` do.
Result<TrainedRiskPtr> trainAndScore(const mart::TradeColumns& trade, TaskContext& task);
/// Stores both, the model first.
Result<std::int64_t> storeTrained(db::Database& mart, TrainedRisk& trained, const Clock& clock);

/// What the risk page knows of the newest model and its scores.
struct RiskFacts {
    std::shared_ptr<const risk::RiskModel> model; ///< null when none was trained
    std::int64_t scoredAsOf = 0;                  ///< 0 when nothing was scored
    std::int64_t scored = 0;
};

/// Errors: those of db; a missing model is an answer, not an error.
Result<RiskFacts> readRiskFacts(db::Database& mart);

} // namespace mops::ui
