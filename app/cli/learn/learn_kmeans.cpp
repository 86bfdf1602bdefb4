#include "app/cli/csv_file.h"
#include "app/cli/learn/learn_cluster.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "core/base/text.h"
#include "core/learn/cluster/cluster_stability.h"
#include "core/learn/cluster/kmeans.h"

#include <CLI/CLI.hpp>

namespace mops::cli {
namespace {

struct Options {
    learn::KMeansParams params;
    std::string init = "k-means++";
    std::string start;
    bool standardize = false;
    int resamples = 0;
    std::string out;
};

learn::KMeansParams paramsOf(const Options& options, const Session& session) {
    learn::KMeansParams params = options.params;
    params.init =
        options.init == "random" ? learn::KMeansInit::Random : learn::KMeansInit::PlusPlus;
    params.seed = session.seed;
    params.threads = session.threads;
    return params;
}

Result<learn::KMeansResult> fit(const TableOptions& table, const Options& options,
                                const LearnTable& input, const ClusterRows& rows,
                                Session& session) {
    const learn::KMeansParams params = paramsOf(options, session);
    if (options.start.empty())
        return learn::kMeans(rows.x, params, *session.context);
    const auto given = readLearnTable(table, options.start, input, {}, session);
    if (!given)
        return failAs(given);
    learn::Matrix start(given->table.rows, given->table.columns.size());
    start.values = given->table.values;
    if (rows.standard)
        start = rows.standard->inStandardUnits(start);
    return learn::kMeansFrom(rows.x, start, params, *session.context);
}

/// One row per row read: its line in the file and its cluster.
Result<> writeLabels(const std::string& path, const LearnTable& input,
                     const learn::KMeansResult& found) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    file->add("line").add("label");
    file->endRow();
    for (std::size_t row = 0; row < found.labels.size(); ++row)
        file->add(input.table.line[row]).add(std::int64_t{found.labels[row]}).endRow();
    return file->commit();
}

/// Does the grouping come back on other rows? Nothing to add without `--stability`.
Result<> addStability(const Options& options, const ClusterRows& rows,
                      const learn::KMeansResult& found, Session& session, Answer& answer) {
    if (options.resamples == 0)
        return {};
    const Stopwatch watch;
    const auto stable = learn::clusterStability(
        rows.x, found.labels, paramsOf(options, session),
        {.resamples = options.resamples, .seed = session.seed}, *session.context);
    if (!stable)
        return failAs(stable);
    answer.json["stability"] = {{"mean", stable->mean},
                                {"least", stable->least},
                                {"agreements", stable->agreements},
                                {"seconds", watch.seconds()}};
    answer.text += "stability " + formatFixed(stable->mean, 4) + ", at least " +
                   formatFixed(stable->least, 4) + "\n";
    return {};
}

} // namespace

Action defineLearnKMeans(CLI::App& call) {
    const auto table = addTable(call);
    const auto options = std::make_shared<Options>();
    auto& params = options->params;
    params.starts = 10; // someone who waits for one answer rather waits a little longer
    call.add_option("-k,--k", params.k, "How many clusters")->required();
    call.add_option("--init", options->init, "How starts are drawn")
        ->check(CLI::IsMember({"k-means++", "random"}))
        ->capture_default_str();
    call.add_option("--n-init", params.starts, "Independent starts; the lowest inertia wins")
        ->capture_default_str();
    call.add_option("--start", options->start,
                    "File of k centres to start from, with the columns of FILE");
    call.add_option("--max-iter", params.maxIterations, "Most iterations of a start")
        ->capture_default_str();
    call.add_option("--tol", params.tolerance,
                    "Stop when centres move less, as a share of the columns' mean variance")
        ->capture_default_str();
    call.add_flag("--standardize", options->standardize,
                  "Mean 0 and deviation 1 in every column first; the inertia is in those units");
    call.add_option("--stability", options->resamples,
                    "Also run on so many subsamples of four fifths of the rows and compare")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    call.add_option("--out", options->out, "CSV file for the cluster of every row");
    return [=](Session& session) -> Result<Answer> {
        const auto input = readLearnTable(*table, {}, session);
        if (!input)
            return failAs(input);
        const Stopwatch watch;
        const auto rows = clusterRows(*input, options->standardize, session);
        if (!rows)
            return failAs(rows);
        const auto found = fit(*table, *options, *input, *rows, session);
        if (!found)
            return failAs(found);
        const double seconds = watch.seconds();
        if (!options->out.empty())
            if (const auto written = writeLabels(options->out, *input, *found); !written)
                return failAs(written);
        const learn::Matrix centres = rows->inDataUnits(found->centres);
        Answer answer;
        answer.json = {{"k", options->params.k},
                       {"inertia", found->inertia},
                       {"iterations", found->iterations},
                       {"converged", found->converged},
                       {"sizes", found->sizes},
                       {"centres", rowsOf(centres)},
                       {"inertia_per_iteration", found->inertiaPerIteration},
                       {"standardized", options->standardize},
                       {"seconds", seconds}};
        describeInput(*input, answer.json);
        answer.text = centresText(*input, found->sizes, centres) + "inertia " +
                      formatFixed(found->inertia, 6) + ", " + std::to_string(found->iterations) +
                      " iterations\n";
        if (const auto added = addStability(*options, *rows, *found, session, answer); !added)
            return failAs(added);
        return answer;
    };
}

} // namespace mops::cli
