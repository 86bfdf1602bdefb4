#include "app/cli/as_of_option.h"

#include <CLI/CLI.hpp>

namespace mops::cli {

void addAsOf(CLI::App& command, std::string& value) {
    command.add_option("--as-of", value, "Nothing after this day is looked at, like 2018-08-31");
}

Result<std::optional<Day>> asOfDay(const std::string& text) {
    if (text.empty())
        return std::optional<Day>();
    const auto day = parseDay(text);
    if (!day)
        return fail(ErrorCode::Usage, "--as-of " + text, "--as-of 2018-08-31");
    return std::optional(*day);
}

} // namespace mops::cli
