#include "app/cli/learn/learn_table.h"

#include <array>

namespace mops::cli {

Action defineLearnFactors(CLI::App&);
Action defineLearnKnn(CLI::App&);
Action defineLearnPrincipal(CLI::App&);

namespace {

constexpr std::array kAlgorithms{
    Command{"knn", "Predict ratings from similar users or items", defineLearnKnn},
    Command{"factors", "Predict ratings from learned tastes (matrix factorisation)",
            defineLearnFactors},
    Command{"principal", "Principal axes: a map of many columns", defineLearnPrincipal},
};

} // namespace

std::span<const Command> learnTable() {
    return kAlgorithms;
}

} // namespace mops::cli
