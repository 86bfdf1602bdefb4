#pragma once

#include "core/learn/kernels/api.h"

namespace mops::learn::kernels {

/// The first index from `from` whose score is above `threshold`; `count` when there is none.
MOPS_KERNEL_API std::size_t nextAbove(const float* scores, std::size_t from, std::size_t count,
                                      float threshold);

/// How dot products of one row with all others become similarities.
struct Cosines {
    const double* norms = nullptr; ///< per other row
    double own = 0;                ///< norm of the row itself
    double shrinkage = 0;
    std::int32_t minSupport = 1;
};

/// similarity = dot / (own · norm + shrinkage), 0 below the least support.
MOPS_KERNEL_API void cosines(const Cosines& how, const double* dots, const std::int32_t* supports,
                             std::size_t count, float* similarities);

/// The same where every weight is √scale, so that dot = scale · support.
MOPS_KERNEL_API void cosinesOfSupports(const Cosines& how, double scale,
                                       const std::int32_t* supports, std::size_t count,
                                       float* similarities);

} // namespace mops::learn::kernels
