#pragma once

#include <cstdint>

namespace mops::learn {

/// Exact one-sided bounds of a binomial share (Clopper & Pearson 1934): the true share lies above
/// the upper one (below the lower one) with probability at most `alpha`. successes ≤ trials;
/// alpha in (0, 1); no trials: 1 and 0.
double binomialUpper(std::int64_t successes, std::int64_t trials, double alpha);
double binomialLower(std::int64_t successes, std::int64_t trials, double alpha);

} // namespace mops::learn
