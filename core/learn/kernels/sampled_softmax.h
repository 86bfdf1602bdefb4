#pragma once

#include "core/learn/kernels/api.h"
#include "core/learn/kernels/dense_layers.h"

namespace mops::learn::kernels {

// Widths are multiples of 8 floats (paddedFloats); matrices row-major, no gaps.

/// unit (rows × width) = each row of x over its length; a row of length 0 stays 0. `inverse` gets
/// 1 / length per row (0 for such a row).
MOPS_KERNEL_API void unitRows(const float* x, std::size_t rows, std::size_t width, float* unit,
                              float* inverse);

/// Turns ∂loss/∂unit, per row, into ∂loss/∂x: (s − u (u · s)) / length.
MOPS_KERNEL_API void unitSlopes(const float* unit, const float* inverse, std::size_t rows,
                                std::size_t width, float* slope);

/// What the rows of scores compete about: column j stands for item[j].
struct Competition {
    const float* scores = nullptr;      ///< unscaled: user vector · item vector
    const std::int32_t* item = nullptr; ///< per column
    const float* correction = nullptr;  ///< per column: log q, the item's chance to be in a batch
    std::size_t columns = 0;            ///< a multiple of 8
    float scale = 1;                    ///< 1 / temperature
    float factor = 1;                   ///< of the slope
};

/// Row r's right column is firstColumn + r. With logits l = scale · score − correction, other
/// columns of the right column's item left out: slope (rows × columns) = factor · scale · (softmax
/// − 1 at the right column). Returns Σ over rows of −log softmax at the right column.
MOPS_KERNEL_API double sampledSoftmax(const Competition& in, std::size_t firstColumn,
                                      std::size_t rows, float* slope);

/// to = factor · Σ rows which[…] of the table, `except` left out; returns how many were added.
/// The factor is 1 / that number.
MOPS_KERNEL_API std::size_t meanOfRows(const float* table, std::size_t width,
                                       const std::int32_t* which, std::size_t count,
                                       std::int32_t except, float* to);

/// x *= factor.
MOPS_KERNEL_API void scaleFloats(float* x, std::size_t count, float factor);

/// Slopes of table rows, gathered: row item[i] gets Σ of the rows at slope[source[begin[i] …
/// begin[i+1])].
struct RowSlopes {
    const std::int32_t* item = nullptr;
    const std::uint32_t* begin = nullptr; ///< items + 1
    const float* const* source = nullptr;
    std::size_t items = 0;
};

/// One Adam step of the rows named, others rest; `scratch` holds `width` floats.
MOPS_KERNEL_API void adamRows(const AdamStep& step, const RowSlopes& slopes, std::size_t width,
                              float* scratch, float* first, float* second, float* table);

} // namespace mops::learn::kernels
