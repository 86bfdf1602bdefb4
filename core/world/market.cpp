#include "core/world/market.h"

#include "core/db/statement.h"
#include "core/world/catalogue.h"
#include "core/world/id_text.h"
#include "core/world/names.h"

#include <algorithm>
#include <cmath>

namespace mops::world {
namespace {

/// UTF-8: every character has one byte that does not continue another.
std::int64_t characters(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    });
}

/// Where the merchant sells most; of equals the first. Without sales: what it set out to sell.
std::size_t mainCategory(const MerchantStory& story) {
    std::vector<int> items(categories().size(), 0);
    for (const ItemEvent& item : story.trade.items)
        ++items[story.plan.products[item.product].category];
    const auto most = std::max_element(items.begin(), items.end());
    return *most == 0 ? story.plan.category : static_cast<std::size_t>(most - items.begin());
}

class MarketWriter final : public StoryWriter {
public:
    MarketWriter(db::Database& mart, const World& world, std::int64_t batch)
        : m_world(world)
        , m_batch(batch)
        , m_category(mart, "INSERT INTO dim_category (category_key, category_id, parent_key, "
                           "name_zh, name_en, batch_id) VALUES (?, ?, ?, ?, ?, ?)")
        , m_zipPoint(mart, "INSERT INTO zip_point (zip_prefix, latitude, longitude, city, region, "
                           "batch_id) VALUES (?, ?, ?, ?, ?, ?)")
        , m_buyer(mart, "INSERT INTO dim_buyer (buyer_key, buyer_id, region, city, zip_prefix, "
                        "batch_id) VALUES (?, ?, ?, ?, ?, ?)")
        , m_merchant(mart, "INSERT INTO dim_merchant (merchant_key, merchant_id, name, region, "
                           "city, zip_prefix, category_key, registered_at, status, batch_id) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , m_product(mart,
                    "INSERT INTO dim_product (product_key, product_id, category_key, name, "
                    "weight_g, length_cm, height_cm, width_cm, photo_count, name_length, "
                    "description_length, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        , m_merchants(counter("dim_merchant"))
        , m_products(counter("dim_product")) {}

    void writeMarket() override {
        writeCategories();
        for (const City& city : cities())
            m_zipPoint.run(city.zipPrefix, city.latitude, city.longitude,
                           city.name.in(m_world.chinese), city.region.in(m_world.chinese), m_batch);
        counter("zip_point") = static_cast<std::int64_t>(cities().size());
        const auto count = static_cast<std::int64_t>(m_world.buyers.size());
        for (std::int64_t key = 1; key <= count; ++key) {
            const City& city = cities()[m_world.buyers[static_cast<std::size_t>(key - 1)].city];
            m_buyer.run(key, buyerId(key), city.region.in(m_world.chinese),
                        city.name.in(m_world.chinese), city.zipPrefix, m_batch);
        }
        counter("dim_buyer") = count;
    }

    void writeStory(const MerchantStory& story, const StoryKeys& keys) override {
        const MerchantPlan& plan = story.plan;
        const City& city = cities()[plan.city];
        m_merchant.run(keys.merchant, merchantId(keys.merchant), plan.name,
                       city.region.in(m_world.chinese), city.name.in(m_world.chinese),
                       city.zipPrefix, categoryKey(mainCategory(story)), plan.registeredAt,
                       plan.closed ? "closed" : "active", m_batch);
        ++m_merchants;
        for (std::size_t i = 0; i < plan.products.size(); ++i) {
            const ProductPlan& product = plan.products[i];
            m_product.run(keys.product(i), productId(keys.product(i)),
                          categoryKey(product.category), product.name, product.weightGrams,
                          product.lengthCm, product.heightCm, product.widthCm, product.photos,
                          characters(product.name), product.descriptionLength, m_batch);
        }
        m_products += static_cast<std::int64_t>(plan.products.size());
    }

private:
    void writeCategories() {
        std::int64_t key = 0;
        for (const CategoryGroup& group : categoryGroups())
            m_category.run(++key, group.id, nullptr, group.name.zh, group.name.en, m_batch);
        for (const Category& category : categories())
            m_category.run(++key, category.id, static_cast<std::int64_t>(category.group) + 1,
                           category.name.zh, category.name.en, m_batch);
        counter("dim_category") = key;
    }

    const World& m_world;
    std::int64_t m_batch;
    db::Statement m_category;
    db::Statement m_zipPoint;
    db::Statement m_buyer;
    db::Statement m_merchant;
    db::Statement m_product;
    std::int64_t& m_merchants;
    std::int64_t& m_products;
};

constexpr const char* kTruthSchema = R"(
CREATE TABLE merchant_truth (merchant_id TEXT PRIMARY KEY, type TEXT NOT NULL, quality REAL NOT NULL,
    handling_days REAL NOT NULL, cancel_share REAL NOT NULL, loyalty REAL NOT NULL,
    change_day TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE failure_truth (merchant_id TEXT PRIMARY KEY, manner TEXT NOT NULL,
    signs_from TEXT NOT NULL, fails_on TEXT, depth REAL NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE product_truth (product_id TEXT PRIMARY KEY, style INTEGER NOT NULL,
    goes_with TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE buyer_truth (buyer_id TEXT PRIMARY KEY, style INTEGER NOT NULL, favourite TEXT NOT NULL,
    second_favourite TEXT NOT NULL, abuser INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)";

class MarketTruthWriter final : public StoryWriter {
public:
    MarketTruthWriter(db::Database& truth, const World& world)
        : m_world(world)
        , m_merchant(truth, "INSERT INTO merchant_truth VALUES (?, ?, ?, ?, ?, ?, ?)")
        , m_failure(truth, "INSERT INTO failure_truth VALUES (?, ?, ?, ?, ?)")
        , m_product(truth, "INSERT INTO product_truth VALUES (?, ?, ?)")
        , m_buyer(truth, "INSERT INTO buyer_truth VALUES (?, ?, ?, ?, ?)") {}

    void writeMarket() override {
        for (std::size_t i = 0; i < m_world.buyers.size(); ++i) {
            const Buyer& buyer = m_world.buyers[i];
            m_buyer.run(buyerId(static_cast<std::int64_t>(i) + 1),
                        static_cast<std::int64_t>(buyer.style), categories()[buyer.favourite].id,
                        categories()[buyer.secondFavourite].id, buyer.abuser);
        }
    }

    void writeStory(const MerchantStory& story, const StoryKeys& keys) override {
        const MerchantPlan& plan = story.plan;
        const bool changes =
            plan.type == MerchantType::Slipping || plan.type == MerchantType::Sleepy;
        const auto day =
            changes ? std::optional(formatDay(m_world.firstDay + std::chrono::days(plan.changeDay)))
                    : std::nullopt;
        m_merchant.run(merchantId(keys.merchant), typeName(plan.type), plan.quality,
                       plan.handlingDays, plan.cancelShare, plan.loyalty, day);
        writeTrouble(plan, keys.merchant);
        for (std::size_t i = 0; i < plan.products.size(); ++i) {
            const std::size_t partner = i ^ 1U;
            const IdText partnerId = productId(keys.product(partner));
            m_product.run(productId(keys.product(i)), plan.products[i].style,
                          partner < plan.products.size()
                              ? std::optional<std::string_view>(partnerId)
                              : std::nullopt);
        }
    }

private:
    void writeTrouble(const MerchantPlan& plan, std::int64_t merchant) {
        const Trouble& trouble = plan.trouble;
        if (trouble.kind == Trouble::Kind::None)
            return;
        m_failure.run(
            merchantId(merchant), trouble.kind == Trouble::Kind::Fades ? "fades" : "collapses",
            formatDay(m_world.day(trouble.from)),
            trouble.fatal ? std::optional(formatDay(m_world.day(trouble.until))) : std::nullopt,
            trouble.depth);
    }

    const World& m_world;
    db::Statement m_merchant;
    db::Statement m_failure;
    db::Statement m_product;
    db::Statement m_buyer;
};

} // namespace

std::int64_t categoryKey(std::size_t category) {
    return static_cast<std::int64_t>(categoryGroups().size() + category) + 1;
}

std::unique_ptr<StoryWriter> writeMarketInto(db::Database& mart, const World& world,
                                             std::int64_t batch) {
    return std::make_unique<MarketWriter>(mart, world, batch);
}

std::unique_ptr<StoryWriter> writeMarketTruthInto(db::Database& truth, const World& world) {
    truth.execute(kTruthSchema);
    return std::make_unique<MarketTruthWriter>(truth, world);
}

} // namespace mops::world
