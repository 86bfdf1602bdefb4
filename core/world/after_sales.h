#pragma once

#include "core/base/rng.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace mops::db {
class Database;
}

namespace mops::world {

struct MerchantStory;
struct World;
class StoryWriter;

/// A buyer wants money back, or another piece.
struct AfterSaleEvent {
    std::size_t order = 0; ///< position in the merchant's orders
    int itemNumber = 0;    ///< from 1; 0 = the whole order
    const char* kind = "refund_only";
    const char* reason = "";
    std::int64_t openedAt = 0;
    std::int64_t amountMinor = 0;
    std::string buyerText;
    std::string merchantText; ///< empty = the merchant said nothing
    const char* status = "open";
    std::optional<std::int64_t> decidedAt;
    bool genuine = true; ///< the truth: the claim is what it says
};

/// Claims about the orders of the story's trade, at most one an order.
void claim(const World& world, MerchantStory& story, Rng& rng);
std::unique_ptr<StoryWriter> writeAfterSalesInto(db::Database& mart, const World& world,
                                                 std::int64_t batch);
/// Which claims are genuine.
std::unique_ptr<StoryWriter> writeAfterSalesTruthInto(db::Database& truth, const World& world);

} // namespace mops::world
