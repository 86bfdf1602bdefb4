#include "core/learn/classify/calibration.h"

#include "core/learn/classify/logistic.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

namespace mops::learn {
namespace {

constexpr int kMostIterations = 100;

Result<> checkRows(std::span<const double> score, std::span<const std::uint8_t> y,
                   std::span<const double> weights) {
    if (score.size() != y.size() || (!weights.empty() && weights.size() != y.size()))
        return fail(ErrorCode::Usage, std::to_string(score.size()) + " scores, " +
                                          std::to_string(y.size()) + " labels, " +
                                          std::to_string(weights.size()) + " weights");
    if (score.empty())
        return fail(ErrorCode::NotEnoughData, "0 rows", "at least 1");
    for (std::size_t r = 0; r < score.size(); ++r) {
        if (!std::isfinite(score[r]))
            return fail(ErrorCode::InvalidNumber, "score of row " + std::to_string(r + 1));
        if (y[r] > 1)
            return fail(ErrorCode::InvalidNumber, "label of row " + std::to_string(r + 1),
                        "0 or 1");
        if (!weights.empty() && !(weights[r] >= 0 && std::isfinite(weights[r])))
            return fail(ErrorCode::InvalidNumber, "weight of row " + std::to_string(r + 1));
    }
    return {};
}

/// Points that share one value: scores from `low` to `high`.
struct Block {
    double low = 0;
    double high = 0;
    double weight = 0;
    double sum = 0; ///< weight · outcome

    double mean() const { return sum / weight; }
};

/// One block per distinct score with weight, rising.
std::vector<Block> distinctScores(std::span<const double> score, std::span<const std::uint8_t> y,
                                  std::span<const double> weights) {
    std::vector<std::size_t> order(score.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return score[a] != score[b] ? score[a] < score[b] : a < b;
    });
    std::vector<Block> blocks;
    for (const std::size_t row : order) {
        const double weight = weights.empty() ? 1.0 : weights[row];
        if (weight == 0)
            continue;
        if (blocks.empty() || blocks.back().low != score[row])
            blocks.push_back({score[row], score[row], 0, 0});
        blocks.back().weight += weight;
        blocks.back().sum += y[row] != 0 ? weight : 0.0;
    }
    return blocks;
}

struct PlattValue {
    double loss = 0;
    double gradientSlope = 0;
    double gradientIntercept = 0;
    double slopeSlope = 0;
    double slopeIntercept = 0;
    double interceptIntercept = 0;
};

PlattValue plattAt(std::span<const double> z, std::span<const std::uint8_t> y, double high,
                   double low, double slope, double intercept) {
    PlattValue value;
    for (std::size_t r = 0; r < z.size(); ++r) {
        const double eta = slope * z[r] + intercept;
        const double target = y[r] != 0 ? high : low;
        const double e = std::exp(-std::abs(eta));
        const double p = sigmoid(eta);
        value.loss += std::log1p(e) + std::max(eta, 0.0) - target * eta;
        const double curvature = p * (1 - p);
        value.gradientSlope += (p - target) * z[r];
        value.gradientIntercept += p - target;
        value.slopeSlope += curvature * z[r] * z[r];
        value.slopeIntercept += curvature * z[r];
        value.interceptIntercept += curvature;
    }
    return value;
}

struct Step {
    double slope = 0;
    double intercept = 0;
};

/// Solves the two Newton equations; a trace on the diagonal where scores are constant.
Step newtonStep(const PlattValue& v) {
    const double ridge = 1e-12 * (v.slopeSlope + v.interceptIntercept) + 1e-300;
    const double a = v.slopeSlope + ridge;
    const double c = v.interceptIntercept + ridge;
    const double determinant = a * c - v.slopeIntercept * v.slopeIntercept;
    return {-(c * v.gradientSlope - v.slopeIntercept * v.gradientIntercept) / determinant,
            -(a * v.gradientIntercept - v.slopeIntercept * v.gradientSlope) / determinant};
}

} // namespace

double IsotonicMap::apply(double value) const {
    if (std::isnan(value) || score.empty())
        return std::numeric_limits<double>::quiet_NaN();
    const auto after = std::ranges::upper_bound(score, value) - score.begin();
    if (after == 0)
        return probability.front();
    const auto i = static_cast<std::size_t>(after);
    if (i == score.size())
        return probability.back();
    const double share = (value - score[i - 1]) / (score[i] - score[i - 1]);
    return probability[i - 1] + share * (probability[i] - probability[i - 1]);
}

double PlattMap::apply(double value) const {
    return sigmoid(slope * value + intercept);
}

// Ayer et al. 1955: whenever a block lies below its neighbour to the left, the two become one.
Result<IsotonicMap> fitIsotonic(std::span<const double> score, std::span<const std::uint8_t> y,
                                std::span<const double> weights) {
    if (const auto valid = checkRows(score, y, weights); !valid)
        return failAs(valid);
    std::vector<Block> merged;
    for (const Block& point : distinctScores(score, y, weights)) {
        merged.push_back(point);
        while (merged.size() > 1 && merged[merged.size() - 2].mean() >= merged.back().mean()) {
            const Block last = merged.back();
            merged.pop_back();
            merged.back().high = last.high;
            merged.back().weight += last.weight;
            merged.back().sum += last.sum;
        }
    }
    if (merged.empty())
        return fail(ErrorCode::NotEnoughData, "all weights are 0");
    IsotonicMap map;
    for (const Block& block : merged) {
        map.score.push_back(block.low);
        map.probability.push_back(block.mean());
        if (block.high > block.low) {
            map.score.push_back(block.high);
            map.probability.push_back(block.mean());
        }
    }
    return map;
}

Result<PlattMap> fitPlatt(std::span<const double> score, std::span<const std::uint8_t> y) {
    if (const auto valid = checkRows(score, y, {}); !valid)
        return failAs(valid);
    const auto positives = static_cast<double>(std::ranges::count(y, std::uint8_t{1}));
    const auto negatives = static_cast<double>(y.size()) - positives;
    if (positives == 0 || negatives == 0)
        return fail(ErrorCode::NotEnoughData,
                    positives > 0 ? "all labels are 1" : "all labels are 0",
                    "both labels must occur");
    const double high = (positives + 1) / (positives + 2);
    const double low = 1 / (negatives + 2);
    // On scores of mean 0 and largest size 1 the equations are well scaled.
    const double mean = std::accumulate(
        score.begin(), score.end(), 0.0,
        [n = static_cast<double>(score.size())](double sum, double s) { return sum + s / n; });
    double size = 0;
    for (const double s : score)
        size = std::max(size, std::abs(s / 2 - mean / 2));
    size = size > 0 ? size : 1.0;
    std::vector<double> z(score.size());
    for (std::size_t r = 0; r < z.size(); ++r)
        z[r] = (score[r] / 2 - mean / 2) / size;

    double slope = 0;
    double intercept = std::log((positives + 1) / (negatives + 1));
    PlattValue value = plattAt(z, y, high, low, slope, intercept);
    const double enough = 1e-12 * static_cast<double>(y.size());
    for (int iteration = 0; iteration <= kMostIterations; ++iteration) {
        const Step step = newtonStep(value);
        const double gain =
            -(step.slope * value.gradientSlope + step.intercept * value.gradientIntercept);
        if (std::max(std::abs(value.gradientSlope), std::abs(value.gradientIntercept)) <= enough ||
            gain <= 1e-15 * std::abs(value.loss))
            return PlattMap{slope / size / 2, intercept - slope * mean / size / 2, iteration};
        double length = 1;
        PlattValue next;
        for (;; length /= 2) {
            next = plattAt(z, y, high, low, slope + length * step.slope,
                           intercept + length * step.intercept);
            if (next.loss <= value.loss - 1e-4 * length * gain || length < 1e-10)
                break;
        }
        slope += length * step.slope;
        intercept += length * step.intercept;
        value = next;
    }
    return fail(ErrorCode::NoConvergence,
                "Platt scaling, " + std::to_string(kMostIterations) + " steps");
}

} // namespace mops::learn
