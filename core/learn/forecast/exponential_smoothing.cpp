#include "core/learn/forecast/exponential_smoothing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

namespace mops::learn {
namespace {

constexpr int kCoarseIterations = 15;
constexpr double kCoarseTolerance = 1e-4;

} // namespace

int SmoothingForm::parameters() const {
    const int slope = trend == Trend::None ? 0 : 2; // weight and starting value
    const int damping = trend == Trend::Damped ? 1 : 0;
    const int seasonal = hasSeason() ? season : 0; // weight and season − 1 starting values
    return 3 + slope + damping + seasonal;         // weight and start of the level, variance
}

Result<> SmoothingParams::validate() const {
    if (maxIterations < 1)
        return fail(ErrorCode::Usage, "max_iterations=" + std::to_string(maxIterations),
                    "at least 1");
    if (!(tolerance >= 0) || !std::isfinite(tolerance))
        return fail(ErrorCode::Usage, "tolerance", "0 or more");
    return {};
}

double smoothingStep(const SmoothingWeights& weights, SmoothingState& state, std::size_t phase,
                     double y) {
    const double damped = weights.phi * state.slope;
    const double moved = state.level + damped;
    const double seasonal = state.seasons.empty() ? 0.0 : state.seasons[phase];
    const double error = y - (moved + seasonal);
    const double heard = std::isnan(error) ? 0.0 : error;
    state.level = moved + weights.alpha * heard;
    state.slope = damped + weights.beta * heard;
    if (!state.seasons.empty())
        state.seasons[phase] = seasonal + weights.gamma * heard;
    return error;
}

void smoothingAhead(const SmoothingWeights& weights, const SmoothingState& state, std::size_t phase,
                    std::span<double> out) {
    double slope = state.slope;
    double level = state.level;
    for (double& forecast : out) {
        slope *= weights.phi;
        level += slope;
        forecast = level;
        if (!state.seasons.empty()) {
            forecast += state.seasons[phase];
            phase = phase + 1 == state.seasons.size() ? 0 : phase + 1;
        }
    }
}

Result<SmoothingModel> chooseSmoothing(std::span<const double> y, int season,
                                       const SmoothingParams& params, TaskContext& context) {
    if (season < 1)
        return fail(ErrorCode::Usage, "season=" + std::to_string(season), "at least 1");
    std::vector<SmoothingForm> forms = {{Trend::None, 1}, {Trend::Additive, 1}, {Trend::Damped, 1}};
    const bool seasonal = season > 1 && season <= kMostSmoothedSeason &&
                          y.size() >= 2 * static_cast<std::size_t>(season);
    if (seasonal)
        for (const Trend trend : {Trend::None, Trend::Additive, Trend::Damped})
            forms.push_back({trend, season});
    // The forms are compared coarsely: their AICc are then right to a fraction of 1.
    const SmoothingParams coarse{.maxIterations = std::min(params.maxIterations, kCoarseIterations),
                                 .tolerance = std::max(params.tolerance, kCoarseTolerance),
                                 .followAllStarts = false};
    std::optional<Result<SmoothingModel>> best;
    for (const SmoothingForm& form : forms) {
        Result<SmoothingModel> model = fitSmoothing(y, form, coarse, context);
        // Too few values for a richer form: it is no candidate. Anything else ends the search.
        if (!model && (model.error().code != ErrorCode::NotEnoughData || !best))
            return model;
        if (model && (!best || model->aicc < (*best)->aicc))
            best = std::move(model);
    }
    return refitSmoothing(y, **best, params, context);
}

} // namespace mops::learn
