#pragma once

#include <cstdint>

namespace mops::desk {

/// How urgent a case is: the loss that a reviewer's minute is expected to avoid, in minor units,
///
///     probability that refusing is right × money that hangs on it / minutes of review
///
/// Money and minutes are the kind's own. They set the scale between kinds; the order inside a kind
/// does not depend on the minutes.
inline double lossAvoidedPerMinute(double probability, std::int64_t stakeMinor, double minutes) {
    return probability * static_cast<double>(stakeMinor) / minutes;
}

/// The share of cases that are looked at because their decision teaches the model most. It holds
/// for opening cases and for the order in which they are worked.
inline constexpr double kTeachShare = 0.1;

/// A case this near to its deadline is worked before all that can wait, whatever it is worth.
inline constexpr std::int64_t kEdgeSeconds = 7'200;

/// How long a claim lasts unless it is renewed.
inline constexpr std::int64_t kClaimSeconds = 600;

} // namespace mops::desk
