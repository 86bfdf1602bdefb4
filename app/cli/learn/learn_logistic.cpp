#include "app/cli/csv_file.h"
#include "app/cli/learn/classifier_json.h"
#include "app/cli/learn/learn_input.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/classify/logistic.h"
#include "core/learn/measure/distributions.h"

#include <CLI/CLI.hpp>
#include <cmath>

namespace mops::cli {
namespace {

struct Options {
    std::string label;
    std::string positive;
    std::string weights;
    std::string classWeight = "none";
    std::string test;
    std::string out;
    double threshold = 0.5;
    learn::LogisticParams params;
};

/// A file's rows with their labels and weights.
struct Rows {
    LearnTable input;
    BinaryLabels labels;
    std::vector<double> weights;
};

std::vector<std::string> apartOf(const Options& options) {
    std::vector<std::string> apart{options.label};
    if (!options.weights.empty())
        apart.push_back(options.weights);
    return apart;
}

Result<Rows> labelled(Result<LearnTable> input, const Options& options,
                      const std::string& positive) {
    if (!input)
        return failAs(input);
    const sources::NumericTable& table = input->table;
    auto labels = binaryLabels(table.apart[0], table.line, positive);
    if (!labels)
        return failAs(labels);
    Rows rows{std::move(*input), std::move(*labels), {}};
    if (!options.weights.empty()) {
        auto weights = numbersOf(rows.input.table.apart[1], rows.input.table.line);
        if (!weights)
            return failAs(weights);
        rows.weights = std::move(*weights);
    }
    return rows;
}

std::vector<double> probabilities(const learn::LogisticResult& model, learn::MatrixView x) {
    std::vector<double> result;
    result.reserve(x.rows);
    for (std::size_t r = 0; r < x.rows; ++r)
        result.push_back(learn::sigmoid(learn::logOdds(model, x.row(r))));
    return result;
}

Result<> writeRows(const std::string& path, const Rows& rows,
                   const std::vector<double>& probability) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    file->add("line").add("label").add("probability").endRow();
    for (std::size_t r = 0; r < probability.size(); ++r)
        file->add(rows.input.table.line[r])
            .add(std::int64_t{rows.labels.y[r]})
            .add(probability[r])
            .endRow();
    return file->commit();
}

Result<learn::LogisticParams> paramsOf(const Options& options, int threads) {
    learn::LogisticParams params = options.params;
    params.threads = threads;
    if (options.classWeight == "balanced") {
        params.balanced = true;
    } else if (options.classWeight != "none") {
        const auto factor = parseDouble(options.classWeight);
        if (!factor)
            return fail(ErrorCode::Usage, "--class-weight " + options.classWeight,
                        "none, balanced or a factor for the positive class");
        params.positiveWeight = *factor;
    }
    return params;
}

/// One object per column: coefficient, standard_error, z, p_value, odds_ratio with 95 % interval.
nlohmann::ordered_json effects(const learn::LogisticResult& model,
                               const std::vector<std::string>& columns) {
    const double z95 = learn::normalQuantile(0.975);
    auto list = nlohmann::ordered_json::array();
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const double value = model.coefficients[c];
        const double error = model.standardErrors[c];
        list.push_back({{"column", columns[c]},
                        {"coefficient", value},
                        {"standard_error", error},
                        {"z", value / error},
                        {"p_value", 2 * learn::normalCdf(-std::abs(value / error))},
                        {"odds_ratio", learn::oddsRatio(model, c)},
                        {"odds_ratio_low", std::exp(value - z95 * error)},
                        {"odds_ratio_high", std::exp(value + z95 * error)},
                        {"mean", model.means[c]}});
    }
    return list;
}

std::string textOf(const learn::LogisticResult& model, const std::vector<std::string>& columns,
                   const nlohmann::ordered_json& json) {
    TextTable text({"column", "coefficient", "standard error", "odds ratio"});
    text.add({"(intercept)", formatFixed(model.intercept, 6),
              formatFixed(model.interceptStandardError, 6), ""});
    for (std::size_t c = 0; c < columns.size(); ++c)
        text.add({columns[c], formatFixed(model.coefficients[c], 6),
                  formatFixed(model.standardErrors[c], 6),
                  formatFixed(learn::oddsRatio(model, c), 6)});
    std::string result = text.render() + "\n" + classifierText(json.at("train"));
    if (json.contains("test"))
        result += "\n" + classifierText(json.at("test"));
    return result;
}

nlohmann::ordered_json answerOf(const learn::LogisticResult& model, const Rows& train,
                                const std::vector<double>& probability, double threshold) {
    nlohmann::ordered_json json;
    json["coefficients"] = model.coefficients;
    json["intercept"] = model.intercept;
    json["log_loss"] = model.logLoss;
    json["gradient_norm"] = model.gradientNorm;
    json["iterations"] = model.iterations;
    json["sample_iterations"] = model.sampleIterations;
    json["converged"] = model.converged;
    json["auc"] = learn::rocAuc(train.labels.y, probability);
    json["positive"] = train.labels.positive;
    json["standard_errors"] = model.standardErrors;
    json["intercept_standard_error"] = model.interceptStandardError;
    json["effects"] = effects(model, train.input.table.columns);
    json["objective_per_iteration"] = model.objectivePerIteration;
    json["train"] = classifierJson(train.labels.y, probability, threshold);
    return json;
}

Result<Answer> run(const TableOptions& table, const Options& options, Session& session) {
    const auto params = paramsOf(options, session.threads);
    if (!params)
        return failAs(params);
    const auto train =
        labelled(readLearnTable(table, apartOf(options), session), options, options.positive);
    if (!train)
        return failAs(train);
    const Stopwatch watch;
    const auto model = learn::fitLogistic(train->input.matrix(), train->labels.y, train->weights,
                                          *params, *session.context);
    if (!model)
        return failAs(model);
    const double seconds = watch.seconds();
    auto probability = probabilities(*model, train->input.matrix());
    Answer answer;
    answer.json = answerOf(*model, *train, probability, options.threshold);

    const Rows* shown = &*train;
    Result<Rows> test = fail(ErrorCode::NotFound);
    if (!options.test.empty()) {
        test =
            labelled(readLearnTable(table, options.test, train->input, apartOf(options), session),
                     options, train->labels.positive);
        if (!test)
            return failAs(test);
        shown = &*test;
        probability = probabilities(*model, test->input.matrix());
        answer.json["test"] = classifierJson(test->labels.y, probability, options.threshold);
        answer.json["test"]["rows"] = test->input.table.rows;
    }
    if (!options.out.empty())
        if (const auto written = writeRows(options.out, *shown, probability); !written)
            return failAs(written);
    answer.json["seconds"] = seconds;
    describeInput(train->input, answer.json);
    answer.text = textOf(*model, train->input.table.columns, answer.json);
    return answer;
}

} // namespace

Action defineLearnLogistic(CLI::App& call) {
    const auto table = addTable(call);
    const auto options = std::make_shared<Options>();
    options->params.standardize = false;
    options->params.gradientTolerance = 1e-8;
    call.add_option("--label", options->label, "Column of labels, by name, position or \"last\"")
        ->required();
    call.add_option("--positive", options->positive,
                    "The label that counts as 1 (default: the larger of two)");
    call.add_option("--l2", options->params.l2, "Squared penalty (scikit-learn: 1/C)")
        ->capture_default_str();
    call.add_option("--l1", options->params.l1, "Absolute penalty, which leaves columns out")
        ->capture_default_str();
    call.add_flag("--standardize", options->params.standardize,
                  "Penalise as if the columns had deviation 1");
    call.add_option("--class-weight", options->classWeight,
                    "none, balanced, or a factor for the positive class")
        ->capture_default_str();
    call.add_option("--weights", options->weights, "Column of row weights");
    call.add_option("--max-iter", options->params.maxIterations, "Most Newton steps")
        ->capture_default_str();
    call.add_option("--tol", options->params.gradientTolerance,
                    "Largest gradient component a row at the end")
        ->capture_default_str();
    call.add_option("--threshold", options->threshold, "Probability from which a row is called")
        ->capture_default_str();
    call.add_option("--test", options->test, "File to measure the model on");
    call.add_option("--out", options->out,
                    "CSV file for the probability of every row (of the test file, if given)");
    return [=](Session& session) { return run(*table, *options, session); };
}

} // namespace mops::cli
