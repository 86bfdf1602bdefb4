#include "core/learn/classify/logistic_solver.h"

#include <algorithm>
#include <cmath>
#include <Eigen/Cholesky>

namespace mops::learn {
namespace {

/// Before the last step: where the Newton direction is longer than this, coefficients still move
/// (separable data without a penalty), and a step more would not be a correction.
constexpr double kCorrection = 0.01;
constexpr int kMostSweeps = 10'000;
constexpr double kGuessedShrinkage = 0.05; ///< of the gradient by a step with a sample's curvature
constexpr double kSlow = 0.1;
constexpr double kSameCurvature = 1e-4; ///< moved so little, the curvature is the same to 4 digits
constexpr double kOfAnother = 1;        ///< age of a curvature that a sample gave
constexpr double kFarBelow = 0.01;      ///< of the tolerance: no further pass over many rows

double l1Of(const LogisticWalk& walk, Eigen::Index k) {
    const auto c = static_cast<std::size_t>(k);
    return c < walk.l1.size() ? walk.l1[c] : 0.0;
}

double l1Penalty(const LogisticWalk& walk, const LogisticPosition& position) {
    double total = 0;
    for (std::size_t c = 0; c < walk.l1.size(); ++c)
        total += walk.l1[c] * std::abs(position[static_cast<Eigen::Index>(c)]);
    return total;
}

/// Per component the number nearest to zero in the subdifferential of objective + l1.
double smallestSubgradient(const LogisticWalk& walk, const LogisticPosition& position,
                           const Eigen::VectorXd& gradient) {
    double largest = 0;
    for (Eigen::Index k = 0; k < gradient.size(); ++k) {
        const double l1 = l1Of(walk, k);
        const double g = position[k] > 0   ? gradient[k] + l1
                         : position[k] < 0 ? gradient[k] - l1
                                           : std::max(std::abs(gradient[k]) - l1, 0.0);
        largest = std::max(largest, std::abs(g));
    }
    return largest;
}

/// Solves H d = −g. Where H has no Cholesky factor (collinear columns without a penalty), its
/// diagonal is raised until it has.
Eigen::VectorXd newtonStep(const Eigen::MatrixXd& hessian, const Eigen::VectorXd& gradient) {
    Eigen::MatrixXd damped = hessian;
    for (double damping = 1e-10; damping < 1e10; damping *= 100) {
        const Eigen::LLT<Eigen::MatrixXd> factor(damped);
        if (factor.info() == Eigen::Success) {
            Eigen::VectorXd step = factor.solve(-gradient);
            if (step.allFinite() && step.dot(gradient) < 0)
                return step;
        }
        damped = hessian;
        damped.diagonal().array() += damping * (hessian.diagonal().maxCoeff() + 1e-300);
    }
    return -gradient;
}

double shrink(double value, double by) {
    return value > by ? value - by : value < -by ? value + by : 0.0;
}

// min over d of g·d + ½ dᵀHd + Σ l1ₖ |βₖ + dₖ| by cyclic coordinate descent with H d kept
// (Friedman, Hastie, Tibshirani 2010; Lee, Sun, Saunders 2014). After a full sweep only moving
// coordinates are visited until they rest, then all once more.
Result<Eigen::VectorXd> proximalStep(const LogisticWalk& walk, const LogisticPosition& position,
                                     const Eigen::MatrixXd& hessian,
                                     const Eigen::VectorXd& gradient, TaskContext& context) {
    const Eigen::Index size = gradient.size();
    Eigen::VectorXd step = Eigen::VectorXd::Zero(size);
    Eigen::VectorXd slope = gradient; // g + H d
    const double enough = 1e-3 * walk.gradientTolerance * walk.totalWeight;
    std::vector<bool> moving(static_cast<std::size_t>(size), true);
    bool all = true;
    for (int sweep = 0; sweep < kMostSweeps; ++sweep) {
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        double largest = 0;
        for (Eigen::Index k = 0; k < size; ++k) {
            const double curvature = hessian(k, k);
            if ((!all && !moving[static_cast<std::size_t>(k)]) || !(curvature > 0))
                continue;
            const double now = position[k] + step[k];
            const double then = shrink(now - slope[k] / curvature, l1Of(walk, k) / curvature);
            const double change = then - now;
            moving[static_cast<std::size_t>(k)] = change != 0;
            if (change == 0)
                continue;
            // Exactly −β, so that what becomes zero is zero.
            step[k] = then == 0 ? -position[k] : step[k] + change;
            slope += change * hessian.col(k);
            largest = std::max(largest, std::abs(change) * curvature);
        }
        if (largest <= enough) {
            if (all)
                break;
            all = true;
        } else {
            all = false;
        }
    }
    return step;
}

class Walker {
public:
    Walker(const LogisticObjective& objective, const LogisticWalk& walk, TaskContext& context)
        : m_objective(objective)
        , m_walk(walk)
        , m_context(context) {}

    Result<LogisticEnd> run(LogisticPosition start);

private:
    double total(const LogisticPosition& position, const LogisticValue& value) const {
        return value.objective + l1Penalty(m_walk, position);
    }
    double norm(const LogisticPosition& position, const LogisticValue& value) const {
        return smallestSubgradient(m_walk, position, value.gradient) / m_walk.totalWeight;
    }
    Result<Eigen::VectorXd> direction() const;
    Result<bool> search(const Eigen::VectorXd& step);
    Result<> refreshCurvature();
    Result<> correct();
    Curvature curvatureAfter(double move) const;
    void take(LogisticPosition position, LogisticValue value, double move);
    void report() const;

    const LogisticObjective& m_objective;
    const LogisticWalk& m_walk;
    TaskContext& m_context;
    LogisticEnd m_end;
    double m_age = 0;        ///< how far the position has moved since the curvature was taken
    double m_shrinkage = -1; ///< of the gradient norm in the last step; negative = no step yet
    double m_firstNorm = 0;
};

Result<Eigen::VectorXd> Walker::direction() const {
    if (m_walk.l1.empty())
        return newtonStep(m_end.value.hessian, m_end.value.gradient);
    return proximalStep(m_walk, m_end.position, m_end.value.hessian, m_end.value.gradient,
                        m_context);
}

/// With an old curvature the gradient shrinks by about the same factor over and over. A new one is
/// wanted where that is slow, and for the end.
Curvature Walker::curvatureAfter(double move) const {
    if (m_walk.startHessian.size() == 0)
        return Curvature::Wanted;
    const double factor = m_shrinkage < 0 ? kGuessedShrinkage
                          : m_age == 0    ? 2 * m_shrinkage
                                          : m_shrinkage;
    const bool slow = m_shrinkage > kSlow;
    const bool last = factor * m_end.gradientNorm <= m_walk.gradientTolerance;
    const bool old = m_age + move > kSameCurvature;
    return old && (slow || last) ? Curvature::Wanted : Curvature::NotWanted;
}

void Walker::take(LogisticPosition position, LogisticValue value, double move) {
    if (value.hessian.size() > 0) {
        m_age = 0;
    } else {
        value.hessian = std::move(m_end.value.hessian);
        m_age += move;
    }
    const double before = m_end.gradientNorm;
    const bool first = m_end.objectives.empty();
    const double objective = total(position, value) / m_walk.totalWeight;
    m_end.gradientNorm = norm(position, value);
    m_end.objectives.push_back(first ? objective : std::min(objective, m_end.objectives.back()));
    if (first)
        m_firstNorm = m_end.gradientNorm;
    else
        m_shrinkage = before > 0 ? m_end.gradientNorm / before : 0.0;
    m_end.position = std::move(position);
    m_end.value = std::move(value);
    m_end.converged = m_end.gradientNorm <= m_walk.gradientTolerance;
}

/// Progress by the digits won of those to win.
void Walker::report() const {
    if (m_walk.isSample)
        return;
    const double toWin = std::log(m_firstNorm / m_walk.gradientTolerance);
    const double won = std::log(m_firstNorm / m_end.gradientNorm);
    m_context.report({.stage = "train",
                      .fraction = toWin > 0 ? std::clamp(won / toWin, 0.0, 1.0) : 0.0,
                      .done = m_end.iterations,
                      .total = m_walk.maxIterations,
                      .object = {}});
}

/// Halves the step until the objective falls enough (Armijo). At the optimum it changes by less
/// than its rounding; there the gradient decides. False: nothing is left to gain on this way.
Result<bool> Walker::search(const Eigen::VectorXd& step) {
    const double before = total(m_end.position, m_end.value);
    const double expected = step.dot(m_end.value.gradient) +
                            l1Penalty(m_walk, m_end.position + step) -
                            l1Penalty(m_walk, m_end.position);
    for (double length = 1; length > 1e-10; length /= 2) {
        LogisticPosition trial = m_end.position + length * step;
        const double move = length * step.cwiseAbs().maxCoeff();
        auto next = m_objective.at(trial, curvatureAfter(move));
        if (!next)
            return failAs(next);
        const double after = total(trial, *next);
        const bool armijo = after <= before + 1e-4 * length * expected;
        const bool gainsBelowRounding = std::abs(after - before) <= 1e-14 * std::abs(before) &&
                                        norm(trial, *next) < m_end.gradientNorm;
        if (armijo || gainsBelowRounding) {
            take(std::move(trial), std::move(*next), move);
            return true;
        }
        if (-expected * length < 1e-14 * std::abs(before))
            return false; // what there is to gain is below the rounding of the sum
    }
    return false;
}

Result<> Walker::refreshCurvature() {
    auto value = m_objective.at(m_end.position, Curvature::Wanted);
    if (!value)
        return failAs(value);
    m_end.value = std::move(*value);
    m_age = 0;
    m_shrinkage = -1;
    return {};
}

/// The tolerance is met; as the curvature is known, a last step costs little and brings the
/// coefficients far nearer than the tolerance says.
Result<> Walker::correct() {
    const auto step = direction();
    if (!step)
        return failAs(step);
    const double move = step->cwiseAbs().maxCoeff();
    if (!(move <= kCorrection))
        return {};
    LogisticPosition trial = m_end.position + *step;
    const bool known = m_walk.startHessian.size() > 0;
    auto next = m_objective.at(trial, known && m_age + move <= kSameCurvature ? Curvature::NotWanted
                                                                              : Curvature::Wanted);
    if (!next)
        return failAs(next);
    if (norm(trial, *next) < m_end.gradientNorm) {
        take(std::move(trial), std::move(*next), move);
        ++m_end.iterations;
    }
    return {};
}

Result<LogisticEnd> Walker::run(LogisticPosition start) {
    m_end.value.hessian = m_walk.startHessian;
    auto value = m_objective.at(start, m_walk.startHessian.size() > 0 ? Curvature::NotWanted
                                                                      : Curvature::Wanted);
    if (!value)
        return failAs(value);
    const bool known = m_walk.startHessian.size() > 0;
    take(std::move(start), std::move(*value), known ? kOfAnother : 0.0);
    while (!m_end.converged && m_end.iterations < m_walk.maxIterations) {
        report();
        const auto step = direction();
        if (!step)
            return failAs(step);
        const auto fell = search(*step);
        if (!fell)
            return failAs(fell);
        if (*fell) {
            ++m_end.iterations;
            continue;
        }
        if (m_age == 0)
            return m_end;
        if (const auto done = refreshCurvature(); !done)
            return failAs(done);
    }
    if (m_age > kSameCurvature && !m_walk.isSample)
        if (const auto done = refreshCurvature(); !done)
            return failAs(done);
    const bool farBelow = m_walk.startHessian.size() > 0 &&
                          m_end.gradientNorm <= kFarBelow * m_walk.gradientTolerance;
    if (m_end.converged && !m_walk.isSample && !farBelow && m_end.iterations < m_walk.maxIterations)
        if (const auto done = correct(); !done)
            return failAs(done);
    return m_end;
}

} // namespace

Result<LogisticEnd> walkDown(const LogisticObjective& objective, LogisticPosition start,
                             const LogisticWalk& walk, TaskContext& context) {
    return Walker(objective, walk, context).run(std::move(start));
}

} // namespace mops::learn
