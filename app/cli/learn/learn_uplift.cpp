#include "app/cli/learn/learn_input.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/measure/uplift.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <cmath>

namespace mops::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::string treated;
    std::string outcome;
    std::string positive;
    double confidence = 0.95;
};

Json orNull(double value) {
    return std::isfinite(value) ? Json(value) : Json();
}

/// A ShareComparison or MeanComparison.
template <class Comparison>
void describe(Answer& answer, const char* what, const Comparison& found, double relative) {
    const learn::Interval& range = found.ofDifference;
    answer.json["measure"] = what;
    answer.json["treated"] = found.first;
    answer.json["control"] = found.second;
    answer.json["difference"] = found.difference;
    answer.json["low"] = range.low;
    answer.json["high"] = range.high;
    answer.json["relative"] = orNull(relative);
    answer.json["p_value"] = found.pValue;
    TextTable text({"", "treated", "held out", "difference", "low", "high", "p"});
    text.add({what, formatFixed(found.first, 6), formatFixed(found.second, 6),
              formatFixed(found.difference, 6), formatFixed(range.low, 6),
              formatFixed(range.high, 6), formatFixed(found.pValue, 6)});
    answer.text = text.render();
}

/// Outcomes of the rows where `group` is `wanted`.
std::vector<double> outcomesOf(const LearnTable& input, const std::vector<std::uint8_t>& group,
                               std::uint8_t wanted) {
    std::vector<double> outcomes;
    for (std::size_t row = 0; row < group.size(); ++row)
        if (group[row] == wanted)
            outcomes.push_back(input.table.values[row]);
    return outcomes;
}

bool isYesOrNo(const std::vector<double>& values) {
    return std::ranges::all_of(values, [](double v) { return v == 0 || v == 1 || std::isnan(v); });
}

/// Successes and rows without the missing ones.
std::pair<std::int64_t, std::int64_t> counted(const std::vector<double>& values) {
    return {std::ranges::count(values, 1.0),
            std::ranges::count_if(values, [](double v) { return !std::isnan(v); })};
}

Result<Answer> run(TableOptions table, const Options& options, Session& session) {
    table.columns = {options.outcome};
    const auto input = readLearnTable(table, {options.treated}, session);
    if (!input)
        return failAs(input);
    const auto group =
        binaryLabels(input->table.apart.front(), input->table.line, options.positive);
    if (!group)
        return failAs(group);
    const auto treated = outcomesOf(*input, group->y, 1);
    const auto control = outcomesOf(*input, group->y, 0);
    const Stopwatch watch;
    Answer answer;
    answer.json = {{"treated_group", group->positive},
                   {"treated_rows", treated.size()},
                   {"control_rows", control.size()},
                   {"confidence", options.confidence}};
    if (isYesOrNo(treated) && isYesOrNo(control)) {
        const auto [events, rows] = counted(treated);
        const auto [controlEvents, controlRows] = counted(control);
        const auto found =
            learn::measureRateUplift(events, rows, controlEvents, controlRows, options.confidence);
        if (!found)
            return failAs(found);
        describe(answer, "rate", found->rates, found->relative);
        answer.json["additional"] = found->additional;
    } else {
        const auto found = learn::measureMeanUplift(treated, control, options.confidence);
        if (!found)
            return failAs(found);
        describe(answer, "mean", found->means, found->relative);
        answer.json["additional"] = found->additional;
        answer.json["degrees"] = found->means.degrees;
        answer.json["missing"] = found->missing;
    }
    answer.json["seconds"] = watch.seconds();
    describeInput(*input, answer.json);
    return answer;
}

} // namespace

Action defineLearnUplift(CLI::App& call) {
    const auto table = addTable(call, true);
    const auto options = std::make_shared<Options>();
    call.add_option("--treated", options->treated,
                    "Column that tells the treated rows from those "
                    "held out: two values")
        ->required();
    call.add_option("--outcome", options->outcome,
                    "Column of the outcome: 0 and 1 are compared as rates, else as means")
        ->required();
    call.add_option("--positive", options->positive,
                    "The value of the treated rows (default: 1, or the later of the two)");
    call.add_option("--confidence", options->confidence, "Of the interval")->capture_default_str();
    return [=](Session& session) { return run(*table, *options, session); };
}

} // namespace mops::cli
