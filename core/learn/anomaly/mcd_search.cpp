#include "core/learn/anomaly/mcd_search.h"

#include "core/learn/kernels/products.h"
#include "core/learn/sampling.h"

#include <algorithm>
#include <cmath>
#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <numeric>
#include <string>

namespace mops::learn {
namespace {

constexpr std::size_t kBlockRows = 256;
constexpr std::size_t kMostParts = 64;
constexpr std::size_t kGroupRows = 300; // of a group, when there are more than two of them
constexpr std::size_t kMostGroups = 5;
constexpr std::size_t kKept = 10;     // estimates that go on to the next stage
constexpr std::size_t kConverged = 3; // of a large table: estimates followed to their end
constexpr std::size_t kLargeTable = 5'000;
constexpr int kMostSteps = 100;
/// A pivot below this share of the column's own variance counts as 0.
constexpr double kSingular = 1e-13;

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

std::size_t sourceRow(std::span<const std::uint32_t> rows, std::size_t i) {
    return rows.empty() ? i : rows[i];
}

/// Rows begin … end−1 minus the centre, one after the other.
void copyCentred(MatrixView z, std::span<const std::uint32_t> rows, std::size_t begin,
                 std::size_t end, const double* centre, double* out) {
    for (std::size_t i = begin; i < end; ++i) {
        const double* from = z.data + sourceRow(rows, i) * z.columns;
        for (std::size_t c = 0; c < z.columns; ++c)
            *out++ = from[c] - centre[c];
    }
}

/// Cholesky factor, determinant and whether a column depends on the others.
void factorise(Scatter& scatter) {
    const Eigen::LLT<Eigen::MatrixXd> solver(scatter.covariance);
    scatter.singular = solver.info() != Eigen::Success;
    if (scatter.singular)
        return;
    scatter.factor = solver.matrixL();
    scatter.logDeterminant = 0;
    for (Eigen::Index c = 0; c < scatter.factor.rows(); ++c) {
        const double pivot = scatter.factor(c, c) * scatter.factor(c, c);
        if (!(pivot > kSingular * scatter.covariance(c, c)))
            scatter.singular = true;
        scatter.logDeterminant += std::log(pivot);
    }
}

void keepBest(std::vector<Scatter>& found, std::size_t count) {
    std::stable_sort(found.begin(), found.end(), [](const Scatter& a, const Scatter& b) {
        return a.singular != b.singular ? b.singular : a.logDeterminant < b.logDeterminant;
    });
    if (found.size() > count)
        found.resize(count);
}

/// For the small tables of a start: on this thread.
Scatter smallScatter(MatrixView z, std::span<const std::uint32_t> rows) {
    NoTaskContext context;
    return scatterOf(z, rows, 1, context).value();
}

std::vector<double> smallDistances(MatrixView z, const Scatter& scatter) {
    NoTaskContext context;
    std::vector<double> squared;
    return squaredDistances(z, scatter, 1, context, squared) ? squared : std::vector<double>();
}

} // namespace

Result<Scatter> scatterOf(MatrixView z, std::span<const std::uint32_t> rows, int threads,
                          TaskContext& context) {
    const std::size_t count = rows.empty() ? z.rows : rows.size();
    const std::size_t n = z.columns;
    const RowParts parts(count, kMostParts);
    Scatter scatter;
    std::vector<double> partial(parts.count * n, 0.0);
    const auto summed = forEachPart(parts.count, threads, context, [&](std::size_t p, StopSign&) {
        for (std::size_t i = parts.begin(p); i < parts.end(p); ++i)
            for (std::size_t c = 0; c < n; ++c)
                partial[p * n + c] += z.at(sourceRow(rows, i), c);
    });
    if (!summed)
        return failAs(summed);
    scatter.centre = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(n));
    for (std::size_t p = 0; p < parts.count; ++p)
        scatter.centre +=
            Eigen::Map<const Eigen::VectorXd>(partial.data() + p * n, scatter.centre.size());
    scatter.centre /= static_cast<double>(count);

    std::vector<double> grams(parts.count * n * n, 0.0);
    const auto squared =
        forEachPart(parts.count, threads, context, [&](std::size_t p, StopSign& stop) {
            std::vector<double> block(std::min(kBlockRows, parts.end(p) - parts.begin(p)) * n);
            for (std::size_t i = parts.begin(p); i < parts.end(p); i += kBlockRows) {
                if (stop.raised())
                    return;
                const std::size_t end = std::min(i + kBlockRows, parts.end(p));
                copyCentred(z, rows, i, end, scatter.centre.data(), block.data());
                kernels::addProduct(block.data(), kernels::As::Transposed, block.data(),
                                    kernels::As::Itself, n, end - i, n, 1.0,
                                    grams.data() + p * n * n);
            }
        });
    if (!squared)
        return failAs(squared);
    const auto size = static_cast<Eigen::Index>(n);
    scatter.covariance = Eigen::MatrixXd::Zero(size, size);
    for (std::size_t p = 0; p < parts.count; ++p)
        scatter.covariance += Eigen::Map<const RowMajor>(grams.data() + p * n * n, size, size);
    scatter.covariance /= static_cast<double>(count);
    factorise(scatter);
    return scatter;
}

// With covariance = L Lᵀ, d² = |L⁻¹ (z − centre)|²: rows times the transposed inverse factor.
Result<> squaredDistances(MatrixView z, const Scatter& scatter, int threads, TaskContext& context,
                          std::vector<double>& squared) {
    const auto size = static_cast<Eigen::Index>(z.columns);
    const RowMajor whitening =
        scatter.factor.triangularView<Eigen::Lower>().solve(Eigen::MatrixXd::Identity(size, size));
    squared.assign(z.rows, 0.0);
    const RowParts parts(z.rows, kMostParts);
    return forEachPart(parts.count, threads, context, [&](std::size_t p, StopSign& stop) {
        const std::size_t n = z.columns;
        std::vector<double> centred(kBlockRows * n);
        std::vector<double> white(kBlockRows * n);
        for (std::size_t r = parts.begin(p); r < parts.end(p); r += kBlockRows) {
            if (stop.raised())
                return;
            const std::size_t rows = std::min(kBlockRows, parts.end(p) - r);
            copyCentred(z, {}, r, r + rows, scatter.centre.data(), centred.data());
            std::fill(white.begin(), white.end(), 0.0);
            kernels::addProduct(centred.data(), kernels::As::Itself, whitening.data(),
                                kernels::As::Transposed, rows, n, n, 1.0, white.data());
            for (std::size_t i = 0; i < rows; ++i)
                for (std::size_t c = 0; c < n; ++c)
                    squared[r + i] += white[i * n + c] * white[i * n + c];
        }
    });
}

std::vector<std::uint32_t> nearestRows(std::span<const double> squared, std::size_t count) {
    std::vector<std::uint32_t> rows(squared.size());
    std::iota(rows.begin(), rows.end(), 0U);
    if (count < rows.size()) {
        std::nth_element(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count),
                         rows.end(), [&](std::uint32_t a, std::uint32_t b) {
                             return squared[a] != squared[b] ? squared[a] < squared[b] : a < b;
                         });
        rows.resize(count);
        std::ranges::sort(rows);
    }
    return rows;
}

McdSearch::McdSearch(MatrixView z, std::size_t supportRows, int starts, std::uint64_t seed,
                     int threads, TaskContext& context)
    : m_z(z)
    , m_support(supportRows)
    , m_starts(static_cast<std::size_t>(starts))
    , m_seed(seed)
    , m_threads(threads)
    , m_context(context) {}

void McdSearch::report(double fraction) {
    m_context.report({"train", fraction, m_steps, 0, {}});
}

McdSearch::Group McdSearch::groupOf(std::span<const std::size_t> rows) const {
    Group group{Matrix(rows.size(), m_z.columns), 0};
    for (std::size_t i = 0; i < rows.size(); ++i)
        std::ranges::copy(m_z.row(rows[i]), group.z.row(i).begin());
    const double share = static_cast<double>(m_support) / static_cast<double>(m_z.rows);
    group.support = std::min(
        rows.size(), static_cast<std::size_t>(std::ceil(share * static_cast<double>(rows.size()))));
    return group;
}

/// The scatter of columns + 1 drawn rows; where they lie in a plane, of more.
Scatter McdSearch::randomStart(const Group& group, Rng& rng) const {
    std::vector<std::uint32_t> order(group.z.rows);
    std::iota(order.begin(), order.end(), 0U);
    Scatter scatter;
    std::size_t drawn = 0;
    for (std::size_t wanted = m_z.columns + 1; drawn < order.size();
         wanted += std::max<std::size_t>(1, wanted / 4)) {
        for (; drawn < std::min(wanted, order.size()); ++drawn)
            std::swap(order[drawn],
                      order[drawn + static_cast<std::size_t>(rng.below(order.size() - drawn))]);
        scatter = smallScatter(group.z, std::span(order).first(drawn));
        if (!scatter.singular)
            break;
    }
    return scatter;
}

Scatter McdSearch::twoSteps(const Group& group, Scatter from) const {
    for (int step = 0; step < 2 && !from.singular; ++step)
        from = smallScatter(group.z, nearestRows(smallDistances(group.z, from), group.support));
    return from;
}

Result<std::vector<Scatter>>
McdSearch::forEachStart(std::size_t count, const std::function<Scatter(std::size_t)>& work) const {
    std::vector<Scatter> found(count);
    const auto done = forEachPart(count, m_threads, m_context,
                                  [&](std::size_t s, StopSign&) { found[s] = work(s); });
    if (!done)
        return failAs(done);
    keepBest(found, kKept);
    return found;
}

Result<std::vector<Scatter>> McdSearch::searchGroup(const Group& group, std::size_t starts,
                                                    std::uint64_t stream) const {
    const Rng rng = Rng(m_seed).fork(stream);
    return forEachStart(starts, [&](std::size_t s) {
        Rng own = rng.fork(s);
        return twoSteps(group, randomStart(group, own));
    });
}

Result<std::vector<Scatter>> McdSearch::improve(const Group& group,
                                                const std::vector<Scatter>& candidates) const {
    return forEachStart(candidates.size(),
                        [&](std::size_t s) { return twoSteps(group, candidates[s]); });
}

/// Good estimates from small tables: all rows when there are few, else groups of 300 drawn rows,
/// then these groups together.
Result<std::vector<Scatter>> McdSearch::firstCandidates() {
    const std::size_t groupRows = std::max(kGroupRows, 5 * m_z.columns);
    if (m_z.rows < 2 * groupRows) {
        std::vector<std::size_t> all(m_z.rows);
        std::iota(all.begin(), all.end(), std::size_t{0});
        return searchGroup(groupOf(all), m_starts, 0);
    }
    const std::size_t groups = std::min(kMostGroups, m_z.rows / groupRows);
    Rng rng = Rng(m_seed).fork(1000);
    auto drawn = drawFewWithoutReplacement(m_z.rows, groups * groupRows, rng);
    for (std::size_t i = drawn.size(); i > 1; --i)
        std::swap(drawn[i - 1], drawn[static_cast<std::size_t>(rng.below(i))]);
    std::vector<Scatter> found;
    for (std::size_t g = 0; g < groups; ++g) {
        const Group group = groupOf(std::span(drawn).subspan(g * groupRows, groupRows));
        const auto best = searchGroup(group, std::max<std::size_t>(m_starts / groups, 1), g);
        if (!best)
            return failAs(best);
        found.insert(found.end(), best->begin(), best->end());
        report(0.4 * static_cast<double>(g + 1) / static_cast<double>(groups));
    }
    return improve(groupOf(drawn), found);
}

Result<McdCandidate> McdSearch::step(const Scatter& from) {
    std::vector<double> squared;
    const auto done = squaredDistances(m_z, from, m_threads, m_context, squared);
    if (!done)
        return failAs(done);
    McdCandidate next;
    next.rows = nearestRows(squared, m_support);
    auto scatter = scatterOf(m_z, next.rows, m_threads, m_context);
    if (!scatter)
        return failAs(scatter);
    next.scatter = std::move(*scatter);
    ++m_steps;
    return next;
}

Result<McdCandidate> McdSearch::converge(McdCandidate candidate) {
    for (int count = 0; count < kMostSteps && !candidate.scatter.singular; ++count) {
        auto next = step(candidate.scatter);
        if (!next)
            return failAs(next);
        const bool still = next->rows == candidate.rows;
        candidate = std::move(*next);
        if (still)
            break;
    }
    return candidate;
}

/// Names the columns of the direction without extent.
Failure McdSearch::inAPlane(const McdCandidate& candidate) const {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(candidate.scatter.covariance);
    const Eigen::VectorXd flat = solver.eigenvectors().col(0).cwiseAbs();
    std::string columns;
    for (Eigen::Index c = 0; c < flat.size(); ++c)
        if (flat[c] > 0.05 * flat.maxCoeff())
            columns += (columns.empty() ? "" : ", ") + std::to_string(c + 1);
    const bool single = columns.find(',') == std::string::npos;
    return fail(ErrorCode::NotEnoughData,
                (single ? "column " + columns + " is constant in "
                        : "columns " + columns + " depend on each other in ") +
                    std::to_string(candidate.rows.size()) + " of " + std::to_string(m_z.rows) +
                    " rows",
                single ? "leave the column out, or use a larger support"
                       : "leave one of the columns out, or use a larger support");
}

Result<McdCandidate> McdSearch::run() {
    std::vector<Scatter> starts;
    if (m_support < m_z.rows) {
        auto found = firstCandidates();
        if (!found)
            return failAs(found);
        starts = std::move(*found);
    }
    std::vector<McdCandidate> candidates;
    for (std::size_t s = 0; s < starts.size() && !starts[s].singular; ++s) {
        auto next = step(starts[s]);
        if (!next)
            return failAs(next);
        candidates.push_back(std::move(*next));
        report(0.4 + 0.2 * static_cast<double>(s + 1) / static_cast<double>(starts.size()));
    }
    if (candidates.empty()) { // all rows, or every small table lies in a plane
        McdCandidate all;
        all.rows.resize(m_z.rows);
        std::iota(all.rows.begin(), all.rows.end(), 0U);
        auto scatter = scatterOf(m_z, all.rows, m_threads, m_context);
        if (!scatter)
            return failAs(scatter);
        all.scatter = std::move(*scatter);
        candidates.push_back(std::move(all));
    }
    const auto better = [](const McdCandidate& a, const McdCandidate& b) {
        if (a.scatter.singular != b.scatter.singular)
            return a.scatter.singular; // rows in a plane: determinant 0
        return a.scatter.logDeterminant < b.scatter.logDeterminant;
    };
    std::stable_sort(candidates.begin(), candidates.end(), better);
    if (m_z.rows > kLargeTable && candidates.size() > kConverged)
        candidates.resize(kConverged);
    for (std::size_t k = 0; k < candidates.size(); ++k) {
        auto end = converge(std::move(candidates[k]));
        if (!end)
            return failAs(end);
        candidates[k] = std::move(*end);
        report(0.6 + 0.4 * static_cast<double>(k + 1) / static_cast<double>(candidates.size()));
    }
    McdCandidate best = std::move(*std::min_element(candidates.begin(), candidates.end(), better));
    if (best.scatter.singular)
        return inAPlane(best);
    return best;
}

} // namespace mops::learn
