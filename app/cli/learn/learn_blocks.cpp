#include "app/cli/csv_file.h"
#include "app/cli/learn/basket_input.h"
#include "app/cli/learn/learn_table.h"
#include "app/cli/stopwatch.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/learn/patterns/dense_blocks.h"

#include <CLI/CLI.hpp>

namespace mops::cli {
namespace {

struct Options {
    EdgeOptions file;
    learn::DenseBlockParams search;
    std::string out;
};

std::vector<std::string_view> names(const sources::NameIndex& index,
                                    const std::vector<std::int32_t>& numbers) {
    std::vector<std::string_view> result;
    result.reserve(numbers.size());
    for (const std::int32_t number : numbers)
        result.push_back(index.name(number));
    return result;
}

/// One row per member of a block.
Result<> writeMembers(const std::string& path, const sources::EdgeTable& edges,
                      const std::vector<learn::DenseBlock>& blocks) {
    auto file = CsvFile::begin(path);
    if (!file)
        return failAs(file);
    file->add("block").add("side").add("id").endRow();
    std::int64_t number = 0;
    for (const learn::DenseBlock& block : blocks) {
        ++number;
        for (const auto id : names(edges.rows, block.rows))
            file->add(number).add("row").add(id).endRow();
        for (const auto id : names(edges.columns, block.columns))
            file->add(number).add("column").add(id).endRow();
    }
    return file->commit();
}

nlohmann::ordered_json toJson(const learn::DenseBlock& block, const sources::EdgeTable& edges,
                              bool members) {
    nlohmann::ordered_json json{{"row_count", block.rows.size()},
                                {"column_count", block.columns.size()},
                                {"edges", block.edges},
                                {"density", block.density},
                                {"suspiciousness", block.suspiciousness},
                                {"fill", block.fill}};
    if (members) {
        json["rows"] = names(edges.rows, block.rows);
        json["columns"] = names(edges.columns, block.columns);
    }
    return json;
}

Answer answerOf(const learn::DenseBlocksResult& found, const sources::EdgeTable& edges,
                const Options& options, bool members) {
    Answer answer;
    answer.json = {{"blocks", nlohmann::ordered_json::array()},
                   {"row_column", edges.rowName},
                   {"column_column", edges.columnName},
                   {"weight_column", nullptr},
                   {"row_ids", edges.rows.size()},
                   {"column_ids", edges.columns.size()},
                   {"edges", found.edges},
                   {"duplicates", found.duplicates},
                   {"dropped", edges.dropped},
                   {"offset", options.search.offset}};
    if (!edges.weightName.empty())
        answer.json["weight_column"] = edges.weightName;
    TextTable text({"block", "rows", "columns", "edges", "density", "fill"});
    for (const learn::DenseBlock& block : found.blocks) {
        answer.json["blocks"].push_back(toJson(block, edges, members));
        text.add({std::to_string(answer.json["blocks"].size()), std::to_string(block.rows.size()),
                  std::to_string(block.columns.size()), std::to_string(block.edges),
                  formatFixed(block.density, 4), formatFixed(block.fill, 3)});
    }
    answer.text = text.render();
    return answer;
}

} // namespace

Action defineLearnBlocks(CLI::App& call) {
    const auto options = std::make_shared<Options>();
    call.add_option("FILE", options->file.path,
                    "Separated text file, one row an edge: who – what [– weight]")
        ->required();
    call.add_option("--top", options->search.blocks, "How many blocks, one after the other")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    call.add_option("--row-column", options->file.row, "Name or position (default: the first)");
    call.add_option("--column-column", options->file.column,
                    "Name or position (default: the second)");
    call.add_option("--weight-column", options->file.weight,
                    "Name or position of the edges' weights (default: each weighs 1, and an edge "
                    "that stands twice counts once; with weights they add up)");
    call.add_option("--offset", options->search.offset,
                    "c in the column weight 1 / log(degree + c)")
        ->capture_default_str();
    call.add_option("--memory-mb", options->search.memoryMb, "Refuse graphs that need more")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    addEdgeReading(call, options->file);
    call.add_option("--out", options->out, "CSV file for every member of every block");
    return [options](Session& session) -> Result<Answer> {
        const Stopwatch reading;
        const auto edges =
            sources::readEdgeFile(options->file.path, options->file.reading(), *session.context);
        if (!edges)
            return failAs(edges);
        const double readSeconds = reading.seconds();
        const Stopwatch watch;
        const auto found = learn::denseBlocks({.row = edges->row,
                                               .column = edges->column,
                                               .weight = edges->weight,
                                               .rows = edges->rows.size(),
                                               .columns = edges->columns.size()},
                                              options->search, *session.context);
        if (!found)
            return failAs(found);
        const double seconds = watch.seconds();
        if (!options->out.empty())
            if (const auto written = writeMembers(options->out, *edges, found->blocks); !written)
                return failAs(written);
        Answer answer = answerOf(*found, *edges, *options, session.json);
        answer.json["seconds"] = seconds;
        answer.json["read_seconds"] = readSeconds;
        return answer;
    };
}

} // namespace mops::cli
