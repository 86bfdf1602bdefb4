#pragma once

#include "app/cli/learn/learn_input.h"
#include "core/base/result.h"
#include "core/learn/matrix.h"

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

namespace mops::cli {

/// min, q01, q05, q25, median, q75, q95, q99, max (by linear interpolation).
nlohmann::ordered_json quantilesOf(std::vector<double> values);

/// Numbers of the highest scores first, of equals the earlier row.
std::vector<std::size_t> highestFirst(std::span<const double> scores, std::size_t count);

/// Row results of a call, for `--out`.
struct RowScores {
    std::string name; ///< of the column of scores
    std::span<const double> scores;
    std::span<const std::string> labels;  ///< as in the file; may be empty
    const learn::Matrix* parts = nullptr; ///< per row what each column contributes, then the base
};

/// line, score, label, then contribution_<column> …, base. One row per row read.
Result<> writeRowScores(const std::string& path, const LearnTable& input, const RowScores& rows);

} // namespace mops::cli
