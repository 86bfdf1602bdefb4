#include "core/learn/uplift.h"

#include "core/learn/columns.h"
#include "core/learn/distributions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kMostRows = 0x1p53;

Result<> checkConfidence(double confidence) {
    if (!(confidence > 0 && confidence < 1))
        return fail(ErrorCode::Usage, "confidence", "above 0 and below 1");
    return {};
}

Result<> checkCounts(std::int64_t successes, std::int64_t rows) {
    if (rows < 1)
        return fail(ErrorCode::NotEnoughData, "rows=" + std::to_string(rows), "at least 1 a group");
    if (successes < 0 || successes > rows)
        return fail(ErrorCode::Usage,
                    "successes=" + std::to_string(successes) + " of " + std::to_string(rows),
                    "from 0 to the rows");
    return {};
}

double twoSided(double confidence) {
    return normalQuantile(0.5 + confidence / 2);
}

// (p + z²/2n ± z √(p q / n + z²/4n²)) / (1 + z²/n); the bound at a rate of 0 or 1 is that rate.
Interval wilson(double successes, double rows, double z) {
    const double rate = successes / rows;
    const double centre = rate + z * z / (2 * rows);
    const double reach = z * std::sqrt(rate * (1 - rate) / rows + z * z / (4 * rows * rows));
    const double whole = 1 + z * z / rows;
    return {successes == 0 ? 0.0 : (centre - reach) / whole,
            successes == rows ? 1.0 : (centre + reach) / whole};
}

struct Moments {
    std::int64_t count = 0;
    std::int64_t missing = 0;
    double mean = 0;
    double variance = 0; ///< of the sample, n − 1
};

Result<Moments> moments(std::span<const double> values, const char* group) {
    Moments result;
    double sum = 0;
    for (const double value : values) {
        if (std::isnan(value)) {
            ++result.missing;
            continue;
        }
        if (std::abs(value) > kMaxMagnitude)
            return fail(ErrorCode::InvalidNumber, std::string(group) + " values");
        sum += value;
        ++result.count;
    }
    if (result.count < 2)
        return fail(ErrorCode::NotEnoughData,
                    std::string(group) + "=" + std::to_string(result.count),
                    "at least 2 values a group");
    const auto n = static_cast<double>(result.count);
    result.mean = sum / n;
    double squares = 0;
    for (const double value : values)
        if (!std::isnan(value))
            squares += (value - result.mean) * (value - result.mean);
    result.variance = squares / (n - 1);
    return result;
}

/// z for the test and for the power.
struct Quantiles {
    double test;
    double power;
};
Quantiles quantilesOf(const TrialParams& params) {
    return {twoSided(params.confidence), normalQuantile(params.power)};
}

/// Rows of the hold-out, before rounding.
double controlRowsForRate(double base, double effect, const TrialParams& params) {
    const Quantiles z = quantilesOf(params);
    const double k = (1 - params.controlShare) / params.controlShare;
    const double changed = base + effect;
    const double pooled = (base + k * changed) / (1 + k);
    const double root = z.test * std::sqrt(pooled * (1 - pooled) * (1 + 1 / k)) +
                        z.power * std::sqrt(base * (1 - base) + changed * (1 - changed) / k);
    return root * root / (effect * effect);
}

Result<TrialSize> sized(double control, const TrialParams& params) {
    const double treated = control * (1 - params.controlShare) / params.controlShare;
    if (!(control + treated < kMostRows))
        return fail(ErrorCode::Usage, "effect", "larger: the trial would need 2^53 rows or more");
    return TrialSize{std::max<std::int64_t>(static_cast<std::int64_t>(std::ceil(treated)), 1),
                     std::max<std::int64_t>(static_cast<std::int64_t>(std::ceil(control)), 1)};
}

Result<> checkPositive(double value, const char* name) {
    if (!(value > 0) || !std::isfinite(value))
        return fail(ErrorCode::Usage, name, "above 0");
    return {};
}

Result<> checkRate(double base) {
    if (!(base >= 0 && base <= 1))
        return fail(ErrorCode::Usage, "base", "from 0 to 1");
    return {};
}

Result<> checkRows(std::int64_t rows) {
    if (rows < 2)
        return fail(ErrorCode::NotEnoughData, "rows=" + std::to_string(rows), "at least 2");
    return {};
}

} // namespace

Result<Interval> wilsonInterval(std::int64_t successes, std::int64_t rows, double confidence) {
    if (const auto valid = checkConfidence(confidence); !valid)
        return failAs(valid);
    if (const auto valid = checkCounts(successes, rows); !valid)
        return failAs(valid);
    return wilson(static_cast<double>(successes), static_cast<double>(rows), twoSided(confidence));
}

// d ± √((p₁ − l₁)² + (u₀ − p₀)²) and √((u₁ − p₁)² + (p₀ − l₀)²) with Wilson's l and u.
Result<ProportionUplift> compareProportions(std::int64_t treatedSuccesses, std::int64_t treated,
                                            std::int64_t controlSuccesses, std::int64_t control,
                                            double confidence) {
    if (const auto valid = checkConfidence(confidence); !valid)
        return failAs(valid);
    for (const auto& valid :
         {checkCounts(treatedSuccesses, treated), checkCounts(controlSuccesses, control)})
        if (!valid)
            return failAs(valid);
    const auto n1 = static_cast<double>(treated);
    const auto n0 = static_cast<double>(control);
    const auto s1 = static_cast<double>(treatedSuccesses);
    const auto s0 = static_cast<double>(controlSuccesses);
    const double z = twoSided(confidence);
    const Interval first = wilson(s1, n1, z);
    const Interval second = wilson(s0, n0, z);
    ProportionUplift result;
    result.treatedRate = s1 / n1;
    result.controlRate = s0 / n0;
    result.difference = result.treatedRate - result.controlRate;
    result.interval = {result.difference - std::hypot(result.treatedRate - first.low,
                                                      second.high - result.controlRate),
                       result.difference + std::hypot(first.high - result.treatedRate,
                                                      result.controlRate - second.low)};
    result.relative = s0 > 0 ? result.difference / result.controlRate : kNaN;
    const double pooled = (s1 + s0) / (n1 + n0);
    const double error = std::sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0));
    result.z = error > 0 ? result.difference / error : 0.0;
    result.pValue = 2 * normalCdf(-std::abs(result.z));
    result.additional = result.difference * n1;
    result.additionalRange = {result.interval.low * n1, result.interval.high * n1};
    return result;
}

Result<MeanUplift> compareMeans(std::span<const double> treated, std::span<const double> control,
                                double confidence) {
    if (const auto valid = checkConfidence(confidence); !valid)
        return failAs(valid);
    const auto first = moments(treated, "treated");
    if (!first)
        return failAs(first);
    const auto second = moments(control, "control");
    if (!second)
        return failAs(second);
    const auto n1 = static_cast<double>(first->count);
    const auto n0 = static_cast<double>(second->count);
    const double part1 = first->variance / n1;
    const double part0 = second->variance / n0;
    const double error = std::sqrt(part1 + part0);
    MeanUplift result;
    result.treatedMean = first->mean;
    result.controlMean = second->mean;
    result.difference = first->mean - second->mean;
    result.relative = second->mean != 0 ? result.difference / second->mean : kNaN;
    result.treated = first->count;
    result.control = second->count;
    result.missing = first->missing + second->missing;
    if (!(error > 0)) { // neither group varies: the difference is what it is
        result.freedom = n1 + n0 - 2;
        result.interval = {result.difference, result.difference};
        result.t = result.difference == 0
                       ? 0.0
                       : std::copysign(std::numeric_limits<double>::infinity(), result.difference);
        result.pValue = result.difference == 0 ? 1.0 : 0.0;
        return result;
    }
    // As shares of the whole, so that squares of tiny or huge variances stay numbers.
    const double share1 = part1 / (part1 + part0);
    const double share0 = part0 / (part1 + part0);
    result.freedom = 1 / (share1 * share1 / (n1 - 1) + share0 * share0 / (n0 - 1));
    const double reach = studentQuantile(0.5 + confidence / 2, result.freedom) * error;
    result.interval = {result.difference - reach, result.difference + reach};
    result.t = result.difference / error;
    result.pValue = 2 * studentCdf(-std::abs(result.t), result.freedom);
    return result;
}

Result<> TrialParams::validate() const {
    if (const auto valid = checkConfidence(confidence); !valid)
        return valid;
    if (!(power > 0 && power < 1))
        return fail(ErrorCode::Usage, "power", "above 0 and below 1");
    if (!(controlShare > 0 && controlShare < 1))
        return fail(ErrorCode::Usage, "control_share", "above 0 and below 1");
    return {};
}

Result<TrialSize> trialSizeForRate(double base, double effect, const TrialParams& params) {
    for (const auto& valid : {params.validate(), checkRate(base), checkRate(base + effect)})
        if (!valid)
            return failAs(valid);
    if (effect == 0)
        return fail(ErrorCode::Usage, "effect", "not 0");
    return sized(controlRowsForRate(base, effect, params), params);
}

Result<TrialSize> trialSizeForMean(double deviation, double effect, const TrialParams& params) {
    for (const auto& valid : {params.validate(), checkPositive(deviation, "deviation"),
                              checkPositive(std::abs(effect), "effect")})
        if (!valid)
            return failAs(valid);
    const Quantiles z = quantilesOf(params);
    const double root = (z.test + z.power) * deviation / effect;
    return sized(root * root / (1 - params.controlShare), params);
}

Result<double> detectableRate(double base, std::int64_t rows, const TrialParams& params) {
    for (const auto& valid : {params.validate(), checkRate(base), checkRows(rows)})
        if (!valid)
            return failAs(valid);
    const double control = static_cast<double>(rows) * params.controlShare;
    double high = 1 - base;
    if (!(high > 0) || controlRowsForRate(base, high, params) > control)
        return fail(ErrorCode::NotEnoughData, "rows=" + std::to_string(rows),
                    "more rows, a lower confidence or power");
    // The rows needed fall as the effect grows, up to rates where they hardly matter any more.
    double low = 0;
    for (int step = 0; step < 100; ++step) {
        const double middle = low + (high - low) / 2;
        (controlRowsForRate(base, middle, params) > control ? low : high) = middle;
    }
    return high;
}

Result<double> detectableMean(double deviation, std::int64_t rows, const TrialParams& params) {
    for (const auto& valid :
         {params.validate(), checkPositive(deviation, "deviation"), checkRows(rows)})
        if (!valid)
            return failAs(valid);
    const Quantiles z = quantilesOf(params);
    const double control = static_cast<double>(rows) * params.controlShare;
    return (z.test + z.power) * deviation / std::sqrt(control * (1 - params.controlShare));
}

} // namespace mops::learn
