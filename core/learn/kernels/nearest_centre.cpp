#include "core/learn/kernels/nearest_centre.h"
#include "core/learn/kernels/vector4.h"

#include <cmath>
#include <limits>

namespace mops::learn::kernels {
namespace {

// One register of single-precision numbers; two of them by four centres are a tile.
#if defined(__AVX2__)
constexpr std::size_t kBytes = 32;
#else
constexpr std::size_t kBytes = 16;
#endif
using Floats = float __attribute__((vector_size(kBytes)));
using LooseFloats = float __attribute__((vector_size(kBytes), aligned(4), may_alias));
using Integers = std::int32_t __attribute__((vector_size(kBytes)));
using LooseIntegers = std::int32_t __attribute__((vector_size(kBytes), aligned(4), may_alias));

constexpr std::size_t kWidth = kBytes / sizeof(float);
constexpr std::size_t kVectors = 2;
constexpr std::size_t kTileRows = kVectors * kWidth;
static_assert(kBlockRows % kTileRows == 0);

Floats loadFloats(const float* from) {
    return *reinterpret_cast<const LooseFloats*>(from);
}
Floats splatFloats(float value) {
    return Floats{} + value;
}

/// The least and second least score of each row of a tile, and whose the least is.
struct Least {
    Floats first[kVectors];
    Floats second[kVectors];
    Integers centre[kVectors];
};

// Scores |c|²/2 − x·c of Centres centres for a tile; as |x − c|² = |x|² + 2 · score the least
// score is the nearest centre.
template <std::size_t Centres>
[[gnu::always_inline]] inline void scoreGroup(const float* block, std::size_t columns,
                                              const float* group, const float* halfSquares,
                                              std::size_t firstCentre, Least& least) {
    Floats scores[Centres][kVectors];
    for (std::size_t k = 0; k < Centres; ++k)
        for (std::size_t v = 0; v < kVectors; ++v)
            scores[k][v] = splatFloats(halfSquares[k]);
    for (std::size_t c = 0; c < columns; ++c) {
        Floats rows[kVectors];
        for (std::size_t v = 0; v < kVectors; ++v)
            rows[v] = loadFloats(block + c * kBlockRows + v * kWidth);
        for (std::size_t k = 0; k < Centres; ++k) {
            const Floats value = splatFloats(group[c * kCentreGroup + k]);
            for (std::size_t v = 0; v < kVectors; ++v)
                scores[k][v] -= rows[v] * value;
        }
    }
    for (std::size_t k = 0; k < Centres; ++k) {
        const Integers centre = Integers{} + static_cast<std::int32_t>(firstCentre + k);
        for (std::size_t v = 0; v < kVectors; ++v) {
            const Floats score = scores[k][v];
            const Integers less = score < least.first[v];
            const Floats loser = less ? least.first[v] : score;
            least.second[v] = loser < least.second[v] ? loser : least.second[v];
            least.first[v] = less ? score : least.first[v];
            least.centre[v] = less ? centre : least.centre[v];
        }
    }
}

Floats root(const Floats& v) {
    Floats result;
    for (std::size_t i = 0; i < kWidth; ++i)
        result[i] = std::sqrt(v[i]);
    return result;
}

/// Labels the rows of a tile, whose columns are kBlockRows apart; returns the least lead of the
/// nearest over the second nearest centre, a lower bound of the difference of distances. Negative
/// when a row is in doubt.
double screenTile(const float* block, const float* norms, std::size_t columns,
                  const PackedCentres& centres, std::int32_t* nearest) {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    Least least;
    for (std::size_t v = 0; v < kVectors; ++v) {
        least.first[v] = splatFloats(kInfinity);
        least.second[v] = splatFloats(kInfinity);
        least.centre[v] = Integers{};
    }
    std::size_t k = 0;
    for (; k + kCentreGroup <= centres.count; k += kCentreGroup)
        scoreGroup<kCentreGroup>(block, columns, centres.packed + k * columns,
                                 centres.halfSquares + k, k, least);
    const float* rest = centres.packed + k * columns;
    switch (centres.count - k) {
    case 1: scoreGroup<1>(block, columns, rest, centres.halfSquares + k, k, least); break;
    case 2: scoreGroup<2>(block, columns, rest, centres.halfSquares + k, k, least); break;
    case 3: scoreGroup<3>(block, columns, rest, centres.halfSquares + k, k, least); break;
    default: break;
    }
    // d₂ − d₁ = (d₂² − d₁²) / (d₂ + d₁), and d² = |x|² + 2 · score.
    Floats lead = splatFloats(kInfinity);
    for (std::size_t v = 0; v < kVectors; ++v) {
        const Floats norm = loadFloats(norms + v * kWidth);
        const Floats margin = norm * centres.slope + centres.constant;
        const Floats ahead = least.second[v] - least.first[v] - margin;
        const Integers certain = ahead > 0;
        *reinterpret_cast<LooseIntegers*>(nearest + v * kWidth) =
            certain ? least.centre[v] : Integers{} + kDoubtful;
        const Floats square = norm * norm + margin;
        const Floats apart = root(square + 2 * least.first[v]) + root(square + 2 * least.second[v]);
        const Floats bound = 2 * ahead / apart;
        const Integers known = certain & (bound >= 0);
        lead = known ? (bound < lead ? bound : lead) : splatFloats(-1);
    }
    double result = kInfinity;
    for (std::size_t i = 0; i < kWidth; ++i)
        result = lead[i] < result ? static_cast<double>(lead[i]) : result;
    return result;
}

template <class Number>
[[gnu::always_inline]] inline void twoSum(const Number& value, Number& high, Number& low) {
    const Number sum = high + value;
    const Number part = sum - high;
    low += (high - (sum - part)) + (value - part);
    high = sum;
}

/// high + low += sign · row.
template <int Sign>
[[gnu::always_inline]] inline void addRow(const double* row, std::size_t columns, double* high,
                                          double* low) {
    std::size_t c = 0;
    for (; c + kLanes <= columns; c += kLanes) {
        const Vector4 value = load(row + c);
        Vector4 most = load(high + c);
        Vector4 rest = load(low + c);
        twoSum(Sign > 0 ? value : -value, most, rest);
        store(high + c, most);
        store(low + c, rest);
    }
    for (; c < columns; ++c)
        twoSum(Sign > 0 ? row[c] : -row[c], high[c], low[c]);
}

} // namespace

void packBlock(const double* x, std::size_t rows, std::size_t columns, const double* origin,
               double scale, float* block, float* norms) {
    for (std::size_t r = 0; r < kBlockRows; ++r)
        norms[r] = 0;
    if (rows < kBlockRows)
        for (std::size_t i = 0; i < kBlockRows * columns; ++i)
            block[i] = 0;
    double squares[kBlockRows] = {};
    for (std::size_t c = 0; c < columns; ++c) {
        const double from = origin[c];
        for (std::size_t r = 0; r < rows; ++r) {
            const double value = (x[r * columns + c] - from) * scale;
            squares[r] += value * value;
            block[c * kBlockRows + r] = static_cast<float>(value);
        }
    }
    for (std::size_t r = 0; r < rows; ++r)
        norms[r] = static_cast<float>(std::sqrt(squares[r]) * (1 + 1e-6));
}

void packCentres(const double* centres, std::size_t count, std::size_t columns,
                 const double* origin, double scale, float* packed) {
    const std::size_t groups = (count + kCentreGroup - 1) / kCentreGroup;
    for (std::size_t g = 0; g < groups; ++g)
        for (std::size_t c = 0; c < columns; ++c)
            for (std::size_t i = 0; i < kCentreGroup; ++i) {
                const std::size_t k = g * kCentreGroup + i;
                const std::size_t source = k < count ? k : g * kCentreGroup;
                packed[(g * columns + c) * kCentreGroup + i] =
                    static_cast<float>((centres[source * columns + c] - origin[c]) * scale);
            }
}

void screenNearest(const float* blocks, const float* norms, std::size_t count, std::size_t columns,
                   const PackedCentres& centres, double travelled, double* safeUntil,
                   std::int32_t* nearest) {
    constexpr double kHalfRoundedDown = 0.4999;
    for (std::size_t b = 0; b < count; ++b) {
        if (travelled < safeUntil[b])
            continue;
        const float* block = blocks + b * columns * kBlockRows;
        double lead = std::numeric_limits<double>::infinity();
        for (std::size_t row = 0; row < kBlockRows; row += kTileRows) {
            const std::size_t first = b * kBlockRows + row;
            const double own =
                screenTile(block + row, norms + first, columns, centres, nearest + first);
            lead = own < lead ? own : lead;
        }
        safeUntil[b] = travelled + kHalfRoundedDown * lead;
    }
}

std::size_t moveRows(const double* x, std::size_t rows, std::size_t columns,
                     const std::int32_t* before, const std::int32_t* now, const ClusterSums& sums) {
    // The rows that move are listed first, without a branch, so that they can be fetched ahead.
    constexpr std::size_t kList = 256;
    constexpr std::size_t kAhead = 4;
    std::size_t moved = 0;
    std::size_t list[kList + kAhead];
    for (std::size_t first = 0; first < rows; first += kList) {
        const std::size_t end = rows - first < kList ? rows : first + kList;
        std::size_t count = 0;
        for (std::size_t r = first; r < end; ++r) {
            list[count] = r;
            count += before[r] != now[r] ? 1 : 0;
        }
        for (std::size_t i = 0; i < kAhead; ++i)
            list[count + i] = first;
        for (std::size_t i = 0; i < count; ++i) {
            const double* ahead = x + list[i + kAhead] * columns;
            for (std::size_t c = 0; c < columns; c += 8)
                __builtin_prefetch(ahead + c);
            const std::size_t r = list[i];
            const double* row = x + r * columns;
            if (before[r] >= 0) {
                const auto from = static_cast<std::size_t>(before[r]);
                --sums.counts[from];
                addRow<-1>(row, columns, sums.high + from * columns, sums.low + from * columns);
            }
            const auto to = static_cast<std::size_t>(now[r]);
            ++sums.counts[to];
            addRow<1>(row, columns, sums.high + to * columns, sums.low + to * columns);
        }
        moved += count;
    }
    return moved;
}

void ownDistances(const double* x, std::size_t rows, std::size_t columns, const double* centres,
                  const std::int32_t* labels, double* squared) {
    for (std::size_t r = 0; r < rows; ++r) {
        const double* row = x + r * columns;
        const double* centre = centres + static_cast<std::size_t>(labels[r]) * columns;
        Vector4 sums = {};
        std::size_t c = 0;
        for (; c + kLanes <= columns; c += kLanes) {
            const Vector4 difference = load(row + c) - load(centre + c);
            sums += difference * difference;
        }
        double total = sum(sums);
        for (; c < columns; ++c)
            total += (row[c] - centre[c]) * (row[c] - centre[c]);
        squared[r] = total;
    }
}

} // namespace mops::learn::kernels
