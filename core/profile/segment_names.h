#pragma once

#include "core/profile/segments.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mops::profile {

/// A name a segment earns by one trait: the feature lies far from all merchants' mean, in one
/// direction.
struct NameRule {
    const char* code;    ///< "slow-delivery"
    const char* feature; ///< catalogue id
    bool high;           ///< above the mean, else below
    double weight;       ///< how much the name says to an operator: strength = weight · |z|
    const char* name;    ///< English, marked for translation (context "Segment")
};
std::span<const NameRule> nameRules();

/// Codes that are not earned by one trait: "steady" and, when that is taken, "mixed-2", "mixed-3" …
inline constexpr const char* kSteady = "steady";
inline constexpr const char* kMixed = "mixed-";

/// The name for people of a code.
struct SegmentName {
    const char* text = nullptr; ///< English, marked for translation; null for a code nobody knows
    std::string number;         ///< for %1 in the text, where it has one
};
SegmentName segmentName(std::string_view code);

/// One code per segment, unique within the run: the strongest pair of segment and rule gets its
/// name first, then the next among those left; a rule needs |z| of at least one half. Segments
/// without any become "steady", then "mixed-N". Changes only nameCode.
void nameSegments(std::vector<Segment>& segments);

} // namespace mops::profile
