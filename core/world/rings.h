#pragma once

#include "core/base/rng.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace mops::db {
class Database;
}

namespace mops::world {

struct World;
class StoryWriter;

/// Merchants that buy themselves orders and praise, and the buyers whom they pay for it.
struct RingPlan {
    double cunning = 0; ///< 0 = a crude burst … 1 = spread thin over months among busy buyers
    int firstDay = 0;   ///< days after the first day of the world
    int lastDay = 0;
    double brushedShare = 0; ///< orders bought by a merchant against its honest ones in those days
    double camouflage = 0;   ///< orders elsewhere against those bought
    std::vector<std::uint32_t> buyers;   ///< positions; the first ones are used most
    std::vector<std::int64_t> merchants; ///< numbers
};

enum class RingRole : std::uint8_t { Brushed, Camouflage };

/// What a ring does to one merchant.
struct RingPart {
    std::uint32_t ring = 0; ///< position
    RingRole role{};
    int orders = 0;
};

/// All rings, planned from the seed before the first merchant is told.
class Rings {
public:
    Rings() = default;
    /// Plans candidates among the merchants; the world's buyers must be there.
    Rings(const World& world, Rng rng);

    std::span<const RingPlan> plans() const { return m_plans; }
    std::span<const RingPart> partsOf(std::int64_t merchant) const;
    /// The ring's busiest buyers come most often.
    static std::uint32_t drawBuyer(const RingPlan& ring, Rng& rng);

private:
    void planOne(const World& world, std::int64_t members, Rng& rng);
    void recruitBuyers(const World& world, RingPlan& ring, int orders, Rng& rng) const;
    void hide(const World& world, std::uint32_t ring, int orders, Rng& rng);

    std::vector<RingPlan> m_plans;
    std::vector<std::int64_t> m_merchants; ///< ascending, with their parts beside
    std::vector<RingPart> m_parts;
};

/// Rings, their merchants, buyers and orders.
std::unique_ptr<StoryWriter> writeRingTruthInto(db::Database& truth, const World& world);

} // namespace mops::world
