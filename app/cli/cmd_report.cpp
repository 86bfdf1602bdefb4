#include "app/cli/command.h"
#include "core/report/report.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {
namespace {

struct Options {
    std::string recipe;
    std::string out;
    std::vector<std::string> parameters;
    bool list = false;
};

Result<report::ReportRequest> requestOf(const Options& options, const Session& session) {
    if (options.recipe.empty() || options.out.empty())
        return fail(ErrorCode::Usage, "report", "report NAME --out FILE | report --list");
    report::ReportRequest request;
    request.recipe = options.recipe;
    request.out = options.out;
    request.language = session.language;
    request.translate = session.translate;
    for (const std::string& parameter : options.parameters) {
        const auto equals = parameter.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(ErrorCode::Usage, "--param " + parameter, "--param name=value");
        request.parameters[parameter.substr(0, equals)] = parameter.substr(equals + 1);
    }
    return request;
}

Answer listOf(const Session& session) {
    Answer answer;
    answer.json = {{"reports", nlohmann::ordered_json::array()}};
    for (const report::Recipe& recipe : report::recipeTable()) {
        const std::string title = session.translate("Report", recipe.title);
        auto parameters = nlohmann::ordered_json::array();
        answer.text += std::string(recipe.name) + "  " + title + "\n";
        for (const report::RecipeParameter& parameter : recipe.parameters) {
            const std::string description = session.translate("Report", parameter.description);
            parameters.push_back({{"name", parameter.name},
                                  {"default", parameter.defaultValue},
                                  {"description", description}});
            answer.text += std::string("  ") + parameter.name + "=" + parameter.defaultValue +
                           "  " + description + "\n";
        }
        answer.json["reports"].push_back(
            {{"name", recipe.name}, {"title", title}, {"parameters", parameters}});
    }
    return answer;
}

Result<Answer> write(const Options& options, Session& session) {
    const auto request = requestOf(options, session);
    if (!request)
        return failAs(request);
    auto mart = session.openReader();
    if (!mart)
        return failAs(mart);
    const auto file = report::writeReport(*mart, *request, *session.clock, *session.context);
    if (!file)
        return failAs(file);
    Answer answer;
    answer.json = {{"file", file->file.string()}, {"rows", file->rows}, {"sha256", file->sha256}};
    answer.text =
        file->file.string() + "  " + std::to_string(file->rows) + "  " + file->sha256 + "\n";
    return answer;
}

} // namespace

Action defineReport(CLI::App& subcommand) {
    const auto options = std::make_shared<Options>();
    subcommand.add_option("NAME", options->recipe, "Which report: merchant-risk");
    subcommand.add_option("--out", options->out, "The file: .pdf, .xlsx, .csv or .html");
    subcommand.add_option("--param", options->parameters, "A parameter as name=value; repeatable")
        ->allow_extra_args(false);
    subcommand.add_flag("--list", options->list, "List the reports and their parameters");
    return [options](Session& session) -> Result<Answer> {
        if (options->list)
            return listOf(session);
        return write(*options, session);
    };
}

} // namespace mops::cli
