#include "core/profile/segment_choice.h"

#include "core/base/rng.h"
#include "core/learn/cluster/cluster_quality.h"
#include "core/learn/cluster/kmeans.h"

#include <algorithm>
#include <numeric>

namespace mops::profile {
namespace {

constexpr std::size_t kMostRows = 20'000;
constexpr std::size_t kSilhouetteSample = 2'000;
constexpr int kResamples = 5;
constexpr double kResampledShare = 0.8;
constexpr double kSilhouetteSlack = 0.1;
constexpr double kStableEnough = 0.7;

/// `count` of the rows 0 … rows − 1 without replacement, ascending.
std::vector<std::size_t> drawRows(std::size_t rows, std::size_t count, Rng rng) {
    std::vector<std::size_t> drawn(rows);
    std::iota(drawn.begin(), drawn.end(), std::size_t{0});
    for (std::size_t i = 0; i < count; ++i)
        std::swap(drawn[i], drawn[i + static_cast<std::size_t>(rng.below(rows - i))]);
    drawn.resize(count);
    std::sort(drawn.begin(), drawn.end());
    return drawn;
}

learn::Matrix rowsOf(learn::MatrixView x, std::span<const std::size_t> rows) {
    learn::Matrix part(rows.size(), x.columns);
    for (std::size_t r = 0; r < rows.size(); ++r)
        std::copy_n(x.row(rows[r]).begin(), x.columns, part.row(r).begin());
    return part;
}

learn::KMeansParams kMeansParams(int k, const SegmentParams& params, std::uint64_t seed) {
    learn::KMeansParams result;
    result.k = k;
    result.seed = seed;
    result.threads = params.threads;
    return result;
}

/// Mean agreement of runs on four fifths of the merchants with the run on all of them.
Result<double> stabilityOf(learn::MatrixView x, std::span<const std::int32_t> labels, int k,
                           const SegmentParams& params, TaskContext& context) {
    double sum = 0;
    const Rng rng(params.seed);
    const auto count =
        std::max(static_cast<std::size_t>(k),
                 static_cast<std::size_t>(kResampledShare * static_cast<double>(x.rows)));
    for (int resample = 0; resample < kResamples; ++resample) {
        const auto stream = static_cast<std::uint64_t>(100 * k + resample);
        const std::vector<std::size_t> rows = drawRows(x.rows, count, rng.fork(stream));
        const learn::Matrix part = rowsOf(x, rows);
        const auto run =
            learn::kMeans(part, kMeansParams(k, params, rng.fork(stream + 50'000).next()), context);
        if (!run)
            return failAs(run);
        std::vector<std::int32_t> whole;
        whole.reserve(rows.size());
        for (const std::size_t row : rows)
            whole.push_back(labels[row]);
        sum += learn::adjustedRandIndex(run->labels, whole);
    }
    return sum / kResamples;
}

} // namespace

Result<KCriterion> measureK(learn::MatrixView x, int k, const SegmentParams& params,
                            TaskContext& context) {
    learn::Matrix drawn;
    if (x.rows > kMostRows) {
        drawn = rowsOf(x, drawRows(x.rows, kMostRows, Rng(params.seed).fork(1)));
        x = drawn;
    }
    const auto run = learn::kMeans(x, kMeansParams(k, params, params.seed), context);
    if (!run)
        return failAs(run);
    learn::SilhouetteParams sampled;
    sampled.sample = std::min(kSilhouetteSample, x.rows);
    sampled.seed = params.seed;
    sampled.threads = params.threads;
    const auto silhouette = learn::silhouette(x, run->labels, sampled, context);
    if (!silhouette)
        return failAs(silhouette);
    const auto separation = learn::calinskiHarabasz(x, run->labels);
    if (!separation)
        return failAs(separation);
    const auto stability = stabilityOf(x, run->labels, k, params, context);
    if (!stability)
        return failAs(stability);
    return KCriterion{k, *silhouette, *separation, run->inertia, *stability};
}

int chooseK(std::span<const KCriterion> criteria) {
    double best = criteria.front().silhouette;
    for (const KCriterion& criterion : criteria)
        best = std::max(best, criterion.silhouette);
    int chosen = 0;
    for (const KCriterion& criterion : criteria) {
        if (criterion.stability >= kStableEnough &&
            criterion.silhouette >= best - kSilhouetteSlack * std::abs(best))
            chosen = std::max(chosen, criterion.k);
    }
    if (chosen > 0)
        return chosen;
    return std::max_element(
               criteria.begin(), criteria.end(),
               [](const KCriterion& a, const KCriterion& b) { return a.stability < b.stability; })
        ->k;
}

} // namespace mops::profile
