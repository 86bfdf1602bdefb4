#pragma once

#include "core/base/result.h"
#include "core/db/database.h"

#include <cstdint>
#include <map>
#include <string>

namespace mops::desk {

/// Cases that wait for a person (open, asked, escalated, or snoozed and it is time) by kind,
/// counted from the index without reading any of them.
Result<std::map<std::string, std::int64_t>> countWaiting(db::Database& mart, std::int64_t now);

} // namespace mops::desk
