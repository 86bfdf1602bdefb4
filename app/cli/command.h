#pragma once

#include "app/cli/answer.h"
#include "app/cli/session.h"
#include "core/base/result.h"

#include <functional>
#include <span>

namespace CLI {
class App;
}

namespace mops::cli {

/// What runs after the command line was parsed.
using Action = std::function<Result<Answer>(Session&)>;

/// A command: `define` adds its options to the subcommand and returns what to run. The options'
/// values live in a shared struct that the returned action holds.
struct Command {
    const char* name;
    const char* summary;
    Action (*define)(CLI::App& subcommand);
};

/// Every command, in the order of the help page. A new one: one file cmd_<x>.cpp, one line here.
std::span<const Command> commandTable();

} // namespace mops::cli
