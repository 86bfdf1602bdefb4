#include "app/cli/csv_file.h"
#include "app/cli/learn/learn_input.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/cluster/principal_axes.h"

#include <CLI/CLI.hpp>

namespace mops::cli {
namespace {

/// One row per row read: its line in the file and its place along each axis.
Result<> writeScores(const std::string& path, const LearnTable& input,
                     const learn::PrincipalAxes& found) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    file->add("line");
    for (std::size_t axis = 0; axis < found.axes.rows; ++axis)
        file->add("axis_" + std::to_string(axis + 1));
    file->endRow();
    for (std::size_t row = 0; row < found.scores.rows; ++row) {
        file->add(input.table.line[row]);
        for (const double score : found.scores.row(row))
            file->add(score);
        file->endRow();
    }
    return file->commit();
}

} // namespace

Action defineLearnPrincipal(CLI::App& call) {
    struct Options {
        int axes = 2;
        std::string out;
    };
    const auto table = addTable(call);
    const auto options = std::make_shared<Options>();
    call.add_option("--axes", options->axes, "How many axes")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    call.add_option("--out", options->out, "CSV file for the place of every row");
    return [=](Session& session) -> Result<Answer> {
        const auto input = readLearnTable(*table, {}, session);
        if (!input)
            return failAs(input);
        const Stopwatch watch;
        const auto found = learn::principalAxes(input->matrix(), options->axes);
        if (!found)
            return failAs(found);
        const double seconds = watch.seconds();
        if (!options->out.empty())
            if (const auto written = writeScores(options->out, *input, *found); !written)
                return failAs(written);

        Answer answer;
        answer.json = {{"axes", nlohmann::ordered_json::array()},
                       {"variance", found->variance},
                       {"total_variance", found->totalVariance}};
        std::vector<std::string> header{"column"};
        for (std::size_t axis = 0; axis < found->axes.rows; ++axis) {
            const auto weights = found->axes.row(axis);
            answer.json["axes"].push_back(std::vector<double>(weights.begin(), weights.end()));
            header.push_back("axis " + std::to_string(axis + 1));
        }
        TextTable text(header);
        for (std::size_t column = 0; column < input->table.columns.size(); ++column) {
            std::vector<std::string> row{input->table.columns[column]};
            for (std::size_t axis = 0; axis < found->axes.rows; ++axis)
                row.push_back(formatFixed(found->axes.at(axis, column), 4));
            text.add(std::move(row));
        }
        answer.text = text.render();
        answer.json["seconds"] = seconds;
        describeInput(*input, answer.json);
        return answer;
    };
}

} // namespace mops::cli
