#pragma once

#include "core/base/rng.h"
#include "core/world/violations.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mops::db {
class Database;
}

namespace mops::world {

struct MerchantStory;
struct World;
class StoryWriter;

/// What is true about a text that somebody reviews.
struct PlantedViolation {
    Clause clause = Clause::None;
    Manner manner{};
    bool lookalike = false; ///< honest, with words that look like a violation
};

struct ListingEvent {
    std::size_t product = 0; ///< position in the merchant's products
    ListingText text;        ///< as it is now, after all accepted changes
    std::int64_t listedAt = 0;
    const char* status = "live";
    std::optional<std::int64_t> decidedAt;
    PlantedViolation truth; ///< of the first text
};

struct FieldChange {
    const char* field = "";
    std::string before;
    std::string after;
};

struct ChangeEvent {
    std::size_t listing = 0; ///< position in the merchant's listings
    std::int64_t changedAt = 0;
    const char* status = "pending";
    std::optional<std::int64_t> decidedAt;
    std::size_t fieldBegin = 0;
    std::size_t fieldEnd = 0;
    PlantedViolation truth;
};

struct ListingStory {
    std::vector<ListingEvent> listings;
    std::vector<ChangeEvent> changes;
    std::vector<FieldChange> fields;
};

/// A listing for each product (large worlds: for the first ones), variants that came later, those
/// of the last days not yet reviewed; changes of the listings that are live.
void list(const World& world, MerchantStory& story, Rng& rng);
std::unique_ptr<StoryWriter> writeListingsInto(db::Database& mart, const World& world,
                                               std::int64_t batch);
/// Which listings and changes break a clause, and which only look so.
std::unique_ptr<StoryWriter> writeListingTruthInto(db::Database& truth, const World& world);

} // namespace mops::world
