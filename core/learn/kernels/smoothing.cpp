#include "core/learn/kernels/smoothing.h"

#include "core/learn/kernels/vector4.h"

namespace mops::learn::kernels {
namespace {

/// Rows of derivatives collected before they go into the Gram matrix.
constexpr std::size_t kTileSteps = 64;
constexpr std::size_t kMostGroups = padded(kMostSmoothingParameters) / kLanes;

// gram[i…i+4)[j…j+4·Groups) += Σ_r rows[r][i] rows[r][j].
template <std::size_t Groups>
[[gnu::always_inline]] inline void gramTile(const double* rows, std::size_t count,
                                            std::size_t width, std::size_t i, std::size_t j,
                                            double* gram) {
    Vector4 sums[kLanes][Groups] = {};
    for (std::size_t r = 0; r < count; ++r) {
        Vector4 values[Groups];
        for (std::size_t g = 0; g < Groups; ++g)
            values[g] = load(rows + r * width + j + g * kLanes);
        for (std::size_t k = 0; k < kLanes; ++k) {
            const Vector4 factor = splat(rows[r * width + i + k]);
            for (std::size_t g = 0; g < Groups; ++g)
                sums[k][g] += factor * values[g];
        }
    }
    for (std::size_t k = 0; k < kLanes; ++k)
        for (std::size_t g = 0; g < Groups; ++g) {
            double* to = gram + (i + k) * width + j + g * kLanes;
            store(to, load(to) + sums[k][g]);
        }
}

void addGram(const double* rows, std::size_t count, std::size_t width, double* gram) {
    for (std::size_t i = 0; i < width; i += kLanes) {
        std::size_t j = i;
        for (; j + 2 * kLanes <= width; j += 2 * kLanes)
            gramTile<2>(rows, count, width, i, j, gram);
        if (j < width)
            gramTile<1>(rows, count, width, i, j, gram);
    }
}

// With r = y − season and moved = level + phi · slope, e = r − moved, the product rule gives for
// each derivative by θ (written '):
//   step    = phi · slope' + phi' · slope,  before = level' + step
//   e'      = −(before + season')
//   level'  ← before + alpha · e' + alpha' · e
//   slope'  ← step + beta · e' + beta' · e
//   season' ← season' + gamma · e' + gamma' · e
// A step waits for the one before it, so what counts is the length of that chain: e' is multiplied
// out where the next step needs it. Fixed > 0 is the number of groups known to the compiler, which
// then keeps the states in registers.
template <std::size_t Fixed, bool Seasonal>
[[gnu::always_inline]] inline void runTerms(SmoothingRun& run, double* scratch,
                                            SmoothingSums& sums) {
    constexpr std::size_t kRoom = Fixed > 0 ? Fixed : kMostGroups;
    const std::size_t groups = Fixed > 0 ? Fixed : run.width / kLanes;
    Vector4 levels[kRoom];
    Vector4 slopes[kRoom];
    Vector4 gradient[kRoom];
    for (std::size_t g = 0; g < groups; ++g) {
        levels[g] = load(run.levelDerivatives + g * kLanes);
        slopes[g] = load(run.slopeDerivatives + g * kLanes);
        gradient[g] = load(sums.gradient + g * kLanes);
    }
    const Vector4 phi = splat(run.phi);
    const Vector4 alpha = splat(run.alpha);
    const Vector4 beta = splat(run.beta);
    const Vector4 gamma = splat(run.gamma);
    const Vector4 kept = splat(1 - run.alpha);
    double level = run.level;
    double slope = run.slope;
    double squares = 0;
    std::size_t phase = 0;
    std::size_t held = 0;
    for (std::size_t t = 0; t < run.count; ++t) {
        const double target = Seasonal ? run.y[t] - run.seasons[phase] : run.y[t];
        double* seasonRow = run.seasonDerivatives + phase * run.width;
        const Vector4 slopeBefore = splat(slope);
        const double damped = run.phi * slope;
        const double moved = level + damped;
        if (target == target) {
            const double error = target - moved;
            const Vector4 errors = splat(error);
            double* row = scratch + held * run.width;
            for (std::size_t g = 0; g < groups; ++g) {
                const std::size_t at = g * kLanes;
                const Vector4 step = phi * slopes[g] + load(run.phiGain + at) * slopeBefore;
                const Vector4 before = levels[g] + step;
                const Vector4 season = Seasonal ? load(seasonRow + at) : Vector4{};
                const Vector4 derivative = -before - season;
                levels[g] = kept * before + (load(run.alphaGain + at) * errors - alpha * season);
                slopes[g] =
                    (step + load(run.betaGain + at) * errors - beta * season) - beta * before;
                if (Seasonal)
                    store(seasonRow + at,
                          season + gamma * derivative + load(run.gammaGain + at) * errors);
                gradient[g] += derivative * errors;
                store(row + at, derivative);
            }
            squares += error * error;
            level = (1 - run.alpha) * moved + run.alpha * target;
            slope = damped + run.beta * error;
            if (Seasonal)
                run.seasons[phase] += run.gamma * error;
            ++held;
        } else {
            for (std::size_t g = 0; g < groups; ++g) {
                slopes[g] = phi * slopes[g] + load(run.phiGain + g * kLanes) * slopeBefore;
                levels[g] += slopes[g];
            }
            level = moved;
            slope = damped;
        }
        if (Seasonal)
            phase = phase + 1 == run.season ? 0 : phase + 1;
        if (held == kTileSteps) {
            addGram(scratch, held, run.width, sums.gram);
            held = 0;
        }
    }
    addGram(scratch, held, run.width, sums.gram);
    for (std::size_t g = 0; g < groups; ++g) {
        store(sums.gradient + g * kLanes, gradient[g]);
        store(run.levelDerivatives + g * kLanes, levels[g]);
        store(run.slopeDerivatives + g * kLanes, slopes[g]);
    }
    run.level = level;
    run.slope = slope;
    sums.squares += squares;
}

} // namespace

std::size_t smoothingScratch(std::size_t width) {
    return kTileSteps * width;
}

void smoothingTerms(SmoothingRun& run, double* scratch, SmoothingSums& sums) {
    const std::size_t groups = run.width / kLanes;
    if (run.season == 0) {
        if (groups == 1)
            runTerms<1, false>(run, scratch, sums);
        else
            runTerms<2, false>(run, scratch, sums);
    } else if (groups == 2) {
        runTerms<2, true>(run, scratch, sums);
    } else if (groups == 3) {
        runTerms<3, true>(run, scratch, sums);
    } else {
        runTerms<0, true>(run, scratch, sums);
    }
}

} // namespace mops::learn::kernels
