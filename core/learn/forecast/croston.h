#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <span>

namespace mops::learn {

/// Forecasts of goods that sell on few days. All three smooth the size of a sale and how often one
/// happens apart; their forecast is the same for every step that comes: the mean demand a step.
enum class CrostonMethod {
    Croston,             ///< size / interval (Croston 1972); too high by about α / 2
    SyntetosBoylan,      ///< (1 − α/2) · size / interval (Syntetos & Boylan 2005)
    TeunterSyntetosBabai ///< size · probability, which sinks while nothing sells (Teunter 2011)
};

struct CrostonWeights {
    double size = 0.1;      ///< α of the sizes
    double frequency = 0.1; ///< α of the intervals, β of the probability
};

/// What the method knows after some steps.
struct CrostonState {
    double size = 0;           ///< smoothed size of a sale; 0 before the first
    double interval = 1;       ///< smoothed steps between two sales
    double probability = 0;    ///< smoothed probability of a sale in a step
    std::size_t sinceSale = 1; ///< steps since the last sale, this one included
};

struct CrostonModel {
    CrostonMethod method = CrostonMethod::TeunterSyntetosBabai;
    CrostonWeights weights;
    CrostonState start;
    CrostonState last;
    std::size_t observed = 0;
    std::size_t sales = 0;   ///< steps with a demand above 0
    double sumOfSquares = 0; ///< of the one-step errors
};

/// The forecast for any step after this state.
double crostonAhead(CrostonMethod method, const CrostonWeights& weights, const CrostonState& state);

/// Moves on by one step; returns the error of the forecast before it. A missing y (NaN) changes
/// nothing: the day is as if it were not there.
double crostonStep(CrostonMethod method, const CrostonWeights& weights, CrostonState& state,
                   double y);

/// The weights, of {0.02, 0.05, 0.1, 0.15, 0.2, 0.3}, with the least squared one-step error; both
/// equal but for TeunterSyntetosBabai. The starting state holds the means of the series' first
/// eight sales, so that the first day is not a guess of 0.
/// Demand is 0 or more. O(steps · 6, or 36). Errors: InvalidNumber (negative, infinite),
/// NotEnoughData (fewer than two sales).
Result<CrostonModel> fitCroston(std::span<const double> y, CrostonMethod method);

/// How a series sells (Syntetos, Boylan & Croston 2005): the mean steps per sale and the squared
/// coefficient of variation of the sizes. NaN where nothing sold.
struct DemandPattern {
    double interval = 0;
    double squaredVariation = 0;
    /// The limit of Syntetos, Boylan & Croston above which Croston's idea gains.
    bool isIntermittent() const { return interval > 1.32; }
};
DemandPattern demandPattern(std::span<const double> y);

} // namespace mops::learn
