#pragma once

#include "app/cli/learn/learn_input.h"
#include "core/learn/standardize.h"

#include <optional>
#include <string>

namespace mops::cli {

/// The rows that a clustering sees: the table's own, or standardised ones.
struct ClusterRows {
    learn::MatrixView x;
    std::optional<learn::Standardized> standard;

    /// Centres in the units of the file.
    learn::Matrix inDataUnits(const learn::Matrix& centres) const {
        return standard ? standard->inDataUnits(centres) : centres;
    }
};

Result<ClusterRows> clusterRows(const LearnTable& input, bool standardize, Session& session);

/// A table of points, one an entry, in JSON.
nlohmann::ordered_json rowsOf(const learn::Matrix& points);

/// Clusters for people: size and centre of each, columns by name.
std::string centresText(const LearnTable& input, const std::vector<std::int64_t>& sizes,
                        const learn::Matrix& centres);

} // namespace mops::cli
