#pragma once

#include "app/cli/answer.h"
#include "app/cli/session.h"
#include "core/risk/risk_model.h"

#include <memory>

namespace mops::cli {

/// What scoring and explaining have in common: the newest model, the facts, the day.
struct RiskScene {
    risk::RiskModel model;
    std::shared_ptr<const mart::TradeColumns> trade;
    Day day{};
};
Result<RiskScene> prepareRisk(db::Database& mart, const risk::RiskParams& params, Session& session);

nlohmann::ordered_json contributionJson(const risk::Contribution& contribution);

/// `risk why`: contributions, peers, own past, and what would turn the verdict round.
Result<Answer> explainRisk(const risk::RiskParams& params, const std::string& merchantId,
                           int months, Session& session);

} // namespace mops::cli
