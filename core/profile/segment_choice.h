#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/matrix.h"
#include "core/profile/segments.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::profile {

inline constexpr int kFewestSegments = 2;
inline constexpr int kMostSegments = 8;

/// Measures one k on the rows of `x` (at most 20,000 of them, drawn by the seed).
/// Errors: Cancelled, NotEnoughData.
Result<KCriterion> measureK(learn::MatrixView x, int k, const SegmentParams& params,
                            TaskContext& context);

/// The rule: the largest k whose silhouette is within a tenth of the best one's and whose stability
/// is at least 0.7. Silhouette alone favours two or three groups; as long as a finer division is
/// nearly as clear and comes out again on other merchants, it tells an operator more. When no k is
/// that stable, the most stable one. `criteria` must not be empty.
int chooseK(std::span<const KCriterion> criteria);

} // namespace mops::profile
