#pragma once

#include "core/learn/kernels/api.h"

namespace mops::learn::kernels {

/// Rows of factors are padded with zeros to a multiple of this many floats.
inline constexpr std::size_t kFactorLanes = 8;

constexpr std::size_t factorWidth(std::size_t factors) {
    return (factors + kFactorLanes - 1) / kFactorLanes * kFactorLanes;
}

/// What one row (a user) took: rows `index` of `factors`, each `width` floats, with confidence
/// 1 + a, a = alpha · weight.
struct ConfidentRow {
    const float* factors = nullptr;
    std::size_t width = 0;
    const std::int32_t* index = nullptr;
    const float* weight = nullptr;
    std::size_t count = 0;
    float alpha = 1;
};

/// out += Σ a (y · p) y over the rows y taken.
MOPS_KERNEL_API void addConfidentProduct(const ConfidentRow& row, const float* p, float* out);

/// out += Σ (1 + a − a (y · x)) y over the rows y taken.
MOPS_KERNEL_API void addConfidentResidual(const ConfidentRow& row, const float* x, float* out);

/// Σ (1 + a) (1 − y · x)² − (y · x)² over the rows y taken.
MOPS_KERNEL_API double confidentLoss(const ConfidentRow& row, const float* x);

/// out[k] = √a · y, count × width.
MOPS_KERNEL_API void gatherConfident(const ConfidentRow& row, float* out);

/// out += scale · G p, G symmetric, width × width.
MOPS_KERNEL_API void addSymmetricTimes(const float* g, std::size_t width, float scale,
                                       const float* p, float* out);

/// Starts conjugate gradients: direction = residual; answers |residual|².
MOPS_KERNEL_API float startConjugate(std::size_t width, const float* residual, float* direction);

/// One step along `direction`, of which `product` is the image: moves x and the residual, turns the
/// direction; answers |residual|² afterwards. `squared` is what it was before.
MOPS_KERNEL_API float stepConjugate(std::size_t width, float squared, const float* product,
                                    float* x, float* residual, float* direction);

/// Solves A x = b by Cholesky, A symmetric positive definite width × width (overwritten, its lower
/// part is read), b in x. False when a pivot is not positive: x is then unchanged.
MOPS_KERNEL_API bool solveCholesky(float* a, std::size_t width, float* x);

/// sum[i] += values[i].
MOPS_KERNEL_API void addToDoubles(const float* values, std::size_t count, double* sum);

} // namespace mops::learn::kernels
