#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mops::cli {

/// What a command answers: the JSON object of the contract, and the same for people.
struct Answer {
    nlohmann::ordered_json json;
    std::string text;
    int exitCode = 0; ///< 4 when the command found an integrity fault
};

} // namespace mops::cli
