#include "core/world/plan.h"

#include <array>
#include <cmath>

namespace mops::world {
namespace {

struct TypeTraits {
    const char* name;
    double share;
    double quality;
    double handlingDays;
    double cancelShare;
    double loyalty;
};
// In the order of MerchantType.
constexpr std::array<TypeTraits, kMerchantTypes> kTypes{{
    {"steady", 0.36, 0.10, 0.8, 0.015, 0.24},
    {"growing", 0.14, 0.20, 0.7, 0.012, 0.22},
    {"slipping", 0.13, 0.00, 0.9, 0.020, 0.18},
    {"bad_service", 0.12, -0.80, 2.4, 0.055, 0.08},
    {"new", 0.11, 0.00, 1.1, 0.025, 0.10},
    {"sleepy", 0.14, -0.05, 1.2, 0.030, 0.14},
}};

constexpr double kMedianOrdersPerDay = 0.20;
constexpr double kPaceSpread =
    1.25; ///< deviation of the log: a tenth of the merchants make most of the trade
constexpr double kMostOrdersPerDay = 60;

template <class List, class Share>
std::size_t drawShare(Rng& rng, const List& list, Share share) {
    double total = 0;
    for (const auto& entry : list)
        total += share(entry);
    double place = rng.uniform() * total;
    for (std::size_t i = 0; i < list.size(); ++i) {
        place -= share(list[i]);
        if (place < 0)
            return i;
    }
    return list.size() - 1;
}

/// Prices end in .90, as shops write them.
std::int64_t shopPrice(double yuan) {
    return static_cast<std::int64_t>(std::max(1.0, std::round(yuan))) * 100 - 10;
}

void planLife(MerchantPlan& plan, const WorldParams& params, Rng& rng) {
    const double days = params.days;
    const bool bornBefore = plan.type != MerchantType::New && rng.chance(0.65);
    if (plan.type == MerchantType::New)
        plan.firstDay = static_cast<int>(days * rng.uniform(0.75, 0.96));
    else if (bornBefore)
        plan.firstDay = -static_cast<int>(rng.uniform(5, 900));
    else
        plan.firstDay = static_cast<int>(days * rng.uniform(0.0, 0.55));
    const double begin = std::max(0, plan.firstDay);
    plan.changeDay = static_cast<int>(begin + (days - begin) * rng.uniform(0.35, 0.85));
    plan.closes = plan.type == MerchantType::Sleepy && rng.chance(0.35);
    const Day firstDay =
        params.lastDay - std::chrono::days(params.days - 1) + std::chrono::days(plan.firstDay);
    const auto daysBefore = static_cast<std::int64_t>(1 + rng.below(14));
    plan.registeredAt =
        toSeconds(Instant{firstDay}) - daysBefore * kSecondsPerDay +
        static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(kSecondsPerDay)));
}

void planProducts(MerchantPlan& plan, const WorldParams& params, std::int64_t firstKey, Rng& rng) {
    const auto all = categories();
    const double size =
        5 * std::pow(plan.ordersPerDay / kMedianOrdersPerDay, 0.45) * std::exp(0.5 * rng.normal());
    const int count = std::clamp(static_cast<int>(size), 2, 60);
    const double priceLevel = std::exp(0.25 * rng.normal());
    const int houseStyle = static_cast<int>(rng.below(kStyles));
    const int firstDay = std::max(0, plan.firstDay);
    for (int i = 0; i < count; ++i) {
        ProductPlan product;
        product.key = firstKey + i;
        product.category = plan.category;
        if (rng.chance(0.15)) {
            const auto other = static_cast<std::size_t>(rng.below(all.size()));
            if (all[other].group == all[plan.category].group)
                product.category = other;
        }
        const Category& category = all[product.category];
        product.style = rng.chance(0.4) ? houseStyle : static_cast<int>(rng.below(kStyles));
        const auto noun = static_cast<std::size_t>(rng.below(category.nouns.size()));
        product.name = productName(category, noun, product.style, static_cast<int>(rng.below(90)),
                                   params.locale == "zh");
        product.priceMinor = shopPrice(category.medianPrice * priceLevel *
                                       std::exp(category.priceSpread * rng.normal()));
        product.weightGrams = std::round(category.weightGrams * std::exp(0.4 * rng.normal()));
        product.popularity = 1 / std::pow(1.0 + i, 0.8);
        product.launchDay = i < 2 || rng.chance(0.6)
                                ? firstDay
                                : static_cast<int>(rng.uniform(
                                      firstDay, std::max(params.days * 0.95, firstDay + 1.0)));
        plan.products.push_back(std::move(product));
    }
}

} // namespace

const char* typeName(MerchantType type) {
    return kTypes[static_cast<std::size_t>(type)].name;
}

void writeId(std::string& into, char letter, int digits, std::int64_t number) {
    into.assign(static_cast<std::size_t>(digits) + 1, '0');
    into[0] = letter;
    std::size_t place = into.size();
    for (std::int64_t rest = number; rest > 0 && place > 1; rest /= 10)
        into[--place] = static_cast<char>('0' + rest % 10);
}

MerchantPlan planMerchant(const WorldParams& params, std::int64_t number,
                          std::int64_t firstProductKey, Rng& rng) {
    MerchantPlan plan;
    plan.key = number;
    writeId(plan.merchantId, 'M', 6, number);
    plan.type = static_cast<MerchantType>(
        drawShare(rng, kTypes, [](const TypeTraits& t) { return t.share; }));
    const TypeTraits& traits = kTypes[static_cast<std::size_t>(plan.type)];
    plan.city = drawShare(rng, cities(), [](const City& c) { return c.merchantShare; });
    plan.category = drawShare(rng, categories(), [](const Category& c) { return c.share; });
    plan.name =
        merchantName(rng, cities()[plan.city], categories()[plan.category], params.locale == "zh");
    plan.ordersPerDay =
        std::min(kMostOrdersPerDay, kMedianOrdersPerDay * std::exp(kPaceSpread * rng.normal()));
    plan.quality = traits.quality + 0.2 * rng.normal();
    plan.handlingDays = traits.handlingDays * std::exp(0.3 * rng.normal());
    plan.cancelShare = traits.cancelShare * std::exp(0.3 * rng.normal());
    plan.loyalty = traits.loyalty * rng.uniform(0.5, 1.5);
    planLife(plan, params, rng);
    planProducts(plan, params, firstProductKey, rng);
    return plan;
}

Buyers::Buyers(std::int64_t count, Rng rng)
    : m_fans(categories().size())
    , m_fanChoice(categories().size()) {
    const auto all = categories();
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
        const auto number = static_cast<std::uint32_t>(m_buyers.size());
        m_fans[buyer.favourite].push_back(number);
        m_fanChoice[buyer.favourite].add(buyer.activity);
        m_fans[buyer.secondFavourite].push_back(number);
        m_fanChoice[buyer.secondFavourite].add(0.5 * static_cast<double>(buyer.activity));
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
