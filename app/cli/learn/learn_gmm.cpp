#include "app/cli/csv_file.h"
#include "app/cli/learn/learn_cluster.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "core/base/text.h"
#include "core/learn/cluster/gaussian_mixture.h"

#include <CLI/CLI.hpp>
#include <numeric>

namespace mops::cli {
namespace {

struct Options {
    learn::MixtureParams params;
    std::string covariance = "full";
    bool standardize = false;
    std::string out;
};

/// One row per row read: its line in the file, the most probable component, the logarithm of its
/// density and the probability of every component.
Result<> writeRows(const std::string& path, const LearnTable& input,
                   const learn::MixtureRows& rows) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    file->add("line").add("label").add("log_density");
    for (std::size_t k = 0; k < rows.probabilities.columns; ++k)
        file->add("p_" + std::to_string(k));
    file->endRow();
    for (std::size_t row = 0; row < rows.labels.size(); ++row) {
        file->add(input.table.line[row])
            .add(std::int64_t{rows.labels[row]})
            .add(rows.logDensity[row]);
        for (const double probability : rows.probabilities.row(row))
            file->add(probability);
        file->endRow();
    }
    return file->commit();
}

std::vector<std::int64_t> sizesOf(const learn::MixtureResult& found) {
    std::vector<std::int64_t> sizes(found.model.components(), 0);
    for (const std::int32_t label : found.rows.labels)
        ++sizes[static_cast<std::size_t>(label)];
    return sizes;
}

/// Full: a list of lists per component; diagonal: the variances. In the units of the file.
nlohmann::ordered_json covariancesOf(const learn::MixtureModel& model, const ClusterRows& rows) {
    const auto scale = [&](std::size_t c) {
        return rows.standard ? rows.standard->moments.deviations[c] : 1.0;
    };
    if (model.covariance == learn::CovarianceKind::Diagonal) {
        learn::Matrix variances = model.covariances.front();
        for (std::size_t k = 0; k < variances.rows; ++k)
            for (std::size_t c = 0; c < variances.columns; ++c)
                variances.at(k, c) *= scale(c) * scale(c);
        return rowsOf(variances);
    }
    auto json = nlohmann::ordered_json::array();
    for (learn::Matrix covariance : model.covariances) {
        for (std::size_t i = 0; i < covariance.rows; ++i)
            for (std::size_t j = 0; j < covariance.columns; ++j)
                covariance.at(i, j) *= scale(i) * scale(j);
        json.push_back(rowsOf(covariance));
    }
    return json;
}

Answer answerOf(const LearnTable& input, const ClusterRows& rows,
                const learn::MixtureResult& found) {
    const learn::Matrix means = rows.inDataUnits(found.model.means);
    const auto sizes = sizesOf(found);
    Answer answer;
    answer.json = {{"k", found.model.components()},
                   {"log_likelihood", found.logLikelihood},
                   {"mean_log_likelihood",
                    found.logLikelihood / static_cast<double>(found.rows.labels.size())},
                   {"bic", found.bic},
                   {"aic", found.aic},
                   {"free_parameters", found.model.freeParameters()},
                   {"iterations", found.iterations},
                   {"converged", found.converged},
                   {"weights", found.model.weights},
                   {"sizes", sizes},
                   {"means", rowsOf(means)},
                   {"covariances", covariancesOf(found.model, rows)},
                   {"mean_log_likelihoods", found.meanLogLikelihoods}};
    answer.text = centresText(input, sizes, means) + "log-likelihood " +
                  formatFixed(found.logLikelihood, 6) + ", BIC " + formatFixed(found.bic, 3) +
                  ", AIC " + formatFixed(found.aic, 3) + ", " + std::to_string(found.iterations) +
                  " iterations\n";
    return answer;
}

} // namespace

Action defineLearnGmm(CLI::App& call) {
    const auto table = addTable(call);
    const auto options = std::make_shared<Options>();
    auto& params = options->params;
    call.add_option("-k,--k", params.k, "How many components")->required();
    call.add_option("--covariance", options->covariance, "Ellipsoids in any direction, or not")
        ->check(CLI::IsMember({"full", "diag"}))
        ->capture_default_str();
    call.add_option("--n-init", params.starts, "Independent starts; the highest likelihood wins")
        ->capture_default_str();
    call.add_option("--max-iter", params.maxIterations, "Most iterations of a start")
        ->capture_default_str();
    call.add_option("--tol", params.tolerance,
                    "Stop when the mean log-likelihood a row changes by less")
        ->capture_default_str();
    call.add_option("--reg", params.regularization, "Added to every variance")
        ->capture_default_str();
    call.add_flag("--standardize", options->standardize,
                  "Mean 0 and deviation 1 in every column first; likelihoods are in those units");
    call.add_option("--out", options->out, "CSV file for the component of every row");
    return [=](Session& session) -> Result<Answer> {
        const auto input = readLearnTable(*table, {}, session);
        if (!input)
            return failAs(input);
        learn::MixtureParams run = options->params;
        run.covariance = options->covariance == "diag" ? learn::CovarianceKind::Diagonal
                                                       : learn::CovarianceKind::Full;
        run.seed = session.seed;
        run.threads = session.threads;
        run.keepProbabilities = !options->out.empty();
        const Stopwatch watch;
        const auto rows = clusterRows(*input, options->standardize, session);
        if (!rows)
            return failAs(rows);
        const auto found = learn::gaussianMixture(rows->x, run, *session.context);
        if (!found)
            return failAs(found);
        const double seconds = watch.seconds();
        if (!options->out.empty())
            if (const auto written = writeRows(options->out, *input, found->rows); !written)
                return failAs(written);
        Answer answer = answerOf(*input, *rows, *found);
        answer.json["covariance"] = options->covariance;
        answer.json["standardized"] = options->standardize;
        answer.json["seconds"] = seconds;
        describeInput(*input, answer.json);
        return answer;
    };
}

} // namespace mops::cli
