#include "core/learn/cluster_quality.h"

#include "core/learn/columns.h"
#include "core/learn/kernels/distances.h"
#include "core/learn/parallel.h"
#include "core/learn/sampling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace mops::learn {
namespace {

/// Labels as 0 … clusters−1.
struct Partition {
    std::vector<std::size_t> label;
    std::size_t clusters = 0;
};

Partition partitionOf(std::span<const std::int32_t> labels) {
    std::vector<std::int32_t> distinct(labels.begin(), labels.end());
    std::ranges::sort(distinct);
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    Partition partition;
    partition.clusters = distinct.size();
    partition.label.reserve(labels.size());
    for (const std::int32_t label : labels)
        partition.label.push_back(
            static_cast<std::size_t>(std::ranges::lower_bound(distinct, label) - distinct.begin()));
    return partition;
}

Result<> checkSizes(MatrixView x, std::span<const std::int32_t> labels) {
    if (labels.size() != x.rows)
        return fail(ErrorCode::Usage,
                    std::to_string(x.rows) + " rows, " + std::to_string(labels.size()) + " labels");
    return {};
}

Failure tooFewClusters(std::size_t clusters) {
    return fail(ErrorCode::NotEnoughData, std::to_string(clusters) + " clusters", "at least 2");
}

double squaredDistance(std::span<const double> a, std::span<const double> b) {
    double total = 0;
    for (std::size_t c = 0; c < a.size(); ++c)
        total += (a[c] - b[c]) * (a[c] - b[c]);
    return total;
}

struct Centroids {
    Matrix centres;
    std::vector<double> sizes;
};

Centroids centroidsOf(MatrixView x, const Partition& partition) {
    Centroids result{Matrix(partition.clusters, x.columns),
                     std::vector<double>(partition.clusters, 0.0)};
    for (std::size_t r = 0; r < x.rows; ++r) {
        const std::size_t label = partition.label[r];
        result.sizes[label] += 1;
        for (std::size_t c = 0; c < x.columns; ++c)
            result.centres.at(label, c) += x.at(r, c);
    }
    for (std::size_t k = 0; k < partition.clusters; ++k)
        for (double& value : result.centres.row(k))
            value /= result.sizes[k];
    return result;
}

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
    constexpr std::size_t kSlice = 64;
    const std::size_t slices = (chosen.size() + kSlice - 1) / kSlice;
    std::vector<double> totals(slices, 0.0);
    const auto done =
        forEachPart(slices, params.threads, context, [&](std::size_t s, StopSign& stop) {
            const std::size_t first = s * kSlice;
            const std::size_t count = std::min(kSlice, chosen.size() - first);
            std::vector<double> sums(packed.clusters() * count, 0.0);
            sumDistances(packed, first, count, stop, sums);
            std::vector<double> own(packed.clusters());
            for (std::size_t r = 0; r < count; ++r) {
                for (std::size_t k = 0; k < packed.clusters(); ++k)
                    own[k] = sums[k * count + r];
                const auto after = std::ranges::upper_bound(packed.begin, first + r);
                totals[s] +=
                    width(packed, static_cast<std::size_t>(after - packed.begin.begin()) - 1, own);
            }
        });
    if (!done)
        return failAs(done);
    double total = 0;
    for (const double part : totals)
        total += part;
    return total / static_cast<double>(chosen.size());
}

// Caliński & Harabasz 1974: (B / (k − 1)) / (W / (n − k)).
Result<double> calinskiHarabasz(MatrixView x, std::span<const std::int32_t> labels) {
    if (const auto valid = checkSizes(x, labels); !valid)
        return failAs(valid);
    NoTaskContext context;
    const auto moments = columnMoments(x, 1, context);
    if (!moments)
        return failAs(moments);
    const Partition partition = partitionOf(labels);
    if (partition.clusters < 2 || partition.clusters >= x.rows)
        return tooFewClusters(partition.clusters);
    const Centroids centroids = centroidsOf(x, partition);
    double within = 0;
    double between = 0;
    for (std::size_t r = 0; r < x.rows; ++r)
        within += squaredDistance(x.row(r), centroids.centres.row(partition.label[r]));
    for (std::size_t k = 0; k < partition.clusters; ++k)
        between += centroids.sizes[k] * squaredDistance(centroids.centres.row(k), moments->means);
    if (within == 0)
        return between > 0 ? std::numeric_limits<double>::infinity() : 0.0;
    const auto k = static_cast<double>(partition.clusters);
    return between / (k - 1) / (within / (static_cast<double>(x.rows) - k));
}

// Davies & Bouldin 1979, with the mean Euclidean distance to the centroid as a cluster's scatter.
Result<double> daviesBouldin(MatrixView x, std::span<const std::int32_t> labels) {
    if (const auto valid = checkSizes(x, labels); !valid)
        return failAs(valid);
    NoTaskContext context;
    if (const auto finite = columnMoments(x, 1, context); !finite)
        return failAs(finite);
    const Partition partition = partitionOf(labels);
    if (partition.clusters < 2)
        return tooFewClusters(partition.clusters);
    const Centroids centroids = centroidsOf(x, partition);
    std::vector<double> scatter(partition.clusters, 0.0);
    for (std::size_t r = 0; r < x.rows; ++r)
        scatter[partition.label[r]] +=
            std::sqrt(squaredDistance(x.row(r), centroids.centres.row(partition.label[r])));
    for (std::size_t k = 0; k < partition.clusters; ++k)
        scatter[k] /= centroids.sizes[k];
    double total = 0;
    for (std::size_t a = 0; a < partition.clusters; ++a) {
        double worst = 0;
        for (std::size_t b = 0; b < partition.clusters; ++b) {
            if (a == b)
                continue;
            const double apart =
                std::sqrt(squaredDistance(centroids.centres.row(a), centroids.centres.row(b)));
            worst = std::max(worst, apart > 0 ? (scatter[a] + scatter[b]) / apart
                                              : std::numeric_limits<double>::infinity());
        }
        total += worst;
    }
    return total / static_cast<double>(partition.clusters);
}

double adjustedRandIndex(std::span<const std::int32_t> a, std::span<const std::int32_t> b) {
    if (a.size() != b.size())
        return std::numeric_limits<double>::quiet_NaN();
    std::vector<std::pair<std::int32_t, std::int32_t>> both(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        both[i] = {a[i], b[i]};
    const auto pairs = [](double n) { return n * (n - 1) / 2; };
    // Pairs of rows that share a label; `same` compares neighbours of the sorted list.
    const auto pairsTogether = [&](const auto& key) {
        std::ranges::sort(both, {}, key);
        double total = 0;
        for (std::size_t i = 0, run = 0; i < both.size(); ++i) {
            ++run;
            if (i + 1 == both.size() || key(both[i]) != key(both[i + 1])) {
                total += pairs(static_cast<double>(run));
                run = 0;
            }
        }
        return total;
    };
    const double together = pairsTogether([](const auto& pair) { return pair; });
    const double inA = pairsTogether([](const auto& pair) { return pair.first; });
    const double inB = pairsTogether([](const auto& pair) { return pair.second; });
    const double all = pairs(static_cast<double>(a.size()));
    const double expected = all > 0 ? inA * inB / all : 0;
    const double most = (inA + inB) / 2;
    return most == expected ? 1.0 : (together - expected) / (most - expected);
}

} // namespace mops::learn
