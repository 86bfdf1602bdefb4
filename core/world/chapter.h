#pragma once

#include "core/base/rng.h"
#include "core/db/database.h"
#include "core/world/story.h"
#include "core/world/world.h"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>

namespace mops::world {

/// Writes one chapter's rows with prepared statements: into the mart or into the truth file. All
/// calls come from one thread, inside one transaction.
class StoryWriter {
public:
    StoryWriter() = default;
    StoryWriter(const StoryWriter&) = delete;
    StoryWriter& operator=(const StoryWriter&) = delete;
    virtual ~StoryWriter() = default;

    /// Once, before the first merchant: what belongs to no merchant.
    virtual void writeMarket() {}
    /// Merchants come in the order of their numbers.
    virtual void writeStory(const MerchantStory& story, const StoryKeys& keys) = 0;
    /// Once, after the last merchant.
    virtual void writeEnd() {}

    /// Rows per table so far.
    const std::map<std::string, std::int64_t>& rows() const { return m_rows; }

protected:
    /// The counter of a table, to be kept and counted up: no look-up per row.
    std::int64_t& counter(const char* table) { return m_rows[table]; }

private:
    std::map<std::string, std::int64_t> m_rows;
};

/// A subject of the world: how it is made up, and how it is written.
struct Chapter {
    const char* name;
    /// Number of the merchant's stream that `tell` draws from; never changed, never used twice.
    std::uint64_t stream;
    /// Adds this chapter's part to the story, whose earlier chapters are complete. A pure function
    /// of its arguments that runs on several threads at once. Null = nothing of its own to tell.
    void (*tell)(const World& world, MerchantStory& story, Rng& rng);
    /// `batch` goes into every row. Null = writes nothing into the mart.
    std::unique_ptr<StoryWriter> (*writer)(db::Database& mart, const World& world,
                                           std::int64_t batch);
    /// Creates its tables in the (empty) truth file. Null = plants no truth.
    std::unique_ptr<StoryWriter> (*truthWriter)(db::Database& truth, const World& world);
};

/// In the order in which they are told and written.
std::span<const Chapter> chapters();

/// Tells only the first chapter, the merchant's plan: for what is planned across merchants.
void tellPlan(const World& world, std::int64_t number, MerchantStory& story);
/// Tells all chapters about merchant `number` (from 1).
void tellStory(const World& world, std::int64_t number, MerchantStory& story);

} // namespace mops::world
