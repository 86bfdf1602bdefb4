#pragma once

#include "core/base/rng.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace mops::db {
class Database;
}

namespace mops::world {

struct MerchantPlan;
struct World;
class StoryWriter;

/// A day on which something happened to a product's stock.
struct StockDay {
    std::uint32_t product = 0; ///< position in the merchant's products
    std::int32_t day = 0;      ///< since 1970-01-01, UTC
    std::int32_t received = 0;
    std::int32_t sold = 0;
    std::int32_t onHand = 0; ///< at the end of the day
};

/// What lies on a merchant's shelves while it lives: goods go with every order, and new ones are
/// ordered when they run low, with foresight, sometimes too late. By product and day when closed.
class Shelf {
public:
    Shelf(const World& world, const MerchantPlan& plan, Rng rng, std::vector<StockDay>& days);

    /// Days come in ascending order.
    bool has(std::size_t product, std::int32_t day);
    /// The product must be there.
    void take(std::size_t product, std::int32_t day);
    /// What is on its way comes, up to the last day; rows are put in order.
    void close();

private:
    struct Good {
        std::int32_t onHand = 0;
        std::int32_t lastDay = 0; ///< of the rate
        std::int32_t dueDay = 0;  ///< of what has been ordered
        std::int32_t due = 0;     ///< pieces ordered, 0 = none
        double perDay = 0;        ///< sold lately
        std::uint32_t row = 0;    ///< position of the newest row + 1
    };
    void receive(std::size_t product, std::int32_t day);
    void order(std::size_t product, std::int32_t day);
    StockDay& rowOf(std::size_t product, std::int32_t day);

    const World& m_world;
    const MerchantPlan& m_plan;
    Rng m_rng;
    std::vector<StockDay>& m_days;
    std::vector<Good> m_goods;
    std::int32_t m_firstDay; ///< of the world
};

std::unique_ptr<StoryWriter> writeStockInto(db::Database& mart, const World& world,
                                            std::int64_t batch);

} // namespace mops::world
