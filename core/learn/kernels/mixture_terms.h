#pragma once

#include "core/learn/kernels/api.h"

/// The inner loops of expectation–maximisation for normal mixtures. Rows come in slices, stored by
/// columns: slice[column][row], kMixtureSlice rows, those beyond the data 0.
namespace mops::learn::kernels {

/// Rows of a slice: a multiple of the rows of a register tile; with 32 columns it stays in the
/// second-level cache.
inline constexpr std::size_t kMixtureSlice = 192;

/// slice = x − origin by columns; `rows` ≤ kMixtureSlice.
MOPS_KERNEL_API void columnSlice(const double* x, std::size_t rows, std::size_t columns,
                                 const double* origin, double* slice);

/// Row-major lower triangular L⁻¹ → groups of kLanes outputs: [group][input ≤ last output][output].
MOPS_KERNEL_API void packTriangle(const double* inverse, std::size_t columns, double* packed);
/// Numbers that packTriangle() writes.
constexpr std::size_t packedTriangle(std::size_t columns) {
    const std::size_t groups = padded(columns) / kLanes;
    return groups * (groups + 1) / 2 * kLanes * kLanes;
}

/// logs[row] = constant − |L⁻¹ (row − mean)|² / 2. `scratch` holds padded(columns) slices.
MOPS_KERNEL_API void fullLogDensity(const double* slice, std::size_t columns, const double* mean,
                                    const double* packedInverse, double constant, double* scratch,
                                    double* logs);
/// The same with L⁻¹ = diag(inverse deviations).
MOPS_KERNEL_API void diagonalLogDensity(const double* slice, std::size_t columns,
                                        const double* mean, const double* inverseDeviations,
                                        double constant, double* logs);

/// In: logs[component][row]. Out: the share of each component in the row's density (0 for rows
/// beyond `rows`), and logSums[row] = log Σ exp(logs).
MOPS_KERNEL_API void normaliseLogs(std::size_t components, std::size_t rows, double* logs,
                                   double* logSums);

/// Sums over the rows of a slice with weights `shares` around `mean`: returns Σ w and adds Σ w z to
/// `first` and Σ w z zᵀ (row ≤ column) to `second`, columns × columns. `scratch` as above.
MOPS_KERNEL_API double addFullMoments(const double* slice, std::size_t columns, const double* mean,
                                      const double* shares, double* scratch, double* first,
                                      double* second);
/// The same with Σ w z² only, columns numbers.
MOPS_KERNEL_API double addDiagonalMoments(const double* slice, std::size_t columns,
                                          const double* mean, const double* shares, double* first,
                                          double* second);

} // namespace mops::learn::kernels
