#include "core/world/rings.h"

#include "core/db/statement.h"
#include "core/world/chance.h"
#include "core/world/chapter.h"
#include "core/world/id_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace mops::world {
namespace {

constexpr int kFewestDays = 30;  ///< a merchant trades before it brushes
constexpr int kFewestOrders = 4; ///< bought by a merchant of a ring
constexpr int kMostOrders = 400;
constexpr int kMostTries = 60; ///< to find a merchant that fits

// How readily a merchant joins, in the order of MerchantType: those who need to look better.
constexpr std::array<double, kMerchantTypes> kTemptation{0.25, 0.6, 0.45, 0.7, 1.0, 0.1};

double between(double crude, double cunning, double share) {
    return crude + (cunning - crude) * share;
}

/// Many small rings, few large ones.
std::int64_t drawSize(const RingParams& params, Rng& rng) {
    const double size = params.fewestMerchants - 0.5 + 3.2 * rng.exponential();
    return std::min<std::int64_t>(std::lround(size), params.mostMerchants);
}

bool trades(const MerchantPlan& plan, int firstDay, int lastDay) {
    return plan.firstDay <= firstDay - kFewestDays && plan.lastDay >= lastDay;
}

} // namespace

Rings::Rings(const World& world, Rng rng) {
    const RingParams& params = world.params.rings;
    if (world.params.days < 2 * kFewestDays)
        return;
    auto rest = static_cast<std::int64_t>(
        std::lround(params.merchantShare * static_cast<double>(world.params.merchants)));
    while (rest >= params.fewestMerchants) {
        std::int64_t members =
            std::min(rest, std::max<std::int64_t>(params.fewestMerchants, drawSize(params, rng)));
        if (rest - members < params.fewestMerchants && rest <= params.mostMerchants)
            members = rest;
        planOne(world, members, rng);
        rest -= members;
    }
    std::vector<std::size_t> order(m_merchants.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
        return m_merchants[a] < m_merchants[b];
    });
    std::vector<std::int64_t> merchants;
    std::vector<RingPart> parts;
    for (const std::size_t place : order) {
        merchants.push_back(m_merchants[place]);
        parts.push_back(m_parts[place]);
    }
    m_merchants = std::move(merchants);
    m_parts = std::move(parts);
}

void Rings::planOne(const World& world, std::int64_t members, Rng& rng) {
    const RingParams& params = world.params.rings;
    const int days = world.params.days;
    const auto number = static_cast<std::uint32_t>(m_plans.size());
    RingPlan ring;
    ring.cunning = rng.uniform();
    const double window = between(6, 100, ring.cunning) * std::exp(0.3 * rng.normal());
    const int length = std::clamp(static_cast<int>(window), 3, days - kFewestDays - 1);
    ring.firstDay =
        kFewestDays +
        static_cast<int>(rng.below(static_cast<std::uint64_t>(days - length - kFewestDays)));
    ring.lastDay = ring.firstDay + length;
    ring.brushedShare = between(params.most, params.least, ring.cunning);
    ring.camouflage = params.mostCamouflage * ring.cunning * rng.uniform(0.5, 1.0);
    MerchantStory candidate;
    int bought = 0;
    for (std::int64_t member = 0; member < members; ++member) {
        for (int attempt = 0; attempt < kMostTries; ++attempt) {
            const auto merchant = static_cast<std::int64_t>(
                1 + rng.below(static_cast<std::uint64_t>(world.params.merchants)));
            const bool taken = std::find(ring.merchants.begin(), ring.merchants.end(), merchant) !=
                               ring.merchants.end();
            tellPlan(world, merchant, candidate);
            const MerchantPlan& plan = candidate.plan;
            const double temptation = kTemptation[static_cast<std::size_t>(plan.type)];
            if (taken || !trades(plan, ring.firstDay, ring.lastDay) || !rng.chance(temptation))
                continue;
            const double honest = plan.ordersPerDay * length;
            const double wanted = honest * ring.brushedShare * std::exp(0.3 * rng.normal());
            const int orders =
                std::clamp(static_cast<int>(wanted), kFewestOrders + static_cast<int>(rng.below(5)),
                           kMostOrders);
            ring.merchants.push_back(merchant);
            m_merchants.push_back(merchant);
            m_parts.push_back({number, RingRole::Brushed, orders});
            bought += orders;
            break;
        }
    }
    if (ring.merchants.size() < 2) { // a world in which nobody trades long enough
        m_merchants.resize(m_merchants.size() - ring.merchants.size());
        m_parts.resize(m_merchants.size());
        return;
    }
    recruitBuyers(world, ring, bought, rng);
    m_plans.push_back(std::move(ring));
    const RingPlan& made = m_plans.back();
    hide(world, number, static_cast<int>(std::lround(made.camouflage * bought)), rng);
}

void Rings::recruitBuyers(const World& world, RingPlan& ring, int orders, Rng& rng) const {
    const double each = between(9, 2.5, ring.cunning);
    const auto count =
        std::min<std::size_t>(world.buyers.size(), 3 + static_cast<std::size_t>(orders / each));
    while (ring.buyers.size() < count) {
        // The crude open fresh accounts, the cunning pay people who buy a lot anyway.
        auto chosen = static_cast<std::uint32_t>(rng.below(world.buyers.size()));
        for (int more = 0; more < 2; ++more) {
            const auto other = static_cast<std::uint32_t>(rng.below(world.buyers.size()));
            const bool busier = world.buyers[other].activity > world.buyers[chosen].activity;
            if (busier == rng.chance(ring.cunning))
                chosen = other;
        }
        ring.buyers.push_back(chosen);
    }
    std::vector<std::uint32_t> seen;
    std::erase_if(ring.buyers, [&seen](std::uint32_t buyer) {
        if (std::find(seen.begin(), seen.end(), buyer) != seen.end())
            return true;
        seen.push_back(buyer);
        return false;
    });
}

void Rings::hide(const World& world, std::uint32_t ring, int orders, Rng& rng) {
    const RingPlan& plan = m_plans[ring];
    MerchantStory candidate;
    while (orders > 0) {
        const int here = std::min(orders, 1 + static_cast<int>(rng.below(4)));
        orders -= here;
        for (int attempt = 0; attempt < kMostTries; ++attempt) {
            const auto merchant = static_cast<std::int64_t>(
                1 + rng.below(static_cast<std::uint64_t>(world.params.merchants)));
            if (std::find(plan.merchants.begin(), plan.merchants.end(), merchant) !=
                plan.merchants.end())
                continue;
            tellPlan(world, merchant, candidate);
            // People go where many go.
            const double pull = candidate.plan.ordersPerDay / world.params.trade.medianPerDay / 4;
            if (!trades(candidate.plan, plan.firstDay, plan.lastDay) ||
                !rng.chance(std::clamp(pull, 0.05, 1.0)))
                continue;
            m_merchants.push_back(merchant);
            m_parts.push_back({ring, RingRole::Camouflage, here});
            break;
        }
    }
}

std::span<const RingPart> Rings::partsOf(std::int64_t merchant) const {
    const auto [first, last] = std::equal_range(m_merchants.begin(), m_merchants.end(), merchant);
    return std::span(m_parts).subspan(static_cast<std::size_t>(first - m_merchants.begin()),
                                      static_cast<std::size_t>(last - first));
}

std::uint32_t Rings::drawBuyer(const RingPlan& ring, Rng& rng) {
    const double place = std::pow(rng.uniform(), 1.3);
    return ring.buyers[static_cast<std::size_t>(place * static_cast<double>(ring.buyers.size()))];
}

namespace {

constexpr const char* kTruthSchema = R"(
CREATE TABLE ring_truth (ring INTEGER PRIMARY KEY, cunning REAL NOT NULL, first_day TEXT NOT NULL,
    last_day TEXT NOT NULL, brushed_share REAL NOT NULL, camouflage REAL NOT NULL) STRICT;
CREATE TABLE ring_merchant_truth (ring INTEGER NOT NULL, merchant_id TEXT NOT NULL,
    PRIMARY KEY (ring, merchant_id)) STRICT, WITHOUT ROWID;
CREATE TABLE ring_buyer_truth (ring INTEGER NOT NULL, buyer_id TEXT NOT NULL,
    PRIMARY KEY (ring, buyer_id)) STRICT, WITHOUT ROWID;
CREATE TABLE ring_order_truth (order_id TEXT PRIMARY KEY, ring INTEGER NOT NULL,
    role TEXT NOT NULL) STRICT, WITHOUT ROWID;
)";

class RingTruthWriter final : public StoryWriter {
public:
    RingTruthWriter(db::Database& truth, const World& world)
        : m_world(world)
        , m_ring(truth, "INSERT INTO ring_truth VALUES (?, ?, ?, ?, ?, ?)")
        , m_merchant(truth, "INSERT INTO ring_merchant_truth VALUES (?, ?)")
        , m_buyer(truth, "INSERT INTO ring_buyer_truth VALUES (?, ?)")
        , m_order(truth, "INSERT INTO ring_order_truth VALUES (?, ?, ?)") {}

    void writeMarket() override {
        std::int64_t number = 0;
        for (const RingPlan& ring : m_world.rings.plans()) {
            m_ring.run(++number, ring.cunning, formatDay(m_world.day(ring.firstDay)),
                       formatDay(m_world.day(ring.lastDay)), ring.brushedShare, ring.camouflage);
            for (const std::int64_t merchant : ring.merchants)
                m_merchant.run(number, merchantId(merchant));
            for (const std::uint32_t buyer : ring.buyers)
                m_buyer.run(number, buyerId(static_cast<std::int64_t>(buyer) + 1));
        }
    }

    void writeStory(const MerchantStory& story, const StoryKeys& keys) override {
        for (std::size_t i = 0; i < story.trade.orders.size(); ++i) {
            const OrderEvent& order = story.trade.orders[i];
            if (order.ring != 0)
                m_order.run(orderId(keys.order(i)), static_cast<std::int64_t>(order.ring),
                            order.brushed ? "brushed" : "camouflage");
        }
    }

private:
    const World& m_world;
    db::Statement m_ring;
    db::Statement m_merchant;
    db::Statement m_buyer;
    db::Statement m_order;
};

} // namespace

std::unique_ptr<StoryWriter> writeRingTruthInto(db::Database& truth, const World& world) {
    truth.execute(kTruthSchema);
    return std::make_unique<RingTruthWriter>(truth, world);
}

} // namespace mops::world
