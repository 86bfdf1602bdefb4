#pragma once

#include "app/cli/run.h"

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace mops::test {

struct CliAnswer {
    int exitCode = 0;
    std::string out;
    std::string err;
    /// The one JSON object on stdout; discarded (is_discarded()) when it is none.
    nlohmann::json json() const { return nlohmann::json::parse(out, nullptr, false); }
};

/// Runs a command line inside the test's own process.
inline CliAnswer runCli(const std::vector<std::string>& arguments,
                        const Clock& clock = SystemClock()) {
    std::ostringstream out;
    std::ostringstream err;
    const int exitCode = cli::run(arguments, out, err, clock);
    return {exitCode, out.str(), err.str()};
}

} // namespace mops::test
