#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/learn/forecast/exponential_smoothing.h"
#include "core/learn/kernels/smoothing.h"

#include <cstddef>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace mops::learn {

inline constexpr double kLeastSmoothingWeight = 1e-4;
inline constexpr double kMostSmoothingWeight = 1 - 1e-4;
inline constexpr double kLeastDamping = 0.8;
inline constexpr double kMostDamping = 0.98;

/// The values the optimiser sees: mean 0, deviation 1, so that the normal equations are as well
/// conditioned for turnovers in cents as for conversion rates. Additive models move along exactly.
struct ScaledSeries {
    std::vector<double> values;
    double centre = 0;
    double scale = 1;
    double largest = 0;
    std::size_t observed = 0;
};

/// Errors: MemoryLimit, InvalidNumber, NotEnoughData as fitSmoothing().
Result<ScaledSeries> scaledSeries(std::span<const double> y, const SmoothingForm& form);

/// Where each parameter sits: first the weights that the form has, then the free starting states.
/// beta and gamma are optimised as shares of alpha and 1 − alpha, which makes the bounds a box. The
/// last starting season is minus the sum of the others: what all have in common is the level's.
struct SmoothingLayout {
    explicit SmoothingLayout(const SmoothingForm& form);

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

    std::pair<double, double> bounds(std::size_t parameter) const;
    SmoothingWeights weights(const std::vector<double>& theta) const;
    SmoothingState start(const std::vector<double>& theta) const;
};

/// Squared error, its gradient and Gauss–Newton matrix at a point.
struct SmoothingTerms {
    double squares = std::numeric_limits<double>::infinity();
    std::vector<double> gradient;
    std::vector<double> gram;
};

/// Σ e² as a function of the parameters.
class SmoothingObjective {
public:
    SmoothingObjective(const std::vector<double>& values, const SmoothingLayout& layout);

    std::size_t width() const { return m_width; }
    /// Errors: Cancelled.
    Result<> evaluate(const std::vector<double>& theta, SmoothingTerms& terms,
                      TaskContext& context);

private:
    kernels::SmoothingRun prepare(const std::vector<double>& theta, SmoothingState& start);

    const std::vector<double>& m_values;
    const SmoothingLayout& m_layout;
    std::size_t m_width;
    std::vector<double> m_gains;
    std::vector<double> m_states;
    std::vector<double> m_scratch;
    std::size_t m_slice = 1;
};

} // namespace mops::learn
