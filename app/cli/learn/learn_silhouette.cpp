#include "app/cli/learn/learn_cluster.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/cluster/cluster_quality.h"
#include "core/sources/label_file.h"

#include <CLI/CLI.hpp>
#include <map>

namespace mops::cli {
namespace {

struct Options {
    std::string labels;
    std::size_t sample = 0;
    bool standardize = false;
};

/// Words as numbers, in the order of the words.
std::vector<std::int32_t> numbered(const std::vector<std::string>& labels,
                                   std::map<std::string, std::int32_t>& codes) {
    for (const std::string& label : labels)
        codes.emplace(label, 0);
    std::int32_t next = 0;
    for (auto& [label, code] : codes)
        code = next++;
    std::vector<std::int32_t> numbers;
    numbers.reserve(labels.size());
    for (const std::string& label : labels)
        numbers.push_back(codes[label]);
    return numbers;
}

struct Quality {
    double silhouette = 0;
    double calinskiHarabasz = 0;
    double daviesBouldin = 0;
};

Result<Quality> measure(learn::MatrixView x, const std::vector<std::int32_t>& labels,
                        const Options& options, Session& session) {
    const auto silhouette = learn::silhouette(
        x, labels, {.sample = options.sample, .seed = session.seed, .threads = session.threads},
        *session.context);
    if (!silhouette)
        return failAs(silhouette);
    const auto calinskiHarabasz =
        learn::calinskiHarabasz(x, labels, session.threads, *session.context);
    if (!calinskiHarabasz)
        return failAs(calinskiHarabasz);
    const auto daviesBouldin = learn::daviesBouldin(x, labels, session.threads, *session.context);
    if (!daviesBouldin)
        return failAs(daviesBouldin);
    return Quality{*silhouette, *calinskiHarabasz, *daviesBouldin};
}

} // namespace

Action defineLearnSilhouette(CLI::App& call) {
    const auto table = addTable(call);
    const auto options = std::make_shared<Options>();
    call.add_option("--labels", options->labels,
                    "File with the cluster of every row, as `learn kmeans --out` writes it")
        ->required();
    call.add_option("--sample", options->sample,
                    "Measure so many rows drawn at random; 0: all, in time of rows squared")
        ->capture_default_str();
    call.add_flag("--standardize", options->standardize,
                  "Mean 0 and deviation 1 in every column first");
    return [=](Session& session) -> Result<Answer> {
        auto input = readLearnTable(*table, {}, session);
        if (!input)
            return failAs(input);
        const Stopwatch reading;
        const auto words =
            sources::readRowLabels(options->labels, {}, input->table.line, *session.context);
        if (!words)
            return failAs(words);
        input->readSeconds += reading.seconds();
        const Stopwatch watch;
        const auto rows = clusterRows(*input, options->standardize, session);
        if (!rows)
            return failAs(rows);
        std::map<std::string, std::int32_t> codes;
        const auto labels = numbered(*words, codes);
        const auto found = measure(rows->x, labels, *options, session);
        if (!found)
            return failAs(found);
        const double seconds = watch.seconds();

        std::vector<std::int64_t> sizes(codes.size(), 0);
        for (const std::int32_t label : labels)
            ++sizes[static_cast<std::size_t>(label)];
        Answer answer;
        answer.json = {{"silhouette", found->silhouette},
                       {"calinski_harabasz", found->calinskiHarabasz},
                       {"davies_bouldin", found->daviesBouldin},
                       {"clusters", codes.size()}};
        for (const auto& [word, code] : codes)
            answer.json["sizes"][word] = sizes[static_cast<std::size_t>(code)];
        answer.json["sample"] = options->sample;
        answer.json["standardized"] = options->standardize;
        answer.json["seconds"] = seconds;
        describeInput(*input, answer.json);
        TextTable text({"measure", "value"});
        text.add({"silhouette", formatFixed(found->silhouette, 6)});
        text.add({"Calinski–Harabasz", formatFixed(found->calinskiHarabasz, 6)});
        text.add({"Davies–Bouldin", formatFixed(found->daviesBouldin, 6)});
        answer.text = text.render();
        return answer;
    };
}

} // namespace mops::cli
