#pragma once

#include "core/learn/kernels/api.h"

namespace mops::learn::kernels {

/// Rows of floats are padded with zeros to a multiple of this many.
inline constexpr std::size_t kFloatLanes = 8;

constexpr std::size_t paddedFloats(std::size_t count) {
    return (count + kFloatLanes - 1) / kFloatLanes * kFloatLanes;
}

/// What a layer does to its sums.
enum class Curve : std::uint8_t { Linear, Relu, Tanh };

// All widths below are multiples of kFloatLanes, all matrices row-major without gaps.

/// out (rows × outputs) = curve(in (rows × inputs) · weights (inputs × outputs) + bias).
MOPS_KERNEL_API void layerForward(const float* in, std::size_t rows, std::size_t inputs,
                                  const float* weights, const float* bias, std::size_t outputs,
                                  Curve curve, float* out);

/// inSlope (rows × inputs) = (outSlope (rows × outputs) · transposed (outputs × inputs)) ∘ curve′,
/// where the layer's input `in` came out of `curve` and curve′ is read from it.
MOPS_KERNEL_API void layerBackward(const float* outSlope, std::size_t rows, std::size_t outputs,
                                   const float* transposed, const float* in, std::size_t inputs,
                                   Curve curve, float* inSlope);

/// slope ∘= curve′, read from the curve's values.
MOPS_KERNEL_API void bendSlope(const float* values, std::size_t count, Curve curve, float* slope);

/// weightSlope (inputs × outputs) += inᵀ · outSlope; biasSlope += Σ rows of outSlope.
MOPS_KERNEL_API void layerSlopes(const float* in, std::size_t rows, std::size_t inputs,
                                 const float* outSlope, std::size_t outputs, float* weightSlope,
                                 float* biasSlope);

/// c (rows × columns) = a · b; `a` is rows × inner, or inner × `aStride` and read transposed.
MOPS_KERNEL_API void productOf(const float* a, std::size_t rows, std::size_t inner, const float* b,
                               std::size_t columns, float* c);
MOPS_KERNEL_API void transposedProductOf(const float* a, std::size_t aStride, std::size_t rows,
                                         std::size_t inner, const float* b, std::size_t columns,
                                         float* c);

/// to (columns × rows) = fromᵀ.
MOPS_KERNEL_API void transposeFloats(const float* from, std::size_t rows, std::size_t columns,
                                     float* to);

/// to (count × width) = the rows which[0 … count) of from.
MOPS_KERNEL_API void gatherRows(const float* from, std::size_t width, const std::uint32_t* which,
                                std::size_t count, float* to);

/// to += from.
MOPS_KERNEL_API void addFloats(const float* from, std::size_t count, float* to);

/// slope = factor · (out − goal), both rows × width; returns Σ (out − goal)².
MOPS_KERNEL_API double squaredErrorSlope(const float* out, const float* goal, std::size_t count,
                                         float factor, float* slope);

/// The constants of one Adam step.
struct AdamStep {
    float rate = 0;             ///< η
    float firstDecay = 0;       ///< β₁
    float secondDecay = 0;      ///< β₂
    float firstCorrection = 0;  ///< 1 / (1 − β₁ᵗ)
    float secondCorrection = 0; ///< 1 / (1 − β₂ᵗ)
    float epsilon = 0;
};

/// m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², p ← p − η m̂ / (√v̂ + ε).
MOPS_KERNEL_API void adamUpdate(const AdamStep& step, const float* gradient, std::size_t count,
                                float* first, float* second, float* parameters);

} // namespace mops::learn::kernels
