#include "core/learn/columns.h"
#include "core/learn/exponential_smoothing.h"
#include "core/learn/kernels/smoothing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>
#include <utility>

namespace mops::learn {
namespace {

constexpr double kLeastWeight = 1e-4;
constexpr double kMostWeight = 1 - 1e-4;
constexpr double kLeastDamping = 0.8;
constexpr double kMostDamping = 0.98;
/// Multiply-adds between two questions for cancellation: some milliseconds.
constexpr std::size_t kTermsBetweenQuestions = 20'000'000;

/// The values the optimiser sees: mean 0, deviation 1, so that the normal equations are as well
/// conditioned for turnovers in cents as for conversion rates. Additive models move along exactly.
struct Scaled {
    std::vector<double> values;
    double centre = 0;
    double scale = 1;
    double largest = 0;
    std::size_t observed = 0;
};

Result<Scaled> scaled(std::span<const double> y, const SmoothingForm& form) {
    if (y.size() > kMostSteps)
        return fail(ErrorCode::MemoryLimit, "steps=" + std::to_string(y.size()),
                    "at most " + std::to_string(kMostSteps));
    Scaled result;
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

/// Where each parameter sits: first the weights that the form has, then the free starting states.
/// beta and gamma are optimised as shares of alpha and 1 − alpha, which makes the bounds a box. The
/// last starting season is minus the sum of the others: what all have in common is the level's.
struct Layout {
    explicit Layout(const SmoothingForm& form)
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

    bool slope;
    bool damped;
    std::size_t season;
    std::size_t betaShare;
    std::size_t gammaShare;
    std::size_t phi;
    std::size_t level; ///< also the number of weights
    std::size_t startSlope;
    std::size_t seasons;
    std::size_t count;

    std::pair<double, double> bounds(std::size_t p) const {
        if (p >= level)
            return {-std::numeric_limits<double>::infinity(),
                    std::numeric_limits<double>::infinity()};
        if (damped && p == phi)
            return {kLeastDamping, kMostDamping};
        return {kLeastWeight, kMostWeight};
    }
    SmoothingWeights weights(const std::vector<double>& theta) const {
        return {.alpha = theta[0],
                .beta = slope ? theta[0] * theta[betaShare] : 0.0,
                .gamma = season > 0 ? (1 - theta[0]) * theta[gammaShare] : 0.0,
                .phi = damped ? theta[phi] : 1.0};
    }
    SmoothingState start(const std::vector<double>& theta) const {
        SmoothingState state{theta[level], slope ? theta[startSlope] : 0.0, {}};
        state.seasons.resize(season);
        for (std::size_t k = 0; k + 1 < season; ++k) {
            state.seasons[k] = theta[seasons + k];
            state.seasons[season - 1] -= theta[seasons + k];
        }
        return state;
    }
};

/// Squared error, its gradient and Gauss–Newton matrix at a point.
struct Terms {
    double squares = std::numeric_limits<double>::infinity();
    std::vector<double> gradient;
    std::vector<double> gram;
};

/// Σ e² as a function of the parameters.
class Objective {
public:
    Objective(const std::vector<double>& values, const Layout& layout)
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

    std::size_t width() const { return m_width; }

    Result<> evaluate(const std::vector<double>& theta, Terms& terms, TaskContext& context) {
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

private:
    kernels::SmoothingRun prepare(const std::vector<double>& theta, SmoothingState& start) {
        const Layout& at = m_layout;
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

    const std::vector<double>& m_values;
    const Layout& m_layout;
    std::size_t m_width;
    std::vector<double> m_gains;
    std::vector<double> m_states;
    std::vector<double> m_scratch;
    std::size_t m_slice = 1;
};

/// Solves A x = b for a symmetric positive definite n × n matrix by Cholesky's decomposition, in
/// place; false when it is not positive definite.
bool solve(std::vector<double>& a, std::vector<double>& b, std::size_t n) {
    for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t i = j; i < n; ++i) {
            double sum = a[i * n + j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= a[i * n + k] * a[j * n + k];
            if (i == j && !(sum > 0))
                return false;
            a[i * n + j] = i == j ? std::sqrt(sum) : sum / a[j * n + j];
        }
        for (std::size_t k = 0; k < j; ++k)
            b[j] -= a[j * n + k] * b[k];
        b[j] /= a[j * n + j];
    }
    for (std::size_t j = n; j-- > 0;) {
        for (std::size_t k = j + 1; k < n; ++k)
            b[j] -= a[k * n + j] * b[k];
        b[j] /= a[j * n + j];
    }
    return true;
}

/// Levenberg–Marquardt within a box (Levenberg 1944, Marquardt 1963): (JᵀJ + λ diag JᵀJ) δ = −Jᵀe
/// over the parameters that are free, which those at a bound that the gradient pushes against are
/// not; a step that leaves the box ends at its wall.
class Optimiser {
public:
    Optimiser(Objective& objective, const Layout& layout, const SmoothingParams& params,
              std::vector<double> start)
        : theta(std::move(start))
        , m_objective(objective)
        , m_layout(layout)
        , m_params(params) {}

    Result<> begin(TaskContext& context) { return m_objective.evaluate(theta, m_now, context); }

    /// Until converged or `most` iterations in all were made; can be called again with more.
    Result<> run(int most, TaskContext& context) {
        while (!converged && iterations < most) {
            ++iterations;
            if (!propose()) {
                converged = true;
                return {};
            }
            if (const auto done = m_objective.evaluate(m_next, m_then, context); !done)
                return failAs(done);
            if (m_then.squares >= m_now.squares) {
                m_lambda *= 8;
                converged = m_lambda > kMostDamped; // no direction gains anything
                continue;
            }
            const double gain = (m_now.squares - m_then.squares) / m_now.squares;
            std::swap(theta, m_next);
            std::swap(m_now, m_then);
            m_lambda = std::max(m_lambda / 8, 1e-12);
            m_smallGains = gain < m_params.tolerance ? m_smallGains + 1 : 0;
            converged = m_smallGains == 2 || m_now.squares == 0;
        }
        return {};
    }

    double squares() const { return m_now.squares; }

    std::vector<double> theta;
    int iterations = 0;
    bool converged = false;

private:
    static constexpr double kMostDamped = 1e9;

    /// The next point into m_next; false when it is the same point.
    bool propose() {
        const std::size_t width = m_objective.width();
        m_free.clear();
        for (std::size_t p = 0; p < m_layout.count; ++p) {
            const auto [low, high] = m_layout.bounds(p);
            const double slope = m_now.gradient[p];
            const bool stuck = (theta[p] <= low && slope > 0) || (theta[p] >= high && slope < 0);
            if (!stuck && m_now.gram[p * width + p] > 0)
                m_free.push_back(p);
        }
        const std::size_t n = m_free.size();
        m_matrix.assign(n * n, 0.0);
        m_step.assign(n, 0.0);
        for (std::size_t i = 0; i < n; ++i) {
            m_step[i] = -m_now.gradient[m_free[i]];
            for (std::size_t j = 0; j <= i; ++j)
                m_matrix[i * n + j] = m_now.gram[m_free[j] * width + m_free[i]];
            m_matrix[i * n + i] *= 1 + m_lambda;
        }
        m_next = theta;
        if (!solve(m_matrix, m_step, n))
            return m_lambda <= kMostDamped; // the same point gains nothing: more damping follows
        for (std::size_t i = 0; i < n; ++i) {
            const auto [low, high] = m_layout.bounds(m_free[i]);
            m_next[m_free[i]] = std::clamp(theta[m_free[i]] + m_step[i], low, high);
        }
        return m_next != theta;
    }

    Objective& m_objective;
    const Layout& m_layout;
    const SmoothingParams& m_params;
    Terms m_now;
    Terms m_then;
    std::vector<std::size_t> m_free;
    std::vector<double> m_matrix;
    std::vector<double> m_step;
    std::vector<double> m_next;
    double m_lambda = 1e-3;
    int m_smallGains = 0;
};

/// Means of the positions in the season and of the first seasons: enough for the optimiser, whose
/// problem is linear in the starting states.
void guessStates(const std::vector<double>& values, const Layout& layout,
                 std::vector<double>& theta) {
    const std::size_t first = std::max<std::size_t>(2 * layout.season, 10);
    double sum = 0;
    double count = 0;
    for (std::size_t t = 0, seen = 0; t < values.size() && seen < first; ++t)
        if (!std::isnan(values[t])) {
            sum += values[t];
            ++count;
            ++seen;
        }
    theta[layout.level] = sum / count;
    if (layout.season == 0)
        return;
    std::vector<double> sums(layout.season, 0.0);
    std::vector<double> counts(layout.season, 0.0);
    for (std::size_t t = 0; t < values.size(); ++t)
        if (!std::isnan(values[t])) {
            sums[t % layout.season] += values[t];
            ++counts[t % layout.season];
        }
    for (std::size_t k = 0; k + 1 < layout.season; ++k)
        theta[layout.seasons + k] = counts[k] > 0 ? sums[k] / counts[k] : 0.0;
}

struct WeightStart {
    double alpha;
    double betaShare;
    double gammaShare;
    double phi;
};
/// A calm and a lively beginning and one that does not move (a straight line with a fixed season):
/// the squared error can have a valley near each.
constexpr std::array<WeightStart, 3> kStarts{
    {{0.1, 0.1, 0.1, 0.9}, {0.6, 0.1, 0.2, 0.95}, {1e-4, 1e-4, 1e-4, 0.98}}};
/// After so many steps from each start, only the best is followed further unless all are wanted.
constexpr int kScreening = 3;

std::vector<double> startAt(const WeightStart& weights, const Layout& layout,
                            const std::vector<double>& values) {
    std::vector<double> theta(layout.count, 0.0);
    theta[0] = weights.alpha;
    if (layout.slope)
        theta[layout.betaShare] = weights.betaShare;
    if (layout.season > 0)
        theta[layout.gammaShare] = weights.gammaShare;
    if (layout.damped)
        theta[layout.phi] = weights.phi;
    guessStates(values, layout, theta);
    return theta;
}

/// Back to the scale of the data; the states after the last value by running over it once.
SmoothingModel finish(std::span<const double> y, const SmoothingForm& form, const Layout& layout,
                      const std::vector<double>& theta, const Scaled& data) {
    SmoothingModel model;
    model.form = form;
    model.weights = layout.weights(theta);
    model.start = layout.start(theta);
    model.start.level = model.start.level * data.scale + data.centre;
    model.start.slope *= data.scale;
    for (double& season : model.start.seasons)
        season *= data.scale;
    model.last = model.start;
    const std::size_t season = std::max<std::size_t>(layout.season, 1);
    std::size_t phase = 0;
    for (const double value : y) {
        const double error = smoothingStep(model.weights, model.last, phase, value);
        if (!std::isnan(error))
            model.sumOfSquares += error * error;
        phase = phase + 1 == season ? 0 : phase + 1;
    }
    model.observed = data.observed;
    const auto n = static_cast<double>(data.observed);
    const auto k = static_cast<double>(form.parameters());
    // A perfect fit would have an infinite likelihood; below this all fits are equally perfect.
    const double least = std::max(1e-10 * data.largest, 1e-150);
    const double variance = std::max(model.sumOfSquares / n, least * least);
    model.logLikelihood = -0.5 * n * (std::log(2 * std::numbers::pi * variance) + 1);
    model.aicc = -2 * model.logLikelihood + 2 * k + 2 * k * (k + 1) / (n - k - 1);
    return model;
}

Result<> check(const SmoothingForm& form, const SmoothingParams& params) {
    if (const auto valid = params.validate(); !valid)
        return valid;
    if (form.season < 1 || form.season > kMostSmoothedSeason)
        return fail(ErrorCode::Usage, "season=" + std::to_string(form.season),
                    "from 1 (none) to " + std::to_string(kMostSmoothedSeason));
    return {};
}

Result<SmoothingModel> fitFrom(std::span<const double> y, const SmoothingForm& form,
                               const Scaled& data, std::vector<std::vector<double>> starts,
                               const SmoothingParams& params, TaskContext& context) {
    const Layout layout(form);
    Objective objective(data.values, layout);
    std::vector<Optimiser> runs;
    runs.reserve(starts.size());
    for (std::vector<double>& start : starts) {
        Optimiser& run = runs.emplace_back(objective, layout, params, std::move(start));
        if (const auto done = run.begin(context); !done)
            return failAs(done);
        const bool whole = params.followAllStarts || starts.size() == 1;
        const int most = whole ? params.maxIterations : std::min(kScreening, params.maxIterations);
        if (const auto done = run.run(most, context); !done)
            return failAs(done);
    }
    Optimiser& best = *std::ranges::min_element(runs, {}, &Optimiser::squares);
    if (const auto done = best.run(params.maxIterations, context); !done)
        return failAs(done);
    SmoothingModel model = finish(y, form, layout, best.theta, data);
    for (const Optimiser& run : runs)
        model.iterations += run.iterations;
    model.converged = best.converged;
    return model;
}

} // namespace

Result<SmoothingModel> fitSmoothing(std::span<const double> y, const SmoothingForm& form,
                                    const SmoothingParams& params, TaskContext& context) {
    if (const auto valid = check(form, params); !valid)
        return failAs(valid);
    const auto data = scaled(y, form);
    if (!data)
        return failAs(data);
    const Layout layout(form);
    std::vector<std::vector<double>> starts;
    for (const WeightStart& weights : kStarts)
        starts.push_back(startAt(weights, layout, data->values));
    return fitFrom(y, form, *data, std::move(starts), params, context);
}

Result<SmoothingModel> refitSmoothing(std::span<const double> y, const SmoothingModel& from,
                                      const SmoothingParams& params, TaskContext& context) {
    if (const auto valid = check(from.form, params); !valid)
        return failAs(valid);
    const auto data = scaled(y, from.form);
    if (!data)
        return failAs(data);
    const Layout layout(from.form);
    std::vector<double> theta(layout.count, 0.0);
    theta[0] = std::clamp(from.weights.alpha, kLeastWeight, kMostWeight);
    if (layout.slope)
        theta[layout.betaShare] =
            std::clamp(from.weights.beta / theta[0], kLeastWeight, kMostWeight);
    if (layout.season > 0)
        theta[layout.gammaShare] =
            std::clamp(from.weights.gamma / (1 - theta[0]), kLeastWeight, kMostWeight);
    if (layout.damped)
        theta[layout.phi] = std::clamp(from.weights.phi, kLeastDamping, kMostDamping);
    theta[layout.level] = (from.start.level - data->centre) / data->scale;
    if (layout.slope)
        theta[layout.startSlope] = from.start.slope / data->scale;
    for (std::size_t k = 0; k + 1 < layout.season; ++k)
        theta[layout.seasons + k] = from.start.seasons[k] / data->scale;
    return fitFrom(y, from.form, *data, {std::move(theta)}, params, context);
}

} // namespace mops::learn
