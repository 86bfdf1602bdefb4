#include "core/learn/measure/metrics.h"

#include <algorithm>
#include <cmath>

namespace mops::learn {

// Binary relevance: DCG = Σ 1 / log2(position + 1), divided by that of a perfect list; average
// precision is divided by min(n, relevant items).
RankingScore rankingScore(std::span<const std::int32_t> ranked,
                          std::span<const std::int32_t> relevant, int n) {
    std::vector<std::int32_t> truth(relevant.begin(), relevant.end());
    std::ranges::sort(truth);
    truth.erase(std::unique(truth.begin(), truth.end()), truth.end());
    if (n < 1 || truth.empty())
        return {};
    std::vector<bool> found(truth.size(), false);
    RankingScore score;
    double hits = 0;
    double gain = 0;
    const std::size_t shown = std::min(ranked.size(), static_cast<std::size_t>(n));
    for (std::size_t i = 0; i < shown; ++i) {
        const auto at = std::ranges::lower_bound(truth, ranked[i]);
        if (at == truth.end() || *at != ranked[i])
            continue;
        const auto index = static_cast<std::size_t>(at - truth.begin());
        if (found[index])
            continue; // shown twice: counts once
        found[index] = true;
        const auto position = static_cast<double>(i + 1);
        hits += 1;
        gain += 1.0 / std::log2(position + 1);
        score.averagePrecision += hits / position;
    }
    const std::size_t best = std::min(truth.size(), static_cast<std::size_t>(n));
    double bestGain = 0;
    for (std::size_t i = 0; i < best; ++i)
        bestGain += 1.0 / std::log2(static_cast<double>(i) + 2);
    score.precision = hits / n;
    score.recall = hits / static_cast<double>(truth.size());
    score.ndcg = gain / bestGain;
    score.averagePrecision /= static_cast<double>(best);
    return score;
}

} // namespace mops::learn
