#pragma once

#include "app/cli/answer.h"
#include "core/sources/import_run.h"

namespace mops::cli {

/// What `import` and `quarantine retake` answer.
Answer importAnswer(const sources::ImportReport& report);

} // namespace mops::cli
