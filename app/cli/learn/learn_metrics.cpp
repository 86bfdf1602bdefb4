#include "app/cli/learn/classifier_json.h"
#include "app/cli/learn/learn_input.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/measure/group_metrics.h"
#include "core/learn/measure/regression_metrics.h"

#include <CLI/CLI.hpp>
#include <map>

namespace mops::cli {
namespace {

struct Options {
    std::string label;
    std::string score;
    std::string group;
    std::string reference;
    std::string positive;
    std::string kind = "classification";
    bool calledIsUnfavourable = false;
    double quantile = 0.5;
    int bins = 10;
    learn::GroupMetricsParams groups;
};

/// Group numbers in the order of their names.
struct Groups {
    std::vector<std::string> names;
    std::vector<std::int32_t> ofRow;
};

Groups groupsOf(const sources::TextColumn& column) {
    std::map<std::string, std::int32_t> numbers;
    for (const std::string& value : column.values)
        numbers.emplace(value, 0);
    Groups groups;
    for (auto& [name, number] : numbers) {
        number = static_cast<std::int32_t>(groups.names.size());
        groups.names.push_back(name);
    }
    for (const std::string& value : column.values)
        groups.ofRow.push_back(numbers.at(value));
    return groups;
}

void addRate(nlohmann::ordered_json& json, const std::string& name, const learn::GroupRate& rate) {
    json[name] = rate.value;
    json[name + "_low"] = rate.interval.low;
    json[name + "_high"] = rate.interval.high;
}

nlohmann::ordered_json groupJson(const learn::GroupRow& row, const std::string& name) {
    nlohmann::ordered_json json{{"group", name}, {"rows", row.rows}};
    addRate(json, "base_rate", row.baseRate);
    addRate(json, "selection_rate", row.callRate);
    addRate(json, "favourable_rate", row.favourableRate);
    addRate(json, "true_positive_rate", row.truePositiveRate);
    addRate(json, "false_positive_rate", row.falsePositiveRate);
    addRate(json, "precision", row.precision);
    json["accuracy"] = row.confusion.accuracy();
    json["recall"] = row.confusion.recall();
    json["f1"] = row.confusion.f1();
    json["roc_auc"] = row.rocAuc;
    json["brier"] = row.brier;
    json["confusion"] = confusionJson(row.confusion);
    const learn::ShareComparison& against = row.againstReference;
    json["difference"] = against.difference;
    json["difference_low"] = against.ofDifference.low;
    json["difference_high"] = against.ofDifference.high;
    json["ratio"] = against.ratio;
    json["ratio_low"] = against.ofRatio.low;
    json["ratio_high"] = against.ofRatio.high;
    json["p_value"] = against.pValue;
    json["enough_rows"] = row.enoughRows;
    json["passes_four_fifths"] = row.passesFourFifths;
    return json;
}

/// Adds `groups` and what they say together; returns a table for people.
Result<std::string> addGroups(const LearnTable& input, const Options& options,
                              const std::vector<std::uint8_t>& y, nlohmann::ordered_json& json) {
    const Groups groups = groupsOf(input.table.apart[1]);
    learn::GroupMetricsParams params = options.groups;
    params.calledIsFavourable = !options.calledIsUnfavourable;
    if (!options.reference.empty()) {
        const auto at = std::ranges::find(groups.names, options.reference);
        if (at == groups.names.end())
            return fail(ErrorCode::Usage, "--reference " + options.reference);
        params.reference = static_cast<std::int32_t>(at - groups.names.begin());
    }
    const auto found = learn::groupMetrics(y, input.table.values, groups.ofRow, params);
    if (!found)
        return failAs(found);
    json["groups"] = nlohmann::ordered_json::array();
    TextTable text({"group", "rows", "base rate", "selection rate", "true positive rate",
                    "false positive rate", "ratio", "4/5"});
    for (const learn::GroupRow& row : found->groups) {
        const std::string& name = groups.names[static_cast<std::size_t>(row.group)];
        json["groups"].push_back(groupJson(row, name));
        text.add({name, std::to_string(row.rows), formatFixed(row.baseRate.value, 4),
                  formatFixed(row.callRate.value, 4), formatFixed(row.truePositiveRate.value, 4),
                  formatFixed(row.falsePositiveRate.value, 4),
                  formatFixed(row.againstReference.ratio, 4), row.passesFourFifths ? "yes" : "no"});
    }
    json["reference"] = groups.names[static_cast<std::size_t>(found->reference)];
    json["demographic_parity_difference"] = found->favourableDifference;
    json["disparate_impact_ratio"] = found->favourableRatio;
    json["equal_opportunity_difference"] = found->truePositiveRateDifference;
    json["false_positive_rate_difference"] = found->falsePositiveRateDifference;
    json["equalized_odds_difference"] = found->equalizedOddsDifference;
    json["passes_four_fifths"] = found->passesFourFifths;
    return text.render();
}

Result<Answer> classification(const LearnTable& input, const Options& options) {
    const auto labels = binaryLabels(input.table.apart[0], input.table.line, options.positive);
    if (!labels)
        return failAs(labels);
    const std::span<const double> score = input.table.values;
    Answer answer;
    answer.json = classifierJson(labels->y, score, options.groups.threshold);
    answer.json["positive"] = labels->positive;
    answer.text = classifierText(answer.json);
    answer.json["reliability"] = nlohmann::ordered_json::array();
    if (!answer.json["brier"].is_null())
        for (const auto& bin : learn::reliabilityOfEqualWidth(labels->y, score, options.bins))
            answer.json["reliability"].push_back({{"mean_predicted", bin.meanPredicted},
                                                  {"observed_rate", bin.observedRate},
                                                  {"rows", bin.rows}});
    if (!options.group.empty()) {
        const auto text = addGroups(input, options, labels->y, answer.json);
        if (!text)
            return failAs(text);
        answer.text += "\n" + *text;
    }
    return answer;
}

Result<Answer> regression(const LearnTable& input, const Options& options) {
    const auto actual = numbersOf(input.table.apart[0], input.table.line);
    if (!actual)
        return failAs(actual);
    const std::span<const double> forecast = input.table.values;
    Answer answer;
    answer.json = {
        {"mae", learn::meanAbsoluteError(*actual, forecast)},
        {"rmse", learn::rootMeanSquaredError(*actual, forecast)},
        {"bias", learn::meanError(*actual, forecast)},
        {"median_absolute_error", learn::medianAbsoluteError(*actual, forecast)},
        {"r2", learn::coefficientOfDetermination(*actual, forecast)},
        {"mape", learn::meanAbsolutePercentageError(*actual, forecast)},
        {"wape", learn::weightedAbsolutePercentageError(*actual, forecast)},
        {"pinball", learn::pinballLoss(*actual, forecast, options.quantile)},
        {"quantile", options.quantile},
    };
    TextTable text({"metric", "value"});
    for (const auto& [key, value] : answer.json.items())
        text.add({key, formatFixed(value.get<double>(), 6)});
    answer.text = text.render();
    return answer;
}

Result<Answer> run(TableOptions table, const Options& options, Session& session) {
    table.columns = {options.score};
    std::vector<std::string> apart{options.label};
    if (!options.group.empty())
        apart.push_back(options.group);
    const auto input = readLearnTable(table, apart, session);
    if (!input)
        return failAs(input);
    const Stopwatch watch;
    auto answer = options.kind == "regression" ? regression(*input, options)
                                               : classification(*input, options);
    if (!answer)
        return answer;
    answer->json["seconds"] = watch.seconds();
    describeInput(*input, answer->json);
    return answer;
}

} // namespace

Action defineLearnMetrics(CLI::App& call) {
    const auto table = addTable(call);
    const auto options = std::make_shared<Options>();
    call.add_option("--label", options->label, "Column of what came true")->required();
    call.add_option("--score", options->score, "Column of scores, probabilities or forecasts")
        ->required();
    call.add_option("--kind", options->kind, "What is measured")
        ->check(CLI::IsMember({"classification", "regression"}))
        ->capture_default_str();
    call.add_option("--positive", options->positive,
                    "The label that counts as 1 (default: the larger of two)");
    call.add_option("--threshold", options->groups.threshold, "Score from which a row is called")
        ->capture_default_str();
    call.add_option("--bins", options->bins, "Parts of the reliability curve")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    call.add_option("--quantile", options->quantile, "Of the pinball loss")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    call.add_option("--group", options->group, "Column of groups to compare");
    call.add_option("--reference", options->reference,
                    "The group to compare with (default: the most favoured)");
    call.add_flag("--unfavourable", options->calledIsUnfavourable,
                  "Being called is bad for the one called (a suspicion)");
    call.add_option("--confidence", options->groups.confidence, "Of the intervals")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    return [=](Session& session) { return run(*table, *options, session); };
}

} // namespace mops::cli
