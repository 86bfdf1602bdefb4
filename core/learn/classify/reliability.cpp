#include "core/learn/measure/metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool usable(std::span<const std::uint8_t> y, std::span<const double> score) {
    return !y.empty() && y.size() == score.size() &&
           std::ranges::none_of(score, [](double s) { return std::isnan(s); });
}

/// Row numbers by score, lowest first, equal scores by row number.
std::vector<std::size_t> orderByScore(std::span<const double> score) {
    std::vector<std::size_t> order(score.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return score[a] != score[b] ? score[a] < score[b] : a < b;
    });
    return order;
}

/// Upper edges of parts of equal size, each an occurring number; the last part has none.
std::vector<double> quantileEdges(std::vector<double> values, int bins) {
    std::ranges::sort(values);
    std::vector<double> edges;
    for (int b = 1; b < bins; ++b) {
        const std::size_t upTo =
            values.size() * static_cast<std::size_t>(b) / static_cast<std::size_t>(bins);
        if (upTo == 0)
            continue;
        const double edge = values[upTo - 1];
        if (edge < values.back() && (edges.empty() || edge > edges.back()))
            edges.push_back(edge);
    }
    return edges;
}

/// Rows per part (x ≤ edge), then the missing ones.
std::vector<std::int64_t> countsIn(const std::vector<double>& edges,
                                   std::span<const double> values) {
    std::vector<std::int64_t> counts(edges.size() + 2, 0);
    for (const double value : values) {
        const auto part = std::isnan(value)
                              ? static_cast<std::ptrdiff_t>(edges.size()) + 1
                              : std::ranges::lower_bound(edges, value) - edges.begin();
        ++counts[static_cast<std::size_t>(part)];
    }
    return counts;
}

} // namespace

std::vector<ReliabilityBin> reliability(std::span<const std::uint8_t> y,
                                        std::span<const double> probability, int bins) {
    if (bins < 1 || !usable(y, probability))
        return {};
    const auto order = orderByScore(probability);
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

std::vector<ReliabilityBin> reliabilityOfEqualWidth(std::span<const std::uint8_t> y,
                                                    std::span<const double> probability, int bins) {
    if (bins < 1 || !usable(y, probability))
        return {};
    std::vector<ReliabilityBin> all(static_cast<std::size_t>(bins));
    for (std::size_t r = 0; r < y.size(); ++r) {
        const double p = std::clamp(probability[r], 0.0, 1.0);
        // The part k with k/bins < p ≤ (k+1)/bins, by the edges as they round.
        auto part = static_cast<int>(p * bins);
        part = std::min(part, bins - 1);
        while (part > 0 && p <= static_cast<double>(part) / bins)
            --part;
        while (part + 1 < bins && p > static_cast<double>(part + 1) / bins)
            ++part;
        ReliabilityBin& bin = all[static_cast<std::size_t>(part)];
        ++bin.rows;
        bin.meanPredicted += probability[r];
        bin.observedRate += y[r] != 0 ? 1.0 : 0.0;
    }
    std::erase_if(all, [](const ReliabilityBin& bin) { return bin.rows == 0; });
    for (ReliabilityBin& bin : all) {
        bin.meanPredicted /= static_cast<double>(bin.rows);
        bin.observedRate /= static_cast<double>(bin.rows);
    }
    return all;
}

double expectedCalibrationError(std::span<const ReliabilityBin> bins) {
    double total = 0;
    double rows = 0;
    for (const ReliabilityBin& bin : bins) {
        total += static_cast<double>(bin.rows) * std::abs(bin.observedRate - bin.meanPredicted);
        rows += static_cast<double>(bin.rows);
    }
    return rows > 0 ? total / rows : kNaN;
}

double maximumCalibrationError(std::span<const ReliabilityBin> bins) {
    double largest = kNaN;
    for (const ReliabilityBin& bin : bins)
        largest = std::fmax(largest, std::abs(bin.observedRate - bin.meanPredicted));
    return largest;
}

double stabilityOfCounts(std::span<const std::int64_t> expected,
                         std::span<const std::int64_t> actual) {
    const auto rowsOf = [](std::span<const std::int64_t> counts) {
        return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
    };
    const double before = rowsOf(expected);
    const double now = rowsOf(actual);
    if (expected.size() != actual.size() || !(before > 0) || !(now > 0))
        return kNaN;
    double total = 0;
    for (std::size_t b = 0; b < expected.size(); ++b) {
        if (expected[b] == 0 && actual[b] == 0)
            continue;
        const double e = std::max(static_cast<double>(expected[b]), 0.5) / before;
        const double a = std::max(static_cast<double>(actual[b]), 0.5) / now;
        total += (a - e) * std::log(a / e);
    }
    return total;
}

double populationStability(std::span<const double> expected, std::span<const double> actual,
                           int bins) {
    if (bins < 1)
        return kNaN;
    std::vector<double> known;
    for (const double value : expected)
        if (!std::isnan(value))
            known.push_back(value);
    const auto edges = quantileEdges(std::move(known), bins);
    return stabilityOfCounts(countsIn(edges, expected), countsIn(edges, actual));
}

} // namespace mops::learn
