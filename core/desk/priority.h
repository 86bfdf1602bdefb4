#pragma once

#include <cstdint>

namespace mops::desk {

/// How urgent a merchant-risk case is: the loss that a reviewer's minute is expected to avoid,
///
///     probability × turnover of the last 90 days × kAvoidableShare / kReviewMinutes
///
/// in minor units a minute. The two constants are assumptions, not measurements: they set the
/// scale, the order of cases does not depend on them. Turnover is what the merchant's items sold
/// for up to the scores' as-of moment, freight left out.
inline constexpr double kAvoidableShare = 0.10; ///< of the turnover, when a bad merchant is stopped
inline constexpr double kReviewMinutes = 4.0;   ///< of a reviewer, for one case
inline constexpr std::int64_t kStakeDays = 90;

inline double riskPriority(double probability, std::int64_t turnoverMinor) {
    return probability * static_cast<double>(turnoverMinor) * kAvoidableShare / kReviewMinutes;
}

} // namespace mops::desk
