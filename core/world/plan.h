#pragma once

#include "core/base/rng.h"
#include "core/world/chance.h"
#include "core/world/names.h"
#include "core/world/simulate.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mops::world {

/// The planted truth about a merchant.
enum class MerchantType { Steady, Growing, Slipping, BadService, New, Sleepy };
inline constexpr std::size_t kMerchantTypes = 6;
const char* typeName(MerchantType type); ///< "bad_service"

struct ProductPlan {
    std::int64_t key = 0;
    std::size_t category = 0;
    int style = 0;
    std::string name;
    std::int64_t priceMinor = 0;
    double weightGrams = 0;
    double popularity = 0;
    int launchDay = 0; ///< days after the first day of the world
};

/// Everything that is decided about a merchant before it trades.
struct MerchantPlan {
    std::int64_t key = 0;
    std::string merchantId;
    std::string name;
    MerchantType type{};
    std::size_t city = 0;
    std::size_t category = 0;
    double ordersPerDay = 0; ///< at the beginning of its life
    int firstDay = 0;        ///< days after the first day of the world; negative = before it
    int changeDay = 0;       ///< when a slipping one starts to slip, a sleepy one falls asleep
    bool closes = false;     ///< sleepy merchants may close for good
    std::int64_t registeredAt = 0;
    double quality = 0;      ///< shift of the review score
    double handlingDays = 0; ///< from approval to the parcel's leaving
    double cancelShare = 0;
    double loyalty = 0;                ///< share of orders from its own earlier buyers
    std::vector<ProductPlan> products; ///< 2k and 2k + 1 go together
};

struct Buyer {
    std::uint16_t city = 0;
    std::uint8_t favourite = 0;       ///< category
    std::uint8_t secondFavourite = 0; ///< category
    std::uint8_t style = 0;           ///< taste
    float activity = 0;
};

/// All buyers, and for each category who buys there, the active ones more often.
class Buyers {
public:
    Buyers(std::int64_t count, Rng rng);
    std::size_t size() const { return m_buyers.size(); }
    const Buyer& operator[](std::size_t buyer) const { return m_buyers[buyer]; }
    std::uint32_t draw(std::size_t category, Rng& rng) const;

private:
    std::vector<Buyer> m_buyers;
    std::vector<std::vector<std::uint32_t>> m_fans; ///< per category
    std::vector<WeightedChoice> m_fanChoice;        ///< per category
};

/// `number` counts from 1; product keys begin at `firstProductKey`.
MerchantPlan planMerchant(const WorldParams& params, std::int64_t number,
                          std::int64_t firstProductKey, Rng& rng);

/// "M000123": letter and number with leading zeros; no allocation.
void writeId(std::string& into, char letter, int digits, std::int64_t number);

} // namespace mops::world
