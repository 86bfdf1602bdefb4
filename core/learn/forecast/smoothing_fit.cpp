#include "core/learn/forecast/exponential_smoothing.h"
#include "core/learn/forecast/smoothing_objective.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>
#include <utility>

namespace mops::learn {
namespace {

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
    Optimiser(SmoothingObjective& objective, const SmoothingLayout& layout,
              const SmoothingParams& params, std::vector<double> start)
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

    SmoothingObjective& m_objective;
    const SmoothingLayout& m_layout;
    const SmoothingParams& m_params;
    SmoothingTerms m_now;
    SmoothingTerms m_then;
    std::vector<std::size_t> m_free;
    std::vector<double> m_matrix;
    std::vector<double> m_step;
    std::vector<double> m_next;
    double m_lambda = 1e-3;
    int m_smallGains = 0;
};

/// Means of the positions in the season and of the first seasons: enough for the optimiser, whose
/// problem is linear in the starting states.
void guessStates(const std::vector<double>& values, const SmoothingLayout& layout,
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

std::vector<double> startAt(const WeightStart& weights, const SmoothingLayout& layout,
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
SmoothingModel finish(std::span<const double> y, const SmoothingForm& form,
                      const SmoothingLayout& layout, const std::vector<double>& theta,
                      const ScaledSeries& data) {
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
                               const ScaledSeries& data, std::vector<std::vector<double>> starts,
                               const SmoothingParams& params, TaskContext& context) {
    const SmoothingLayout layout(form);
    SmoothingObjective objective(data.values, layout);
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
    const auto data = scaledSeries(y, form);
    if (!data)
        return failAs(data);
    const SmoothingLayout layout(form);
    std::vector<std::vector<double>> starts;
    for (const WeightStart& weights : kStarts)
        starts.push_back(startAt(weights, layout, data->values));
    return fitFrom(y, form, *data, std::move(starts), params, context);
}

Result<SmoothingModel> refitSmoothing(std::span<const double> y, const SmoothingModel& from,
                                      const SmoothingParams& params, TaskContext& context) {
    if (const auto valid = check(from.form, params); !valid)
        return failAs(valid);
    const auto data = scaledSeries(y, from.form);
    if (!data)
        return failAs(data);
    const SmoothingLayout layout(from.form);
    std::vector<double> theta(layout.count, 0.0);
    theta[0] = std::clamp(from.weights.alpha, kLeastSmoothingWeight, kMostSmoothingWeight);
    if (layout.slope)
        theta[layout.betaShare] =
            std::clamp(from.weights.beta / theta[0], kLeastSmoothingWeight, kMostSmoothingWeight);
    if (layout.season > 0)
        theta[layout.gammaShare] = std::clamp(from.weights.gamma / (1 - theta[0]),
                                              kLeastSmoothingWeight, kMostSmoothingWeight);
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
