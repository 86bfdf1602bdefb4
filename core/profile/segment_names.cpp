#include "core/profile/segment_names.h"

#include "core/base/translatable.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>

namespace mops::profile {
namespace {

constexpr double kLeastDeviation = 0.5;

constexpr std::array kRules{
    NameRule{"large", "turnover_90", true, 1.0, MOPS_TEXT("Segment", "Large turnover")},
    NameRule{"small", "turnover_90", false, 0.7, MOPS_TEXT("Segment", "Small turnover")},
    NameRule{"growing", "growth_90", true, 1.0, MOPS_TEXT("Segment", "Growing")},
    NameRule{"slipping", "growth_90", false, 1.1, MOPS_TEXT("Segment", "Slipping")},
    NameRule{"sleeping", "days_since_last_order", true, 1.2, MOPS_TEXT("Segment", "Sleeping")},
    NameRule{"newcomer", "tenure_days", false, 1.2, MOPS_TEXT("Segment", "Newcomers")},
    NameRule{"veteran", "tenure_days", true, 0.6, MOPS_TEXT("Segment", "Long established")},
    NameRule{"slow-dispatch", "days_to_ship_all", true, 1.1, MOPS_TEXT("Segment", "Slow dispatch")},
    NameRule{"fast-dispatch", "days_to_ship_all", false, 0.6,
             MOPS_TEXT("Segment", "Fast dispatch")},
    NameRule{"slow-delivery", "late_share_all", true, 1.1, MOPS_TEXT("Segment", "Late deliveries")},
    NameRule{"low-review", "low_review_share_all", true, 1.1, MOPS_TEXT("Segment", "Low reviews")},
    NameRule{"well-reviewed", "low_review_share_all", false, 0.6,
             MOPS_TEXT("Segment", "Well reviewed")},
    NameRule{"cancelling", "cancelled_share_all", true, 1.0,
             MOPS_TEXT("Segment", "Many cancellations")},
    NameRule{"high-price", "price_mean_all", true, 0.8, MOPS_TEXT("Segment", "High prices")},
    NameRule{"low-price", "price_mean_all", false, 0.6, MOPS_TEXT("Segment", "Low prices")},
    NameRule{"wide-range", "product_count_all", true, 0.7, MOPS_TEXT("Segment", "Wide range")},
    NameRule{"regulars", "repeat_buyer_share_all", true, 0.8,
             MOPS_TEXT("Segment", "Regular buyers")},
};

struct Claim {
    double strength;
    std::size_t segment;
    std::size_t rule;
};

double deviationOf(const Segment& segment, const NameRule& rule) {
    for (const SegmentTrait& trait : segment.traits)
        if (trait.feature == rule.feature)
            return rule.high ? trait.zScore : -trait.zScore;
    return 0;
}

} // namespace

std::span<const NameRule> nameRules() {
    return kRules;
}

SegmentName segmentName(std::string_view code) {
    const std::string_view mixed = kMixed;
    if (code.starts_with(mixed))
        return {MOPS_TEXT("Segment", "Mixed group %1"), std::string(code.substr(mixed.size()))};
    if (code == kSteady)
        return {MOPS_TEXT("Segment", "Steady"), {}};
    for (const NameRule& rule : kRules)
        if (code == rule.code)
            return {rule.name, {}};
    return {};
}

void nameSegments(std::vector<Segment>& segments) {
    std::vector<Claim> claims;
    for (std::size_t segment = 0; segment < segments.size(); ++segment) {
        segments[segment].nameCode.clear();
        for (std::size_t rule = 0; rule < kRules.size(); ++rule) {
            const double deviation = deviationOf(segments[segment], kRules[rule]);
            if (deviation >= kLeastDeviation)
                claims.push_back({kRules[rule].weight * deviation, segment, rule});
        }
    }
    std::stable_sort(claims.begin(), claims.end(),
                     [](const Claim& a, const Claim& b) { return a.strength > b.strength; });
    std::set<std::string_view> taken;
    for (const Claim& claim : claims) {
        Segment& segment = segments[claim.segment];
        if (segment.nameCode.empty() && taken.insert(kRules[claim.rule].code).second)
            segment.nameCode = kRules[claim.rule].code;
    }
    int unnamed = 0;
    for (Segment& segment : segments) {
        if (!segment.nameCode.empty())
            continue;
        ++unnamed;
        segment.nameCode = unnamed == 1 ? kSteady : kMixed + std::to_string(unnamed);
    }
}

} // namespace mops::profile
