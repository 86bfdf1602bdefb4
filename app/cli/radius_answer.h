#pragma once

#include "app/cli/answer.h"
#include "core/base/result.h"
#include "core/db/database.h"
#include "core/desk/bulk.h"

namespace mops::cli {

/// What a bulk decision would touch, as `decide --preview` answers it.
Result<Answer> radiusAnswer(db::Database& mart, const desk::BlastRadius& radius);

} // namespace mops::cli
