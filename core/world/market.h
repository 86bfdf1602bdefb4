#pragma once

#include "core/world/chapter.h"

namespace mops::world {

/// Categories, cities, buyers; per merchant itself and its products.
std::unique_ptr<StoryWriter> writeMarketInto(db::Database& mart, const World& world,
                                             std::int64_t batch);
/// Types, tastes and pairs.
std::unique_ptr<StoryWriter> writeMarketTruthInto(db::Database& truth, const World& world);

/// The key of a leaf category; the groups have the keys before.
std::int64_t categoryKey(std::size_t category);

} // namespace mops::world
