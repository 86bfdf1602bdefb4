#include "core/learn/cluster/cluster_quality.h"

#include "core/learn/cluster/partition.h"
#include "core/learn/columns.h"
#include "core/learn/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mops::learn {
namespace {

double squaredDistance(std::span<const double> a, std::span<const double> b) {
    double total = 0;
    for (std::size_t c = 0; c < a.size(); ++c)
        total += (a[c] - b[c]) * (a[c] - b[c]);
    return total;
}

/// Where a cluster is and how its rows lie around it.
struct Centroids {
    Matrix centres; ///< around the means of the columns
    std::vector<double> sizes;
    std::vector<double> distances; ///< Σ distance to the own centroid, per cluster
    double within = 0;             ///< Σ squared distance to it, over all rows
};

/// add(row, cluster, sums) for all rows, `width` sums per cluster, part by part in their order.
template <class Add>
Result<Matrix> clusterSums(MatrixView x, const Partition& partition, std::size_t width, int threads,
                           TaskContext& context, const Add& add) {
    constexpr std::size_t kRowsBetweenQuestions = 1024;
    const RowParts parts(x.rows, std::clamp<std::size_t>(
                                     x.rows * x.columns / (4 * partition.clusters * width), 1, 64));
    std::vector<Matrix> partial(parts.count);
    const auto done =
        forEachPart(parts.count, threads, context, [&](std::size_t p, StopSign& stop) {
            partial[p] = Matrix(partition.clusters, width);
            for (std::size_t r = parts.begin(p); r < parts.end(p); ++r) {
                if (r % kRowsBetweenQuestions == 0 && stop.raised())
                    return;
                add(r, partition.label[r], partial[p].row(partition.label[r]));
            }
        });
    if (!done)
        return failAs(done);
    Matrix total(partition.clusters, width);
    for (const Matrix& part : partial)
        for (std::size_t i = 0; i < total.values.size(); ++i)
            total.values[i] += part.values[i];
    return total;
}

Result<Centroids> centroidsOf(MatrixView x, const Partition& partition,
                              const std::vector<double>& means, int threads, TaskContext& context) {
    const std::size_t d = x.columns;
    const auto sums = clusterSums(x, partition, d + 1, threads, context,
                                  [&](std::size_t r, std::size_t, std::span<double> to) {
                                      for (std::size_t c = 0; c < d; ++c)
                                          to[c] += x.at(r, c) - means[c];
                                      to[d] += 1;
                                  });
    if (!sums)
        return failAs(sums);
    Centroids result{Matrix(partition.clusters, d), {}, {}, 0};
    for (std::size_t k = 0; k < partition.clusters; ++k) {
        result.sizes.push_back(sums->at(k, d));
        for (std::size_t c = 0; c < d; ++c)
            result.centres.at(k, c) = sums->at(k, c) / sums->at(k, d);
    }
    const auto spread = clusterSums(
        x, partition, 2, threads, context, [&](std::size_t r, std::size_t k, std::span<double> to) {
            double squared = 0;
            for (std::size_t c = 0; c < d; ++c) {
                const double difference = x.at(r, c) - means[c] - result.centres.at(k, c);
                squared += difference * difference;
            }
            to[0] += std::sqrt(squared);
            to[1] += squared;
        });
    if (!spread)
        return failAs(spread);
    for (std::size_t k = 0; k < partition.clusters; ++k) {
        result.distances.push_back(spread->at(k, 0));
        result.within += spread->at(k, 1);
    }
    return result;
}

/// What both measures need; at most `mostClusters` clusters.
Result<Centroids> checkedCentroids(MatrixView x, std::span<const std::int32_t> labels,
                                   std::size_t mostClusters, int threads, TaskContext& context) {
    if (const auto valid = checkSizes(x, labels); !valid)
        return failAs(valid);
    if (const auto valid = checkThreads(threads); !valid)
        return failAs(valid);
    const auto moments = columnMoments(x, threads, context);
    if (!moments)
        return failAs(moments);
    const Partition partition = partitionOf(labels);
    if (partition.clusters < 2 || partition.clusters > mostClusters)
        return tooFewClusters(partition.clusters);
    return centroidsOf(x, partition, moments->means, threads, context);
}

} // namespace

// Caliński & Harabasz 1974: (B / (k − 1)) / (W / (n − k)).
Result<double> calinskiHarabasz(MatrixView x, std::span<const std::int32_t> labels, int threads,
                                TaskContext& context) {
    const auto centroids =
        checkedCentroids(x, labels, x.rows > 0 ? x.rows - 1 : 0, threads, context);
    if (!centroids)
        return failAs(centroids);
    double between = 0;
    for (std::size_t k = 0; k < centroids->centres.rows; ++k)
        for (const double value : centroids->centres.row(k))
            between += centroids->sizes[k] * value * value;
    if (centroids->within == 0)
        return between > 0 ? std::numeric_limits<double>::infinity() : 0.0;
    const auto k = static_cast<double>(centroids->centres.rows);
    return between / (k - 1) / (centroids->within / (static_cast<double>(x.rows) - k));
}

Result<double> calinskiHarabasz(MatrixView x, std::span<const std::int32_t> labels) {
    NoTaskContext context;
    return calinskiHarabasz(x, labels, 1, context);
}

// Davies & Bouldin 1979, with the mean Euclidean distance to the centroid as a cluster's scatter.
Result<double> daviesBouldin(MatrixView x, std::span<const std::int32_t> labels, int threads,
                             TaskContext& context) {
    const auto centroids = checkedCentroids(x, labels, x.rows, threads, context);
    if (!centroids)
        return failAs(centroids);
    const std::size_t clusters = centroids->centres.rows;
    const auto scatter = [&](std::size_t k) {
        return centroids->distances[k] / centroids->sizes[k];
    };
    double total = 0;
    for (std::size_t a = 0; a < clusters; ++a) {
        if (context.cancelled())
            return fail(ErrorCode::Cancelled);
        double worst = 0;
        for (std::size_t b = 0; b < clusters; ++b) {
            if (a == b)
                continue;
            const double apart =
                std::sqrt(squaredDistance(centroids->centres.row(a), centroids->centres.row(b)));
            worst = std::max(worst, apart > 0 ? (scatter(a) + scatter(b)) / apart
                                              : std::numeric_limits<double>::infinity());
        }
        total += worst;
    }
    return total / static_cast<double>(clusters);
}

Result<double> daviesBouldin(MatrixView x, std::span<const std::int32_t> labels) {
    NoTaskContext context;
    return daviesBouldin(x, labels, 1, context);
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
