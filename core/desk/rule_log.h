#pragma once

#include "core/base/result.h"
#include "core/db/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mops::desk {

/// What one version of a rule hit in the newest run of the rules.
struct LoggedHits {
    std::string name;
    int version = 0;
    bool shadow = false; ///< only watched
    std::int64_t hits = 0;
    std::int64_t asOf = 0; ///< nothing after this second was looked at
    std::int64_t ranAt = 0;
};
/// Every version that ran, by name, also those that hit nothing. Empty when no rule ever ran.
Result<std::vector<LoggedHits>> readLatestHits(db::Database& mart);

} // namespace mops::desk
