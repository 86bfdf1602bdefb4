#include "app/cli/csv_file.h"
#include "app/cli/learn/learn_input.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/cluster/principal_axes.h"
#include "core/learn/neural/autoencoder.h"

#include <algorithm>
#include <CLI/CLI.hpp>
#include <numeric>

namespace mops::cli {
namespace {

using nlohmann::ordered_json;

struct Options {
    learn::AutoencoderParams params;
    std::string activation = "relu";
    std::string out;
    bool shares = false;
};

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The same loss with as many principal axes, the linear way to do it; null where that would take
/// longer than the network.
Result<ordered_json> principalLoss(learn::MatrixView x, const learn::ColumnMoments& moments,
                                   int dimension) {
    constexpr double kMostProducts = 2e9;
    constexpr std::size_t kMostColumns = 1024;
    const auto columns = static_cast<double>(x.columns);
    if (x.columns > kMostColumns || static_cast<double>(x.rows) * columns * columns > kMostProducts)
        return ordered_json(nullptr);
    learn::Matrix z(x.rows, x.columns);
    for (std::size_t r = 0; r < x.rows; ++r)
        for (std::size_t c = 0; c < x.columns; ++c)
            if (moments.deviations[c] > 0)
                z.at(r, c) = (x.at(r, c) - moments.means[c]) / moments.deviations[c];
    const auto found = learn::principalAxes(z, dimension);
    if (!found)
        return failAs(found);
    const double kept = std::accumulate(found->variance.begin(), found->variance.end(), 0.0);
    return ordered_json(std::max(0.0, found->totalVariance - kept) / columns);
}

ordered_json quantilesOf(std::vector<double> values) {
    std::ranges::sort(values);
    const auto at = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    return {{"p50", at(0.5)}, {"p90", at(0.9)}, {"p99", at(0.99)}, {"max", values.back()}};
}

/// One row per row read: its line, its error, the column most to blame, its code.
Result<> writeRows(const Options& options, const LearnTable& input,
                   const learn::AutoencoderRows& rows) {
    auto file = CsvFile::begin(options.out);
    if (!file)
        return failAs(file);
    file->add("line").add("error").add("worst_column").add("worst_share");
    for (std::size_t d = 0; d < rows.embedding.columns; ++d)
        file->add("code_" + std::to_string(d + 1));
    for (std::size_t c = 0; c < rows.share.columns; ++c)
        file->add("share_" + input.table.columns[c]);
    file->endRow();
    for (std::size_t r = 0; r < rows.error.size(); ++r) {
        file->add(input.table.line[r]).add(rows.error[r]);
        file->add(input.table.columns[static_cast<std::size_t>(rows.worstColumn[r])]);
        file->add(rows.worstShare[r]);
        for (const double value : rows.embedding.row(r))
            file->add(value);
        if (options.shares)
            for (const double value : rows.share.row(r))
                file->add(value);
        file->endRow();
    }
    return file->commit();
}

Answer answerOf(const learn::AutoencoderFit& fit, const learn::AutoencoderRows& rows) {
    Answer answer;
    ordered_json layers{fit.model.columns()};
    for (const learn::LayerShape& layer : fit.model.network().layers())
        layers.push_back(layer.outputs);
    answer.json = {
        {"reconstruction_loss", fit.trainLoss}, {"hold_out_loss", fit.holdOutLoss},
        {"epochs", fit.trainLoss.size()},       {"best_epoch", fit.bestEpoch},
        {"stopped_early", fit.stoppedEarly},    {"layers", layers},
        {"mean_error", mean(rows.error)},       {"error_quantiles", quantilesOf(rows.error)}};
    TextTable text({"epoch", "loss", "hold-out"});
    for (std::size_t e = 0; e < fit.trainLoss.size(); ++e)
        text.add({std::to_string(e + 1), formatFixed(fit.trainLoss[e], 5),
                  e < fit.holdOutLoss.size() ? formatFixed(fit.holdOutLoss[e], 5) : "–"});
    answer.text = text.render();
    return answer;
}

Result<Answer> runAutoencoder(const TableOptions& table, Options options, bool epochsSaid,
                              bool patienceSaid, Session& session) {
    auto& params = options.params;
    if (epochsSaid && !patienceSaid)
        params.patience = params.epochs; // who asks for E epochs gets E
    params.activation =
        options.activation == "tanh" ? learn::Activation::Tanh : learn::Activation::Relu;
    params.seed = session.seed;
    params.threads = session.threads;
    const auto input = readLearnTable(table, {}, session);
    if (!input)
        return failAs(input);
    const Stopwatch watch;
    const auto fit = learn::fitAutoencoder(input->matrix(), params, *session.context);
    if (!fit)
        return failAs(fit);
    const double seconds = watch.seconds();
    const auto rows = fit->model.score(input->matrix(), options.shares && !options.out.empty(),
                                       params.threads, *session.context);
    if (!rows)
        return failAs(rows);
    const auto linear = principalLoss(input->matrix(), fit->model.moments(), params.dimension);
    if (!linear)
        return failAs(linear);
    if (!options.out.empty())
        if (const auto written = writeRows(options, *input, *rows); !written)
            return failAs(written);
    Answer answer = answerOf(*fit, *rows);
    answer.json["principal_axes_error"] = *linear;
    answer.json["seconds"] = seconds;
    describeInput(*input, answer.json);
    return answer;
}

} // namespace

Action defineLearnAutoencoder(CLI::App& call) {
    const auto table = addTable(call);
    const auto options = std::make_shared<Options>();
    auto& params = options->params;
    call.add_option("--dim", params.dimension, "Width of the code")->required();
    const auto* epochs = call.add_option("--epochs", params.epochs,
                                         "Passes over the rows (default: until the hold-out loss "
                                         "no longer falls)")
                             ->check(CLI::PositiveNumber);
    call.add_option("--hidden", params.hidden,
                    "Widths between columns and code (default: one, half the columns)")
        ->delimiter(',');
    call.add_option("--activation", options->activation, "Of the hidden layers")
        ->check(CLI::IsMember({"relu", "tanh"}))
        ->capture_default_str();
    call.add_option("--rate", params.adam.rate, "Step size of Adam")->capture_default_str();
    call.add_option("--minibatch", params.minibatch,
                    "Rows a step (default: by the rows, 32 … 256)");
    call.add_option("--hold-out", params.holdOut, "Share of rows that only measures")
        ->capture_default_str();
    const auto* patience = call.add_option("--patience", params.patience,
                                           "Epochs without a better hold-out loss before it stops");
    call.add_option("--out", options->out, "CSV file for the error and the code of every row");
    call.add_flag("--shares", options->shares, "With --out: each column's share of a row's error");
    return [=](Session& session) {
        return runAutoencoder(*table, *options, epochs->count() > 0, patience->count() > 0,
                              session);
    };
}

} // namespace mops::cli
