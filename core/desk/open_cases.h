#pragma once

#include "core/desk/cases.h"

namespace mops::desk {

/// How many cases openRiskCases() would open with these params; 0 when nothing was scored.
Result<std::int64_t> countOpenableCases(db::Database& mart, const OpenCasesParams& params);

} // namespace mops::desk
