#include "app/cli/learn/learn_input.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/learn/row_scores.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/anomaly/robust_distance.h"
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
    learn::RobustDistanceParams params;
};

Result<learn::Matrix> allParts(const learn::RobustDistanceResult& found, learn::MatrixView x) {
    learn::Matrix parts(x.rows, x.columns + 1);
    for (std::size_t row = 0; row < x.rows; ++row) {
        const auto own = learn::distanceParts(found, x.row(row));
        if (!own)
            return failAs(own);
        std::ranges::copy(*own, parts.row(row).begin());
    }
    return parts;
}

void describe(const learn::RobustDistanceResult& found, const LearnTable& input, Answer& answer) {
    answer.json["distance_quantiles"] = quantilesOf(found.distance);
    answer.json["cut"] = found.cutDistance;
    answer.json["outliers"] = found.outliers;
    answer.json["support_rows"] = found.supportRows;
    answer.json["log_determinant"] = found.logDeterminant;
    answer.json["starts"] = found.starts;
    answer.json["steps"] = found.steps;
    answer.json["location"] = found.location;
    auto covariance = nlohmann::ordered_json::array();
    for (std::size_t row = 0; row < found.covariance.rows; ++row) {
        const auto numbers = found.covariance.row(row);
        covariance.push_back(std::vector<double>(numbers.begin(), numbers.end()));
    }
    answer.json["covariance"] = std::move(covariance);
    auto top = nlohmann::ordered_json::array();
    TextTable text({"line", "distance"});
    for (const std::size_t row : highestFirst(found.distance, kShownRows)) {
        top.push_back({{"line", input.table.line[row]}, {"distance", found.distance[row]}});
        text.add({std::to_string(input.table.line[row]), formatFixed(found.distance[row], 3)});
    }
    answer.json["top"] = std::move(top);
    answer.text += std::to_string(found.outliers) + " rows beyond distance " +
                   formatFixed(found.cutDistance, 3) + "\n\n" + text.render();
}

Result<Answer> runRobust(const TableOptions& table, const Options& options, Session& session) {
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
    const auto found = learn::robustDistance(input->matrix(), params, *session.context);
    if (!found)
        return failAs(found);
    const double seconds = watch.seconds();
    if (!options.out.empty()) {
        RowScores rows{"distance", found->distance, {}};
        if (labels)
            rows.labels = input->table.apart.front().values;
        auto parts = Result<learn::Matrix>(learn::Matrix());
        if (options.contributions) {
            parts = allParts(*found, input->matrix());
            if (!parts)
                return failAs(parts);
            rows.parts = &*parts;
        }
        if (const auto written = writeRowScores(options.out, *input, rows); !written)
            return failAs(written);
    }
    Answer answer;
    if (labels) {
        answer.json["auc"] = learn::rocAuc(labels->y, found->distance);
        answer.json["pr_auc"] = learn::prAuc(labels->y, found->distance);
        answer.json["positive"] = labels->positive;
        answer.text = "AUC " + formatFixed(answer.json["auc"].get<double>(), 4) + ", PR-AUC " +
                      formatFixed(answer.json["pr_auc"].get<double>(), 4) + "\n\n";
    }
    describe(*found, *input, answer);
    answer.json["seconds"] = seconds;
    describeInput(*input, answer.json);
    return answer;
}

} // namespace

Action defineLearnRobust(CLI::App& call) {
    const auto table = addTable(call);
    const auto options = std::make_shared<Options>();
    call.add_option("--support", options->params.support,
                    "Share of the rows that are surely ordinary, 0.5 to 1 (default: the least)");
    call.add_option("--starts", options->params.starts, "Random starts")->capture_default_str();
    call.add_option("--cut", options->params.cut, "Share of ordinary rows below the cut")
        ->capture_default_str();
    call.add_option("--label", options->label,
                    "Column that says which rows are unusual, to evaluate with");
    call.add_option("--positive", options->positive, "The label of unusual rows");
    call.add_option("--out", options->out, "CSV file for the distance of every row");
    call.add_flag("--contributions", options->contributions,
                  "Add to --out what each column contributes to the squared distance");
    return [=](Session& session) { return runRobust(*table, *options, session); };
}

} // namespace mops::cli
