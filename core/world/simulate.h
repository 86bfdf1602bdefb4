#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"
#include "core/world/params.h"

#include <cstdint>
#include <map>
#include <string>

namespace mops::world {

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
