#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/db/database.h"

#include <cstdint>

namespace mops::ui {

/// What a fresh look at the facts brought. A part that had too little data is left out.
struct AnalysisReport {
    int segments = 0;
    std::int64_t scored = 0;
    std::int64_t casesOpened = 0;
};

/// Everything that follows from the facts, in order: segments, risk model, scores, cases.
/// `mart` is the writer. Errors other than NotEnoughData end it.
Result<AnalysisReport> analyseMart(db::Database& mart, const std::string& operatorName,
                                   TaskContext& task);

} // namespace mops::ui
