#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

/// A score turned into a probability by a rising curve: straight lines between points, flat
/// outside.
struct IsotonicMap {
    std::vector<double> score;       ///< rising strictly
    std::vector<double> probability; ///< never falling

    double apply(double value) const; ///< NaN for NaN
};

/// The rising step function with the least squared distance to the outcomes, by pooling adjacent
/// violators. Rows of equal score are one point. `weights` may be empty. The result is that of
/// scikit-learn's IsotonicRegression(out_of_bounds="clip"). O(rows log rows).
/// Errors: Usage (lengths), NotEnoughData (no rows or no weight), InvalidNumber (NaN or infinite
/// score, label not 0/1, weight below 0; the detail names the row).
Result<IsotonicMap> fitIsotonic(std::span<const double> score, std::span<const std::uint8_t> y,
                                std::span<const double> weights = {});

/// P(y=1) = 1 / (1 + exp(−(slope · score + intercept))).
struct PlattMap {
    double slope = 0;
    double intercept = 0;
    int iterations = 0;

    double apply(double value) const;
};

/// Platt's scaling: a logistic curve through the scores with the outcomes drawn in a little, to
/// (P + 1)/(P + 2) and 1/(N + 2), so that separable scores are safe. Newton's method with halved
/// steps (Lin, Lin, Weng 2007). O(rows · iterations). Errors: as fitIsotonic; NotEnoughData also
/// for one class only; NoConvergence.
Result<PlattMap> fitPlatt(std::span<const double> score, std::span<const std::uint8_t> y);

} // namespace mops::learn
