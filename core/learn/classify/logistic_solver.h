#pragma once

#include "core/learn/classify/logistic_objective.h"

#include <vector>

namespace mops::learn {

/// How to walk down a LogisticObjective plus Σ l1ₖ |βₖ|.
struct LogisticWalk {
    std::vector<double> l1; ///< per standardised slope; empty = none
    int maxIterations = 100;
    double gradientTolerance = 1e-6; ///< of the largest component, divided by totalWeight
    double totalWeight = 1;
    /// The curvature about the start, from a sample of the rows; empty = not known. With it, a
    /// slightly old curvature is used as long as it does: a pass without costs half.
    Eigen::MatrixXd startHessian;
    /// A rough fit of a part: no progress, no step beyond the tolerance.
    bool isSample = false;
};

struct LogisticEnd {
    LogisticPosition position;
    LogisticValue value; ///< with the curvature at the position, or one small step before it
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
