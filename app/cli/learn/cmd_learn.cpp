#include "app/cli/learn/learn_table.h"

#include <CLI/CLI.hpp>
#include <utility>
#include <vector>

namespace mops::cli {

Action defineLearn(CLI::App& subcommand) {
    subcommand.require_subcommand(1);
    std::vector<std::pair<CLI::App*, Action>> calls;
    for (const Command& algorithm : learnTable()) {
        CLI::App* call = subcommand.add_subcommand(algorithm.name, algorithm.summary);
        calls.emplace_back(call, algorithm.define(*call));
    }
    return [calls](Session& session) -> Result<Answer> {
        for (const auto& [call, action] : calls)
            if (call->parsed())
                return action(session);
        return fail(ErrorCode::Usage, "learn", "merchantops-cli learn --help");
    };
}

} // namespace mops::cli
