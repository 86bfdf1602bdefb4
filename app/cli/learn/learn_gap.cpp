#include "app/cli/learn/learn_cluster.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/cluster/gap_statistic.h"

#include <CLI/CLI.hpp>

namespace mops::cli {

Action defineLearnGap(CLI::App& call) {
    struct Options {
        learn::GapParams params;
        bool standardize = false;
    };
    const auto table = addTable(call);
    const auto options = std::make_shared<Options>();
    auto& params = options->params;
    call.add_option("--max-k", params.mostClusters, "Try 1 to so many clusters")
        ->capture_default_str();
    call.add_option("--references", params.references, "Uniform data sets to compare with")
        ->capture_default_str();
    call.add_option("--n-init", params.starts, "Starts of each k-means")->capture_default_str();
    call.add_flag("--standardize", options->standardize,
                  "Mean 0 and deviation 1 in every column first");
    return [=](Session& session) -> Result<Answer> {
        const auto input = readLearnTable(*table, {}, session);
        if (!input)
            return failAs(input);
        const Stopwatch watch;
        const auto rows = clusterRows(*input, options->standardize, session);
        if (!rows)
            return failAs(rows);
        learn::GapParams run = options->params;
        run.seed = session.seed;
        run.threads = session.threads;
        const auto found = learn::gapStatistic(rows->x, run, *session.context);
        if (!found)
            return failAs(found);
        Answer answer;
        answer.json = {{"k", found->k},
                       {"gap", found->gap},
                       {"error", found->error},
                       {"log_within", found->logWithin},
                       {"log_uniform", found->logUniform},
                       {"standardized", options->standardize},
                       {"seconds", watch.seconds()}};
        describeInput(*input, answer.json);
        TextTable text({"k", "gap", "error", ""});
        for (std::size_t k = 0; k < found->gap.size(); ++k)
            text.add({std::to_string(k + 1), formatFixed(found->gap[k], 5),
                      formatFixed(found->error[k], 5),
                      static_cast<int>(k + 1) == found->k ? "*" : ""});
        answer.text = text.render();
        return answer;
    };
}

} // namespace mops::cli
