#include "core/world/world.h"

#include "core/world/streams.h"

namespace mops::world {
namespace {

constexpr std::int64_t kBuyersPerMerchant = 55;
constexpr std::int64_t kMostBuyers = 5'000'000;

} // namespace

World::World(const WorldParams& parameters)
    : params(parameters)
    , chinese(parameters.locale == "zh")
    , firstDay(parameters.lastDay - std::chrono::days(parameters.days - 1))
    , begin(toSeconds(Instant{firstDay}))
    , end(toSeconds(Instant{parameters.lastDay}) + kSecondsPerDay - 1)
    , root(parameters.seed)
    , buyers(std::min(kMostBuyers, parameters.merchants * kBuyersPerMerchant),
             root.fork(kBuyerStream)) {}

} // namespace mops::world
