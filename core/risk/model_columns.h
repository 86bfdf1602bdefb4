#pragma once

#include "core/features/feature_catalogue.h"
#include "core/features/feature_frame.h"
#include "core/features/feature_scaling.h"
#include "core/risk/risk_model.h"

#include <optional>
#include <vector>

namespace mops::risk {

/// A stored model's columns in the terms of the catalogue that is running now.
struct ModelColumns {
    std::vector<std::size_t> index;                   ///< model column → position in the frame
    std::vector<std::optional<std::size_t>> evidence; ///< the same of the observations behind it
    std::vector<features::Unit> unit;
    features::FeatureScaling scaling;

    std::size_t count() const { return index.size(); }
};
/// Errors: Conflict (a feature that this version does not compute), IntegrityFault.
Result<ModelColumns> columnsOf(const RiskModel& model);

/// The features as of a day with the own past of the model's outcome.
Result<features::FeatureFrame> readRiskFrame(const RiskModel& model,
                                             const mart::TradeColumns& trade, Day asOf,
                                             TaskContext& context);

/// What one model column adds to the log-odds for a raw value that stands on so many observations
/// (NaN = exact).
double contributionOf(const RiskModel& model, const ModelColumns& columns, std::size_t column,
                      double value, double observations);

/// The raw value and the observations behind it of a row of the frame.
double rawValue(const ModelColumns& columns, const features::FeatureFrame& frame,
                std::size_t column, std::size_t row);
double observationsOf(const ModelColumns& columns, const features::FeatureFrame& frame,
                      std::size_t column, std::size_t row);

/// Every contribution of one row, the largest first; see explain().
Explanation explainRow(const RiskModel& model, const ModelColumns& columns,
                       const features::FeatureFrame& frame, const mart::TradeColumns& trade,
                       std::size_t row);

} // namespace mops::risk
