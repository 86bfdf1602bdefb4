#include "core/world/stock.h"

#include "core/db/statement.h"
#include "core/world/chapter.h"

#include <algorithm>
#include <cmath>

namespace mops::world {
namespace {

constexpr double kMemoryDays = 40; ///< over which a merchant sees how fast something sells
constexpr int kMostAhead = 120;    ///< days ahead that a merchant thinks of

} // namespace

Shelf::Shelf(const World& world, const MerchantPlan& plan, Rng rng, std::vector<StockDay>& days)
    : m_world(world)
    , m_plan(plan)
    , m_rng(rng)
    , m_days(days)
    , m_goods(plan.products.size())
    , m_firstDay(static_cast<std::int32_t>(world.firstDay.time_since_epoch().count())) {
    m_days.clear();
    double popularity = 0;
    for (const ProductPlan& product : plan.products)
        popularity += product.popularity;
    for (std::size_t i = 0; i < m_goods.size(); ++i) {
        Good& good = m_goods[i];
        good.perDay = plan.ordersPerDay * plan.products[i].popularity / popularity;
        good.lastDay = m_firstDay + std::max({0, plan.firstDay, plan.products[i].launchDay});
        // The first delivery comes on the day of the launch; what was there before the world began
        // shows as received then, too.
        good.due = std::max(3, static_cast<int>(std::lround(good.perDay * plan.coverDays *
                                                            std::exp(0.5 * m_rng.normal())))) +
                   static_cast<int>(m_rng.below(8));
        good.dueDay = good.lastDay;
    }
}

StockDay& Shelf::rowOf(std::size_t product, std::int32_t day) {
    Good& good = m_goods[product];
    if (good.row == 0 || m_days[good.row - 1].day != day) {
        m_days.push_back({static_cast<std::uint32_t>(product), day, 0, 0, good.onHand});
        good.row = static_cast<std::uint32_t>(m_days.size());
    }
    return m_days[good.row - 1];
}

void Shelf::receive(std::size_t product, std::int32_t day) {
    Good& good = m_goods[product];
    if (good.due == 0 || good.dueDay > day)
        return;
    good.onHand += good.due;
    StockDay& row = rowOf(product, good.dueDay);
    row.received += good.due;
    row.onHand = good.onHand;
    good.due = 0;
}

bool Shelf::has(std::size_t product, std::int32_t day) {
    receive(product, day);
    return m_goods[product].onHand > 0;
}

void Shelf::take(std::size_t product, std::int32_t day) {
    Good& good = m_goods[product];
    StockDay& row = rowOf(product, day);
    --good.onHand;
    ++row.sold;
    row.onHand = good.onHand;
    good.perDay = good.perDay * std::exp((good.lastDay - day) / kMemoryDays) + 1 / kMemoryDays;
    good.lastDay = day;
    if (good.due == 0)
        order(product, day);
}

void Shelf::order(std::size_t product, std::int32_t day) {
    Good& good = m_goods[product];
    const int ahead = std::min(kMostAhead, static_cast<int>(m_plan.coverDays));
    const double coming =
        m_world.demandAhead(m_plan.products[product].category, day - m_firstDay, ahead);
    const double needed = good.perDay * coming * (m_plan.leadDays + 2) * m_plan.safety;
    if (good.onHand > needed)
        return;
    double wait = m_plan.leadDays * std::exp(0.35 * m_rng.normal());
    if (m_rng.chance(m_plan.forgets))
        wait += 4 + 10 * m_rng.exponential();
    const double wanted = good.perDay * coming * m_plan.coverDays * std::exp(0.3 * m_rng.normal());
    good.due = static_cast<std::int32_t>(std::max(std::lround(wanted), 2L)) +
               static_cast<std::int32_t>(m_rng.below(4));
    good.dueDay = day + std::max(1, static_cast<int>(std::lround(wait)));
}

void Shelf::close() {
    const auto lastDay =
        static_cast<std::int32_t>(m_world.params.lastDay.time_since_epoch().count());
    const auto ended = std::min(lastDay, m_firstDay + m_plan.lastDay);
    for (std::size_t product = 0; product < m_goods.size(); ++product)
        receive(product, ended);
    std::sort(m_days.begin(), m_days.end(), [](const StockDay& a, const StockDay& b) {
        return a.product != b.product ? a.product < b.product : a.day < b.day;
    });
}

namespace {

class StockWriter final : public StoryWriter {
public:
    StockWriter(db::Database& mart, std::int64_t batch)
        : m_batch(batch)
        , m_day(mart, "INSERT INTO fact_stock_day (merchant_key, product_key, day, received, sold, "
                      "on_hand, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?)")
        , m_rows(counter("fact_stock_day")) {}

    void writeStory(const MerchantStory& story, const StoryKeys& keys) override {
        for (const StockDay& row : story.stock)
            m_day.run(keys.merchant, keys.product(row.product), row.day, row.received, row.sold,
                      row.onHand, m_batch);
        m_rows += static_cast<std::int64_t>(story.stock.size());
    }

private:
    std::int64_t m_batch;
    db::Statement m_day;
    std::int64_t& m_rows;
};

} // namespace

std::unique_ptr<StoryWriter> writeStockInto(db::Database& mart, const World&, std::int64_t batch) {
    return std::make_unique<StockWriter>(mart, batch);
}

} // namespace mops::world
