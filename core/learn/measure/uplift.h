#pragma once

#include "core/base/result.h"
#include "core/learn/measure/intervals.h"

#include <cstdint>
#include <span>

namespace mops::learn {

// What a treatment changed, against a hold-out that did not get it. Differences are treated minus
// held out; `confidence` is that of the two-sided interval, in (0, 1). All are O(rows) or O(1).

struct RateUplift {
    ShareComparison rates;    ///< first = treated, second = held out; Newcombe's interval
    double relative = 0;      ///< difference / rate of the held out; NaN where that is 0
    double additional = 0;    ///< difference · treated rows: outcomes that the treatment made
    Interval additionalRange; ///< the difference's interval · treated rows
};

/// Errors: as compareShares().
Result<RateUplift> measureRateUplift(std::int64_t treatedEvents, std::int64_t treated,
                                     std::int64_t controlEvents, std::int64_t control,
                                     double confidence = 0.95);

struct MeanUplift {
    MeanComparison means;     ///< first = treated, second = held out; Welch's interval
    double relative = 0;      ///< difference / mean of the held out; NaN where that is 0
    double additional = 0;    ///< difference · treated rows
    Interval additionalRange; ///< the difference's interval · treated rows
    std::int64_t treated = 0; ///< rows used
    std::int64_t control = 0;
    std::int64_t missing = 0; ///< NaN, left out
};

/// Missing values (NaN) are left out and counted. Errors: as compareMeans().
Result<MeanUplift> measureMeanUplift(std::span<const double> treated,
                                     std::span<const double> control, double confidence = 0.95);

/// How a trial is planned.
struct TrialParams {
    double confidence = 0.95;  ///< of the two-sided test
    double power = 0.8;        ///< chance to see an effect that is there
    double controlShare = 0.5; ///< of all rows in the hold-out

    Result<> validate() const;
};

struct TrialSize {
    std::int64_t treated = 0;
    std::int64_t control = 0;
    std::int64_t total() const { return treated + control; }
};

/// Rows to see a change of a rate from `base` by `effect` (absolute, either sign), Fleiss 1981
/// without continuity correction:
///   n(control) = (z₁ √(p̄ q̄ (1 + 1/k)) + z₂ √(p₀ q₀ + p₁ q₁ / k))² / effect², k = treated /
///   control, p̄ = (p₀ + k p₁) / (1 + k).
/// Errors: Usage (rates outside [0, 1]; an effect of 0 or one that needs 2^53 rows; params).
Result<TrialSize> trialSizeForRate(double base, double effect, const TrialParams& params);
/// Rows to see a change of a mean by `effect` where values vary with `deviation` in both groups:
///   n(control) = (z₁ + z₂)² deviation² (1 + 1/k) / effect².
Result<TrialSize> trialSizeForMean(double deviation, double effect, const TrialParams& params);

/// The least rise of a rate that `rows` in all can show; the inverse of trialSizeForRate().
/// Errors: Usage, NotEnoughData (not even a rise to 1 would be seen).
Result<double> detectableRate(double base, std::int64_t rows, const TrialParams& params);
/// The least change of a mean that `rows` in all can show.
Result<double> detectableMean(double deviation, std::int64_t rows, const TrialParams& params);

} // namespace mops::learn
