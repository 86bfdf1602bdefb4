#include "core/learn/metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double ratio(double part, double whole) {
    return whole > 0 ? part / whole : 0.0;
}

bool usable(std::span<const std::uint8_t> y, std::span<const double> score) {
    return !y.empty() && y.size() == score.size() &&
           std::ranges::none_of(score, [](double s) { return std::isnan(s); });
}

/// Row numbers by score, equal scores by row number.
std::vector<std::size_t> orderByScore(std::span<const double> score, bool highestFirst) {
    std::vector<std::size_t> order(score.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        if (score[a] != score[b])
            return highestFirst ? score[a] > score[b] : score[a] < score[b];
        return a < b;
    });
    return order;
}

struct Step {
    double threshold = 0;
    double truePositive = 0;
    double falsePositive = 0;
};

/// Counts of rows called positive at each distinct score, highest first.
std::vector<Step> steps(std::span<const std::uint8_t> y, std::span<const double> score) {
    std::vector<Step> result;
    Step now;
    const auto order = orderByScore(score, true);
    for (std::size_t i = 0; i < order.size(); ++i) {
        (y[order[i]] != 0 ? now.truePositive : now.falsePositive) += 1;
        if (i + 1 == order.size() || score[order[i + 1]] != score[order[i]]) {
            now.threshold = score[order[i]];
            result.push_back(now);
        }
    }
    return result;
}

} // namespace

double Confusion::accuracy() const {
    return ratio(static_cast<double>(truePositive + trueNegative),
                 static_cast<double>(truePositive + trueNegative + falsePositive + falseNegative));
}
double Confusion::precision() const {
    return ratio(static_cast<double>(truePositive),
                 static_cast<double>(truePositive + falsePositive));
}
double Confusion::recall() const {
    return ratio(static_cast<double>(truePositive),
                 static_cast<double>(truePositive + falseNegative));
}
double Confusion::f1() const {
    return ratio(2.0 * static_cast<double>(truePositive),
                 static_cast<double>(2 * truePositive + falsePositive + falseNegative));
}

Confusion confusionAt(std::span<const std::uint8_t> y, std::span<const double> score,
                      double threshold) {
    Confusion confusion;
    for (std::size_t r = 0; r < std::min(y.size(), score.size()); ++r) {
        const bool called = score[r] >= threshold;
        if (y[r] != 0)
            ++(called ? confusion.truePositive : confusion.falseNegative);
        else
            ++(called ? confusion.falsePositive : confusion.trueNegative);
    }
    return confusion;
}

// U / (P·N): pairs of a positive and a negative row, won by the positive's higher score.
double rocAuc(std::span<const std::uint8_t> y, std::span<const double> score) {
    if (!usable(y, score))
        return kNaN;
    double wins = 0;
    Step before;
    for (const Step& step : steps(y, score)) {
        const double positives = step.truePositive - before.truePositive;
        const double negatives = step.falsePositive - before.falsePositive;
        wins += negatives * (before.truePositive + 0.5 * positives);
        before = step;
    }
    const double pairs = before.truePositive * before.falsePositive;
    return pairs > 0 ? wins / pairs : kNaN;
}

double prAuc(std::span<const std::uint8_t> y, std::span<const double> score) {
    if (!usable(y, score))
        return kNaN;
    const auto curve = steps(y, score);
    const double positives = curve.back().truePositive;
    if (positives == 0)
        return kNaN;
    double area = 0;
    double before = 0;
    for (const Step& step : curve) {
        area += (step.truePositive - before) / positives * step.truePositive /
                (step.truePositive + step.falsePositive);
        before = step.truePositive;
    }
    return area;
}

double logLoss(std::span<const std::uint8_t> y, std::span<const double> probability) {
    if (!usable(y, probability))
        return kNaN;
    double total = 0;
    for (std::size_t r = 0; r < y.size(); ++r) {
        const double p = std::clamp(probability[r], 1e-15, 1.0 - 1e-15);
        total -= y[r] != 0 ? std::log(p) : std::log1p(-p);
    }
    return total / static_cast<double>(y.size());
}

double brier(std::span<const std::uint8_t> y, std::span<const double> probability) {
    if (!usable(y, probability))
        return kNaN;
    double total = 0;
    for (std::size_t r = 0; r < y.size(); ++r) {
        const double difference = probability[r] - (y[r] != 0 ? 1.0 : 0.0);
        total += difference * difference;
    }
    return total / static_cast<double>(y.size());
}

std::vector<CurvePoint> rocCurve(std::span<const std::uint8_t> y, std::span<const double> score) {
    if (!usable(y, score))
        return {};
    const auto curve = steps(y, score);
    const Step all = curve.back();
    if (all.truePositive == 0 || all.falsePositive == 0)
        return {};
    std::vector<CurvePoint> points{{std::numeric_limits<double>::infinity(), 0, 0}};
    points.reserve(curve.size() + 1);
    for (const Step& step : curve)
        points.push_back({step.threshold, step.falsePositive / all.falsePositive,
                          step.truePositive / all.truePositive});
    return points;
}

std::vector<ReliabilityBin> reliability(std::span<const std::uint8_t> y,
                                        std::span<const double> probability, int bins) {
    if (bins < 1 || !usable(y, probability))
        return {};
    const auto order = orderByScore(probability, false);
    const std::size_t parts = std::min(static_cast<std::size_t>(bins), order.size());
    std::vector<ReliabilityBin> result(parts);
    for (std::size_t b = 0; b < parts; ++b) {
        const std::size_t begin = order.size() * b / parts;
        const std::size_t end = order.size() * (b + 1) / parts;
        ReliabilityBin& bin = result[b];
        bin.rows = static_cast<std::int64_t>(end - begin);
        for (std::size_t i = begin; i < end; ++i) {
            bin.meanPredicted += probability[order[i]];
            bin.observedRate += y[order[i]] != 0 ? 1.0 : 0.0;
        }
        bin.meanPredicted /= static_cast<double>(bin.rows);
        bin.observedRate /= static_cast<double>(bin.rows);
    }
    return result;
}

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
