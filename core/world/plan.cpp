#include "core/world/plan.h"

#include "core/world/chance.h"
#include "core/world/names.h"
#include "core/world/story.h"
#include "core/world/world.h"

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
    {"bad_service", 0.12, -0.55, 1.9, 0.045, 0.08},
    {"new", 0.11, 0.00, 1.1, 0.025, 0.10},
    {"sleepy", 0.14, -0.05, 1.2, 0.030, 0.14},
}};

// How shops end their prices, in hundredths, and how often.
struct Ending {
    std::int64_t minor;
    double share;
};
constexpr std::array<Ending, 7> kEndings{
    {{90, 0.34}, {0, 0.24}, {80, 0.12}, {50, 0.08}, {99, 0.08}, {60, 0.05}, {-1, 0.09}}};

std::int64_t shopPrice(double yuan, Rng& rng) {
    const Ending& ending =
        kEndings[drawShare(rng, kEndings, [](const Ending& e) { return e.share; })];
    auto whole = static_cast<std::int64_t>(std::max(1.0, yuan));
    if (whole >= 10 && rng.chance(0.5)) // 39 and 128 sell, 41 and 127 do not
        whole = whole / 10 * 10 + (rng.chance(0.3) ? 8 : 9);
    return whole * 100 +
           (ending.minor < 0 ? static_cast<std::int64_t>(rng.below(100)) : ending.minor);
}

/// As merchants write it down: mostly a round number.
double statedWeight(double grams, Rng& rng) {
    const double step = !rng.chance(0.65) ? 1 : grams < 200 ? 10 : grams < 1000 ? 50 : 100;
    return std::max(step, std::round(grams / step) * step);
}

void planLife(MerchantPlan& plan, const World& world, Rng& rng) {
    const double days = world.params.days;
    const bool bornBefore =
        plan.type != MerchantType::New && rng.chance(world.params.life.bornBefore);
    if (plan.type == MerchantType::New)
        plan.firstDay = static_cast<int>(days * rng.uniform(0.4, 0.96));
    else if (bornBefore)
        plan.firstDay = -static_cast<int>(rng.uniform(5, 900));
    else
        plan.firstDay = static_cast<int>(days * rng.uniform(0.0, 0.94));
    const double begin = std::max(0, plan.firstDay);
    plan.changeDay = static_cast<int>(begin + (days - begin) * rng.uniform(0.35, 0.85));
    const Day firstDay = world.firstDay + std::chrono::days(plan.firstDay);
    const auto daysBefore = static_cast<std::int64_t>(1 + rng.below(14));
    plan.registeredAt =
        toSeconds(Instant{firstDay}) - daysBefore * kSecondsPerDay +
        static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(kSecondsPerDay)));
}

/// The end of a merchant, or a time that only looks like one.
void planTrouble(MerchantPlan& plan, const World& world, Rng& rng) {
    const LifeParams& life = world.params.life;
    const double fails = [&] {
        switch (plan.type) {
        case MerchantType::Slipping:
        case MerchantType::BadService: return life.failTroubled;
        case MerchantType::New: return life.failNew;
        case MerchantType::Sleepy: return life.sleepyCloses;
        default: return life.failSteady;
        }
    }();
    plan.lastDay = world.params.days + 1;
    Trouble& trouble = plan.trouble;
    trouble = {};
    plan.closed = false;
    trouble.fatal = rng.chance(fails);
    if (!trouble.fatal && !rng.chance(life.scares))
        return;
    const bool quiet = plan.type == MerchantType::Sleepy || rng.chance(0.45);
    trouble.kind = quiet ? Trouble::Kind::Fades : Trouble::Kind::Collapses;
    const int begin = std::max(0, plan.firstDay) + 20;
    const int day = begin + static_cast<int>((world.params.days - begin) * rng.uniform(0.2, 1.0));
    trouble.until = plan.type == MerchantType::Sleepy ? plan.changeDay : std::max(begin, day);
    trouble.from = trouble.until - static_cast<int>(rng.uniform(5, 85));
    trouble.depth = rng.uniform(0.25, 0.95);
    if (trouble.until >= world.params.days)
        trouble = {}; // it would come after the last day
    if (!trouble.fatal)
        return;
    plan.lastDay = trouble.until;
    const int paperwork = static_cast<int>(rng.uniform(5, 60));
    plan.closed = rng.chance(life.leavesOfficially) && plan.lastDay + paperwork < world.params.days;
}

void planStock(MerchantPlan& plan, const World& world, Rng& rng) {
    const StockParams& stock = world.params.stock;
    const bool careless =
        plan.type == MerchantType::BadService || plan.type == MerchantType::Slipping;
    plan.coverDays = std::clamp(stock.coverDays * std::exp(0.4 * rng.normal()), 1.0, 400.0);
    plan.leadDays = stock.leadDays * std::exp(0.4 * rng.normal());
    plan.safety = (careless ? 0.8 : 1.4) * std::exp(0.3 * rng.normal());
    plan.forgets = careless ? stock.forgetsCareless : stock.forgets;
}

/// Size, pictures and length of text.
void describe(ProductPlan& product, Rng& rng) {
    // A quarter of a gram a cubic centimetre, packed in boxes of all shapes.
    const double edge = std::cbrt(product.weightGrams * 4);
    const auto side = [&](double share) {
        return std::max(1.0, std::round(edge * share * std::exp(0.25 * rng.normal())));
    };
    product.lengthCm = side(1.4);
    product.heightCm = side(0.6);
    product.widthCm = side(1.0);
    product.photos = 1 + std::min(14, poisson(rng, 2.2 * std::exp(0.5 * rng.normal())));
    product.descriptionLength =
        static_cast<int>(std::clamp(std::exp(6.2 + 0.75 * rng.normal()), 15.0, 4'000.0));
}

void planProducts(MerchantPlan& plan, const World& world, Rng& rng) {
    const auto all = categories();
    // A quiet merchant has a small range; a thinned world keeps a part of it.
    const double size = 5 * std::pow(plan.ordersPerDay / 0.2, 0.45) * std::exp(0.5 * rng.normal());
    const int count = std::clamp(static_cast<int>(size), 2, 60);
    const double priceLevel = std::exp(0.25 * rng.normal());
    const int houseStyle = static_cast<int>(rng.below(kStyles));
    const int firstDay = std::max(0, plan.firstDay);
    plan.products.clear();
    for (int i = 0; i < count; ++i) {
        ProductPlan product;
        product.category = plan.category;
        if (rng.chance(0.15)) {
            const auto other = static_cast<std::size_t>(rng.below(all.size()));
            if (all[other].group == all[plan.category].group)
                product.category = other;
        }
        const Category& category = all[product.category];
        product.style = rng.chance(0.55) ? houseStyle : static_cast<int>(rng.below(kStyles));
        const auto noun = static_cast<std::size_t>(rng.below(category.nouns.size()));
        // What a merchant calls its style is not always what buyers see in it.
        const int called = rng.chance(0.7) ? product.style : static_cast<int>(rng.below(kStyles));
        product.name =
            productName(category, noun, called, static_cast<int>(rng.below(90)), world.chinese);
        double yuan =
            category.medianPrice * priceLevel * std::exp(category.priceSpread * rng.normal());
        for (std::int64_t& price : product.prices) {
            price = rng.chance(0.6) && &price != product.prices.data() ? *(&price - 1)
                                                                       : shopPrice(yuan, rng);
            yuan *= std::exp(0.01 + 0.06 * rng.normal());
        }
        product.priceMinor = product.prices.back();
        product.weightGrams =
            statedWeight(category.weightGrams * std::exp(0.4 * rng.normal()), rng);
        describe(product, rng);
        product.popularity = 1 / std::pow(1.0 + i, 0.8);
        product.launchDay =
            i < 2 || rng.chance(0.6)
                ? firstDay
                : static_cast<int>(
                      rng.uniform(firstDay, std::max(world.params.days * 0.95, firstDay + 1.0)));
        plan.products.push_back(std::move(product));
    }
}

} // namespace

const char* typeName(MerchantType type) {
    return kTypes[static_cast<std::size_t>(type)].name;
}

void planMerchant(const World& world, MerchantStory& story, Rng& rng) {
    MerchantPlan& plan = story.plan;
    plan.type = static_cast<MerchantType>(
        drawShare(rng, kTypes, [](const TypeTraits& t) { return t.share; }));
    const TypeTraits& traits = kTypes[static_cast<std::size_t>(plan.type)];
    plan.city = drawShare(rng, cities(), [](const City& c) { return c.merchantShare; });
    plan.category = drawShare(rng, categories(), [](const Category& c) { return c.share; });
    plan.name = merchantName(rng, cities()[plan.city], categories()[plan.category], world.chinese);
    const TradeParams& trade = world.params.trade;
    plan.ordersPerDay =
        std::min(trade.mostPerDay, trade.medianPerDay * std::exp(trade.paceSpread * rng.normal())) *
        world.thinning;
    plan.quality = traits.quality + 0.4 * rng.normal();
    plan.handlingDays = traits.handlingDays * std::exp(0.4 * rng.normal());
    plan.cancelShare = traits.cancelShare * std::exp(0.3 * rng.normal());
    plan.loyalty = traits.loyalty * rng.uniform(0.5, 1.5);
    plan.shipByDays = rng.chance(0.7) ? 2 : 1 + 2 * static_cast<int>(rng.below(2));
    plan.festivalDiscount = rng.chance(0.75) ? trade.festivalDiscount * rng.uniform(0.4, 1.6) : 0;
    planLife(plan, world, rng);
    planTrouble(plan, world, rng);
    planStock(plan, world, rng);
    planProducts(plan, world, rng);
}

} // namespace mops::world
