#pragma once

#include "app/cli/text_table.h"
#include "core/learn/measure/metrics.h"

#include <nlohmann/json.hpp>
#include <span>

namespace mops::cli {

/// How well scores tell label 1 from 0, under the names of cli.md: accuracy, precision, recall, f1,
/// specificity, balanced_accuracy, matthews, roc_auc, pr_auc, ks, ks_threshold, brier, log_loss,
/// calibration_error, base_rate, threshold, confusion. What has no answer is null: with one class
/// only the areas, with scores outside [0, 1] brier, log_loss and calibration_error.
nlohmann::ordered_json classifierJson(std::span<const std::uint8_t> y,
                                      std::span<const double> score, double threshold);
nlohmann::ordered_json confusionJson(const learn::Confusion& confusion);

/// The plain numbers of such an object, one a line.
std::string classifierText(const nlohmann::ordered_json& json);

} // namespace mops::cli
