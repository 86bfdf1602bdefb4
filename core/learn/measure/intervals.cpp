#include "core/learn/measure/intervals.h"

#include "core/learn/measure/distributions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace mops::learn {
namespace {

/// How many standard deviations hold `confidence` of a normal distribution.
double zOf(double confidence) {
    return normalQuantile(0.5 + 0.5 * confidence);
}

Result<> checkConfidence(double confidence) {
    if (!(confidence > 0 && confidence < 1))
        return fail(ErrorCode::Usage, "confidence", "between 0 and 1");
    return {};
}

Result<> checkCounts(std::int64_t events, std::int64_t rows) {
    if (events < 0 || events > rows)
        return fail(ErrorCode::Usage,
                    std::to_string(events) + " events in " + std::to_string(rows) + " rows");
    if (rows == 0)
        return fail(ErrorCode::NotEnoughData, "0 rows", "at least 1 in both groups");
    return {};
}

// ln(ratio) has variance 1/a − 1/m + 1/b − 1/n.
Interval ratioInterval(double a, double m, double b, double n, double z) {
    if (a == 0 || b == 0) {
        a += 0.5;
        b += 0.5;
        m += 0.5;
        n += 0.5;
    }
    const double ratio = (a / m) / (b / n);
    const double width = z * std::sqrt(std::max(1 / a - 1 / m + 1 / b - 1 / n, 0.0));
    return {ratio * std::exp(-width), ratio * std::exp(width)};
}

struct Moments {
    double mean = 0;
    double varianceOfMean = 0;
};

Result<Moments> momentsOf(std::span<const double> values, const char* group) {
    if (values.size() < 2)
        return fail(ErrorCode::NotEnoughData,
                    std::string(group) + " group: " + std::to_string(values.size()) + " values",
                    "at least 2");
    const auto n = static_cast<double>(values.size());
    Moments moments;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i]))
            return fail(ErrorCode::InvalidNumber,
                        std::string(group) + " group, value " + std::to_string(i + 1));
        moments.mean += (values[i] - values[0]) / n;
    }
    moments.mean += values[0];
    for (const double value : values)
        moments.varianceOfMean += (value - moments.mean) * (value - moments.mean) / (n - 1) / n;
    return moments;
}

} // namespace

// (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)
Interval wilsonInterval(std::int64_t events, std::int64_t rows, double confidence) {
    if (rows <= 0)
        return {0, 1};
    const double z = zOf(confidence);
    const auto n = static_cast<double>(rows);
    const double share = static_cast<double>(events) / n;
    const double scale = 1 + z * z / n;
    const double middle = (share + z * z / (2 * n)) / scale;
    const double half = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale;
    return {events == 0 ? 0.0 : std::max(middle - half, 0.0),
            events == rows ? 1.0 : std::min(middle + half, 1.0)};
}

Result<ShareComparison> compareShares(std::int64_t firstEvents, std::int64_t firstRows,
                                      std::int64_t secondEvents, std::int64_t secondRows,
                                      double confidence) {
    if (const auto valid = checkConfidence(confidence); !valid)
        return failAs(valid);
    for (const auto& valid :
         {checkCounts(firstEvents, firstRows), checkCounts(secondEvents, secondRows)})
        if (!valid)
            return failAs(valid);
    const auto a = static_cast<double>(firstEvents);
    const auto m = static_cast<double>(firstRows);
    const auto b = static_cast<double>(secondEvents);
    const auto n = static_cast<double>(secondRows);
    ShareComparison found;
    found.first = a / m;
    found.second = b / n;
    found.difference = found.first - found.second;
    const Interval first = wilsonInterval(firstEvents, firstRows, confidence);
    const Interval second = wilsonInterval(secondEvents, secondRows, confidence);
    found.ofDifference = {
        found.difference - std::hypot(found.first - first.low, second.high - found.second),
        found.difference + std::hypot(first.high - found.first, found.second - second.low)};
    found.ratio = b > 0   ? found.first / found.second
                  : a > 0 ? std::numeric_limits<double>::infinity()
                          : std::numeric_limits<double>::quiet_NaN();
    found.ofRatio = ratioInterval(a, m, b, n, zOf(confidence));
    const double pooled = (a + b) / (m + n);
    const double deviation = std::sqrt(pooled * (1 - pooled) * (1 / m + 1 / n));
    if (deviation > 0)
        found.pValue = 2 * normalCdf(-std::abs(found.difference) / deviation);
    return found;
}

// Degrees of freedom by Welch and Satterthwaite.
Result<MeanComparison> compareMeans(std::span<const double> first, std::span<const double> second,
                                    double confidence) {
    if (const auto valid = checkConfidence(confidence); !valid)
        return failAs(valid);
    const auto a = momentsOf(first, "first");
    if (!a)
        return failAs(a);
    const auto b = momentsOf(second, "second");
    if (!b)
        return failAs(b);
    MeanComparison found;
    found.first = a->mean;
    found.second = b->mean;
    found.difference = a->mean - b->mean;
    const double variance = a->varianceOfMean + b->varianceOfMean;
    if (!(variance > 0)) {
        found.ofDifference = {found.difference, found.difference};
        found.degrees = static_cast<double>(first.size() + second.size() - 2);
        found.pValue = found.difference == 0 ? 1 : 0;
        return found;
    }
    const double shareA = a->varianceOfMean / variance;
    const double shareB = b->varianceOfMean / variance;
    found.degrees = 1 / (shareA * shareA / static_cast<double>(first.size() - 1) +
                         shareB * shareB / static_cast<double>(second.size() - 1));
    const double error = std::sqrt(variance);
    const double t = studentQuantile(0.5 + 0.5 * confidence, found.degrees);
    found.ofDifference = {found.difference - t * error, found.difference + t * error};
    found.pValue = 2 * studentCdf(-std::abs(found.difference) / error, found.degrees);
    return found;
}

} // namespace mops::learn
