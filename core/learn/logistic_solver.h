#pragma once

#include "core/learn/logistic_objective.h"

#include <vector>

namespace mops::learn {

/// How to walk down a LogisticObjective plus Σ l1ₖ |βₖ|.
struct LogisticWalk {
    std::vector<double> l1; ///< per standardised slope; empty = none
    int maxIterations = 100;
    double gradientTolerance = 1e-6; ///< of the largest component, divided by totalWeight
    double totalWeight = 1;
    /// A pass for the curvature costs so much more than one for the gradient that a slightly old
    /// curvature is worth using while it does.
    bool reuseCurvature = false;
    bool reportProgress = true;
};

struct LogisticEnd {
    LogisticPosition position;
    LogisticValue value; ///< with the curvature at the position, or one step before it
    std::vector<double> objectives;
    double gradientNorm = 0;
    int iterations = 0;
    bool converged = false;
};

/// Damped (proximal) Newton steps from `start` until the smallest subgradient is below the
/// tolerance, then one step more, taken when it lowers the gradient. Errors: Cancelled.
Result<LogisticEnd> walkDown(const LogisticObjective& objective, LogisticPosition start,
                             const LogisticWalk& walk, TaskContext& context);

} // namespace mops::learn
