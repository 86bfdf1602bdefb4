#include "app/cli/command.h"

#include <array>

namespace mops::cli {

Action defineSimulate(CLI::App&);
Action defineSql(CLI::App&);

namespace {

constexpr std::array kCommands{
    Command{"simulate", "Write a simulated marketplace into an empty mart", defineSimulate},
    Command{"sql", "Run one read-only query on the mart", defineSql},
};

} // namespace

std::span<const Command> commandTable() { return kCommands; }

} // namespace mops::cli
