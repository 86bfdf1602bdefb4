#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>

namespace mops::learn {

struct Interval {
    double low = 0;
    double high = 0;
};

/// Of a share: `events` of `rows`, 0 ≤ events ≤ rows. With rows = 0 nothing is known: [0, 1].
/// E. B. Wilson, JASA 22, 1927.
Interval wilsonInterval(std::int64_t events, std::int64_t rows, double confidence = 0.95);

/// A share in two groups: the treated and those held out, say.
struct ShareComparison {
    double first = 0; ///< NaN when its group is empty, as all that follows from it
    double second = 0;
    double difference = 0; ///< first − second: the uplift
    Interval ofDifference; ///< Newcombe's hybrid of two Wilson intervals (1998, method 10)
    double ratio = 0;      ///< first / second; NaN for 0 / 0, infinite for x / 0
    Interval ofRatio;      ///< on the log scale (Katz 1978), half an event added where one is 0
    double pValue = 1;     ///< two-sided, pooled z test of equal shares
};
/// Errors: Usage (events outside 0 … rows, confidence outside (0, 1)), NotEnoughData (an empty
/// group).
Result<ShareComparison> compareShares(std::int64_t firstEvents, std::int64_t firstRows,
                                      std::int64_t secondEvents, std::int64_t secondRows,
                                      double confidence = 0.95);

/// A mean in two groups (Welch 1947: the variances may differ).
struct MeanComparison {
    double first = 0;
    double second = 0;
    double difference = 0;
    Interval ofDifference;
    double degrees = 0; ///< of freedom
    double pValue = 1;  ///< two-sided; with no variance at all 1 for equal means, 0 for others
};
/// Errors: NotEnoughData (fewer than two values in a group), InvalidNumber (NaN or infinite; the
/// detail says which), Usage (confidence).
Result<MeanComparison> compareMeans(std::span<const double> first, std::span<const double> second,
                                    double confidence = 0.95);

} // namespace mops::learn
