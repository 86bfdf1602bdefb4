#include "core/learn/cluster/cluster_quality.h"
#include "core/learn/cluster/partition.h"
#include "core/learn/columns.h"
#include "core/learn/kernels/distances.h"
#include "core/learn/parallel.h"
#include "core/learn/sampling.h"

#include <algorithm>
#include <atomic>
#include <limits>

namespace mops::learn {
namespace {

/// Sums of distances per row and cluster that are kept at once, when they take no more than the
/// data or 16 MiB.
constexpr std::size_t kSumsAlwaysKept = std::size_t{1} << 21;

/// The rows to measure, cluster after cluster, each cluster packed for the distance kernel.
struct Packed {
    Matrix rows;
    std::vector<std::size_t> begin; ///< first row of a cluster; clusters + 1
    std::vector<std::vector<double>> groups;

    std::size_t clusters() const { return groups.size(); }
    std::size_t size(std::size_t cluster) const { return begin[cluster + 1] - begin[cluster]; }
};

Packed packByCluster(MatrixView x, const Partition& partition,
                     const std::vector<std::size_t>& chosen) {
    Packed packed{
        Matrix(chosen.size(), x.columns), std::vector<std::size_t>(partition.clusters + 1, 0), {}};
    for (std::size_t i = 0; i < chosen.size(); ++i)
        ++packed.begin[partition.label[i] + 1];
    for (std::size_t k = 0; k < partition.clusters; ++k)
        packed.begin[k + 1] += packed.begin[k];
    std::vector<std::size_t> next = packed.begin;
    for (std::size_t i = 0; i < chosen.size(); ++i)
        std::ranges::copy(x.row(chosen[i]), packed.rows.row(next[partition.label[i]]++).begin());
    for (std::size_t k = 0; k < partition.clusters; ++k) {
        packed.groups.emplace_back(kernels::padded(packed.size(k)) * x.columns);
        kernels::packPoints(packed.rows.values.data() + packed.begin[k] * x.columns, packed.size(k),
                            x.columns, packed.groups.back().data());
    }
    return packed;
}

/// (b − a) / max(a, b): a = mean distance to the own cluster, b = to the nearest other one.
double width(const Packed& packed, std::size_t own, std::span<const double> sums) {
    if (packed.size(own) < 2)
        return 0;
    const double a = sums[own] / static_cast<double>(packed.size(own) - 1);
    double b = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < packed.clusters(); ++k)
        if (k != own)
            b = std::min(b, sums[k] / static_cast<double>(packed.size(k)));
    const double larger = std::max(a, b);
    return larger > 0 ? (b - a) / larger : 0;
}

/// Sums of distances of `count` rows (from `first`, all of one slice) to every cluster.
void sumDistances(const Packed& packed, std::size_t first, std::size_t count, StopSign& stop,
                  std::vector<double>& sums) {
    const std::size_t columns = packed.rows.columns;
    const std::size_t step =
        std::max<std::size_t>(kernels::kLanes * 2, 2'000'000 / (count * columns) / 8 * 8);
    for (std::size_t k = 0; k < packed.clusters(); ++k)
        for (std::size_t p = 0; p < packed.size(k) && !stop.raised(); p += step)
            kernels::addDistances(packed.rows.values.data() + first * columns, count, columns,
                                  packed.groups[k].data() + p * columns,
                                  std::min(step, packed.size(k) - p), sums.data() + k * count);
}

/// Adds up the widths of rows whose sums of distances to cluster k are sumOf(k).
class Widths {
public:
    explicit Widths(const Packed& packed)
        : m_packed(packed)
        , m_sums(packed.clusters()) {}
    template <class SumOf>
    double operator()(std::size_t row, const SumOf& sumOf) {
        for (std::size_t k = 0; k < m_sums.size(); ++k)
            m_sums[k] = sumOf(k);
        const auto after = std::ranges::upper_bound(m_packed.begin, row);
        return width(m_packed, static_cast<std::size_t>(after - m_packed.begin.begin()) - 1,
                     m_sums);
    }

private:
    const Packed& m_packed;
    std::vector<double> m_sums;
};

void reportShare(TaskContext& context, std::size_t done, std::size_t total) {
    context.report({.stage = "evaluate",
                    .fraction = static_cast<double>(done) / static_cast<double>(total),
                    .done = static_cast<std::int64_t>(done),
                    .total = static_cast<std::int64_t>(total),
                    .object = {}});
}

/// Total width with every distance taken twice: the sums of a few rows at a time.
Result<double> widthOfSlices(const Packed& packed, int threads, TaskContext& context) {
    constexpr std::size_t kSlice = 64;
    const std::size_t rows = packed.rows.rows;
    const std::size_t slices = (rows + kSlice - 1) / kSlice;
    std::vector<double> totals(slices, 0.0);
    std::atomic<std::size_t> finished = 0;
    const auto done = forEachPart(slices, threads, context, [&](std::size_t s, StopSign& stop) {
        const std::size_t first = s * kSlice;
        const std::size_t count = std::min(kSlice, rows - first);
        std::vector<double> sums(packed.clusters() * count, 0.0);
        sumDistances(packed, first, count, stop, sums);
        Widths widthOf(packed);
        for (std::size_t r = 0; r < count; ++r)
            totals[s] += widthOf(first + r, [&](std::size_t k) { return sums[k * count + r]; });
        if (const std::size_t before = finished.fetch_add(1); before % 64 == 0)
            reportShare(context, before, slices);
    });
    if (!done)
        return failAs(done);
    double total = 0;
    for (const double part : totals)
        total += part;
    return total;
}

/// Rows of one cluster.
struct Block {
    std::size_t cluster = 0;
    std::size_t first = 0;
    std::size_t rows = 0;
};

std::vector<Block> blocksOf(const Packed& packed) {
    constexpr std::size_t kMostRows = 512;
    std::vector<Block> blocks;
    for (std::size_t k = 0; k < packed.clusters(); ++k)
        for (std::size_t r = packed.begin[k]; r < packed.begin[k + 1]; r += kMostRows)
            blocks.push_back({k, r, std::min(kMostRows, packed.begin[k + 1] - r)});
    return blocks;
}

/// Sums of distances of every row to every cluster, each distance taken once. Blocks meet in the
/// rounds of a tournament: in a round no block plays twice, so threads never write the same sums
/// and the order of additions is that of the rounds.
class Tournament {
public:
    Tournament(const Packed& packed, int threads, TaskContext& context)
        : m_packed(packed)
        , m_threads(threads)
        , m_context(context)
        , m_blocks(blocksOf(packed))
        , m_sums(packed.clusters() * packed.rows.rows, 0.0) {}

    Result<> play() {
        const std::size_t seats = (m_blocks.size() + 1) / 2 * 2; // one may stay empty
        for (std::size_t round = 0; round < seats; ++round) {
            reportShare(m_context, round, seats);
            const auto done = round == 0 ? own() : pairs(seats, round - 1);
            if (!done)
                return done;
        }
        return {};
    }

    double sum(std::size_t row, std::size_t cluster) const {
        return m_sums[cluster * m_packed.rows.rows + row];
    }

private:
    const double* points(const Block& block) const {
        return m_packed.groups[block.cluster].data() +
               (block.first - m_packed.begin[block.cluster]) * m_packed.rows.columns;
    }
    const double* rows(const Block& block, std::size_t first) const {
        return m_packed.rows.row(block.first + first).data();
    }
    /// The sums of the block's rows to `cluster`.
    double* sums(const Block& block, std::size_t cluster) {
        return m_sums.data() + cluster * m_packed.rows.rows + block.first;
    }
    /// Rows of `block` to take between two questions whether to stop.
    std::size_t step(const Block& block) const {
        return std::max<std::size_t>(4, 2'000'000 / (block.rows * m_packed.rows.columns) / 4 * 4);
    }

    Result<> own() {
        return forEachPart(
            m_blocks.size(), m_threads, m_context, [&](std::size_t b, StopSign& stop) {
                const Block& block = m_blocks[b];
                const std::size_t most = step(block);
                for (std::size_t r = 0; r < block.rows && !stop.raised(); r += most)
                    kernels::addDistances(rows(block, r), std::min(most, block.rows - r),
                                          m_packed.rows.columns, points(block), block.rows,
                                          sums(block, block.cluster) + r);
            });
    }

    /// The circle method: the last seat stays, the others turn by one a round.
    Result<> pairs(std::size_t seats, std::size_t round) {
        return forEachPart(seats / 2, m_threads, m_context, [&](std::size_t i, StopSign& stop) {
            const std::size_t turning = seats - 1;
            const std::size_t a = (round + i) % turning;
            const std::size_t b = i == 0 ? seats - 1 : (round + turning - i) % turning;
            if (std::max(a, b) < m_blocks.size())
                meet(m_blocks[std::min(a, b)], m_blocks[std::max(a, b)], stop);
        });
    }

    void meet(const Block& a, const Block& b, StopSign& stop) {
        const std::size_t most = step(b);
        for (std::size_t r = 0; r < a.rows && !stop.raised(); r += most)
            kernels::addDistancesBothWays(rows(a, r), std::min(most, a.rows - r),
                                          m_packed.rows.columns, points(b), b.rows,
                                          sums(a, b.cluster) + r, sums(b, a.cluster));
    }

    const Packed& m_packed;
    int m_threads;
    TaskContext& m_context;
    std::vector<Block> m_blocks;
    std::vector<double> m_sums; ///< cluster × row
};

Result<double> widthOfAll(const Packed& packed, int threads, TaskContext& context) {
    Tournament tournament(packed, threads, context);
    if (const auto played = tournament.play(); !played)
        return failAs(played);
    Widths widthOf(packed);
    double total = 0;
    for (std::size_t r = 0; r < packed.rows.rows; ++r)
        total += widthOf(r, [&](std::size_t k) { return tournament.sum(r, k); });
    return total;
}

} // namespace

Result<double> silhouette(MatrixView x, std::span<const std::int32_t> labels,
                          const SilhouetteParams& params, TaskContext& context) {
    if (const auto valid = checkSizes(x, labels); !valid)
        return failAs(valid);
    if (const auto valid = checkThreads(params.threads); !valid)
        return failAs(valid);
    if (const auto finite = columnMoments(x, params.threads, context); !finite)
        return failAs(finite);
    Rng rng(params.seed);
    const std::vector<std::size_t> chosen =
        drawWithoutReplacement(x.rows, params.sample == 0 ? x.rows : params.sample, rng);
    std::vector<std::int32_t> chosenLabels;
    chosenLabels.reserve(chosen.size());
    for (const std::size_t row : chosen)
        chosenLabels.push_back(labels[row]);
    const Partition partition = partitionOf(chosenLabels);
    if (partition.clusters < 2)
        return tooFewClusters(partition.clusters);

    const Packed packed = packByCluster(x, partition, chosen);
    const std::size_t sums = chosen.size() * partition.clusters;
    const auto total = sums <= std::max(kSumsAlwaysKept, chosen.size() * x.columns)
                           ? widthOfAll(packed, params.threads, context)
                           : widthOfSlices(packed, params.threads, context);
    if (!total)
        return failAs(total);
    return *total / static_cast<double>(chosen.size());
}

} // namespace mops::learn
