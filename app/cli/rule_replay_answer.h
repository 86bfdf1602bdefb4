#pragma once

#include "app/cli/answer.h"
#include "core/desk/replay.h"

namespace mops::cli {

/// What a rule would have done, as JSON and as tables.
Answer describeReplay(const desk::ReplayReport& report, const std::string& currency);
Answer describeRun(const desk::RuleRun& run);
Answer describeProof(const desk::ReplayProof& proof);
Answer describeThresholds(const std::vector<desk::ThresholdPoint>& points,
                          const std::string& currency);

} // namespace mops::cli
