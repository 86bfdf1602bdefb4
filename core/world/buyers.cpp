#include "core/world/buyers.h"

#include "core/world/catalogue.h"
#include "core/world/names.h"

#include <cmath>

namespace mops::world {
namespace {

/// Most people complain about as often as the next one, some never stop; abusers buy often and get
/// a good part of it for nothing.
void describeClaims(Buyer& buyer, const AfterSaleParams& params, Rng& rng) {
    buyer.abuser = rng.chance(params.abuserShare);
    const double lean = std::exp(0.75 * rng.normal());
    const double rate = params.abuserRate * rng.uniform(0.5, 1.5);
    buyer.claims = static_cast<std::uint8_t>(
        std::lround(std::min(buyer.abuser ? 100 * rate : 60 * lean, 250.0)));
    if (buyer.abuser)
        buyer.activity = std::min(40.0F, 1 + 2 * buyer.activity);
}

} // namespace

Buyers::Buyers(const WorldParams& params, Rng rng)
    : m_fans(categories().size())
    , m_fanChoice(categories().size()) {
    const auto all = categories();
    const std::int64_t count =
        std::min(params.trade.mostBuyers, params.merchants * params.trade.buyersPerMerchant);
    m_buyers.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        Buyer buyer;
        buyer.city = static_cast<std::uint16_t>(
            drawShare(rng, cities(), [](const City& c) { return c.buyerShare; }));
        buyer.favourite = static_cast<std::uint8_t>(
            drawShare(rng, all, [](const Category& c) { return c.share; }));
        buyer.secondFavourite = static_cast<std::uint8_t>(rng.below(all.size()));
        buyer.style = static_cast<std::uint8_t>(rng.below(kStyles));
        buyer.activity = static_cast<float>(std::min(40.0, std::exp(1.1 * rng.normal())));
        describeClaims(buyer, params.afterSales, rng);
        const auto number = static_cast<std::uint32_t>(m_buyers.size());
        m_fans[buyer.favourite].push_back(number);
        m_fanChoice[buyer.favourite].add(buyer.activity);
        m_fans[buyer.secondFavourite].push_back(number);
        m_fanChoice[buyer.secondFavourite].add(kSecondFavourite *
                                               static_cast<double>(buyer.activity));
        m_buyers.push_back(buyer);
    }
}

std::uint32_t Buyers::draw(std::size_t category, Rng& rng) const {
    const WeightedChoice& choice = m_fanChoice[category];
    if (choice.empty() || rng.chance(0.1))
        return static_cast<std::uint32_t>(rng.below(m_buyers.size()));
    return m_fans[category][choice.draw(rng)];
}

} // namespace mops::world
