#pragma once

#include "core/base/rng.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace mops::world {

struct MerchantStory;
struct World;

/// The planted truth about a merchant.
enum class MerchantType { Steady, Growing, Slipping, BadService, New, Sleepy };
inline constexpr std::size_t kMerchantTypes = 6;
const char* typeName(MerchantType type); ///< "bad_service"

struct ProductPlan {
    std::size_t category = 0;
    int style = 0;
    std::string name;
    std::array<std::int64_t, 4> prices{}; ///< in the quarters of the world's days, minor units
    std::int64_t priceMinor = 0;          ///< today: the last of them
    double weightGrams = 0;
    double lengthCm = 0;
    double heightCm = 0;
    double widthCm = 0;
    int photos = 0;
    int descriptionLength = 0; ///< characters
    double popularity = 0;
    int launchDay = 0; ///< days after the first day of the world
};

/// A bad time that a merchant goes through, or dies of.
struct Trouble {
    enum class Kind { None, Fades, Collapses }; ///< sells less and less, or serves worse and worse
    Kind kind = Kind::None;
    int from = 0;     ///< first signs; days after the first day of the world
    int until = 0;    ///< the last day of a fatal one; else it gets better from here on
    double depth = 0; ///< strength of the signs, 0 … 1
    bool fatal = false;
};

/// Everything that is decided about a merchant before it trades.
struct MerchantPlan {
    std::int64_t number = 0; ///< from 1; also its key in the mart
    std::string name;
    MerchantType type{};
    std::size_t city = 0;
    std::size_t category = 0;
    double ordersPerDay = 0; ///< at the beginning of its life
    int firstDay = 0;        ///< days after the first day of the world; negative = before it
    int changeDay = 0;       ///< when a slipping one starts to slip, a sleepy one falls asleep
    int lastDay = 0;         ///< of its trade
    Trouble trouble;
    bool closed = false; ///< failed, and marked as closed since
    std::int64_t registeredAt = 0;
    double quality = 0;      ///< shift of the review score
    double handlingDays = 0; ///< from approval to the parcel's leaving
    double cancelShare = 0;
    int shipByDays = 2; ///< what it promises its buyers
    double loyalty = 0; ///< share of orders from its own earlier buyers
    double festivalDiscount = 0;
    double coverDays = 0;              ///< that its orders of goods last for
    double leadDays = 0;               ///< until they come
    double safety = 1;                 ///< of its reserve, 1 = just enough on average
    double forgets = 0;                ///< share of orders of goods that it places too late
    std::vector<ProductPlan> products; ///< 2k and 2k + 1 go together
};

/// Decides about the merchant whose number stands in the story's plan.
void planMerchant(const World& world, MerchantStory& story, Rng& rng);

} // namespace mops::world
