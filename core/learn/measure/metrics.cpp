#include "core/learn/measure/metrics.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kSmallest = std::numeric_limits<double>::epsilon();

double ratio(double part, double whole) {
    return whole > 0 ? part / whole : 0.0;
}

bool usable(std::span<const std::uint8_t> y, std::span<const double> score) {
    return !y.empty() && y.size() == score.size() &&
           std::ranges::none_of(score, [](double s) { return std::isnan(s); });
}

struct Step {
    double threshold = 0;
    double truePositive = 0;
    double falsePositive = 0;
};

struct Scored {
    double score;
    std::uint8_t positive;
};

/// Counts of rows called positive at each distinct score, highest first.
std::vector<Step> steps(std::span<const std::uint8_t> y, std::span<const double> score) {
    std::vector<Scored> rows(y.size());
    for (std::size_t r = 0; r < y.size(); ++r)
        rows[r] = {score[r], y[r] != 0 ? std::uint8_t{1} : std::uint8_t{0}};
    std::ranges::sort(rows, std::greater<>(), &Scored::score);
    std::vector<Step> result;
    Step now;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        (rows[i].positive != 0 ? now.truePositive : now.falsePositive) += 1;
        if (i + 1 == rows.size() || rows[i + 1].score != rows[i].score) {
            now.threshold = rows[i].score;
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
double Confusion::specificity() const {
    return ratio(static_cast<double>(trueNegative),
                 static_cast<double>(trueNegative + falsePositive));
}
double Confusion::falsePositiveRate() const {
    return ratio(static_cast<double>(falsePositive),
                 static_cast<double>(trueNegative + falsePositive));
}
double Confusion::balancedAccuracy() const {
    if (truePositive + falseNegative == 0)
        return specificity();
    return trueNegative + falsePositive == 0 ? recall() : 0.5 * (recall() + specificity());
}
double Confusion::matthews() const {
    const auto tp = static_cast<double>(truePositive);
    const auto fp = static_cast<double>(falsePositive);
    const auto tn = static_cast<double>(trueNegative);
    const auto fn = static_cast<double>(falseNegative);
    const double margins = std::sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
    return ratio(tp * tn - fp * fn, margins);
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
        const double p = std::clamp(probability[r], kSmallest, 1.0 - kSmallest);
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

std::vector<CurvePoint> precisionRecallCurve(std::span<const std::uint8_t> y,
                                             std::span<const double> score) {
    if (!usable(y, score))
        return {};
    const auto curve = steps(y, score);
    const double positives = curve.back().truePositive;
    if (positives == 0)
        return {};
    std::vector<CurvePoint> points{{std::numeric_limits<double>::infinity(), 0, 1}};
    points.reserve(curve.size() + 1);
    for (const Step& step : curve)
        points.push_back({step.threshold, step.truePositive / positives,
                          step.truePositive / (step.truePositive + step.falsePositive)});
    return points;
}

Separation kolmogorovSmirnov(std::span<const std::uint8_t> y, std::span<const double> score) {
    Separation best{kNaN, kNaN};
    for (const CurvePoint& point : rocCurve(y, score)) {
        const double distance = std::abs(point.y - point.x);
        if (!(distance <= best.ks))
            best = {distance, point.threshold};
    }
    return best;
}

} // namespace mops::learn
