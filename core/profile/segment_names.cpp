#include "core/profile/segment_names.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>

namespace mops::profile {
namespace {

constexpr double kLeastDeviation = 0.5;

constexpr std::array kRules{
    NameRule{"large", "turnover_90", true, 1.0},
    NameRule{"small", "turnover_90", false, 0.7},
    NameRule{"growing", "growth_90", true, 1.0},
    NameRule{"slipping", "growth_90", false, 1.1},
    NameRule{"sleeping", "days_since_last_order", true, 1.2},
    NameRule{"newcomer", "tenure_days", false, 1.2},
    NameRule{"veteran", "tenure_days", true, 0.6},
    NameRule{"slow-dispatch", "days_to_ship_all", true, 1.1},
    NameRule{"fast-dispatch", "days_to_ship_all", false, 0.6},
    NameRule{"slow-delivery", "late_share_all", true, 1.1},
    NameRule{"low-review", "low_review_share_all", true, 1.1},
    NameRule{"well-reviewed", "low_review_share_all", false, 0.6},
    NameRule{"cancelling", "cancelled_share_all", true, 1.0},
    NameRule{"high-price", "price_mean_all", true, 0.8},
    NameRule{"low-price", "price_mean_all", false, 0.6},
    NameRule{"wide-range", "product_count_all", true, 0.7},
    NameRule{"regulars", "repeat_buyer_share_all", true, 0.8},
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
