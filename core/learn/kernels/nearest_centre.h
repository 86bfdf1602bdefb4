#pragma once

#include "core/learn/kernels/api.h"

/// The steps of a k-means iteration. Nearest centres are found in single precision, with a bound
/// on the rounding error; only rows that the bound leaves in doubt are looked at again in double
/// precision (kernels/distances.h), so labels are those of double precision throughout.
namespace mops::learn::kernels {

/// Rows of a block of the single-precision copy: [block][column][row of the block].
inline constexpr std::size_t kBlockRows = 16;
/// Centres are packed in groups of this many: [group][column][centre of the group].
inline constexpr std::size_t kCentreGroup = 4;

/// (x − origin) · scale in single precision, one block of `rows` ≤ kBlockRows rows, missing ones 0;
/// norms[r] ≥ the Euclidean length of row r.
MOPS_KERNEL_API void packBlock(const double* x, std::size_t rows, std::size_t columns,
                               const double* origin, double scale, float* block, float* norms);

/// Centres in groups of kCentreGroup, the last one filled with copies of its first centre.
MOPS_KERNEL_API void packCentres(const double* centres, std::size_t count, std::size_t columns,
                                 const double* origin, double scale, float* packed);

struct PackedCentres {
    const float* packed = nullptr;
    const float* halfSquares = nullptr; ///< |c|² / 2, one per centre
    std::size_t count = 0;
    /// A row is in doubt when its two least |c|²/2 − x·c differ by at most slope · |x| + constant.
    float slope = 0;
    float constant = 0;
};

inline constexpr std::int32_t kDoubtful = -1;

/// Per row (kBlockRows a block) the nearest centre or kDoubtful, for blocks with safeUntil <
/// travelled; those others keep their labels. `travelled` is how far centres can have moved since
/// the beginning, in scaled units; safeUntil[b] becomes the distance travelled up to which no row
/// of the block can change sides: half the least difference of the distances to the second nearest
/// and the nearest centre further (Hamerly 2010, per block).
MOPS_KERNEL_API void screenNearest(const float* blocks, const float* norms, std::size_t count,
                                   std::size_t columns, const PackedCentres& centres,
                                   double travelled, double* safeUntil, std::int32_t* nearest);

/// Compensated sums (Knuth's two-sum): high + low is the sum to about twice double precision, so
/// rows that come and go leave no trace.
struct ClusterSums {
    double* high = nullptr; ///< clusters × columns
    double* low = nullptr;
    std::int64_t* counts = nullptr;
};

/// Rows whose label changed leave the sums of `before` (−1: none) and enter those of `now`.
/// Returns how many did.
MOPS_KERNEL_API std::size_t moveRows(const double* x, std::size_t rows, std::size_t columns,
                                     const std::int32_t* before, const std::int32_t* now,
                                     const ClusterSums& sums);

/// squared[r] = squared distance of row r to the centre of its label.
MOPS_KERNEL_API void ownDistances(const double* x, std::size_t rows, std::size_t columns,
                                  const double* centres, const std::int32_t* labels,
                                  double* squared);

} // namespace mops::learn::kernels
