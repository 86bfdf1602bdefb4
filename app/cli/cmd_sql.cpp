#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/mart/quality.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

using Cell = mart::QueryResult::Cell;
using Type = mart::QueryResult::Type;

nlohmann::ordered_json toJson(const Cell& cell) {
    switch (cell.type) {
    case Type::Null: return nullptr;
    case Type::Integer: return cell.integer;
    case Type::Real: return cell.real;
    case Type::Text: return cell.text;
    }
    return nullptr;
}

std::string toText(const Cell& cell) {
    switch (cell.type) {
    case Type::Null: return "";
    case Type::Integer: return std::to_string(cell.integer);
    case Type::Real: return formatDouble(cell.real);
    case Type::Text: return cell.text;
    }
    return "";
}

} // namespace

Action defineSql(CLI::App& subcommand) {
    struct Options {
        std::string sql;
        mart::QueryLimits limits;
    };
    const auto options = std::make_shared<Options>();
    subcommand.add_option("SELECT", options->sql, "The query: one SELECT")->required();
    subcommand.add_option("--limit", options->limits.rows, "Most rows to answer")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    subcommand.add_option("--seconds", options->limits.seconds, "Longest time it may take")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    return [options](Session& session) -> Result<Answer> {
        const auto result =
            mart::query(session.martPath.string(), options->sql, options->limits, *session.context);
        if (!result)
            return failAs(result);
        Answer answer;
        answer.json = {{"columns", result->columns},
                       {"rows", nlohmann::ordered_json::array()},
                       {"truncated", result->truncated}};
        TextTable table(result->columns);
        for (const auto& row : result->rows) {
            auto jsonRow = nlohmann::ordered_json::array();
            std::vector<std::string> textRow;
            for (const Cell& cell : row) {
                jsonRow.push_back(toJson(cell));
                textRow.push_back(toText(cell));
            }
            answer.json["rows"].push_back(std::move(jsonRow));
            table.add(std::move(textRow));
        }
        answer.text = table.render();
        return answer;
    };
}

} // namespace mops::cli
