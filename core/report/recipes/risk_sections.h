#pragma once

#include "core/mart/mart.h"
#include "core/mart/trade_columns.h"
#include "core/report/number_text.h"
#include "core/report/recipe.h"
#include "core/risk/risk_model.h"

#include <chrono>
#include <optional>
#include <string>

namespace mops::report {

/// What the sections of the monthly risk report stand on, read once.
struct RiskScene {
    const RecipeInput& input;
    NumberText numbers;
    mart::MartFacts facts;
    mart::TradeColumns trade;
    std::chrono::year_month month;
    std::string outcome;
    std::size_t top = 20;
    std::optional<risk::RiskScores> scores; ///< newest of the outcome
    std::optional<risk::RiskModel> model;   ///< newest of the outcome
    Instant stateAsOf{};

    std::string say(const char* text) const { return input.translate("Report", text); }
    std::string outcomeName() const;
};

/// `part` of `whole` as a share; a cell without a value when there is no whole.
Cell shareCell(std::int64_t part, std::int64_t whole);

// Each adds its blocks, or a sentence saying what is not there yet.
void addKeyFigures(const RiskScene& scene, Document& document);
void addScores(const RiskScene& scene, Document& document);
void addModel(const RiskScene& scene, Document& document);
void addDecisions(const RiskScene& scene, Document& document);
Result<> addSegments(const RiskScene& scene, Document& document);

} // namespace mops::report
