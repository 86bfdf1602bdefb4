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

// With f = level + phi · slope + season, e = y − f, each state's derivative by θ follows from the
// product rule:
//   e'      = −(level' + phi · slope' + phi' · slope + season')
//   level'  ← level' + phi · slope' + phi' · slope + alpha · e' + alpha' · e
//   slope'  ← phi · slope' + phi' · slope + beta · e' + beta' · e
//   season' ← season' + gamma · e' + gamma' · e
// Fixed > 0 is the number of groups known to the compiler, which then keeps the states in
// registers.
template <std::size_t Fixed>
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
    double level = run.level;
    double slope = run.slope;
    double squares = 0;
    std::size_t phase = 0;
    std::size_t held = 0;
    for (std::size_t t = 0; t < run.count; ++t) {
        const bool seen = run.y[t] == run.y[t]; // false for NaN
        const double damped = run.phi * slope;
        const double moved = level + damped;
        const double seasonal = run.season > 0 ? run.seasons[phase] : 0.0;
        const double error = seen ? run.y[t] - (moved + seasonal) : 0.0;
        const Vector4 errors = splat(error);
        const Vector4 heard = splat(seen ? 1.0 : 0.0);
        double* seasonRow = run.seasonDerivatives + phase * run.width;
        double* row = scratch + held * run.width;
        for (std::size_t g = 0; g < groups; ++g) {
            const std::size_t at = g * kLanes;
            const Vector4 step =
                splat(run.phi) * slopes[g] + load(run.phiGain + at) * splat(slope);
            const Vector4 season = load(seasonRow + at);
            const Vector4 before = levels[g] + step;
            const Vector4 derivative = -(before + season) * heard;
            levels[g] =
                before + splat(run.alpha) * derivative + load(run.alphaGain + at) * errors;
            slopes[g] = step + splat(run.beta) * derivative + load(run.betaGain + at) * errors;
            if (run.season > 0)
                store(seasonRow + at, season + splat(run.gamma) * derivative +
                                          load(run.gammaGain + at) * errors);
            gradient[g] += derivative * errors;
            store(row + at, derivative);
        }
        squares += error * error;
        level = moved + run.alpha * error;
        slope = damped + run.beta * error;
        if (run.season > 0) {
            run.seasons[phase] = seasonal + run.gamma * error;
            phase = phase + 1 == run.season ? 0 : phase + 1;
        }
        if (++held == kTileSteps) {
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
    switch (run.width / kLanes) {
    case 1: runTerms<1>(run, scratch, sums); break;
    case 2: runTerms<2>(run, scratch, sums); break;
    case 3: runTerms<3>(run, scratch, sums); break;
    default: runTerms<0>(run, scratch, sums); break;
    }
}

} // namespace mops::learn::kernels
