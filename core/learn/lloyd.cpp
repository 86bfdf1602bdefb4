#include "core/learn/lloyd.h"

#include "core/learn/kernels/distances.h"

#include <algorithm>

namespace mops::learn {
namespace {

constexpr std::size_t kMostParts = 64;

/// As many parts as useful, but partial sums never take more memory than a quarter of the data.
std::size_t mostParts(std::size_t rows, std::size_t k) {
    return std::min(kMostParts, std::max<std::size_t>(1, rows / (4 * k)));
}

double squaredMovement(const Matrix& from, const Matrix& to) {
    double total = 0;
    for (std::size_t i = 0; i < from.values.size(); ++i) {
        const double difference = to.values[i] - from.values[i];
        total += difference * difference;
    }
    return total;
}

} // namespace

std::size_t sliceRows(std::size_t points, std::size_t columns) {
    constexpr std::size_t kTermsPerSlice = 2'000'000;
    return std::clamp<std::size_t>(kTermsPerSlice / (points * columns), 4, 4096);
}

Lloyd::Lloyd(MatrixView x, std::size_t k, int threads, TaskContext& context)
    : m_x(x)
    , m_k(k)
    , m_threads(threads)
    , m_context(context)
    , m_parts(x.rows, mostParts(x.rows, k))
    , m_packed(kernels::padded(k) * x.columns)
    , m_partSums(m_parts.count * k * x.columns)
    , m_partCounts(m_parts.count * k)
    , m_partInertia(m_parts.count)
    , m_labels(x.rows)
    , m_squared(x.rows)
    , m_sums(k * x.columns)
    , m_counts(k) {}

Result<> Lloyd::assign(const Matrix& centres) {
    kernels::packPoints(centres.values.data(), m_k, m_x.columns, m_packed.data());
    std::ranges::fill(m_partSums, 0.0);
    std::ranges::fill(m_partCounts, 0);
    std::ranges::fill(m_partInertia, 0.0);
    const std::size_t slice = sliceRows(m_k, m_x.columns);
    const std::size_t size = m_k * m_x.columns;
    const auto done =
        forEachPart(m_parts.count, m_threads, m_context, [&](std::size_t p, StopSign& stop) {
            for (std::size_t r = m_parts.begin(p); r < m_parts.end(p) && !stop.raised();
                 r += slice) {
                const std::size_t count = std::min(slice, m_parts.end(p) - r);
                const double* rows = m_x.data + r * m_x.columns;
                kernels::nearestPoint(rows, count, m_x.columns, m_packed.data(), m_k,
                                      m_labels.data() + r, m_squared.data() + r);
                kernels::addRows(rows, count, m_x.columns, m_labels.data() + r,
                                 m_partSums.data() + p * size, m_partCounts.data() + p * m_k);
                for (std::size_t i = r; i < r + count; ++i)
                    m_partInertia[p] += m_squared[i];
            }
        });
    if (!done)
        return done;
    std::ranges::fill(m_sums, 0.0);
    std::ranges::fill(m_counts, 0);
    m_inertia = 0;
    for (std::size_t p = 0; p < m_parts.count; ++p) {
        for (std::size_t i = 0; i < size; ++i)
            m_sums[i] += m_partSums[p * size + i];
        for (std::size_t c = 0; c < m_k; ++c)
            m_counts[c] += m_partCounts[p * m_k + c];
        m_inertia += m_partInertia[p];
    }
    return {};
}

// An empty cluster takes the row farthest from its own centre, if that is not on the centre.
void Lloyd::reseedEmpty() {
    for (std::size_t empty = 0; empty < m_k; ++empty) {
        if (m_counts[empty] != 0)
            continue;
        std::size_t farthest = 0;
        double distance = 0;
        for (std::size_t r = 0; r < m_x.rows; ++r)
            if (m_squared[r] > distance && m_counts[static_cast<std::size_t>(m_labels[r])] > 1) {
                farthest = r;
                distance = m_squared[r];
            }
        if (distance == 0)
            return; // fewer different rows than clusters
        const auto from = static_cast<std::size_t>(m_labels[farthest]);
        for (std::size_t c = 0; c < m_x.columns; ++c) {
            m_sums[from * m_x.columns + c] -= m_x.at(farthest, c);
            m_sums[empty * m_x.columns + c] = m_x.at(farthest, c);
        }
        --m_counts[from];
        m_counts[empty] = 1;
        m_squared[farthest] = 0;
    }
}

Matrix Lloyd::movedCentres(const Matrix& centres) const {
    Matrix moved = centres;
    for (std::size_t k = 0; k < m_k; ++k)
        if (m_counts[k] > 0)
            for (std::size_t c = 0; c < m_x.columns; ++c)
                moved.at(k, c) = m_sums[k * m_x.columns + c] / static_cast<double>(m_counts[k]);
    return moved;
}

Result<KMeansResult> Lloyd::run(const Matrix& start, int maxIterations, double shiftGoal) {
    KMeansResult result;
    Matrix centres = start;
    double movement = -1; // none yet
    for (;; ++result.iterations) {
        if (const auto assigned = assign(centres); !assigned)
            return failAs(assigned);
        const bool first = result.inertiaPerIteration.empty();
        const bool still = !first && m_labels == result.labels;
        if (!first && !still && m_inertia >= result.inertia) {
            result.converged = true; // only rounding is left: the state before is as good
            return result;
        }
        const bool empty = std::ranges::find(m_counts, 0) != m_counts.end();
        result.centres = centres;
        result.labels = m_labels;
        result.sizes = m_counts;
        result.inertia = first ? m_inertia : std::min(m_inertia, result.inertia);
        result.inertiaPerIteration.push_back(result.inertia);
        result.converged = (still && !empty) || (movement == 0) ||
                           (movement >= 0 && movement <= shiftGoal && !empty);
        if (result.converged || result.iterations >= maxIterations)
            return result;
        if (empty)
            reseedEmpty();
        Matrix moved = movedCentres(centres);
        movement = squaredMovement(centres, moved);
        centres = std::move(moved);
    }
}

} // namespace mops::learn
