#pragma once

#include "core/world/chapter.h"

namespace mops::world {

/// Orders with their items, payments and reviews.
std::unique_ptr<StoryWriter> writeTradeInto(db::Database& mart, const World& world,
                                            std::int64_t batch);
/// Why parcels came late.
std::unique_ptr<StoryWriter> writeTradeTruthInto(db::Database& truth, const World& world);

} // namespace mops::world
