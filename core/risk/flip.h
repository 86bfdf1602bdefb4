#pragma once

#include "core/risk/model_columns.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mops::risk {

/// One feature that would have to change, and how far.
struct FlipStep {
    std::string feature;
    double from = 0; ///< NaN = missing
    double to = 0;
    /// For shares over all time, which the past holds fast: how many orders without a fault it
    /// takes until the share is `to`. 0 = a window forgets by itself.
    std::int64_t goodOrders = 0;
};

/// What would turn a verdict round.
struct Flip {
    double threshold = 0.5;
    double probability = 0; ///< now
    bool possible = false;
    double flipped = 0;          ///< the probability with all steps taken, by scoring again
    std::vector<FlipStep> steps; ///< empty when nothing that the merchant can change is enough
    double best = 0;             ///< the probability with everything changed as far as it goes
};

/// The smallest change of actionable features that takes the score to the other side of the
/// threshold: Σ |change| in standard deviations of the training rows is least. The log-odds are a
/// sum with one rising or falling term a feature, so taking the features by the size of their
/// coefficient, each as far as it goes before the next, is optimal (fractional knapsack). Nothing
/// goes further than the best (for the other direction the worst) twentieth of all merchants.
/// Values are rounded to what can be said (0.1 %, whole orders, 0.1 day), away from the threshold,
/// and the result is scored again by the model's own formula. O(columns · rows).
Flip findFlip(const RiskModel& model, const ModelColumns& columns,
              const features::FeatureFrame& frame, std::size_t row, double threshold);

/// Probability of a row with some raw values replaced: what verifies a flip.
double probabilityWith(const RiskModel& model, const ModelColumns& columns,
                       const features::FeatureFrame& frame, std::size_t row,
                       const std::vector<FlipStep>& steps);

} // namespace mops::risk
