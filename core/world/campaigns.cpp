#include "core/world/campaigns.h"

#include "core/world/calendar.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mops::world {
namespace {

constexpr std::array<const char*, 4> kChannels{"push", "sms", "mail", "banner"};
// What a contact costs and how much it moves, by channel.
constexpr std::array<double, 4> kContactYuan{0.02, 0.055, 0.01, 0.04};
constexpr std::array<double, 4> kPull{1.0, 1.15, 0.6, 0.8};

constexpr std::int64_t kLocalOffset = 8 * 3600;
constexpr int kMeanDaysBetween = 220; ///< of one category, from end to begin
constexpr int kShortest = 7;
constexpr int kLongest = 21;
constexpr double kMedianUplift = 0.22;
constexpr double kUselessShare = 0.2;  ///< campaigns that move nobody
constexpr double kHarmfulShare = 0.08; ///< campaigns that annoy
constexpr double kRedeemShare = 0.6;
/// Exposures are rows: large worlds ask a smaller share of their buyers.
constexpr double kMostExposures = 1'500'000;
constexpr double kBuyersPerMerchant = 55;
constexpr double kFansShare = 0.12; ///< of the buyers, of one category

std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

double unit(std::uint64_t hash) {
    return static_cast<double>(hash >> 11) * 0x1.0p-53;
}

double drawUplift(Rng& rng, int channel) {
    const double kind = rng.uniform();
    const double strength = std::exp(0.5 * rng.normal());
    if (kind < kUselessShare)
        return 0;
    if (kind < kUselessShare + kHarmfulShare)
        return std::max(-0.3, -0.08 * strength);
    return std::min(0.6, kMedianUplift * kPull[static_cast<std::size_t>(channel)] * strength);
}

} // namespace

std::span<const char* const> campaignChannels() {
    return kChannels;
}

Campaigns::Campaigns(const WorldParams& params, Rng rng)
    : m_byCategory(categories().size())
    , m_salt(rng.next())
    , m_begin(toSeconds(Instant{params.lastDay - std::chrono::days(params.days - 1)}) -
              kLocalOffset) {
    // The whole market's campaigns run into the great festivals; categories keep clear of them.
    std::vector<std::pair<int, int>> market;
    const Day first = params.lastDay - std::chrono::days(params.days - 1);
    for (int day = 0; day < params.days; ++day) {
        const std::chrono::year_month_day date(first + std::chrono::days(day));
        const bool great = (date.month() == std::chrono::June && unsigned(date.day()) == 18) ||
                           (date.month() == std::chrono::November && unsigned(date.day()) == 11);
        if (great && day >= 6) {
            plan(params, std::nullopt, day - 6, 8, rng);
            market.emplace_back(day - 6, day + 1);
        }
    }
    for (std::size_t category = 0; category < categories().size(); ++category) {
        double day = kMeanDaysBetween * rng.uniform() * 0.8;
        while (day < params.days) {
            const int begin = static_cast<int>(day);
            const int days = kShortest + static_cast<int>(rng.below(kLongest - kShortest + 1));
            const bool clear = std::none_of(market.begin(), market.end(), [&](const auto& other) {
                return begin <= other.second && begin + days > other.first;
            });
            if (clear)
                plan(params, category, begin, days, rng);
            day += days + 3 + kMeanDaysBetween * (0.4 + 0.6 * rng.exponential());
        }
    }
    std::sort(m_plans.begin(), m_plans.end(), [](const CampaignPlan& a, const CampaignPlan& b) {
        return std::pair(a.firstDay, a.category.value_or(99)) <
               std::pair(b.firstDay, b.category.value_or(99));
    });
    const double buyers = kBuyersPerMerchant * static_cast<double>(params.merchants);
    double exposures = 0;
    for (const CampaignPlan& plan : m_plans)
        exposures += plan.audienceShare * buyers * (plan.category ? kFansShare : 1);
    const double scale = std::min(1.0, kMostExposures / std::max(1.0, exposures));
    for (std::size_t i = 0; i < m_plans.size(); ++i) {
        CampaignPlan& plan = m_plans[i];
        plan.key = static_cast<std::int64_t>(i) + 1;
        plan.audienceShare *= scale;
        for (std::size_t category = 0; category < categories().size(); ++category)
            if (!plan.category || *plan.category == category)
                m_byCategory[category].push_back(static_cast<std::uint32_t>(i));
    }
}

void Campaigns::plan(const WorldParams& params, std::optional<std::size_t> category, int firstDay,
                     int days, Rng& rng) {
    CampaignPlan plan;
    plan.category = category;
    plan.firstDay = firstDay;
    plan.lastDay = firstDay + days - 1;
    plan.channel = static_cast<int>(rng.below(kChannels.size()));
    plan.heldOut = rng.chance(0.5) ? 0.1 : 0.2;
    plan.uplift = drawUplift(rng, plan.channel);
    plan.audienceShare = category ? rng.uniform(0.35, 0.6) : rng.uniform(0.1, 0.2);
    const double price = category ? categories()[*category].medianPrice : 129;
    plan.couponMinor =
        std::max<std::int64_t>(3, std::llround(price * rng.uniform(0.06, 0.12))) * 100;
    plan.minimumMinor = std::max<std::int64_t>(1, std::llround(price * 0.08)) * 1000;
    const double contacts = plan.audienceShare * kBuyersPerMerchant *
                            static_cast<double>(params.merchants) * (category ? kFansShare : 1);
    plan.budgetMinor =
        std::llround(contacts * (kContactYuan[static_cast<std::size_t>(plan.channel)] * days +
                                 0.02 * static_cast<double>(plan.couponMinor) / 100) +
                     50) *
        100;
    m_plans.push_back(plan);
}

std::uint64_t Campaigns::hashOf(const CampaignPlan& plan, std::uint32_t number,
                                std::uint64_t what) const {
    const std::uint64_t campaign = static_cast<std::uint64_t>(plan.key) * 0x9E3779B97F4A7C15ULL;
    return mix(mix(m_salt ^ campaign) + (static_cast<std::uint64_t>(number) << 3) + what);
}

Campaigns::Arm Campaigns::armOf(const CampaignPlan& plan, std::uint32_t number,
                                const Buyer& buyer) const {
    if (plan.category && buyer.favourite != *plan.category &&
        buyer.secondFavourite != *plan.category)
        return Arm::Outside;
    const double place = unit(hashOf(plan, number, 0));
    if (place >= plan.audienceShare)
        return Arm::Outside;
    return place < plan.audienceShare * plan.heldOut ? Arm::HeldOut : Arm::Treated;
}

const CampaignPlan* Campaigns::running(std::size_t category, int day) const {
    const std::vector<std::uint32_t>& list = m_byCategory[category];
    const auto after =
        std::upper_bound(list.begin(), list.end(), day,
                         [&](int d, std::uint32_t at) { return d < m_plans[at].firstDay; });
    if (after == list.begin())
        return nullptr;
    const CampaignPlan& plan = m_plans[*(after - 1)];
    return day <= plan.lastDay ? &plan : nullptr;
}

double Campaigns::upliftOf(const CampaignPlan& plan, const Buyer& buyer) {
    const double quiet = 1.5 - 0.5 * std::log1p(static_cast<double>(buyer.activity));
    const double room = plan.category && buyer.favourite == *plan.category ? 0.85 : 1.25;
    return std::min(kMostUplift, plan.uplift * std::max(0.1, quiet) * room);
}

double Campaigns::demandFactor(std::size_t category, int day, std::uint32_t number,
                               const Buyer& buyer) const {
    const CampaignPlan* plan = running(category, day);
    if (plan == nullptr || armOf(*plan, number, buyer) != Arm::Treated)
        return 1;
    return 1 + upliftOf(*plan, buyer);
}

std::int64_t Campaigns::shownAt(const CampaignPlan& plan, std::uint32_t number) const {
    // From 8 to 12 o'clock, when such messages go out.
    return m_begin + plan.firstDay * kSecondsPerDay + 8 * 3600 +
           static_cast<std::int64_t>(hashOf(plan, number, 1) % (4 * 3600));
}

std::optional<CouponUse> Campaigns::couponFor(std::size_t category, std::int64_t orderedAt,
                                              std::uint32_t number, const Buyer& buyer,
                                              std::int64_t amountMinor) const {
    if (orderedAt < m_begin)
        return std::nullopt;
    const CampaignPlan* plan =
        running(category, static_cast<int>((orderedAt - m_begin) / kSecondsPerDay));
    if (plan == nullptr || plan->couponMinor == 0 || amountMinor < plan->minimumMinor ||
        amountMinor <= plan->couponMinor)
        return std::nullopt;
    if (armOf(*plan, number, buyer) != Arm::Treated || orderedAt < shownAt(*plan, number))
        return std::nullopt;
    const std::uint64_t dice =
        mix(hashOf(*plan, number, 2) ^ static_cast<std::uint64_t>(orderedAt));
    if (unit(dice) >= kRedeemShare)
        return std::nullopt;
    return CouponUse{plan->key, plan->couponMinor};
}

} // namespace mops::world
