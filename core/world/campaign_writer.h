#pragma once

#include <cstdint>
#include <memory>

namespace mops::db {
class Database;
}

namespace mops::world {

struct World;
class StoryWriter;

/// Campaigns, whom they were shown, who was held out, what was spent.
std::unique_ptr<StoryWriter> writeCampaignsInto(db::Database& mart, const World& world,
                                                std::int64_t batch);
/// How much each campaign really moves its audience.
std::unique_ptr<StoryWriter> writeCampaignTruthInto(db::Database& truth, const World& world);

} // namespace mops::world
