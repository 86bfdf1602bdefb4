#include "core/learn/kernels/factor_steps.h"

namespace mops::learn::kernels {
namespace {

/// Eight floats: one AVX or two SSE or NEON registers.
using Vector8 [[gnu::vector_size(32)]] = float;
using Loose8 [[gnu::vector_size(32), gnu::aligned(4), gnu::may_alias]] = float;

[[gnu::always_inline]] inline Vector8 get(const float* from) {
    return *reinterpret_cast<const Loose8*>(from);
}
[[gnu::always_inline]] inline void put(float* to, const Vector8& value) {
    *reinterpret_cast<Loose8*>(to) = value;
}
[[gnu::always_inline]] inline float total(const Vector8& v) {
    return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}

/// Groups of eight as a compile-time constant keep both rows in registers; 0 = any number.
template <std::size_t Groups>
[[gnu::always_inline]] inline float dot(const float* p, const float* q, std::size_t width) {
    const std::size_t groups = Groups == 0 ? width / kFactorLanes : Groups;
    Vector8 even = {};
    Vector8 odd = {};
    std::size_t g = 0;
    for (; g + 2 <= groups; g += 2) {
        even += get(p + g * kFactorLanes) * get(q + g * kFactorLanes);
        odd += get(p + (g + 1) * kFactorLanes) * get(q + (g + 1) * kFactorLanes);
    }
    if (g < groups)
        even += get(p + g * kFactorLanes) * get(q + g * kFactorLanes);
    return total(even + odd);
}

template <std::size_t Groups>
double steps(const FactorRating* ratings, std::size_t count, const FactorTables& tables,
             const FactorStep& step) {
    const std::size_t groups = Groups == 0 ? tables.width / kFactorLanes : Groups;
    const std::size_t width = groups * kFactorLanes;
    const float keep = 1.0F - step.rate * step.factorPenalty;
    const float keepBias = 1.0F - step.rate * step.biasPenalty;
    double squares = 0;
    for (std::size_t r = 0; r < count; ++r) {
        const auto u = static_cast<std::size_t>(ratings[r].user);
        const auto i = static_cast<std::size_t>(ratings[r].item);
        float* p = tables.userFactors + u * width;
        float* q = tables.itemFactors + i * width;
        const float error =
            ratings[r].value - tables.userBias[u] - tables.itemBias[i] - dot<Groups>(p, q, width);
        squares += static_cast<double>(error) * static_cast<double>(error);
        const float move = step.rate * error;
        tables.userBias[u] = keepBias * tables.userBias[u] + move;
        tables.itemBias[i] = keepBias * tables.itemBias[i] + move;
        const Vector8 moves = Vector8{} + move;
        const Vector8 keeps = Vector8{} + keep;
        for (std::size_t g = 0; g < groups; ++g) {
            const Vector8 a = get(p + g * kFactorLanes);
            const Vector8 b = get(q + g * kFactorLanes);
            put(p + g * kFactorLanes, keeps * a + moves * b);
            put(q + g * kFactorLanes, keeps * b + moves * a);
        }
    }
    return squares;
}

} // namespace

double factorSteps(const FactorRating* ratings, std::size_t count, const FactorTables& tables,
                   const FactorStep& step) {
    switch (tables.width / kFactorLanes) {
    case 1: return steps<1>(ratings, count, tables, step);
    case 2: return steps<2>(ratings, count, tables, step);
    case 4: return steps<4>(ratings, count, tables, step);
    case 8: return steps<8>(ratings, count, tables, step);
    default: return steps<0>(ratings, count, tables, step);
    }
}

void factorValues(const FactorRating* pairs, std::size_t count, const FactorView& tables,
                  float* values) {
    for (std::size_t r = 0; r < count; ++r) {
        const auto u = static_cast<std::size_t>(pairs[r].user);
        const auto i = static_cast<std::size_t>(pairs[r].item);
        values[r] = tables.userBias[u] + tables.itemBias[i] +
                    dot<0>(tables.userFactors + u * tables.width,
                           tables.itemFactors + i * tables.width, tables.width);
    }
}

} // namespace mops::learn::kernels
