#include "core/learn/measure/uplift.h"

#include "core/learn/measure/distributions.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

namespace mops::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kMostRows = 0x1p53;

Result<> checkConfidence(double confidence) {
    if (!(confidence > 0 && confidence < 1))
        return fail(ErrorCode::Usage, "confidence", "above 0 and below 1");
    return {};
}

double twoSided(double confidence) {
    return normalQuantile(0.5 + confidence / 2);
}

double relativeTo(double base, double difference) {
    return base != 0 ? difference / base : kNaN;
}

std::vector<double> known(std::span<const double> values) {
    std::vector<double> result;
    result.reserve(values.size());
    std::ranges::copy_if(values, std::back_inserter(result),
                         [](double v) { return !std::isnan(v); });
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

Result<RateUplift> measureRateUplift(std::int64_t treatedEvents, std::int64_t treated,
                                     std::int64_t controlEvents, std::int64_t control,
                                     double confidence) {
    const auto rates = compareShares(treatedEvents, treated, controlEvents, control, confidence);
    if (!rates)
        return failAs(rates);
    const auto rows = static_cast<double>(treated);
    return RateUplift{
        .rates = *rates,
        .relative = relativeTo(rates->second, rates->difference),
        .additional = rates->difference * rows,
        .additionalRange = {rates->ofDifference.low * rows, rates->ofDifference.high * rows}};
}

Result<MeanUplift> measureMeanUplift(std::span<const double> treated,
                                     std::span<const double> control, double confidence) {
    const std::vector<double> first = known(treated);
    const std::vector<double> second = known(control);
    const auto means = compareMeans(first, second, confidence);
    if (!means)
        return failAs(means);
    const auto rows = static_cast<double>(first.size());
    return MeanUplift{
        .means = *means,
        .relative = relativeTo(means->second, means->difference),
        .additional = means->difference * rows,
        .additionalRange = {means->ofDifference.low * rows, means->ofDifference.high * rows},
        .treated = static_cast<std::int64_t>(first.size()),
        .control = static_cast<std::int64_t>(second.size()),
        .missing = static_cast<std::int64_t>(treated.size() + control.size() - first.size() -
                                             second.size())};
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
