#include "core/learn/kernels/neighbourhood.h"
#include "core/learn/kernels/vector4.h"

#include <cmath>
#include <limits>

namespace mops::learn::kernels {
namespace {

using Flags4 [[gnu::vector_size(32)]] = std::int64_t;

// A variance that is but rounding: the ratings in common are all the same.
constexpr double kNoVariance = 1e-12;

Vector4 chosen(const Flags4& flags, const Vector4& yes, const Vector4& no) {
    return flags ? yes : no;
}

Vector4 root(const Vector4& v) {
    return Vector4{std::sqrt(v[0]), std::sqrt(v[1]), std::sqrt(v[2]), std::sqrt(v[3])};
}

/// Four pairs at a time, one per lane.
struct Pairs4 {
    Vector4 ab, aa, bb, n, a, b;
};

void transpose(const Vector4 rows[4], Vector4 columns[4]) {
    const Vector4 a = __builtin_shufflevector(rows[0], rows[1], 0, 4, 2, 6);
    const Vector4 b = __builtin_shufflevector(rows[0], rows[1], 1, 5, 3, 7);
    const Vector4 c = __builtin_shufflevector(rows[2], rows[3], 0, 4, 2, 6);
    const Vector4 d = __builtin_shufflevector(rows[2], rows[3], 1, 5, 3, 7);
    columns[0] = __builtin_shufflevector(a, c, 0, 1, 4, 5);
    columns[1] = __builtin_shufflevector(b, d, 0, 1, 4, 5);
    columns[2] = __builtin_shufflevector(a, c, 2, 3, 6, 7);
    columns[3] = __builtin_shufflevector(b, d, 2, 3, 6, 7);
}

template <PairMeasure Measure>
[[gnu::always_inline]] inline Pairs4 takePairs(double* const rows[4]) {
    Pairs4 pairs = {};
    Vector4 in[4];
    Vector4 out[4];
    for (std::size_t k = 0; k < 4; ++k)
        in[k] = load(rows[k]);
    transpose(in, out);
    pairs.ab = out[0];
    pairs.aa = out[1];
    pairs.bb = out[2];
    pairs.n = out[3];
    if constexpr (Measure == PairMeasure::Correlation) {
        for (std::size_t k = 0; k < 4; ++k)
            in[k] = load(rows[k] + kLanes);
        transpose(in, out);
        pairs.a = out[0];
        pairs.b = out[1];
    }
    for (std::size_t k = 0; k < 4; ++k)
        for (std::size_t w = 0; w < pairWidth(Measure); w += kLanes)
            store(rows[k] + w, Vector4{});
    return pairs;
}

template <PairMeasure Measure>
[[gnu::always_inline]] inline Vector4 similarityOf(const Pairs4& p, const PairRule& rule) {
    const Vector4 zero = {};
    Flags4 usable = p.n >= splat(rule.leastSupport);
    usable &= p.n > zero;
    if constexpr (Measure == PairMeasure::SquaredDifference) {
        const Vector4 squares = p.aa + p.bb - 2.0 * p.ab;
        const Vector4 difference = chosen(squares > zero, squares, zero) / p.n;
        return chosen(usable, 1.0 / (difference + 1.0), zero);
    } else if constexpr (Measure == PairMeasure::Correlation) {
        const Vector4 aa = p.n * p.aa;
        const Vector4 bb = p.n * p.bb;
        const Vector4 varianceA = aa - p.a * p.a;
        const Vector4 varianceB = bb - p.b * p.b;
        usable &= varianceA > kNoVariance * aa;
        usable &= varianceB > kNoVariance * bb;
        const Vector4 below = root(chosen(usable, varianceA * varianceB, zero));
        return chosen(usable, (p.n * p.ab - p.a * p.b) / below, zero);
    } else {
        const Vector4 product = p.aa * p.bb;
        usable &= product > zero;
        Vector4 similarity = p.ab / root(product);
        if constexpr (Measure == PairMeasure::ShrunkCosine) {
            usable &= p.n > splat(1.0);
            similarity *= (p.n - 1.0) / (p.n - 1.0 + rule.shrinkage);
        }
        return chosen(usable, similarity, zero);
    }
}

template <PairMeasure Measure>
void takeAll(double* sums, std::size_t rows, const PairRule& rule, double* similarity) {
    constexpr std::size_t width = pairWidth(Measure);
    std::size_t r = 0;
    for (; r + kLanes <= rows; r += kLanes) {
        double* const at[4] = {sums + r * width, sums + (r + 1) * width, sums + (r + 2) * width,
                               sums + (r + 3) * width};
        store(similarity + r, similarityOf<Measure>(takePairs<Measure>(at), rule));
    }
    double none[width] = {};
    for (; r < rows; ++r) {
        double* const at[4] = {sums + r * width, none, none, none};
        similarity[r] = similarityOf<Measure>(takePairs<Measure>(at), rule)[0];
    }
}

template <PairMeasure Measure>
void takeSome(const std::int32_t* others, std::size_t count, double* sums, const PairRule& rule,
              double* similarity) {
    constexpr std::size_t width = pairWidth(Measure);
    double none[width] = {};
    for (std::size_t e = 0; e < count; ++e) {
        const auto other = static_cast<std::size_t>(others[e]);
        if (sums[other * width + 3] > 0) { // else taken before
            double* const at[4] = {sums + other * width, none, none, none};
            similarity[other] = similarityOf<Measure>(takePairs<Measure>(at), rule)[0];
        }
    }
}

/// Calls `with` with the measure as a compile-time constant.
template <class With>
void forMeasure(PairMeasure measure, const With& with) {
    switch (measure) {
    case PairMeasure::Cosine: with.template operator()<PairMeasure::Cosine>(); return;
    case PairMeasure::ShrunkCosine: with.template operator()<PairMeasure::ShrunkCosine>(); return;
    case PairMeasure::Correlation: with.template operator()<PairMeasure::Correlation>(); return;
    case PairMeasure::SquaredDifference:
        with.template operator()<PairMeasure::SquaredDifference>();
        return;
    }
}

/// Of the values: how many exceed a limit, the least that does, the greatest that does not.
struct Split {
    std::size_t above = 0;
    double leastAbove = 0;
    double greatestBelow = 0;
};

double least(const Vector4& v) {
    const double a = v[0] < v[1] ? v[0] : v[1];
    const double b = v[2] < v[3] ? v[2] : v[3];
    return a < b ? a : b;
}

double greatest(const Vector4& v) {
    const double a = v[0] > v[1] ? v[0] : v[1];
    const double b = v[2] > v[3] ? v[2] : v[3];
    return a > b ? a : b;
}

Split splitAt(const double* values, std::size_t paddedCount, double limit) {
    constexpr double kBeyond = 1e300;
    const Vector4 limits = splat(limit);
    Flags4 above = {};
    Vector4 low = splat(kBeyond);
    Vector4 high = splat(0.0);
    for (std::size_t e = 0; e < paddedCount; e += kLanes) {
        const Vector4 v = load(values + e);
        const Flags4 is = v > limits;
        above -= is;
        const Vector4 ifAbove = chosen(is, v, splat(kBeyond));
        const Vector4 ifBelow = chosen(is, splat(0.0), v);
        low = ifAbove < low ? ifAbove : low;
        high = ifBelow > high ? ifBelow : high;
    }
    return {static_cast<std::size_t>((above[0] + above[1]) + (above[2] + above[3])), least(low),
            greatest(high)};
}

/// The k-th greatest of more than k positive values: the interval that holds it is halved, and its
/// ends are values that occur, so that equal ones end it too.
double kthGreatest(const double* values, std::size_t paddedCount, std::size_t k) {
    const Split all = splitAt(values, paddedCount, 0.0);
    double low = all.leastAbove;
    double high = 0.0;
    for (std::size_t e = 0; e < paddedCount; ++e)
        high = values[e] > high ? values[e] : high;
    while (low < high) {
        double middle = low + (high - low) / 2;
        if (!(middle < high))
            middle = low;
        const Split split = splitAt(values, paddedCount, middle);
        if (split.above == k)
            return split.leastAbove;
        if (split.above > k)
            low = split.leastAbove;
        else
            high = split.greatestBelow;
    }
    return low;
}

NearestSums sumAll(const double* similarity, const double* deviation, std::size_t paddedCount,
                   double limit) {
    Vector4 total = {};
    Vector4 weighted = {};
    Flags4 used = {};
    for (std::size_t e = 0; e < paddedCount; e += kLanes) {
        const Vector4 v = load(similarity + e);
        const Flags4 is = v >= splat(limit);
        const Vector4 s = chosen(is, v, splat(0.0));
        total += s;
        weighted += s * load(deviation + e);
        used -= is;
    }
    return {sum(total), sum(weighted),
            static_cast<std::size_t>((used[0] + used[1]) + (used[2] + used[3]))};
}

/// Some values equal to the limit are too many: the earlier ones count.
NearestSums sumWithTies(const double* similarity, const double* deviation, std::size_t count,
                        double limit, std::size_t nearest) {
    std::size_t above = 0;
    for (std::size_t e = 0; e < count; ++e)
        above += similarity[e] > limit ? 1 : 0;
    std::size_t ties = nearest - above;
    NearestSums sums;
    sums.used = nearest;
    for (std::size_t e = 0; e < count; ++e) {
        if (similarity[e] < limit)
            continue;
        if (!(similarity[e] > limit)) {
            if (ties == 0)
                continue;
            --ties;
        }
        sums.similarities += similarity[e];
        sums.weighted += similarity[e] * deviation[e];
    }
    return sums;
}

} // namespace

void addPairs(const std::int32_t* others, const double* values, std::size_t count, double own,
              std::size_t width, double* sums) {
    const Vector4 one = splat(1.0);
    const Vector4 left = {own, own * own, 0.0, 1.0};
    if (width == kLanes) {
        for (std::size_t e = 0; e < count; ++e) {
            const Vector4 b = splat(values[e]);
            double* at = sums + static_cast<std::size_t>(others[e]) * kLanes;
            const Vector4 x = __builtin_shufflevector(left, b, 0, 1, 6, 3);
            const Vector4 y = __builtin_shufflevector(one, b, 4, 1, 6, 3);
            store(at, load(at) + x * y);
        }
        return;
    }
    const Vector4 plain = {own, 0.0, 0.0, 0.0};
    for (std::size_t e = 0; e < count; ++e) {
        const Vector4 b = splat(values[e]);
        double* at = sums + static_cast<std::size_t>(others[e]) * 2 * kLanes;
        const Vector4 x = __builtin_shufflevector(left, b, 0, 1, 6, 3);
        const Vector4 y = __builtin_shufflevector(one, b, 4, 1, 6, 3);
        store(at, load(at) + x * y);
        store(at + kLanes, load(at + kLanes) + __builtin_shufflevector(plain, b, 0, 5, 2, 3));
    }
}

void takeSimilarities(double* sums, std::size_t rows, const PairRule& rule, double* similarity) {
    forMeasure(rule.measure,
               [&]<PairMeasure Measure>() { takeAll<Measure>(sums, rows, rule, similarity); });
}

void takeSimilaritiesOf(const std::int32_t* others, std::size_t count, double* sums,
                        const PairRule& rule, double* similarity) {
    forMeasure(rule.measure, [&]<PairMeasure Measure>() {
        takeSome<Measure>(others, count, sums, rule, similarity);
    });
}

NearestSums sumNearest(const std::int32_t* others, const double* deviations, std::size_t count,
                       const double* similarity, std::size_t nearest, double* scratch) {
    double* values = scratch;
    double* terms = scratch + padded(count);
    std::size_t positive = 0;
    for (std::size_t e = 0; e < count; ++e) {
        const double s = similarity[static_cast<std::size_t>(others[e])];
        values[positive] = s;
        terms[positive] = deviations[e];
        positive += s > 0 ? 1 : 0;
    }
    const std::size_t paddedCount = padded(positive);
    for (std::size_t e = positive; e < paddedCount; ++e)
        values[e] = terms[e] = 0.0;
    constexpr double kAnyPositive = std::numeric_limits<double>::denorm_min();
    if (positive <= nearest)
        return sumAll(values, terms, paddedCount, kAnyPositive);
    const double limit = kthGreatest(values, paddedCount, nearest);
    const NearestSums sums = sumAll(values, terms, paddedCount, limit);
    return sums.used == nearest ? sums : sumWithTies(values, terms, positive, limit, nearest);
}

} // namespace mops::learn::kernels
