#include "core/learn/anomaly/isolation_forest.h"

#include "core/base/rng.h"
#include "core/learn/anomaly/isolation_growth.h"
#include "core/learn/columns.h"
#include "core/learn/parallel.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>

namespace mops::learn {
namespace {

using Node = IsolationForest::Node;

constexpr std::size_t kMostColumns = std::numeric_limits<std::uint16_t>::max() - 1;
constexpr int kMostTrees = 100'000;
constexpr int kMostSample = 32'768; // 65,535 nodes: what a node can point to
constexpr std::size_t kMostForestBytes = std::size_t{1} << 30;
constexpr std::size_t kMostSampleBytes = std::size_t{1} << 27; // a thread's rows while it grows
constexpr std::size_t kMostParts = 256;
// Rows scaled at once: they and a tree stay in the first-level cache.
constexpr std::size_t kBlockNumbers = 4096;

Failure unusableNumber(MatrixView x) {
    for (std::size_t r = 0; r < x.rows; ++r)
        for (std::size_t c = 0; c < x.columns; ++c)
            if (!(std::abs(x.at(r, c)) <= kMaxMagnitude))
                return fail(ErrorCode::InvalidNumber,
                            "row " + std::to_string(r + 1) + ", column " + std::to_string(c + 1),
                            "missing values must be filled or their rows left out before");
    return fail(ErrorCode::Internal, "unusableNumber");
}

std::size_t blockRows(std::size_t columns) {
    return std::clamp<std::size_t>(kBlockNumbers / (columns + 1), 8, 256);
}

/// Fills origin and scale. Errors: InvalidNumber, NotEnoughData, Cancelled.
Result<> measureColumns(MatrixView x, int threads, TaskContext& context, IsolationForest& forest) {
    const double infinity = std::numeric_limits<double>::infinity();
    const RowParts parts(x.rows, kMostParts);
    const std::size_t n = x.columns;
    std::vector<double> low(parts.count * n, infinity);
    std::vector<double> high(parts.count * n, -infinity);
    std::vector<double> poison(parts.count * n, 0.0);
    const std::size_t step = std::max<std::size_t>(1, (std::size_t{1} << 20) / n);
    const auto done =
        forEachPart(parts.count, threads, context, [&](std::size_t p, StopSign& stop) {
            for (std::size_t r = parts.begin(p); r < parts.end(p) && !stop.raised(); r += step)
                kernels::widenRanges(x.data + r * n, std::min(step, parts.end(p) - r), n,
                                     low.data() + p * n, high.data() + p * n,
                                     poison.data() + p * n);
        });
    if (!done)
        return failAs(done);
    forest.origin.resize(n);
    forest.scale.resize(n);
    bool varies = false;
    for (std::size_t c = 0; c < n; ++c) {
        double least = infinity;
        double most = -infinity;
        for (std::size_t p = 0; p < parts.count; ++p) {
            least = std::min(least, low[p * n + c]);
            most = std::max(most, high[p * n + c]);
            if (std::isnan(poison[p * n + c]))
                return unusableNumber(x);
        }
        if (!(std::abs(least) <= kMaxMagnitude && std::abs(most) <= kMaxMagnitude))
            return unusableNumber(x);
        forest.origin[c] = least;
        const double scale = 1.0 / (most - least);
        forest.scale[c] = std::isfinite(scale) ? scale : 0.0;
        varies = varies || forest.scale[c] > 0;
    }
    if (!varies)
        return fail(ErrorCode::NotEnoughData, "every column is constant");
    return {};
}

Result<> checkSize(MatrixView x, const IsolationForestParams& params, std::size_t sample) {
    if (x.rows < 2 || x.columns == 0)
        return fail(ErrorCode::NotEnoughData,
                    std::to_string(x.rows) + " rows, " + std::to_string(x.columns) + " columns",
                    "at least 2 rows and 1 column");
    if (x.columns > kMostColumns)
        return fail(ErrorCode::Usage, std::to_string(x.columns) + " columns",
                    "at most " + std::to_string(kMostColumns));
    const std::size_t bytes = static_cast<std::size_t>(params.trees) * (2 * sample - 1) * 12;
    if (bytes > kMostForestBytes || sample * (x.columns + 1) * sizeof(float) > kMostSampleBytes)
        return fail(ErrorCode::MemoryLimit,
                    "trees=" + std::to_string(params.trees) + ", sample=" + std::to_string(sample),
                    "fewer trees or a smaller sample");
    return {};
}

} // namespace

Result<> IsolationForestParams::validate() const {
    if (trees < 1 || trees > kMostTrees)
        return fail(ErrorCode::Usage, "trees=" + std::to_string(trees), "1 to 100000");
    if (sample < 2 || sample > kMostSample)
        return fail(ErrorCode::Usage, "sample=" + std::to_string(sample), "2 to 32768");
    return checkThreads(threads);
}

double averagePathLength(std::size_t rows) {
    if (rows <= 1)
        return 0;
    if (rows == 2)
        return 1;
    const auto n = static_cast<double>(rows);
    return 2.0 * (std::log(n - 1) + std::numbers::egamma) - 2.0 * (n - 1) / n;
}

Result<IsolationForest> fitIsolationForest(MatrixView x, const IsolationForestParams& params,
                                           TaskContext& context) {
    if (const auto valid = params.validate(); !valid)
        return failAs(valid);
    const std::size_t sample = std::min(static_cast<std::size_t>(params.sample), x.rows);
    if (const auto fits = checkSize(x, params, sample); !fits)
        return failAs(fits);
    IsolationForest forest;
    if (const auto measured = measureColumns(x, params.threads, context, forest); !measured)
        return failAs(measured);
    forest.sample = static_cast<int>(sample);
    forest.normalisation = averagePathLength(sample);

    const auto count = static_cast<std::size_t>(params.trees);
    const Rng rng(params.seed);
    std::vector<GrownTree> grown(count);
    std::atomic<std::int64_t> ready = 0;
    const auto done =
        forEachPart(count, params.threads, context, [&](std::size_t t, StopSign& stop) {
            IsolationGrowth growth(x, forest, rng.fork(t), stop);
            grown[t] = growth.grow();
            const std::int64_t now = ++ready;
            context.report({"train",
                            static_cast<double>(now) / static_cast<double>(count),
                            now,
                            static_cast<std::int64_t>(count),
                            {}});
        });
    if (!done)
        return failAs(done);
    forest.treeBegin.push_back(0);
    for (GrownTree& tree : grown) {
        forest.nodes.insert(forest.nodes.end(), tree.nodes.begin(), tree.nodes.end());
        forest.expectedLength.insert(forest.expectedLength.end(), tree.expectedLength.begin(),
                                     tree.expectedLength.end());
        forest.treeBegin.push_back(forest.nodes.size());
        forest.treeHeight.push_back(tree.height);
        forest.meanLeafLength += static_cast<double>(tree.expectedLength.front());
        tree = {};
    }
    forest.meanLeafLength /= static_cast<double>(count);
    return forest;
}

Result<std::vector<double>> isolationScores(const IsolationForest& forest, MatrixView x,
                                            int threads, TaskContext& context) {
    if (const auto valid = checkThreads(threads); !valid)
        return failAs(valid);
    if (x.columns != forest.columns())
        return fail(ErrorCode::Usage, std::to_string(x.columns) + " columns",
                    std::to_string(forest.columns()) + " as in training");
    std::vector<double> scores(x.rows, 0.0);
    const std::size_t block = blockRows(x.columns);
    const RowParts parts(x.rows, kMostParts);
    const double factor = 1.0 / (static_cast<double>(forest.trees()) * forest.normalisation);
    std::atomic<bool> usable = true;
    std::atomic<std::int64_t> ready = 0;
    const auto done =
        forEachPart(parts.count, threads, context, [&](std::size_t p, StopSign& stop) {
            std::vector<float> z(block * (x.columns + 1));
            for (std::size_t r = parts.begin(p); r < parts.end(p); r += block) {
                if (stop.raised() || !usable)
                    return;
                const std::size_t rows = std::min(block, parts.end(p) - r);
                double* lengths = scores.data() + r;
                if (!kernels::scaleRows(x.data + r * x.columns, rows, x.columns,
                                        forest.origin.data(), forest.scale.data(), kMaxMagnitude,
                                        z.data()))
                    usable = false;
                for (std::size_t t = 0; t < forest.trees(); ++t)
                    kernels::addPathLengths(forest.nodes.data() + forest.treeBegin[t],
                                            forest.treeHeight[t], z.data(), rows, x.columns,
                                            lengths);
                kernels::lengthsToScores(lengths, rows, factor);
            }
            const std::int64_t now = ready +=
                static_cast<std::int64_t>(parts.end(p) - parts.begin(p));
            context.report({"score",
                            static_cast<double>(now) / static_cast<double>(x.rows),
                            now,
                            static_cast<std::int64_t>(x.rows),
                            {}});
        });
    if (!done)
        return failAs(done);
    if (!usable)
        return unusableNumber(x);
    return scores;
}

// With e(node) the expected length there, the path root → leaf telescopes: e(root) − Σ steps
// (e(parent) − e(child)) = length at the leaf.
Result<IsolationReason> explainIsolation(const IsolationForest& forest,
                                         std::span<const double> row) {
    const MatrixView x{row.data(), 1, row.size()};
    if (x.columns != forest.columns())
        return fail(ErrorCode::Usage, std::to_string(x.columns) + " columns",
                    std::to_string(forest.columns()) + " as in training");
    std::vector<float> z(x.columns + 1);
    if (!kernels::scaleRows(x.data, 1, x.columns, forest.origin.data(), forest.scale.data(),
                            kMaxMagnitude, z.data()))
        return unusableNumber(x);
    IsolationReason reason;
    reason.contributions.resize(x.columns);
    double length = 0;
    double base = 0;
    for (std::size_t t = 0; t < forest.trees(); ++t) {
        const Node* tree = forest.nodes.data() + forest.treeBegin[t];
        const float* expected = forest.expectedLength.data() + forest.treeBegin[t];
        base += static_cast<double>(expected[0]);
        std::size_t at = 0;
        while (tree[at].feature < x.columns) {
            const std::size_t next =
                tree[at].left + (z[tree[at].feature] > tree[at].threshold ? 1U : 0U);
            reason.contributions[tree[at].feature] +=
                static_cast<double>(expected[at]) - static_cast<double>(expected[next]);
            at = next;
        }
        length += static_cast<double>(tree[at].threshold);
    }
    const double factor = 1.0 / (static_cast<double>(forest.trees()) * forest.normalisation);
    for (double& part : reason.contributions)
        part *= factor;
    reason.base = -base * factor;
    reason.score = std::exp2(-length * factor);
    return reason;
}

} // namespace mops::learn
