#pragma once

#include "app/cli/command.h"

#include <span>

namespace mops::cli {

/// Every algorithm that `learn` runs on a user's file, in the order of the help page. A new one:
/// one file learn_<x>.cpp, one line in learn_table.cpp.
std::span<const Command> learnTable();

} // namespace mops::cli
