#include "app/cli/learn/learn_table.h"

#include <array>

namespace mops::cli {

Action defineLearnBlocks(CLI::App&);
Action defineLearnItemsets(CLI::App&);
Action defineLearnPrincipal(CLI::App&);
Action defineLearnRules(CLI::App&);

namespace {

constexpr std::array kAlgorithms{
    Command{"itemsets", "Frequent itemsets of baskets", defineLearnItemsets},
    Command{"rules", "Association rules of baskets", defineLearnRules},
    Command{"blocks", "Dense blocks of a two-sided graph: rings", defineLearnBlocks},
    Command{"principal", "Principal axes: a map of many columns", defineLearnPrincipal},
};

} // namespace

std::span<const Command> learnTable() {
    return kAlgorithms;
}

} // namespace mops::cli
