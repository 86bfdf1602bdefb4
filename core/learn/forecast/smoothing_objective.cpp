#include "core/learn/forecast/smoothing_objective.h"

#include "core/learn/columns.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace mops::learn {
namespace {

/// Multiply-adds between two questions for cancellation: some milliseconds.
constexpr std::size_t kTermsBetweenQuestions = 20'000'000;

} // namespace

Result<ScaledSeries> scaledSeries(std::span<const double> y, const SmoothingForm& form) {
    if (y.size() > kMostSteps)
        return fail(ErrorCode::MemoryLimit, "steps=" + std::to_string(y.size()),
                    "at most " + std::to_string(kMostSteps));
    ScaledSeries result;
    double sum = 0;
    for (std::size_t t = 0; t < y.size(); ++t) {
        if (std::isnan(y[t]))
            continue;
        if (std::abs(y[t]) > kMaxMagnitude)
            return fail(ErrorCode::InvalidNumber, "value " + std::to_string(t + 1));
        sum += y[t];
        ++result.observed;
        result.largest = std::max(result.largest, std::abs(y[t]));
    }
    const auto wanted = static_cast<std::size_t>(form.parameters()) + 2;
    if (result.observed < wanted)
        return fail(ErrorCode::NotEnoughData, "observed=" + std::to_string(result.observed),
                    "at least " + std::to_string(wanted));
    const auto n = static_cast<double>(result.observed);
    result.centre = sum / n;
    double squares = 0;
    for (const double value : y)
        if (!std::isnan(value))
            squares += (value - result.centre) * (value - result.centre);
    // Rounding of a constant series is not taken for variation.
    const double deviation = std::sqrt(squares / n);
    result.scale = deviation > 1e-13 * result.largest ? deviation : 1.0;
    result.values.reserve(y.size());
    for (const double value : y)
        result.values.push_back((value - result.centre) / result.scale);
    return result;
}

SmoothingLayout::SmoothingLayout(const SmoothingForm& form)
    : slope(form.trend != Trend::None)
    , damped(form.trend == Trend::Damped)
    , season(form.hasSeason() ? static_cast<std::size_t>(form.season) : 0) {
    betaShare = 1;
    gammaShare = betaShare + (slope ? 1 : 0);
    phi = gammaShare + (season > 0 ? 1 : 0);
    level = phi + (damped ? 1 : 0);
    startSlope = level + 1;
    seasons = startSlope + (slope ? 1 : 0);
    count = seasons + (season > 0 ? season - 1 : 0);
}

std::pair<double, double> SmoothingLayout::bounds(std::size_t p) const {
    if (p >= level)
        return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    if (damped && p == phi)
        return {kLeastDamping, kMostDamping};
    return {kLeastSmoothingWeight, kMostSmoothingWeight};
}

SmoothingWeights SmoothingLayout::weights(const std::vector<double>& theta) const {
    return {.alpha = theta[0],
            .beta = slope ? theta[0] * theta[betaShare] : 0.0,
            .gamma = season > 0 ? (1 - theta[0]) * theta[gammaShare] : 0.0,
            .phi = damped ? theta[phi] : 1.0};
}

SmoothingState SmoothingLayout::start(const std::vector<double>& theta) const {
    SmoothingState state{theta[level], slope ? theta[startSlope] : 0.0, {}};
    state.seasons.resize(season);
    for (std::size_t k = 0; k + 1 < season; ++k) {
        state.seasons[k] = theta[seasons + k];
        state.seasons[season - 1] -= theta[seasons + k];
    }
    return state;
}

SmoothingObjective::SmoothingObjective(const std::vector<double>& values,
                                       const SmoothingLayout& layout)
    : m_values(values)
    , m_layout(layout)
    , m_width(kernels::padded(layout.count))
    , m_gains(4 * m_width)
    , m_states((2 + std::max<std::size_t>(layout.season, 1)) * m_width)
    , m_scratch(kernels::smoothingScratch(m_width)) {
    const std::size_t cost = m_width * (8 + m_width / 2);
    const std::size_t steps = std::max<std::size_t>(kTermsBetweenQuestions / cost, 1);
    const std::size_t whole = std::max<std::size_t>(layout.season, 1);
    m_slice = std::max<std::size_t>(steps / whole, 1) * whole;
}

Result<> SmoothingObjective::evaluate(const std::vector<double>& theta, SmoothingTerms& terms,
                                      TaskContext& context) {
    std::ranges::fill(m_gains, 0.0);
    std::ranges::fill(m_states, 0.0);
    terms.gradient.assign(m_width, 0.0);
    terms.gram.assign(m_width * m_width, 0.0);
    SmoothingState start = m_layout.start(theta);
    kernels::SmoothingRun run = prepare(theta, start);
    kernels::SmoothingSums sums{0, terms.gradient.data(), terms.gram.data()};
    for (std::size_t at = 0; at < m_values.size(); at += m_slice) {
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        run.y = m_values.data() + at;
        run.count = std::min(m_slice, m_values.size() - at);
        kernels::smoothingTerms(run, m_scratch.data(), sums);
    }
    terms.squares =
        std::isfinite(sums.squares) ? sums.squares : std::numeric_limits<double>::infinity();
    return {};
}

kernels::SmoothingRun SmoothingObjective::prepare(const std::vector<double>& theta,
                                                  SmoothingState& start) {
    const SmoothingLayout& at = m_layout;
    const SmoothingWeights weights = at.weights(theta);
    double* alpha = m_gains.data();
    double* beta = alpha + m_width;
    double* gamma = beta + m_width;
    double* phi = gamma + m_width;
    double* level = m_states.data();
    double* slope = level + m_width;
    double* seasons = slope + m_width;
    alpha[0] = 1;
    level[at.level] = 1;
    if (at.slope) {
        beta[0] = theta[at.betaShare];
        beta[at.betaShare] = theta[0];
        slope[at.startSlope] = 1;
    }
    if (at.damped)
        phi[at.phi] = 1;
    if (at.season > 0) {
        gamma[0] = -theta[at.gammaShare];
        gamma[at.gammaShare] = 1 - theta[0];
        for (std::size_t k = 0; k + 1 < at.season; ++k) {
            seasons[k * m_width + at.seasons + k] = 1;
            seasons[(at.season - 1) * m_width + at.seasons + k] = -1;
        }
    }
    return {.y = nullptr,
            .count = 0,
            .season = at.season,
            .width = m_width,
            .alpha = weights.alpha,
            .beta = weights.beta,
            .gamma = weights.gamma,
            .phi = weights.phi,
            .alphaGain = alpha,
            .betaGain = beta,
            .gammaGain = gamma,
            .phiGain = phi,
            .level = start.level,
            .slope = start.slope,
            .seasons = start.seasons.data(),
            .levelDerivatives = level,
            .slopeDerivatives = slope,
            .seasonDerivatives = seasons};
}

} // namespace mops::learn
