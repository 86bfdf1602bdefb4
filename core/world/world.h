#pragma once

#include "core/base/rng.h"
#include "core/world/buyers.h"
#include "core/world/campaigns.h"
#include "core/world/params.h"
#include "core/world/rings.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace mops::world {

/// What all merchants have in common: made once from the parameters, then only read, also by
/// several threads at once.
struct World {
    explicit World(const WorldParams& params);

    const WorldParams& params;
    bool chinese;
    Day firstDay;
    std::int64_t begin; ///< first and last second of the world
    std::int64_t end;
    Rng root;
    double thinning; ///< factor on the merchants' paces
    Buyers buyers;
    Campaigns campaigns;
    Rings rings;

    Day day(int number) const { return firstDay + std::chrono::days(number); }
    /// How much more than on a plain day is ordered in the category; also days beyond the end.
    double demand(std::size_t category, int day) const {
        return m_upTo[category][position(day) + 1] - m_upTo[category][position(day)];
    }
    /// The mean of some days from that one on.
    double demandAhead(std::size_t category, int day, int days) const {
        const std::size_t first = position(day);
        return (m_upTo[category][position(day + days)] - m_upTo[category][first]) /
               static_cast<double>(std::max<std::size_t>(1, position(day + days) - first));
    }
    bool festival(int day) const { return m_festival[position(day)]; }
    double kilometres(std::size_t fromCity, std::size_t toCity) const {
        return m_kilometres[fromCity * m_cities + toCity];
    }
    /// Nothing is written down that lies after the last second.
    std::optional<std::int64_t> ifOver(std::int64_t at) const {
        return at <= end ? std::optional(at) : std::nullopt;
    }

private:
    std::size_t position(int day) const {
        return static_cast<std::size_t>(std::clamp(day, 0, m_days - 1));
    }
    int m_days;                              ///< that are known: a few more than the world's
    std::vector<std::vector<double>> m_upTo; ///< demand before each day, per category
    std::vector<bool> m_festival;
    std::size_t m_cities;
    std::vector<double> m_kilometres;
};

} // namespace mops::world
