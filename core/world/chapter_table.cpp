#include "core/world/articles.h"
#include "core/world/campaign_writer.h"
#include "core/world/chapter.h"
#include "core/world/market.h"
#include "core/world/rings.h"
#include "core/world/streams.h"
#include "core/world/trade_writer.h"

#include <array>

namespace mops::world {
namespace {

constexpr std::array kChapters{
    Chapter{"merchant", 1, planMerchant, writeMarketInto, writeMarketTruthInto},
    Chapter{"trade", 2, trade, writeTradeInto, writeTradeTruthInto},
    Chapter{"stock", 4, nullptr, writeStockInto, nullptr}, // lived in the trade
    Chapter{"after_sales", 5, claim, writeAfterSalesInto, writeAfterSalesTruthInto},
    Chapter{"rings", 6, nullptr, nullptr, writeRingTruthInto}, // planned in the world, lived there
    Chapter{"applications", 3, apply, writeApplicationsInto, writeApplicationTruthInto},
    Chapter{"listings", 7, list, writeListingsInto, writeListingTruthInto},
    Chapter{"campaigns", 8, nullptr, writeCampaignsInto, writeCampaignTruthInto},
    Chapter{"tickets", 9, ask, writeTicketsInto, writeTicketTruthInto},
    Chapter{"articles", 10, nullptr, writeArticlesInto, nullptr},
};

} // namespace

std::span<const Chapter> chapters() {
    return kChapters;
}

namespace {

void tell(std::span<const Chapter> some, const World& world, std::int64_t number,
          MerchantStory& story) {
    story.plan.number = number;
    const Rng merchant = world.root.fork(kFirstMerchantStream + static_cast<std::uint64_t>(number));
    for (const Chapter& chapter : some) {
        if (chapter.tell == nullptr)
            continue;
        Rng rng = merchant.fork(chapter.stream);
        chapter.tell(world, story, rng);
    }
}

} // namespace

void tellPlan(const World& world, std::int64_t number, MerchantStory& story) {
    tell(chapters().first(1), world, number, story);
}

void tellStory(const World& world, std::int64_t number, MerchantStory& story) {
    tell(chapters(), world, number, story);
}

} // namespace mops::world
