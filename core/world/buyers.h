#pragma once

#include "core/base/rng.h"
#include "core/world/chance.h"
#include "core/world/params.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mops::world {

struct Buyer {
    std::uint16_t city = 0;
    std::uint8_t favourite = 0;       ///< category
    std::uint8_t secondFavourite = 0; ///< category
    std::uint8_t style = 0;           ///< taste
    bool abuser = false;              ///< lives on refunds
    std::uint8_t claims =
        0; ///< hundredths of a typical buyer's claims; of an abuser: of its orders
    float activity = 0;
};

/// All buyers, and for each category who buys there, the active ones more often.
class Buyers {
public:
    Buyers(const WorldParams& params, Rng rng);
    std::size_t size() const { return m_buyers.size(); }
    const Buyer& operator[](std::size_t buyer) const { return m_buyers[buyer]; }
    std::uint32_t draw(std::size_t category, Rng& rng) const;
    /// How much a buyer who fancies a category buys there, against others; without one: in all.
    double weightIn(std::optional<std::size_t> category, std::size_t buyer) const {
        const Buyer& who = m_buyers[buyer];
        return (!category || who.favourite == *category ? 1 : kSecondFavourite) *
               static_cast<double>(who.activity);
    }

private:
    static constexpr double kSecondFavourite = 0.5; ///< of what it buys of its favourite

    std::vector<Buyer> m_buyers;
    std::vector<std::vector<std::uint32_t>> m_fans; ///< per category
    std::vector<WeightedChoice> m_fanChoice;        ///< per category
};

} // namespace mops::world
