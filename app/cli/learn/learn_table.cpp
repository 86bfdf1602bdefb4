#include "app/cli/learn/learn_table.h"

#include <array>

namespace mops::cli {

Action defineLearnPrincipal(CLI::App&);

namespace {

constexpr std::array kAlgorithms{
    Command{"principal", "Principal axes: a map of many columns", defineLearnPrincipal},
};

} // namespace

std::span<const Command> learnTable() {
    return kAlgorithms;
}

} // namespace mops::cli
