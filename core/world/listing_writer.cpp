#include "core/db/statement.h"
#include "core/world/chapter.h"
#include "core/world/id_text.h"
#include "core/world/listings.h"
#include "core/world/market.h"

namespace mops::world {
namespace {

IdText listingId(std::int64_t key) {
    return {'L', 8, key};
}
IdText changeId(std::int64_t key) {
    return {'X', 8, key};
}

class ListingWriter final : public StoryWriter {
public:
    ListingWriter(db::Database& mart, std::int64_t batch)
        : m_batch(batch)
        , m_listing(mart, "INSERT INTO dim_listing (listing_key, listing_id, merchant_key, "
                          "product_key, category_key, title, description, brand, price_minor, "
                          "photo_count, listed_at, status, decided_at, batch_id) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , m_change(mart, "INSERT INTO fact_listing_change (change_id, field, listing_key, "
                         "merchant_key, changed_at, value_before, value_after, status, "
                         "decided_at, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , m_listings(counter("dim_listing"))
        , m_rows(counter("fact_listing_change")) {}

    void writeStory(const MerchantStory& story, const StoryKeys& keys) override {
        const std::int64_t first = m_listings + 1;
        for (const ListingEvent& event : story.listing.listings) {
            const std::int64_t key = ++m_listings;
            const ListingText& text = event.text;
            const auto brand =
                text.brand.empty() ? std::nullopt : std::optional<std::string_view>(text.brand);
            m_listing.run(key, listingId(key), keys.merchant, keys.product(event.product),
                          categoryKey(text.category), text.title, text.description, brand,
                          text.priceMinor, text.photos, event.listedAt, event.status,
                          event.decidedAt, m_batch);
        }
        for (const ChangeEvent& event : story.listing.changes) {
            const IdText id = changeId(++m_changes);
            for (std::size_t i = event.fieldBegin; i < event.fieldEnd; ++i) {
                const FieldChange& field = story.listing.fields[i];
                m_change.run(id, field.field, first + static_cast<std::int64_t>(event.listing),
                             keys.merchant, event.changedAt, field.before, field.after,
                             event.status, event.decidedAt, m_batch);
            }
            m_rows += static_cast<std::int64_t>(event.fieldEnd - event.fieldBegin);
        }
    }

private:
    std::int64_t m_batch;
    db::Statement m_listing;
    db::Statement m_change;
    std::int64_t& m_listings;
    std::int64_t& m_rows;
    std::int64_t m_changes = 0;
};

constexpr const char* kTruthSchema = R"(
CREATE TABLE listing_truth (listing_id TEXT PRIMARY KEY, clause TEXT, manner TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE change_truth (change_id TEXT PRIMARY KEY, clause TEXT, manner TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
)";

class ListingTruthWriter final : public StoryWriter {
public:
    explicit ListingTruthWriter(db::Database& truth)
        : m_listing((truth.execute(kTruthSchema), truth),
                    "INSERT INTO listing_truth VALUES (?, ?, ?)")
        , m_change(truth, "INSERT INTO change_truth VALUES (?, ?, ?)") {}

    void writeStory(const MerchantStory& story, const StoryKeys&) override {
        for (const ListingEvent& event : story.listing.listings)
            write(m_listing, listingId(++m_listings), event.truth);
        for (const ChangeEvent& event : story.listing.changes)
            write(m_change, changeId(++m_changes), event.truth);
    }

private:
    static void write(db::Statement& insert, const IdText& id, const PlantedViolation& truth) {
        if (truth.clause != Clause::None)
            insert.run(id, clauseName(truth.clause), mannerName(truth.manner));
        else if (truth.lookalike)
            insert.run(id, nullptr, "lookalike");
    }
    db::Statement m_listing;
    db::Statement m_change;
    std::int64_t m_listings = 0;
    std::int64_t m_changes = 0;
};

} // namespace

std::unique_ptr<StoryWriter> writeListingsInto(db::Database& mart, const World&,
                                               std::int64_t batch) {
    return std::make_unique<ListingWriter>(mart, batch);
}

std::unique_ptr<StoryWriter> writeListingTruthInto(db::Database& truth, const World&) {
    return std::make_unique<ListingTruthWriter>(truth);
}

} // namespace mops::world
