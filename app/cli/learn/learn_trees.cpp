#include "app/cli/learn/learn_input.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/learn/row_scores.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/classify/boosted_trees.h"
#include "core/learn/measure/metrics.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <numeric>
#include <optional>

namespace mops::cli {
namespace {

struct Options {
    std::string label;
    std::string positive;
    std::string test;
    std::string out;
    bool contributions = false;
    std::vector<std::string> rising;
    std::vector<std::string> falling;
    learn::BoostedTreesParams params;
};

/// A table with its labels.
struct Labelled {
    LearnTable table;
    BinaryLabels labels;
};

Result<Labelled> withLabels(Result<LearnTable> table, const std::string& positive) {
    if (!table)
        return failAs(table);
    auto labels = binaryLabels(table->table.apart.front(), table->table.line, positive);
    if (!labels)
        return failAs(labels);
    return Labelled{std::move(*table), std::move(*labels)};
}

Result<std::vector<int>> directions(const std::vector<std::string>& columns,
                                    const Options& options) {
    std::vector<int> result(columns.size(), 0);
    bool any = false;
    for (const auto& [names, direction] :
         {std::pair(&options.rising, 1), std::pair(&options.falling, -1)})
        for (const std::string& name : *names) {
            const auto found = std::ranges::find(columns, name);
            if (found == columns.end())
                return fail(ErrorCode::ColumnMissing, name);
            result[static_cast<std::size_t>(found - columns.begin())] = direction;
            any = true;
        }
    return any ? result : std::vector<int>();
}

nlohmann::ordered_json importancesOf(const std::vector<learn::ColumnImportance>& importances,
                                     const std::vector<std::string>& columns, TextTable& text) {
    std::vector<std::size_t> order(columns.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return importances[a].gain > importances[b].gain;
    });
    auto json = nlohmann::ordered_json::array();
    for (const std::size_t c : order) {
        json.push_back({{"feature", columns[c]},
                        {"gain", importances[c].gain},
                        {"total_gain", importances[c].totalGain},
                        {"splits", importances[c].splits}});
        text.add({columns[c], formatFixed(importances[c].gain, 4),
                  formatFixed(importances[c].totalGain, 4), std::to_string(importances[c].splits)});
    }
    return json;
}

void addMetrics(nlohmann::ordered_json& json, std::span<const std::uint8_t> y,
                std::span<const double> probability) {
    json["auc"] = learn::rocAuc(y, probability);
    json["pr_auc"] = learn::prAuc(y, probability);
    json["log_loss"] = learn::logLoss(y, probability);
    json["brier"] = learn::brier(y, probability);
}

Result<> writeRows(const Options& options, const learn::BoostedTrees& model, const Labelled& rows,
                   std::span<const double> probability, Session& session) {
    if (options.out.empty())
        return {};
    RowScores out{"score", probability, rows.table.table.apart.front().values};
    if (!options.contributions)
        return writeRowScores(options.out, rows.table, out);
    const auto parts = model.contributions(rows.table.matrix(), session.threads, *session.context);
    if (!parts)
        return failAs(parts);
    out.parts = &*parts;
    return writeRowScores(options.out, rows.table, out);
}

Result<Answer> runTrees(const TableOptions& table, const Options& options, Session& session) {
    const auto train =
        withLabels(readLearnTable(table, {options.label}, session), options.positive);
    if (!train)
        return failAs(train);
    std::optional<Labelled> test;
    if (!options.test.empty()) {
        auto read =
            withLabels(readLearnTable(table, options.test, train->table, {options.label}, session),
                       train->labels.positive);
        if (!read)
            return failAs(read);
        test = std::move(*read);
    }
    auto params = options.params;
    params.seed = session.seed;
    params.threads = session.threads;
    const auto monotone = directions(train->table.table.columns, options);
    if (!monotone)
        return failAs(monotone);
    params.monotone = *monotone;

    const Stopwatch watch;
    const auto found = learn::fitBoostedTrees(train->table.matrix(), train->labels.y, {}, params,
                                              *session.context);
    if (!found)
        return failAs(found);
    const double seconds = watch.seconds();
    const Labelled& rows = test ? *test : *train;
    const auto probability =
        found->model.probabilities(rows.table.matrix(), session.threads, *session.context);
    if (!probability)
        return failAs(probability);
    const auto importances = found->model.importances();
    if (!importances)
        return failAs(importances);
    if (const auto written = writeRows(options, found->model, rows, *probability, session);
        !written)
        return failAs(written);

    Answer answer;
    addMetrics(answer.json, rows.labels.y, *probability);
    answer.json["evaluated_on"] = test ? "test" : "training";
    answer.json["training_log_loss"] = found->trainingLoss;
    answer.json["positive"] = train->labels.positive;
    answer.json["rounds"] = found->model.rounds();
    answer.json["rounds_run"] = found->roundsRun;
    answer.json["stopped_early"] = found->stoppedEarly;
    if (!found->holdOutLossPerRound.empty())
        answer.json["hold_out_log_loss"] = found->holdOutLossPerRound;
    TextTable text({"column", "gain", "total gain", "splits"});
    answer.json["importances"] = importancesOf(*importances, train->table.table.columns, text);
    answer.json["seconds"] = seconds;
    if (test)
        answer.json["test_rows"] = test->table.table.rows;
    describeInput(train->table, answer.json);
    answer.text = std::string(test ? "test" : "training") + " rows: AUC " +
                  formatFixed(answer.json["auc"].get<double>(), 4) + ", PR-AUC " +
                  formatFixed(answer.json["pr_auc"].get<double>(), 4) + ", log loss " +
                  formatFixed(answer.json["log_loss"].get<double>(), 4) + "; " +
                  std::to_string(found->model.rounds()) + " rounds\n\n" + text.render();
    return answer;
}

} // namespace

Action defineLearnTrees(CLI::App& call) {
    const auto table = addTable(call, true);
    const auto options = std::make_shared<Options>();
    learn::BoostedTreesParams& params = options->params;
    call.add_option("--label", options->label, "Column of the two classes, by name or position")
        ->required();
    call.add_option("--positive", options->positive, "The label that counts as 1");
    call.add_option("--test", options->test, "File with the same columns to evaluate on");
    call.add_option("--out", options->out,
                    "CSV file for the score of every row (of the test file, when given)");
    call.add_flag("--contributions", options->contributions,
                  "Add to --out what each column contributes to the log-odds (slow)");
    call.add_option("--rounds", params.rounds, "Trees")->capture_default_str();
    call.add_option("--depth", params.depth, "Most splits on a path")->capture_default_str();
    call.add_option("--eta", params.eta, "Share of each tree that is taken")->capture_default_str();
    call.add_option("--min-child-weight", params.minChildWeight, "Least weight in a leaf")
        ->capture_default_str();
    call.add_option("--l2", params.l2, "Penalty on squared leaf values")->capture_default_str();
    call.add_option("--l1", params.l1, "Penalty on absolute leaf values")->capture_default_str();
    call.add_option("--min-gain", params.minGain, "Least gain of a split")->capture_default_str();
    call.add_option("--row-share", params.rowShare, "Rows drawn per tree")->capture_default_str();
    call.add_option("--column-share", params.columnShare, "Columns drawn per tree")
        ->capture_default_str();
    call.add_option("--bins", params.maxBins, "Bins of a column's histogram")
        ->capture_default_str();
    call.add_option("--positive-weight", params.positiveWeight, "Factor on rows labelled 1")
        ->capture_default_str();
    call.add_option("--rising", options->rising, "Columns that may only raise the score")
        ->delimiter(',');
    call.add_option("--falling", options->falling, "Columns that may only lower the score")
        ->delimiter(',');
    call.add_option("--hold-out", params.holdOut, "Share of rows kept apart to stop early")
        ->capture_default_str();
    call.add_flag("--hold-out-last", params.holdOutLast, "Hold out the last rows of the file");
    call.add_option("--patience", params.patience, "Rounds without improvement before stopping")
        ->capture_default_str();
    return [=](Session& session) { return runTrees(*table, *options, session); };
}

} // namespace mops::cli
