#pragma once

#include "core/learn/kernels/api.h"

namespace mops::learn::kernels {

/// Seasons up to this length have smoothing states in the kernel.
inline constexpr std::size_t kMostSeason = 60;
/// Four smoothing parameters, level, slope and season − 1 free starting values.
inline constexpr std::size_t kMostSmoothingParameters = 5 + kMostSeason;

/// An additive smoothing recursion at one point of its parameter space, started from the states
/// and their derivatives that the caller has put into it; they are overwritten with the states
/// after the last step. After a multiple of `season` steps the run can go on with the next values.
/// `width` is padded(number of parameters); season = 0 means none. Row k of an array of
/// derivatives belongs to season[k]. The gains hold, per parameter, the derivative of alpha, beta,
/// gamma and phi by it.
struct SmoothingRun {
    const double* y = nullptr; ///< NaN = missing: the states move on without a correction
    std::size_t count = 0;
    std::size_t season = 0;
    std::size_t width = 0;
    double alpha = 0;
    double beta = 0;
    double gamma = 0;
    double phi = 1;
    const double* alphaGain = nullptr;
    const double* betaGain = nullptr;
    const double* gammaGain = nullptr;
    const double* phiGain = nullptr;
    double level = 0;
    double slope = 0;
    double* seasons = nullptr;           ///< season values
    double* levelDerivatives = nullptr;  ///< width
    double* slopeDerivatives = nullptr;  ///< width
    double* seasonDerivatives = nullptr; ///< season × width (one row of zeros without season)
};

/// What the one-step errors e(t) add up to.
struct SmoothingSums {
    double squares = 0;         ///< Σ e²
    double* gradient = nullptr; ///< width: Σ e · de/dθ
    double* gram = nullptr;     ///< width × width, row ≤ column only: Σ de/dθ · de/dθᵀ
};

/// Numbers of scratch that smoothingTerms() needs.
MOPS_KERNEL_API std::size_t smoothingScratch(std::size_t width);

/// Adds the sums of the run to `sums`. Cost: count · (width · 8 + width² / 2) multiply-adds.
MOPS_KERNEL_API void smoothingTerms(SmoothingRun& run, double* scratch, SmoothingSums& sums);

} // namespace mops::learn::kernels
