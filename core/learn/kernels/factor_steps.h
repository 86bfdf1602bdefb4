#pragma once

#include "core/learn/kernels/api.h"

namespace mops::learn::kernels {

/// Rows of factors are this many floats, or a multiple.
inline constexpr std::size_t kFactorLanes = 8;

constexpr std::size_t paddedFactors(std::size_t factors) {
    return (factors + kFactorLanes - 1) / kFactorLanes * kFactorLanes;
}

/// One rating, what it differs from the mean in units of the ratings' deviation.
struct FactorRating {
    std::int32_t user = 0;
    std::int32_t item = 0;
    float value = 0;
};

/// Rows of `width` floats per user and per item, unused ones 0, and a bias each.
struct FactorTables {
    float* userFactors = nullptr;
    float* itemFactors = nullptr;
    float* userBias = nullptr;
    float* itemBias = nullptr;
    std::size_t width = 0;
};

struct FactorStep {
    float rate = 0;
    float factorPenalty = 0;
    float biasPenalty = 0;
};

/// One step of stochastic gradient descent per rating, in their order:
///     e = r − b(u) − b(i) − p·q,  b(u) += γ (e − λ_b b(u)),  b(i) += γ (e − λ_b b(i)),
///     p += γ (e q − λ p),  q += γ (e p − λ q), with the old p
/// Answers Σ e², each before its step.
MOPS_KERNEL_API double factorSteps(const FactorRating* ratings, std::size_t count,
                                   const FactorTables& tables, const FactorStep& step);

/// The same to read only.
struct FactorView {
    const float* userFactors = nullptr;
    const float* itemFactors = nullptr;
    const float* userBias = nullptr;
    const float* itemBias = nullptr;
    std::size_t width = 0;
};

/// b(u) + b(i) + p·q for each rating's pair.
MOPS_KERNEL_API void factorValues(const FactorRating* pairs, std::size_t count,
                                  const FactorView& tables, float* values);

} // namespace mops::learn::kernels
