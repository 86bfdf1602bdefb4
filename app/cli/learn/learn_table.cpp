#include "app/cli/learn/learn_table.h"

#include <array>

namespace mops::cli {

Action defineLearnForecast(CLI::App&);
Action defineLearnPrincipal(CLI::App&);
Action defineLearnSearch(CLI::App&);
Action defineLearnUplift(CLI::App&);

namespace {

constexpr std::array kAlgorithms{
    Command{"forecast", "Forecasts of one or many series, beside the seasonal naive one",
            defineLearnForecast},
    Command{"search", "The texts that answer a query best (BM25)", defineLearnSearch},
    Command{"uplift", "What a treatment changed against a hold-out", defineLearnUplift},
    Command{"principal", "Principal axes: a map of many columns", defineLearnPrincipal},
};

} // namespace

std::span<const Command> learnTable() {
    return kAlgorithms;
}

} // namespace mops::cli
