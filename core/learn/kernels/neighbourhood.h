#pragma once

#include "core/learn/kernels/api.h"

namespace mops::learn::kernels {

/// How the sums over common ratings become a similarity. With n < leastSupport, or nothing to
/// divide by, it is 0.
enum class PairMeasure : std::uint8_t {
    Cosine,       ///< Σ ab / √(Σ a² Σ b²)
    ShrunkCosine, ///< the same · (n − 1) / (n − 1 + shrinkage)
    Correlation, ///< (n Σ ab − Σ a Σ b) / √((n Σ a² − (Σ a)²) (n Σ b² − (Σ b)²))
    SquaredDifference, ///< 1 / (Σ (a − b)² / n + 1)
};

struct PairRule {
    PairMeasure measure = PairMeasure::Cosine;
    double leastSupport = 1;
    double shrinkage = 0;
};

/// Numbers kept per pair: 4, or 8 where the measure needs the plain sums too.
constexpr std::size_t pairWidth(PairMeasure measure) {
    return measure == PairMeasure::Correlation ? 2 * kLanes : kLanes;
}

/// Adds one rating `own` of row x, and those of the others in the same list, to the sums of the
/// pairs (x, other): sums[other][0…3] = Σ ab, Σ a², Σ b², n, with width 8 also [4…5] = Σ a, Σ b.
MOPS_KERNEL_API void addPairs(const std::int32_t* others, const double* values, std::size_t count,
                              double own, std::size_t width, double* sums);

/// similarity[0 … rows) from the sums, which are 0 afterwards.
MOPS_KERNEL_API void takeSimilarities(double* sums, std::size_t rows, const PairRule& rule,
                                      double* similarity);

/// The same only for the rows named (some perhaps twice): the others have no sums.
MOPS_KERNEL_API void takeSimilaritiesOf(const std::int32_t* others, std::size_t count, double* sums,
                                        const PairRule& rule, double* similarity);

struct NearestSums {
    double similarities = 0; ///< Σ s
    double weighted = 0;     ///< Σ s · deviation
    std::size_t used = 0;    ///< how many of the k had a similarity > 0
};

/// Numbers of scratch that sumNearest() needs.
constexpr std::size_t nearestScratch(std::size_t longestList) {
    return 2 * padded(longestList) + kLanes;
}

/// Over the `nearest` entries of greatest similarity, of equal ones the earlier, those with a
/// similarity > 0. O(count), without sorting.
MOPS_KERNEL_API NearestSums sumNearest(const std::int32_t* others, const double* deviations,
                                       std::size_t count, const double* similarity,
                                       std::size_t nearest, double* scratch);

} // namespace mops::learn::kernels
