#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace mops::world {

struct WorldParams {
    std::int64_t merchants = 400;
    int days = 540;
    std::uint64_t seed = 1;
    std::string locale = "zh"; ///< names and places: "zh" or "en"
    Day lastDay = Day{std::chrono::year{2026} / 6 / 30};
    std::filesystem::path truthFile; ///< planted truth as a SQLite file; empty = not written
    Result<> validate() const;
};

struct WorldReport {
    std::map<std::string, std::int64_t> rows; ///< per table
    std::uint64_t seed = 0;
    double seconds = 0;
};

/// Writes a simulated marketplace into an empty mart, marked as simulated. The same params give
/// the same contents. One transaction. Errors: Conflict (the mart holds orders), Usage, Cancelled.
Result<WorldReport> simulate(db::Database& mart, const WorldParams& params, const Clock& clock,
                             TaskContext& context);

} // namespace mops::world
