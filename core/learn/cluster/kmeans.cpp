#include "core/learn/cluster/kmeans.h"

#include "core/base/rng.h"
#include "core/learn/cluster/lloyd.h"
#include "core/learn/columns.h"
#include "core/learn/kernels/distances.h"
#include "core/learn/parallel.h"
#include "core/learn/sampling.h"

#include <cmath>
#include <limits>
#include <string>

namespace mops::learn {
namespace {

Result<> checkInput(MatrixView x, int k) {
    if (x.columns == 0)
        return fail(ErrorCode::NotEnoughData, "0 columns");
    if (x.rows < static_cast<std::size_t>(k))
        return fail(ErrorCode::NotEnoughData,
                    std::to_string(x.rows) + " rows, k=" + std::to_string(k),
                    "k <= " + std::to_string(x.rows));
    if (x.rows > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        return fail(ErrorCode::MemoryLimit, std::to_string(x.rows) + " rows");
    return {};
}

double meanVariance(const ColumnMoments& moments) {
    double total = 0;
    for (const double deviation : moments.deviations)
        total += deviation * deviation;
    return total / static_cast<double>(moments.deviations.size());
}

Matrix randomRows(MatrixView x, std::size_t k, Rng& rng) {
    Matrix centres(k, x.columns);
    const auto rows = drawWithoutReplacement(x.rows, k, rng);
    for (std::size_t i = 0; i < k; ++i)
        std::ranges::copy(x.row(rows[i]), centres.row(i).begin());
    return centres;
}

/// Greedy k-means++: of 2 + ⌊ln k⌋ rows drawn with probability ∝ D², the one that lowers Σ D² most
/// becomes the next centre. D² is the squared distance to the nearest centre so far.
class PlusPlus {
public:
    PlusPlus(MatrixView x, std::size_t k, int threads, TaskContext& context)
        : m_x(x)
        , m_k(k)
        , m_threads(threads)
        , m_context(context)
        , m_parts(x.rows, 64)
        , m_nearest(x.rows, std::numeric_limits<double>::infinity())
        , m_partSums(m_parts.count, 0.0) {}

    Result<Matrix> draw(Rng& rng) {
        const std::size_t candidates =
            2 + static_cast<std::size_t>(std::log(static_cast<double>(m_k)));
        Matrix centres(m_k, m_x.columns);
        std::vector<std::size_t> drawn{static_cast<std::size_t>(rng.below(m_x.rows))};
        for (std::size_t i = 0; i < m_k; ++i) {
            std::size_t chosen = drawn.front();
            if (drawn.size() > 1) {
                const auto best = bestOf(drawn);
                if (!best)
                    return failAs(best);
                chosen = *best;
            }
            std::ranges::copy(m_x.row(chosen), centres.row(i).begin());
            if (i + 1 == m_k)
                break;
            if (const auto added = add(chosen); !added)
                return failAs(added);
            drawn.clear();
            for (std::size_t c = 0; c < candidates; ++c)
                drawn.push_back(drawRow(rng));
        }
        return centres;
    }

private:
    /// use(part, firstRow, rows, distances of rows × points) over all rows.
    template <class Use>
    Result<> distancesTo(const std::vector<std::size_t>& points, const Use& use) {
        Matrix rows(points.size(), m_x.columns);
        for (std::size_t p = 0; p < points.size(); ++p)
            std::ranges::copy(m_x.row(points[p]), rows.row(p).begin());
        std::vector<double> packed(kernels::padded(points.size()) * m_x.columns);
        kernels::packPoints(rows.values.data(), points.size(), m_x.columns, packed.data());
        const std::size_t slice = sliceRows(points.size(), m_x.columns);
        return forEachPart(m_parts.count, m_threads, m_context, [&](std::size_t p, StopSign& stop) {
            std::vector<double> distances(slice * points.size());
            for (std::size_t r = m_parts.begin(p); r < m_parts.end(p) && !stop.raised();
                 r += slice) {
                const std::size_t count = std::min(slice, m_parts.end(p) - r);
                kernels::squaredDistances(m_x.data + r * m_x.columns, count, m_x.columns,
                                          packed.data(), points.size(), distances.data());
                use(p, r, count, distances.data());
            }
        });
    }

    Result<> add(std::size_t row) {
        std::ranges::fill(m_partSums, 0.0);
        return distancesTo({row}, [&](std::size_t part, std::size_t first, std::size_t count,
                                      const double* distances) {
            for (std::size_t r = 0; r < count; ++r) {
                double& nearest = m_nearest[first + r];
                nearest = std::min(nearest, distances[r]);
                m_partSums[part] += nearest;
            }
        });
    }

    Result<std::size_t> bestOf(const std::vector<std::size_t>& candidates) {
        const std::size_t n = candidates.size();
        std::vector<double> sums(m_parts.count * n, 0.0);
        const auto done = distancesTo(candidates, [&](std::size_t part, std::size_t first,
                                                      std::size_t count, const double* distances) {
            for (std::size_t r = 0; r < count; ++r)
                for (std::size_t c = 0; c < n; ++c)
                    sums[part * n + c] += std::min(m_nearest[first + r], distances[r * n + c]);
        });
        if (!done)
            return failAs(done);
        std::size_t best = 0;
        double bestSum = std::numeric_limits<double>::infinity();
        for (std::size_t c = 0; c < n; ++c) {
            double total = 0;
            for (std::size_t p = 0; p < m_parts.count; ++p)
                total += sums[p * n + c];
            if (total < bestSum) {
                bestSum = total;
                best = c;
            }
        }
        return candidates[best];
    }

    std::size_t drawRow(Rng& rng) const {
        double total = 0;
        for (const double sum : m_partSums)
            total += sum;
        if (!(total > 0)) // every row lies on a centre already
            return static_cast<std::size_t>(rng.below(m_x.rows));
        double left = rng.uniform() * total;
        std::size_t part = 0;
        while (part + 1 < m_parts.count && left >= m_partSums[part])
            left -= m_partSums[part++];
        std::size_t last = m_parts.begin(part);
        for (std::size_t r = m_parts.begin(part); r < m_parts.end(part); ++r) {
            if (m_nearest[r] > 0)
                last = r;
            left -= m_nearest[r];
            if (left < 0)
                return r;
        }
        return last; // rounding ran past the end
    }

    MatrixView m_x;
    std::size_t m_k;
    int m_threads;
    TaskContext& m_context;
    RowParts m_parts;
    std::vector<double> m_nearest;
    std::vector<double> m_partSums;
};

} // namespace

Result<> KMeansParams::validate() const {
    if (k < 1)
        return fail(ErrorCode::Usage, "k=" + std::to_string(k), "at least 1");
    if (starts < 1)
        return fail(ErrorCode::Usage, "starts=" + std::to_string(starts), "at least 1");
    if (maxIterations < 1)
        return fail(ErrorCode::Usage, "max_iterations=" + std::to_string(maxIterations),
                    "at least 1");
    if (!(tolerance >= 0) || !std::isfinite(tolerance))
        return fail(ErrorCode::Usage, "tolerance", "0 or more");
    return checkThreads(threads);
}

Result<KMeansResult> kMeans(MatrixView x, const KMeansParams& params, TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (const auto valid = checkInput(x, params.k); !valid)
        return failAs(valid);
    const auto moments = columnMoments(x, params.threads, context);
    if (!moments)
        return failAs(moments);
    const double shiftGoal = params.tolerance * meanVariance(*moments);
    const auto k = static_cast<std::size_t>(params.k);
    const Rng rng(params.seed);
    Lloyd lloyd(x, *moments, k, params.threads, context);
    if (const auto prepared = lloyd.prepare(); !prepared)
        return failAs(prepared);
    KMeansResult best;
    for (int start = 0; start < params.starts; ++start) {
        context.report({.stage = "cluster",
                        .fraction = static_cast<double>(start) / params.starts,
                        .done = start,
                        .total = params.starts,
                        .object = {}});
        Rng own = rng.fork(static_cast<std::uint64_t>(start));
        Result<Matrix> centres = params.init == KMeansInit::PlusPlus
                                     ? PlusPlus(x, k, params.threads, context).draw(own)
                                     : Result<Matrix>(randomRows(x, k, own));
        if (!centres)
            return failAs(centres);
        auto found = lloyd.run(*centres, params.maxIterations, shiftGoal);
        if (!found)
            return failAs(found);
        if (start == 0 || found->inertia < best.inertia)
            best = std::move(*found);
    }
    return best;
}

Result<KMeansResult> kMeansFrom(MatrixView x, const Matrix& start, const KMeansParams& params,
                                TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    if (start.rows != static_cast<std::size_t>(params.k) || start.columns != x.columns)
        return fail(ErrorCode::Usage,
                    "start " + std::to_string(start.rows) + "×" + std::to_string(start.columns),
                    std::to_string(params.k) + "×" + std::to_string(x.columns));
    if (const auto valid = checkInput(x, params.k); !valid)
        return failAs(valid);
    if (const auto finite = columnMoments(start, 1, context); !finite)
        return failAs(finite);
    const auto moments = columnMoments(x, params.threads, context);
    if (!moments)
        return failAs(moments);
    Lloyd lloyd(x, *moments, start.rows, params.threads, context);
    if (const auto prepared = lloyd.prepare(); !prepared)
        return failAs(prepared);
    return lloyd.run(start, params.maxIterations, params.tolerance * meanVariance(*moments));
}

} // namespace mops::learn
