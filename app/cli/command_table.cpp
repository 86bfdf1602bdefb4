#include "app/cli/command.h"

#include <array>

namespace mops::cli {

Action defineImport(CLI::App&);
Action defineQuality(CLI::App&);
Action defineQuarantine(CLI::App&);
Action defineSql(CLI::App&);

namespace {

constexpr std::array kCommands{
    Command{"import", "Take files into the mart, or take an import back", defineImport},
    Command{"quarantine", "Refused rows and their way back", defineQuarantine},
    Command{"quality", "Data-quality report of the mart", defineQuality},
    Command{"sql", "Run one read-only query on the mart", defineSql},
};

} // namespace

std::span<const Command> commandTable() { return kCommands; }

} // namespace mops::cli
