#pragma once

#include "core/base/result.h"
#include "core/learn/measure/intervals.h"
#include "core/learn/measure/metrics.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mops::learn {

struct GroupMetricsParams {
    double threshold = 0.5;   ///< score ≥ threshold counts as called
    double confidence = 0.95; ///< of all intervals
    /// The group that others are compared with; −1 = the one with the best favourable rate among
    /// those with enough rows.
    std::int32_t reference = -1;
    /// Being called is good for the one called (a loan); false: bad (a suspicion), and the
    /// favourable rate is that of not being called.
    bool calledIsFavourable = true;
    std::int64_t fewestRows = 30; ///< smaller groups are reported, but no verdict stands on them

    Result<> validate() const;
};

/// One rate with its rows and interval; NaN and [0, 1] when no row can tell.
struct GroupRate {
    double value = 0;
    Interval interval;
};

struct GroupRow {
    std::int32_t group = 0;
    std::int64_t rows = 0;
    Confusion confusion;
    GroupRate baseRate;          ///< share with label 1
    GroupRate callRate;          ///< share called
    GroupRate favourableRate;    ///< share treated favourably
    GroupRate truePositiveRate;  ///< called among label 1
    GroupRate falsePositiveRate; ///< called among label 0
    GroupRate precision;         ///< label 1 among the called
    double rocAuc = 0;           ///< NaN with one class only
    double brier = 0;            ///< NaN when a score is outside [0, 1]
    /// Favourable rate against the reference group's; first = this group.
    ShareComparison againstReference;
    bool enoughRows = false;
    /// Favourable rate at least four fifths of the reference's (EEOC 1978).
    bool passesFourFifths = false;
};

struct GroupMetrics {
    std::vector<GroupRow> groups; ///< by group number; groups without rows are left out
    std::int32_t reference = 0;
    // Largest minus smallest and smallest / largest over groups with enough rows (over all when
    // none has); NaN when fewer than two groups have the rate.
    double favourableDifference = 0;       ///< demographic parity difference
    double favourableRatio = 0;            ///< disparate impact ratio
    double truePositiveRateDifference = 0; ///< equal opportunity difference (Hardt 2016)
    double falsePositiveRateDifference = 0;
    double equalizedOddsDifference = 0; ///< the larger of the two before
    bool passesFourFifths = false;      ///< all groups with enough rows do
};

/// Rates of a classifier per group of people, with Wilson intervals, their differences and ratios.
/// `group` holds a number ≥ 0 per row. O(rows log rows + groups). Errors: Usage (lengths, reference
/// without rows), NotEnoughData (no rows), InvalidNumber (a NaN score, a label other than 0 and 1,
/// a negative group).
Result<GroupMetrics> groupMetrics(std::span<const std::uint8_t> y, std::span<const double> score,
                                  std::span<const std::int32_t> group,
                                  const GroupMetricsParams& params);

} // namespace mops::learn
