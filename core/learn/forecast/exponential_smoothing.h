#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"

#include <cstddef>
#include <span>
#include <vector>

namespace mops::learn {

enum class Trend { None, Additive, Damped };

/// An exponential smoothing model with additive errors: ETS(A, N|A|Ad, N|A) in the notation of
/// Hyndman, Koehler, Ord & Snyder, Forecasting with Exponential Smoothing, 2008.
struct SmoothingForm {
    Trend trend = Trend::None;
    int season = 1; ///< steps of a season; 1 = none

    bool hasSeason() const { return season > 1; }
    /// Smoothing parameters, free starting states and the variance of the errors.
    int parameters() const;
    bool operator==(const SmoothingForm&) const = default;
};

/// Seasons longer than this are not smoothed: they would have more states than data speak for.
inline constexpr int kMostSmoothedSeason = 60;
/// Longer series are refused.
inline constexpr std::size_t kMostSteps = 1'000'000;

/// With the one-step error e(t) = y(t) − level − φ · slope − season(t − m):
///   level  ← level + φ · slope + α e(t)
///   slope  ← φ · slope + β e(t)
///   season(t) = season(t − m) + γ e(t)
struct SmoothingWeights {
    double alpha = 0; ///< of the level, in [0.0001, 0.9999]
    double beta = 0;  ///< of the slope, up to alpha; 0 without a trend
    double gamma = 0; ///< of the season, up to 1 − alpha; 0 without a season
    double phi = 1;   ///< damping, in [0.8, 0.98]; 1 without
};

struct SmoothingState {
    double level = 0;
    double slope = 0;
    std::vector<double> seasons; ///< by position in the season; the first value has position 0
};

struct SmoothingModel {
    SmoothingForm form;
    SmoothingWeights weights;
    SmoothingState start; ///< before the first value
    SmoothingState last;  ///< after the last value
    std::size_t observed = 0;
    double sumOfSquares = 0; ///< of the one-step errors
    double logLikelihood = 0;
    double aicc = 0;    ///< comparable between forms on the same values
    int iterations = 0; ///< of the optimiser, all starts
    bool converged = false;
};

struct SmoothingParams {
    int maxIterations = 200;     ///< of one start
    double tolerance = 1e-9;     ///< relative gain of the squared error at which a start ends
    bool followAllStarts = true; ///< false: only the best after a few iterations

    Result<> validate() const;
};

/// Moves the state on by one step and returns the error, NaN for a missing y (NaN), after which the
/// states move on uncorrected. `phase` is the position in the season of this step.
double smoothingStep(const SmoothingWeights& weights, SmoothingState& state, std::size_t phase,
                     double y);

/// The forecasts of the steps that come, as many as `out` is long, from a state whose next step has
/// the position `phase`: level + (φ + … + φ^h) slope + season.
void smoothingAhead(const SmoothingWeights& weights, const SmoothingState& state, std::size_t phase,
                    std::span<double> out);

/// Weights and starting states of least squared one-step error, which is also greatest Gaussian
/// likelihood: Levenberg–Marquardt with exact derivatives, from three starts, bounded as above (the
/// "usual" region of Hyndman et al.). `y` in equal steps, NaN = missing. AICc counts every
/// parameter.
/// O(iterations · steps · parameters²), memory O(season · parameters).
/// Errors: Usage (season not in [1, kMostSmoothedSeason], params), NotEnoughData (fewer than
/// parameters + 2 observed), MemoryLimit (more than kMostSteps), InvalidNumber (infinite, above
/// kMaxMagnitude), Cancelled.
Result<SmoothingModel> fitSmoothing(std::span<const double> y, const SmoothingForm& form,
                                    const SmoothingParams& params, TaskContext& context);

/// The form of least AICc of N, A, Ad, without and (season in 2…kMostSmoothedSeason and two seasons
/// observed) with a season. Errors: as fitSmoothing; NotEnoughData when not even the level fits.
Result<SmoothingModel> chooseSmoothing(std::span<const double> y, int season,
                                       const SmoothingParams& params, TaskContext& context);

/// The fit from the weights and starting states of `from`, which began at the same step: cheaper
/// than fitSmoothing when more values of the same series came in. Errors: as fitSmoothing.
Result<SmoothingModel> refitSmoothing(std::span<const double> y, const SmoothingModel& from,
                                      const SmoothingParams& params, TaskContext& context);

} // namespace mops::learn
