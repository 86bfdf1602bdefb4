#include "core/learn/kernels/dense_layers.h"

#include "core/learn/kernels/vector8.h"

#include <cmath>

namespace mops::learn::kernels {
namespace {

/// One operand read as (row, step): a[row · rowStride + step · stepStride].
struct Left {
    const float* data;
    std::size_t rowStride;
    std::size_t stepStride;
};

// Rows × Vectors sums of products held in registers; finish(row, column, sums) writes them.
template <std::size_t Rows, std::size_t Vectors, class Finish>
[[gnu::always_inline]] inline void tile(const Left& a, std::size_t row, const float* b,
                                        std::size_t width, std::size_t column, std::size_t inner,
                                        const Finish& finish) {
    Vector8 sums[Rows][Vectors] = {};
    const float* left = a.data + row * a.rowStride;
    const float* right = b + column;
    for (std::size_t k = 0; k < inner; ++k) {
        Vector8 values[Vectors];
        for (std::size_t v = 0; v < Vectors; ++v)
            values[v] = load8(right + v * kFloatLanes);
        for (std::size_t r = 0; r < Rows; ++r) {
            const Vector8 factor = splat8(left[r * a.rowStride]);
            for (std::size_t v = 0; v < Vectors; ++v)
                sums[r][v] += factor * values[v];
        }
        left += a.stepStride;
        right += width;
    }
    for (std::size_t r = 0; r < Rows; ++r)
        for (std::size_t v = 0; v < Vectors; ++v)
            finish(row + r, column + v * kFloatLanes, sums[r][v]);
}

template <std::size_t Vectors, class Finish>
[[gnu::always_inline]] inline void rowsOf(const Left& a, std::size_t rows, const float* b,
                                          std::size_t width, std::size_t column, std::size_t inner,
                                          const Finish& finish) {
    constexpr std::size_t kTall = Vectors == 1 ? kFloatRowTile + 2 : kFloatRowTile;
    std::size_t row = 0;
    for (; row + kTall <= rows; row += kTall)
        tile<kTall, Vectors>(a, row, b, width, column, inner, finish);
    for (; row + 2 <= rows; row += 2)
        tile<2, Vectors>(a, row, b, width, column, inner, finish);
    if (row < rows)
        tile<1, Vectors>(a, row, b, width, column, inner, finish);
}

template <class Finish>
[[gnu::always_inline]] inline void multiply(const Left& a, std::size_t rows, std::size_t inner,
                                            const float* b, std::size_t columns,
                                            const Finish& finish) {
    std::size_t column = 0;
    for (; column + 2 * kFloatLanes <= columns; column += 2 * kFloatLanes)
        rowsOf<2>(a, rows, b, columns, column, inner, finish);
    if (column < columns)
        rowsOf<1>(a, rows, b, columns, column, inner, finish);
}

template <Curve Kind>
[[gnu::always_inline]] inline Vector8 bend(const Vector8& sum) {
    if constexpr (Kind == Curve::Relu)
        return sum > splat8(0.0F) ? sum : splat8(0.0F);
    else if constexpr (Kind == Curve::Tanh)
        return hyperbolicTangent(sum);
    else
        return sum;
}

// curve′ from the curve's own value y: 1 for y > 0 (ReLU), 1 − y² (tanh).
template <Curve Kind>
[[gnu::always_inline]] inline Vector8 unbend(const Vector8& slope, const Vector8& y) {
    if constexpr (Kind == Curve::Relu)
        return y > splat8(0.0F) ? slope : splat8(0.0F);
    else if constexpr (Kind == Curve::Tanh)
        return slope * (1.0F - y * y);
    else
        return slope;
}

template <Curve Kind>
void forward(const float* in, std::size_t rows, std::size_t inputs, const float* weights,
             const float* bias, std::size_t outputs, float* out) {
    multiply({in, inputs, 1}, rows, inputs, weights, outputs,
             [&](std::size_t r, std::size_t c, const Vector8& sums) {
                 store8(out + r * outputs + c, bend<Kind>(sums + load8(bias + c)));
             });
}

template <Curve Kind>
void backward(const float* outSlope, std::size_t rows, std::size_t outputs, const float* transposed,
              const float* in, std::size_t inputs, float* inSlope) {
    multiply({outSlope, outputs, 1}, rows, outputs, transposed, inputs,
             [&](std::size_t r, std::size_t c, const Vector8& sums) {
                 store8(inSlope + r * inputs + c, unbend<Kind>(sums, load8(in + r * inputs + c)));
             });
}

} // namespace

void layerForward(const float* in, std::size_t rows, std::size_t inputs, const float* weights,
                  const float* bias, std::size_t outputs, Curve curve, float* out) {
    switch (curve) {
    case Curve::Linear:
        return forward<Curve::Linear>(in, rows, inputs, weights, bias, outputs, out);
    case Curve::Relu: return forward<Curve::Relu>(in, rows, inputs, weights, bias, outputs, out);
    case Curve::Tanh: return forward<Curve::Tanh>(in, rows, inputs, weights, bias, outputs, out);
    }
}

void layerBackward(const float* outSlope, std::size_t rows, std::size_t outputs,
                   const float* transposed, const float* in, std::size_t inputs, Curve curve,
                   float* inSlope) {
    switch (curve) {
    case Curve::Linear:
        return backward<Curve::Linear>(outSlope, rows, outputs, transposed, in, inputs, inSlope);
    case Curve::Relu:
        return backward<Curve::Relu>(outSlope, rows, outputs, transposed, in, inputs, inSlope);
    case Curve::Tanh:
        return backward<Curve::Tanh>(outSlope, rows, outputs, transposed, in, inputs, inSlope);
    }
}

void bendSlope(const float* values, std::size_t count, Curve curve, float* slope) {
    for (std::size_t i = 0; i < count && curve != Curve::Linear; i += kFloatLanes) {
        const Vector8 value = load8(values + i);
        store8(slope + i, curve == Curve::Relu ? unbend<Curve::Relu>(load8(slope + i), value)
                                               : unbend<Curve::Tanh>(load8(slope + i), value));
    }
}

void layerSlopes(const float* in, std::size_t rows, std::size_t inputs, const float* outSlope,
                 std::size_t outputs, float* weightSlope, float* biasSlope) {
    multiply({in, 1, inputs}, inputs, rows, outSlope, outputs,
             [&](std::size_t r, std::size_t c, const Vector8& sums) {
                 float* to = weightSlope + r * outputs + c;
                 store8(to, load8(to) + sums);
             });
    for (std::size_t c = 0; c < outputs; c += kFloatLanes) {
        Vector8 total = load8(biasSlope + c);
        for (std::size_t r = 0; r < rows; ++r)
            total += load8(outSlope + r * outputs + c);
        store8(biasSlope + c, total);
    }
}

void productOf(const float* a, std::size_t rows, std::size_t inner, const float* b,
               std::size_t columns, float* c) {
    multiply({a, inner, 1}, rows, inner, b, columns,
             [&](std::size_t r, std::size_t column, const Vector8& sums) {
                 store8(c + r * columns + column, sums);
             });
}

void transposedProductOf(const float* a, std::size_t aStride, std::size_t rows, std::size_t inner,
                         const float* b, std::size_t columns, float* c) {
    multiply({a, 1, aStride}, rows, inner, b, columns,
             [&](std::size_t r, std::size_t column, const Vector8& sums) {
                 store8(c + r * columns + column, sums);
             });
}

void transposeFloats(const float* from, std::size_t rows, std::size_t columns, float* to) {
    for (std::size_t c = 0; c < columns; ++c)
        for (std::size_t r = 0; r < rows; ++r)
            to[c * rows + r] = from[r * columns + c];
}

void gatherRows(const float* from, std::size_t width, const std::uint32_t* which, std::size_t count,
                float* to) {
    constexpr std::size_t kAhead = 8; // rows asked from memory before they are needed
    constexpr std::size_t kCacheLine = 16;
    for (std::size_t r = 0; r < count; ++r) {
        if (r + kAhead < count)
            for (std::size_t c = 0; c < width; c += kCacheLine)
                __builtin_prefetch(from + which[r + kAhead] * width + c);
        const float* row = from + which[r] * width;
        for (std::size_t c = 0; c < width; c += kFloatLanes)
            store8(to + r * width + c, load8(row + c));
    }
}

void addFloats(const float* from, std::size_t count, float* to) {
    for (std::size_t i = 0; i < count; i += kFloatLanes)
        store8(to + i, load8(to + i) + load8(from + i));
}

double squaredErrorSlope(const float* out, const float* goal, std::size_t count, float factor,
                         float* slope) {
    double total = 0;
    constexpr std::size_t kRun = 1024; // floats added up before they join the double
    for (std::size_t first = 0; first < count; first += kRun) {
        const std::size_t last = count - first < kRun ? count : first + kRun;
        Vector8 squares = {};
        for (std::size_t i = first; i < last; i += kFloatLanes) {
            const Vector8 difference = load8(out + i) - load8(goal + i);
            squares += difference * difference;
            store8(slope + i, factor * difference);
        }
        total += static_cast<double>(sum(squares));
    }
    return total;
}

void adamUpdate(const AdamStep& constants, const float* gradient, std::size_t count, float* first,
                float* second, float* parameters) {
    const AdamStep step = constants; // a copy that the stores below cannot change
    const float* __restrict g = gradient;
    float* __restrict m = first;
    float* __restrict v = second;
    float* __restrict p = parameters;
    for (std::size_t i = 0; i < count; ++i) {
        m[i] = step.firstDecay * m[i] + (1.0F - step.firstDecay) * g[i];
        v[i] = step.secondDecay * v[i] + (1.0F - step.secondDecay) * (g[i] * g[i]);
        p[i] -= step.rate * (m[i] * step.firstCorrection) /
                (std::sqrt(v[i] * step.secondCorrection) + step.epsilon);
    }
}

} // namespace mops::learn::kernels
