#pragma once

#include "core/world/after_sales.h"
#include "core/world/applications.h"
#include "core/world/listings.h"
#include "core/world/plan.h"
#include "core/world/stock.h"
#include "core/world/tickets.h"
#include "core/world/trade.h"

#include <cstdint>
#include <vector>

namespace mops::world {

/// Everything that is made up about one merchant, a part a chapter (chapter.h). Stories are used
/// again for later merchants, so a chapter first empties its part; nothing in here knows the keys
/// of the mart.
struct MerchantStory {
    MerchantPlan plan;
    MerchantTrade trade;
    std::vector<StockDay> stock;
    std::vector<AfterSaleEvent> afterSales;
    ApplicationStory applications;
    ListingStory listing;
    TicketStory talk;
};

/// The keys that the mart gives a story's rows: position + first key.
struct StoryKeys {
    std::int64_t merchant = 1;
    std::int64_t firstProduct = 1;
    std::int64_t firstOrder = 1;

    std::int64_t product(std::size_t position) const {
        return firstProduct + static_cast<std::int64_t>(position);
    }
    std::int64_t order(std::size_t position) const {
        return firstOrder + static_cast<std::int64_t>(position);
    }
    /// On to the next merchant.
    void pass(const MerchantStory& story) {
        ++merchant;
        firstProduct += static_cast<std::int64_t>(story.plan.products.size());
        firstOrder += static_cast<std::int64_t>(story.trade.orders.size());
    }
};

} // namespace mops::world
