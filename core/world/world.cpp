#include "core/world/world.h"

#include "core/world/calendar.h"
#include "core/world/names.h"
#include "core/world/streams.h"

namespace mops::world {
namespace {

constexpr int kDaysBeyond = 130; ///< that merchants look ahead

} // namespace

World::World(const WorldParams& parameters)
    : params(parameters)
    , chinese(parameters.locale == "zh")
    , firstDay(parameters.lastDay - std::chrono::days(parameters.days - 1))
    , begin(toSeconds(Instant{firstDay}))
    , end(toSeconds(Instant{parameters.lastDay}) + kSecondsPerDay - 1)
    , root(parameters.seed)
    , thinning(parameters.thinning())
    , buyers(parameters, root.fork(kBuyerStream))
    , campaigns(parameters, root.fork(kCampaignStream))
    , m_days(parameters.days + kDaysBeyond)
    , m_upTo(categories().size())
    , m_cities(cities().size()) {
    for (int number = 0; number < m_days; ++number)
        m_festival.push_back(isFestival(day(number)));
    for (std::size_t category = 0; category < m_upTo.size(); ++category) {
        double sum = 0;
        m_upTo[category].push_back(sum);
        for (int number = 0; number < m_days; ++number)
            m_upTo[category].push_back(sum += demandOn(day(number)) *
                                              seasonOf(categories()[category], day(number)));
    }
    for (const City& from : cities())
        for (const City& to : cities())
            m_kilometres.push_back(kilometresBetween(from, to));
    rings = Rings(*this, root.fork(kRingStream));
}

} // namespace mops::world
