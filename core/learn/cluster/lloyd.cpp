#include "core/learn/cluster/lloyd.h"

#include "core/learn/kernels/distances.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace mops::learn {
namespace {

constexpr std::size_t kMostParts = 64;
constexpr std::int32_t kNone = -1;

/// As many parts as useful, but partial sums never take more memory than a quarter of the data.
std::size_t mostParts(std::size_t rows, std::size_t k) {
    return std::min(kMostParts, std::max<std::size_t>(1, rows / (8 * k)));
}

double squaredMovement(std::span<const double> from, std::span<const double> to) {
    double total = 0;
    for (std::size_t i = 0; i < from.size(); ++i)
        total += (to[i] - from[i]) * (to[i] - from[i]);
    return total;
}

double largestMovement(const Matrix& from, const Matrix& to) {
    double largest = 0;
    for (std::size_t k = 0; k < from.rows; ++k)
        largest = std::max(largest, squaredMovement(from.row(k), to.row(k)));
    return std::sqrt(largest);
}

void addCompensated(double value, double& high, double& low) {
    const double sum = high + value;
    const double part = sum - high;
    low += (high - (sum - part)) + (value - part);
    high = sum;
}

/// (high + low) / count, rounded once.
double meanOf(double high, double low, double count) {
    const double quotient = high / count;
    return quotient + (std::fma(-quotient, count, high) + low) / count;
}

/// high + low − count · value without cancellation.
double sumAround(double high, double low, double count, double value) {
    const double product = count * value;
    return (high - product) + (low - std::fma(count, value, -product));
}

// Deviations of at most √rows · the largest column deviation stay far from overflow in single
// precision, and those that underflow are nothing beside it.
double singleScale(const ColumnMoments& moments) {
    const double largest = *std::ranges::max_element(moments.deviations);
    return largest > 0 ? 1 / std::max(largest, 1e-290) : 1;
}

} // namespace

std::size_t sliceRows(std::size_t points, std::size_t columns) {
    constexpr std::size_t kTermsPerSlice = 2'000'000;
    return std::clamp<std::size_t>(kTermsPerSlice / (points * columns), 4, 4096);
}

Lloyd::Lloyd(MatrixView x, const ColumnMoments& moments, std::size_t k, int threads,
             TaskContext& context)
    : m_x(x)
    , m_moments(moments)
    , m_k(k)
    , m_threads(threads)
    , m_context(context)
    , m_blockCount((x.rows + kernels::kBlockRows - 1) / kernels::kBlockRows)
    , m_parts(x.rows, mostParts(x.rows, k))
    , m_scale(singleScale(moments))
    , m_blocks(
          std::make_unique_for_overwrite<float[]>(m_blockCount * kernels::kBlockRows * x.columns))
    , m_norms(m_blockCount * kernels::kBlockRows)
    , m_packedFloats((k + kernels::kCentreGroup) * x.columns)
    , m_halfSquares(k)
    , m_packed(kernels::padded(k) * x.columns)
    , m_safeUntil(m_blockCount)
    , m_labels(m_norms.size())
    , m_labelsBefore(m_norms.size())
    , m_partSums(m_parts.count)
    , m_sums{std::vector<double>(k * x.columns),
             std::vector<double>(k * x.columns),
             std::vector<std::int64_t>(k),
             0,
             {}} {
    for (const double deviation : moments.deviations)
        m_spread += deviation * deviation * static_cast<double>(x.rows);
    for (PartSums& sums : m_partSums)
        sums = m_sums;
}

/// Parts begin with a block.
std::size_t Lloyd::firstRow(std::size_t part) const {
    return std::min(m_blockCount * part / m_parts.count * kernels::kBlockRows, m_x.rows);
}

Result<> Lloyd::prepare() {
    return forEachPart(m_parts.count, m_threads, m_context, [&](std::size_t p, StopSign& stop) {
        for (std::size_t r = firstRow(p); r < firstRow(p + 1); r += kernels::kBlockRows) {
            if (r / kernels::kBlockRows % 64 == 0 && stop.raised())
                return;
            kernels::packBlock(m_x.data + r * m_x.columns,
                               std::min(kernels::kBlockRows, m_x.rows - r), m_x.columns,
                               m_moments.means.data(), m_scale, m_blocks.get() + r * m_x.columns,
                               m_norms.data() + r);
        }
    });
}

// The bound on the error of a score |c|²/2 − x·c of d products in precision u: rounded factors
// and d fused steps that start at |c|²/2 err by at most u ((d+2) |c|²/2 + (d+4) |x| |c|) but for
// terms in u² (Higham, Accuracy and Stability of Numerical Algorithms, § 3.1). Two scores are
// compared, so the margin is twice that; 1.01 covers the terms left out.
void Lloyd::packCentres(const Matrix& centres) {
    kernels::packCentres(centres.values.data(), m_k, m_x.columns, m_moments.means.data(), m_scale,
                         m_packedFloats.data());
    kernels::packPoints(centres.values.data(), m_k, m_x.columns, m_packed.data());
    double longest = 0;
    for (std::size_t k = 0; k < m_k; ++k) {
        double square = 0;
        for (std::size_t c = 0; c < m_x.columns; ++c) {
            const double value = (centres.at(k, c) - m_moments.means[c]) * m_scale;
            square += value * value;
        }
        m_halfSquares[k] = static_cast<float>(square / 2);
        longest = std::max(longest, square);
    }
    constexpr double kUnit = 0x1p-24;
    constexpr double kUnderflow = 1e-30;
    const auto d = static_cast<double>(m_x.columns);
    m_screen = {.packed = m_packedFloats.data(),
                .halfSquares = m_halfSquares.data(),
                .count = m_k,
                .slope = static_cast<float>(2.02 * kUnit * (d + 4) * std::sqrt(longest)),
                .constant =
                    static_cast<float>(2.02 * kUnit * (d + 2) * longest / 2 + d * kUnderflow)};
}

void Lloyd::forget() {
    std::ranges::fill(m_labels, kNone);
    std::ranges::fill(m_safeUntil, -1.0);
    m_travelled = 0;
    for (PartSums& sums : m_partSums) {
        std::ranges::fill(sums.high, 0.0);
        std::ranges::fill(sums.low, 0.0);
        std::ranges::fill(sums.counts, 0);
    }
}

/// Labels some blocks and moves the sums of the rows that changed sides.
void Lloyd::assignSlice(std::size_t firstBlock, std::size_t blocks, const Matrix& centres,
                        PartSums& sums) {
    const std::size_t first = firstBlock * kernels::kBlockRows;
    const std::size_t rows = std::min(blocks * kernels::kBlockRows, m_x.rows - first);
    std::int32_t* labels = m_labels.data() + first;
    std::copy_n(m_labelsBefore.data() + first, blocks * kernels::kBlockRows, labels);
    kernels::screenNearest(m_blocks.get() + first * m_x.columns, m_norms.data() + first, blocks,
                           m_x.columns, m_screen, m_travelled, m_safeUntil.data() + firstBlock,
                           labels);
    for (std::size_t r = 0; r < rows; ++r)
        if (labels[r] == kernels::kDoubtful) {
            std::size_t run = 1;
            while (r + run < rows && labels[r + run] == kernels::kDoubtful)
                ++run;
            sums.squared.resize(std::max(run, sums.squared.size()));
            kernels::nearestPoint(m_x.row(first + r).data(), run, m_x.columns, m_packed.data(),
                                  centres.rows, labels + r, sums.squared.data());
            r += run;
        }
    sums.moved +=
        kernels::moveRows(m_x.row(first).data(), rows, m_x.columns, m_labelsBefore.data() + first,
                          labels, {sums.high.data(), sums.low.data(), sums.counts.data()});
}

Result<> Lloyd::assign(const Matrix& centres) {
    packCentres(centres);
    m_labels.swap(m_labelsBefore);
    const std::size_t slice =
        std::max<std::size_t>(1, sliceRows(m_k, m_x.columns) / kernels::kBlockRows);
    const auto done =
        forEachPart(m_parts.count, m_threads, m_context, [&](std::size_t p, StopSign& stop) {
            PartSums& sums = m_partSums[p];
            sums.moved = 0;
            const std::size_t end = m_blockCount * (p + 1) / m_parts.count;
            for (std::size_t b = m_blockCount * p / m_parts.count; b < end && !stop.raised();
                 b += slice)
                assignSlice(b, std::min(slice, end - b), centres, sums);
        });
    if (done)
        addParts();
    return done;
}

void Lloyd::addParts() {
    std::ranges::fill(m_sums.high, 0.0);
    std::ranges::fill(m_sums.low, 0.0);
    std::ranges::fill(m_sums.counts, 0);
    m_sums.moved = 0;
    for (const PartSums& part : m_partSums) {
        for (std::size_t i = 0; i < m_sums.high.size(); ++i) {
            addCompensated(part.high[i], m_sums.high[i], m_sums.low[i]);
            m_sums.low[i] += part.low[i];
        }
        for (std::size_t k = 0; k < m_k; ++k)
            m_sums.counts[k] += part.counts[k];
        m_sums.moved += part.moved;
    }
}

// Σ |x − c|² = Σ |x − μ|² − 2 Σ (c − μ)·(x − μ) + Σ |c − μ|², whose last two need the sums of
// clusters only.
double Lloyd::inertiaOfSums(const Matrix& centres) const {
    double total = m_spread;
    for (std::size_t k = 0; k < m_k; ++k) {
        const auto count = static_cast<double>(m_sums.counts[k]);
        for (std::size_t c = 0; c < m_x.columns; ++c) {
            const std::size_t i = k * m_x.columns + c;
            const double mean = m_moments.means[c];
            const double from = centres.values[i] - mean;
            total +=
                from * (count * from - 2 * sumAround(m_sums.high[i], m_sums.low[i], count, mean));
        }
    }
    return total;
}

/// Also fills m_squared.
Result<double> Lloyd::inertiaOfRows(const Matrix& centres,
                                    const std::vector<std::int32_t>& labels) {
    m_squared.resize(m_x.rows);
    std::vector<double> partial(m_parts.count, 0.0);
    const std::size_t slice = sliceRows(1, m_x.columns);
    const auto done =
        forEachPart(m_parts.count, m_threads, m_context, [&](std::size_t p, StopSign& stop) {
            for (std::size_t r = firstRow(p); r < firstRow(p + 1) && !stop.raised(); r += slice) {
                const std::size_t count = std::min(slice, firstRow(p + 1) - r);
                kernels::ownDistances(m_x.row(r).data(), count, m_x.columns, centres.values.data(),
                                      labels.data() + r, m_squared.data() + r);
                for (std::size_t i = r; i < r + count; ++i)
                    partial[p] += m_squared[i];
            }
        });
    if (!done)
        return failAs(done);
    double total = 0;
    for (const double part : partial)
        total += part;
    return total;
}

// An empty cluster takes the row farthest from its own centre, if that is not on the centre.
Result<> Lloyd::reseedEmpty(const Matrix& centres) {
    if (const auto measured = inertiaOfRows(centres, m_labels); !measured)
        return failAs(measured);
    for (std::size_t empty = 0; empty < m_k; ++empty) {
        if (m_sums.counts[empty] != 0)
            continue;
        std::size_t farthest = 0;
        double distance = 0;
        for (std::size_t r = 0; r < m_x.rows; ++r)
            if (m_squared[r] > distance &&
                m_sums.counts[static_cast<std::size_t>(m_labels[r])] > 1) {
                farthest = r;
                distance = m_squared[r];
            }
        if (distance == 0)
            return {}; // fewer different rows than clusters
        const auto from = static_cast<std::size_t>(m_labels[farthest]);
        for (std::size_t c = 0; c < m_x.columns; ++c) {
            const std::size_t source = from * m_x.columns + c;
            addCompensated(-m_x.at(farthest, c), m_sums.high[source], m_sums.low[source]);
            m_sums.high[empty * m_x.columns + c] = m_x.at(farthest, c);
            m_sums.low[empty * m_x.columns + c] = 0;
        }
        --m_sums.counts[from];
        m_sums.counts[empty] = 1;
        m_squared[farthest] = 0;
    }
    return {};
}

Matrix Lloyd::movedCentres(const Matrix& centres) const {
    Matrix moved = centres;
    for (std::size_t k = 0; k < m_k; ++k)
        if (m_sums.counts[k] > 0)
            for (std::size_t c = 0; c < m_x.columns; ++c) {
                const std::size_t i = k * m_x.columns + c;
                moved.values[i] =
                    meanOf(m_sums.high[i], m_sums.low[i], static_cast<double>(m_sums.counts[k]));
            }
    return moved;
}

// Only rounding can stop the inertia from falling. Taken from the sums of clusters it is good to
// about 1e-15 of the spread of the data; where that does not decide, both are summed over the rows.
Result<bool> Lloyd::noBetter(State& now, State& before) {
    const double noise = 1e-13 * m_spread;
    if (before.inertia - now.inertia > noise)
        return false;
    for (auto [state, labels] : {std::pair{&now, &m_labels}, std::pair{&before, &m_labelsBefore}}) {
        if (state->exact)
            continue;
        const auto exact = inertiaOfRows(state->centres, *labels);
        if (!exact)
            return failAs(exact);
        state->inertia = *exact;
        state->exact = true;
    }
    return now.inertia >= before.inertia;
}

Result<KMeansResult> Lloyd::answer(KMeansResult result, State state,
                                   std::vector<std::int32_t> labels) {
    if (!state.exact) {
        const auto exact = inertiaOfRows(state.centres, labels);
        if (!exact)
            return failAs(exact);
        state.inertia = *exact;
    }
    labels.resize(m_x.rows);
    result.sizes.assign(m_k, 0);
    for (const std::int32_t label : labels)
        ++result.sizes[static_cast<std::size_t>(label)];
    result.labels = std::move(labels);
    result.centres = std::move(state.centres);
    result.inertia = state.inertia;
    // The history came from the sums of clusters: its last digits give way to the exact end.
    result.inertiaPerIteration.back() = result.inertia;
    for (auto i = result.inertiaPerIteration.size() - 1; i-- > 0;)
        result.inertiaPerIteration[i] =
            std::max(result.inertiaPerIteration[i], result.inertiaPerIteration[i + 1]);
    return result;
}

Result<KMeansResult> Lloyd::run(const Matrix& start, int maxIterations, double shiftGoal) {
    forget();
    KMeansResult result;
    State before;
    State now{start};
    double movement = -1; // none yet
    for (;; ++result.iterations) {
        if (const auto assigned = assign(now.centres); !assigned)
            return failAs(assigned);
        const bool first = result.inertiaPerIteration.empty();
        const bool still = !first && m_sums.moved == 0;
        now.inertia = inertiaOfSums(now.centres);
        now.exact = false;
        if (!first && !still) {
            const auto stuck = noBetter(now, before);
            if (!stuck)
                return failAs(stuck);
            if (*stuck) { // only rounding is left: the state before is as good
                result.converged = true;
                return answer(std::move(result), std::move(before), m_labelsBefore);
            }
        }
        const bool empty = std::ranges::find(m_sums.counts, 0) != m_sums.counts.end();
        result.inertiaPerIteration.push_back(now.inertia);
        result.converged = (still && !empty) || (movement == 0) ||
                           (movement >= 0 && movement <= shiftGoal && !empty);
        if (result.converged || result.iterations >= maxIterations)
            return answer(std::move(result), std::move(now), m_labels);
        if (empty)
            if (const auto seeded = reseedEmpty(now.centres); !seeded)
                return failAs(seeded);
        Matrix moved = movedCentres(now.centres);
        movement = squaredMovement(now.centres.values, moved.values);
        m_travelled += m_scale * largestMovement(now.centres, moved);
        before = std::move(now);
        now = State{std::move(moved)};
    }
}

} // namespace mops::learn
