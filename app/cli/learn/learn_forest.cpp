#include "app/cli/learn/learn_input.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/learn/row_scores.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/anomaly/isolation_forest.h"
#include "core/learn/measure/metrics.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <optional>

namespace mops::cli {
namespace {

constexpr std::size_t kShownRows = 10;

struct Options {
    std::string label;
    std::string positive;
    std::string out;
    bool contributions = false;
    learn::IsolationForestParams params;
};

/// Contributions and base of every row.
Result<learn::Matrix> allParts(const learn::IsolationForest& forest, learn::MatrixView x,
                               TaskContext& context) {
    learn::Matrix parts(x.rows, x.columns + 1);
    for (std::size_t row = 0; row < x.rows; ++row) {
        if (row % 256 == 0 && context.cancelled())
            return fail(ErrorCode::Cancelled);
        const auto reason = learn::explainIsolation(forest, x.row(row));
        if (!reason)
            return failAs(reason);
        std::ranges::copy(reason->contributions, parts.row(row).begin());
        parts.at(row, x.columns) = reason->base;
    }
    return parts;
}

/// The most unusual rows, each with the column that makes it so.
Result<nlohmann::ordered_json> mostUnusual(const learn::IsolationForest& forest,
                                           const LearnTable& input, std::span<const double> scores,
                                           TextTable& text) {
    auto json = nlohmann::ordered_json::array();
    for (const std::size_t row : highestFirst(scores, kShownRows)) {
        const auto reason = learn::explainIsolation(forest, input.matrix().row(row));
        if (!reason)
            return failAs(reason);
        const auto most = std::ranges::max_element(reason->contributions);
        const std::string& column =
            input.table.columns[static_cast<std::size_t>(most - reason->contributions.begin())];
        json.push_back({{"line", input.table.line[row]},
                        {"score", scores[row]},
                        {"column", column},
                        {"contribution", *most}});
        text.add({std::to_string(input.table.line[row]), formatFixed(scores[row], 4), column});
    }
    return json;
}

Result<Answer> runForest(const TableOptions& table, const Options& options, Session& session) {
    std::vector<std::string> apart;
    if (!options.label.empty())
        apart.push_back(options.label);
    const auto input = readLearnTable(table, apart, session);
    if (!input)
        return failAs(input);
    std::optional<BinaryLabels> labels;
    if (!apart.empty()) {
        auto read = binaryLabels(input->table.apart.front(), input->table.line, options.positive);
        if (!read)
            return failAs(read);
        labels = std::move(*read);
    }
    auto params = options.params;
    params.seed = session.seed;
    params.threads = session.threads;
    const Stopwatch watch;
    const auto forest = learn::fitIsolationForest(input->matrix(), params, *session.context);
    if (!forest)
        return failAs(forest);
    const auto scores =
        learn::isolationScores(*forest, input->matrix(), session.threads, *session.context);
    if (!scores)
        return failAs(scores);
    const double seconds = watch.seconds();
    if (!options.out.empty()) {
        RowScores rows{"score", *scores, {}};
        if (labels)
            rows.labels = input->table.apart.front().values;
        auto parts = Result<learn::Matrix>(learn::Matrix());
        if (options.contributions) {
            parts = allParts(*forest, input->matrix(), *session.context);
            if (!parts)
                return failAs(parts);
            rows.parts = &*parts;
        }
        if (const auto written = writeRowScores(options.out, *input, rows); !written)
            return failAs(written);
    }
    Answer answer;
    if (labels) {
        answer.json["auc"] = learn::rocAuc(labels->y, *scores);
        answer.json["pr_auc"] = learn::prAuc(labels->y, *scores);
        answer.json["positive"] = labels->positive;
        answer.text = "AUC " + formatFixed(answer.json["auc"].get<double>(), 4) + ", PR-AUC " +
                      formatFixed(answer.json["pr_auc"].get<double>(), 4) + "\n\n";
    }
    answer.json["score_quantiles"] = quantilesOf(*scores);
    answer.json["trees"] = forest->trees();
    answer.json["sample"] = forest->sample;
    answer.json["mean_path_length"] = forest->meanLeafLength;
    TextTable text({"line", "score", "most unusual column"});
    const auto top = mostUnusual(*forest, *input, *scores, text);
    if (!top)
        return failAs(top);
    answer.json["top"] = *top;
    answer.json["seconds"] = seconds;
    describeInput(*input, answer.json);
    answer.text += text.render();
    return answer;
}

} // namespace

Action defineLearnForest(CLI::App& call) {
    const auto table = addTable(call);
    const auto options = std::make_shared<Options>();
    call.add_option("--trees", options->params.trees, "How many trees")->capture_default_str();
    call.add_option("--sample", options->params.sample, "Rows drawn per tree")
        ->capture_default_str();
    call.add_option("--label", options->label,
                    "Column that says which rows are unusual, to evaluate with");
    call.add_option("--positive", options->positive, "The label of unusual rows");
    call.add_option("--out", options->out, "CSV file for the score of every row");
    call.add_flag("--contributions", options->contributions,
                  "Add to --out what each column contributes to log2 of the score");
    return [=](Session& session) { return runForest(*table, *options, session); };
}

} // namespace mops::cli
