#pragma once

#include "core/base/rng.h"
#include "core/world/simulate.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mops::world {

/// What is decided about a campaign before it runs. Buyers of the audience are assigned to the arms
/// by a hash of campaign and buyer, so that nothing needs to be stored per buyer.
struct CampaignPlan {
    std::int64_t key = 0;                ///< from 1
    std::optional<std::size_t> category; ///< empty = the whole market
    int firstDay = 0;                    ///< days after the first day of the world
    int lastDay = 0;
    double heldOut = 0.1; ///< share of the audience
    double uplift = 0;    ///< relative rise of orders of a treated buyer; may be 0 or negative
    std::int64_t couponMinor = 0;
    std::int64_t minimumMinor = 0;
    std::int64_t budgetMinor = 0;
    double audienceShare = 0; ///< of the buyers who fancy the category
    int channel = 0;          ///< position in the channels of the schema
};

/// All campaigns of the world, planned from the seed alone.
class Campaigns {
public:
    Campaigns(const WorldParams& params, Rng rng);
    std::span<const CampaignPlan> plans() const { return m_plans; }

    enum class Arm { Outside, HeldOut, Treated };
    /// O(1), from a hash. `buyer` counts from 0.
    Arm armOf(const CampaignPlan& plan, std::uint32_t buyer) const;
    /// The campaign that touches orders of a category on a day of the world, or null. At most one:
    /// campaigns of a category do not overlap.
    const CampaignPlan* running(std::size_t category, int day) const;

private:
    std::vector<CampaignPlan> m_plans;
    std::vector<std::vector<std::uint32_t>> m_byCategory; ///< positions, by first day
    std::uint64_t m_salt = 0;
};

} // namespace mops::world
