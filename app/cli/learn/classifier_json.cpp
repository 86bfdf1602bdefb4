#include "app/cli/learn/classifier_json.h"

#include "core/base/text.h"

#include <algorithm>

namespace mops::cli {
namespace {

constexpr int kCalibrationBins = 10;

} // namespace

nlohmann::ordered_json confusionJson(const learn::Confusion& confusion) {
    return {{"true_positive", confusion.truePositive},
            {"false_positive", confusion.falsePositive},
            {"true_negative", confusion.trueNegative},
            {"false_negative", confusion.falseNegative}};
}

nlohmann::ordered_json classifierJson(std::span<const std::uint8_t> y,
                                      std::span<const double> score, double threshold) {
    const learn::Confusion confusion = learn::confusionAt(y, score, threshold);
    const learn::Separation separation = learn::kolmogorovSmirnov(y, score);
    const bool probabilities =
        std::ranges::all_of(score, [](double s) { return s >= 0 && s <= 1; });
    nlohmann::ordered_json json;
    json["threshold"] = threshold;
    json["accuracy"] = confusion.accuracy();
    json["precision"] = confusion.precision();
    json["recall"] = confusion.recall();
    json["f1"] = confusion.f1();
    json["specificity"] = confusion.specificity();
    json["balanced_accuracy"] = confusion.balancedAccuracy();
    json["matthews"] = confusion.matthews();
    json["roc_auc"] = learn::rocAuc(y, score);
    json["pr_auc"] = learn::prAuc(y, score);
    json["ks"] = separation.ks;
    json["ks_threshold"] = separation.threshold;
    json["brier"] = nullptr;
    json["log_loss"] = nullptr;
    json["calibration_error"] = nullptr;
    if (probabilities) {
        json["brier"] = learn::brier(y, score);
        json["log_loss"] = learn::logLoss(y, score);
        json["calibration_error"] = learn::expectedCalibrationError(
            learn::reliabilityOfEqualWidth(y, score, kCalibrationBins));
    }
    json["base_rate"] =
        y.empty() ? 0.0
                  : static_cast<double>(confusion.truePositive + confusion.falseNegative) /
                        static_cast<double>(y.size());
    json["confusion"] = confusionJson(confusion);
    return json;
}

std::string classifierText(const nlohmann::ordered_json& json) {
    TextTable text({"metric", "value"});
    for (const auto& [key, value] : json.items())
        if (value.is_number_float())
            text.add({key, formatFixed(value.get<double>(), 6)});
    for (const auto& [key, value] : json.at("confusion").items())
        text.add({key, std::to_string(value.get<std::int64_t>())});
    return text.render();
}

} // namespace mops::cli
