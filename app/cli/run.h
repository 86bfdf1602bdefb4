#pragma once

#include "core/base/clock.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace mops::cli {

/// Runs one command line (without the program's name) and returns the exit code of the contract:
/// 0 done, 1 failed, 2 wrong usage, 3 input refused, 4 integrity fault, 130 cancelled.
int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err,
        const Clock& clock);

} // namespace mops::cli
