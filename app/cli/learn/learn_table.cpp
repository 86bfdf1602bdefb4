#include "app/cli/learn/learn_table.h"

#include <array>

namespace mops::cli {

Action defineLearnLogistic(CLI::App&);
Action defineLearnMetrics(CLI::App&);
Action defineLearnPrincipal(CLI::App&);
Action defineLearnScorecard(CLI::App&);

namespace {

constexpr std::array kAlgorithms{
    Command{"logistic", "Logistic regression: a probability with reasons", defineLearnLogistic},
    Command{"scorecard", "Scorecard: bins, weights of evidence, points", defineLearnScorecard},
    Command{"metrics", "How good scores or forecasts are, per group too", defineLearnMetrics},
    Command{"principal", "Principal axes: a map of many columns", defineLearnPrincipal},
};

} // namespace

std::span<const Command> learnTable() {
    return kAlgorithms;
}

} // namespace mops::cli
