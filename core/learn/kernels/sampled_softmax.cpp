#include "core/learn/kernels/sampled_softmax.h"

#include "core/learn/kernels/dense_layers.h"
#include "core/learn/kernels/vector8.h"

#include <cmath>

namespace mops::learn::kernels {
namespace {

constexpr float kShortest = 1e-12F; ///< a shorter vector has no direction

float dot(const float* a, const float* b, std::size_t width) {
    Vector8 total = {};
    for (std::size_t c = 0; c < width; c += kFloatLanes)
        total += load8(a + c) * load8(b + c);
    return sum(total);
}

template <std::size_t Vectors>
void sumColumns(const float* table, std::size_t width, const std::int32_t* which, std::size_t count,
                std::int32_t except, float factor, float* to) {
    Vector8 sums[Vectors] = {};
    for (std::size_t i = 0; i < count; ++i) {
        if (which[i] == except)
            continue;
        const float* row = table + static_cast<std::size_t>(which[i]) * width;
        for (std::size_t v = 0; v < Vectors; ++v)
            sums[v] += load8(row + v * kFloatLanes);
    }
    for (std::size_t v = 0; v < Vectors; ++v)
        store8(to + v * kFloatLanes, sums[v] * factor);
}

} // namespace

void unitRows(const float* x, std::size_t rows, std::size_t width, float* unit, float* inverse) {
    for (std::size_t r = 0; r < rows; ++r) {
        const float* from = x + r * width;
        const float length = std::sqrt(dot(from, from, width));
        inverse[r] = length > kShortest ? 1.0F / length : 0.0F;
        for (std::size_t c = 0; c < width; c += kFloatLanes)
            store8(unit + r * width + c, load8(from + c) * inverse[r]);
    }
}

void unitSlopes(const float* unit, const float* inverse, std::size_t rows, std::size_t width,
                float* slope) {
    for (std::size_t r = 0; r < rows; ++r) {
        const float* u = unit + r * width;
        float* s = slope + r * width;
        const float along = dot(u, s, width);
        for (std::size_t c = 0; c < width; c += kFloatLanes)
            store8(s + c, (load8(s + c) - load8(u + c) * along) * inverse[r]);
    }
}

double sampledSoftmax(const Competition& in, std::size_t firstColumn, std::size_t rows,
                      float* slope) {
    double loss = 0;
    for (std::size_t r = 0; r < rows; ++r) {
        const float* scores = in.scores + r * in.columns;
        float* out = slope + r * in.columns;
        const std::size_t right = firstColumn + r;
        const std::int32_t own = in.item[right];
        const float rightLogit = scores[right] * in.scale - in.correction[right];
        Vector8 most = splat8(rightLogit);
        for (std::size_t c = 0; c < in.columns; c += kFloatLanes) {
            const Vector8 logit = load8(scores + c) * in.scale - load8(in.correction + c);
            most = logit > most ? logit : most;
            store8(out + c, logit);
        }
        const float top = largest(most);
        Vector8 total = {};
        for (std::size_t c = 0; c < in.columns; c += kFloatLanes) {
            Integers8 item;
            __builtin_memcpy(&item, in.item + c, sizeof item);
            const Vector8 weight = exponential(load8(out + c) - top);
            const Vector8 kept = item == own ? splat8(0.0F) : weight;
            total += kept;
            store8(out + c, kept);
        }
        const float rightWeight = std::exp(rightLogit - top);
        const float whole = sum(total) + rightWeight;
        const float each = in.factor * in.scale / whole;
        for (std::size_t c = 0; c < in.columns; c += kFloatLanes)
            store8(out + c, load8(out + c) * each);
        out[right] = in.factor * in.scale * (rightWeight / whole - 1.0F);
        loss += static_cast<double>(std::log(whole)) + static_cast<double>(top) -
                static_cast<double>(rightLogit);
    }
    return loss;
}

std::size_t meanOfRows(const float* table, std::size_t width, const std::int32_t* which,
                       std::size_t count, std::int32_t except, float* to) {
    std::size_t added = 0;
    for (std::size_t i = 0; i < count; ++i)
        added += which[i] != except ? 1 : 0;
    const float factor = added > 0 ? 1.0F / static_cast<float>(added) : 0.0F;
    std::size_t c = 0;
    for (; c + 4 * kFloatLanes <= width; c += 4 * kFloatLanes)
        sumColumns<4>(table + c, width, which, count, except, factor, to + c);
    for (; c < width; c += kFloatLanes)
        sumColumns<1>(table + c, width, which, count, except, factor, to + c);
    return added;
}

void scaleFloats(float* x, std::size_t count, float factor) {
    for (std::size_t i = 0; i < count; i += kFloatLanes)
        store8(x + i, load8(x + i) * factor);
}

void adamRows(const AdamStep& step, const RowSlopes& slopes, std::size_t width, float* scratch,
              float* first, float* second, float* table) {
    constexpr std::size_t kAhead = 4; // rows asked from memory before they are needed
    constexpr std::size_t kCacheLine = 16;
    for (std::size_t i = 0; i < slopes.items; ++i) {
        if (i + kAhead < slopes.items) {
            const std::size_t next = static_cast<std::size_t>(slopes.item[i + kAhead]) * width;
            for (std::size_t c = 0; c < width; c += kCacheLine) {
                __builtin_prefetch(first + next + c, 1);
                __builtin_prefetch(second + next + c, 1);
                __builtin_prefetch(table + next + c, 1);
            }
        }
        for (std::size_t c = 0; c < width; c += kFloatLanes) {
            Vector8 total = {};
            for (std::uint32_t s = slopes.begin[i]; s < slopes.begin[i + 1]; ++s)
                total += load8(slopes.source[s] + c);
            store8(scratch + c, total);
        }
        const std::size_t at = static_cast<std::size_t>(slopes.item[i]) * width;
        adamUpdate(step, scratch, width, first + at, second + at, table + at);
    }
}

} // namespace mops::learn::kernels
