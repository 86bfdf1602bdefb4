#include "app/cli/learn/learn_table.h"

#include <array>

namespace mops::cli {

Action defineLearnForest(CLI::App&);
Action defineLearnPrincipal(CLI::App&);
Action defineLearnRobust(CLI::App&);
Action defineLearnTrees(CLI::App&);

namespace {

constexpr std::array kAlgorithms{
    Command{"trees", "Boosted trees: a probability from columns that interact", defineLearnTrees},
    Command{"forest", "Isolation forest: unusual rows", defineLearnForest},
    Command{"robust", "Robust distance: rows far from the bulk, as if it were normal",
            defineLearnRobust},
    Command{"principal", "Principal axes: a map of many columns", defineLearnPrincipal},
};

} // namespace

std::span<const Command> learnTable() {
    return kAlgorithms;
}

} // namespace mops::cli
