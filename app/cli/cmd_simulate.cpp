#include "app/cli/command.h"
#include "app/cli/text_table.h"
#include "core/world/simulate.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mops::cli {

Action defineSimulate(CLI::App& subcommand) {
    const auto params = std::make_shared<world::WorldParams>();
    subcommand.add_option("--merchants", params->merchants, "How many merchants")
        ->capture_default_str();
    subcommand.add_option("--days", params->days, "How many days of trade")->capture_default_str();
    subcommand.add_option("--truth", params->truthFile, "File for the planted truth");
    subcommand.add_option("--locale", params->locale, "Language of names and comments")
        ->check(CLI::IsMember({"zh", "en"}))
        ->capture_default_str();
    return [params](Session& session) -> Result<Answer> {
        params->seed = session.seed;
        if (const auto valid = params->validate(); !valid)
            return failAs(valid);
        auto mart = session.openWriter();
        if (!mart)
            return failAs(mart);
        const auto report = world::simulate(*mart, *params, *session.clock, *session.context);
        if (!report)
            return failAs(report);
        Answer answer;
        answer.json = {
            {"rows", report->rows}, {"seed", report->seed}, {"seconds", report->seconds}};
        TextTable table({"table", "rows"});
        for (const auto& [name, rows] : report->rows)
            table.add({name, std::to_string(rows)});
        answer.text = table.render();
        return answer;
    };
}

} // namespace mops::cli
