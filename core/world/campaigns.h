#pragma once

#include "core/base/rng.h"
#include "core/world/buyers.h"
#include "core/world/params.h"
#include "core/world/plan.h"

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
    int firstDay = 0;                    ///< local days after the first day of the world
    int lastDay = 0;
    double heldOut = 0.1; ///< share of the audience
    double uplift = 0;    ///< relative rise of orders of a typical treated buyer; may be negative
    std::int64_t couponMinor = 0;
    std::int64_t minimumMinor = 0;
    std::int64_t budgetMinor = 0;
    double audienceShare = 0; ///< of the buyers who fancy the category (of all: whole market)
    int channel = 0;          ///< position in campaignChannels()
};

/// As the schema writes them.
std::span<const char* const> campaignChannels();

/// What a treated buyer takes off an order.
struct CouponUse {
    std::int64_t campaignKey = 0;
    std::int64_t amountMinor = 0;
};

/// All campaigns of the world, planned from the seed alone.
class Campaigns {
public:
    Campaigns(const WorldParams& params, Rng rng);
    std::span<const CampaignPlan> plans() const { return m_plans; }

    enum class Arm { Outside, HeldOut, Treated };
    /// O(1), from a hash. `number` counts from 0; buyers who do not fancy the category are outside.
    Arm armOf(const CampaignPlan& plan, std::uint32_t number, const Buyer& buyer) const;
    /// The campaign that touches orders of a category on a day of the world, or null. At most one:
    /// campaigns of a category do not overlap.
    const CampaignPlan* running(std::size_t category, int day) const;

    /// By how much this buyer's orders rise when treated: quiet buyers and those for whom the
    /// category is not the favourite have more to gain. At most kMostUplift.
    static double upliftOf(const CampaignPlan& plan, const Buyer& buyer);
    static constexpr double kMostUplift = 1.0;
    /// The factor on this buyer's orders in the category on that day; 1 outside the treated arm.
    /// In (0, 1 + kMostUplift].
    double demandFactor(std::size_t category, int day, std::uint32_t number,
                        const Buyer& buyer) const;

    /// When a treated buyer sees the campaign: within the first local day.
    std::int64_t shownAt(const CampaignPlan& plan, std::uint32_t number) const;
    /// Whether an order of this worth, made at that second, is paid with a coupon.
    std::optional<CouponUse> couponFor(std::size_t category, std::int64_t orderedAt,
                                       std::uint32_t number, const Buyer& buyer,
                                       std::int64_t amountMinor) const;

private:
    void plan(const WorldParams& params, std::optional<std::size_t> category, int firstDay,
              int days, Rng& rng);
    std::uint64_t hashOf(const CampaignPlan& plan, std::uint32_t number, std::uint64_t what) const;

    std::vector<CampaignPlan> m_plans;
    std::vector<std::vector<std::uint32_t>> m_byCategory; ///< positions, by first day
    std::uint64_t m_salt = 0;
    std::int64_t m_begin = 0; ///< first second of the world's first local day
};

} // namespace mops::world
