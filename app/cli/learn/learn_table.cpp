#include "app/cli/learn/learn_table.h"

#include <array>

namespace mops::cli {

Action defineLearnAutoencoder(CLI::App&);
Action defineLearnPrincipal(CLI::App&);

namespace {

constexpr std::array kAlgorithms{
    Command{"autoencoder", "A network that finds rows unlike the rest", defineLearnAutoencoder},
    Command{"principal", "Principal axes: a map of many columns", defineLearnPrincipal},
};

} // namespace

std::span<const Command> learnTable() {
    return kAlgorithms;
}

} // namespace mops::cli
