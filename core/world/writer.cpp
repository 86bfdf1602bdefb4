#include "core/world/writer.h"

#include <algorithm>
#include <array>

namespace mops::world {
namespace {

/// UTF-8: every character has one byte that does not continue another.
std::int64_t characters(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    });
}

enum Counter : std::size_t { kOrders, kItems, kPayments, kReviews, kProducts };

/// Where the merchant sells most; of equals the first. Without sales: what it set out to sell.
std::size_t mainCategory(const MerchantPlan& plan, const MerchantTrade& trade) {
    std::vector<int> items(categories().size(), 0);
    for (const ItemEvent& item : trade.items)
        ++items[plan.products[item.product].category];
    const auto most = std::max_element(items.begin(), items.end());
    return *most == 0 ? plan.category : static_cast<std::size_t>(most - items.begin());
}

} // namespace

std::int64_t categoryKey(std::size_t category) {
    return static_cast<std::int64_t>(categoryGroups().size() + category) + 1;
}

DeferredIndexes::DeferredIndexes(db::Database& mart)
    : m_mart(mart) {
    std::vector<std::string> names;
    {
        // Automatic indexes (of UNIQUE and PRIMARY KEY) have no SQL and stay.
        db::Statement row(mart, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' "
                                "AND sql IS NOT NULL AND tbl_name IN ('fact_order', 'fact_item') "
                                "ORDER BY name");
        while (row.step()) {
            names.emplace_back(row.text(0));
            m_sql.emplace_back(row.text(1));
        }
    }
    for (const std::string& name : names)
        mart.execute("DROP INDEX \"" + name + "\"");
}

void DeferredIndexes::finish() {
    for (const std::string& sql : m_sql)
        m_mart.execute(sql);
    m_sql.clear();
}

Writer::Writer(db::Database& mart, const WorldParams& params, std::int64_t batch)
    : m_chinese(params.locale == "zh")
    , m_batch(batch)
    , m_begin(toSeconds(Instant{params.lastDay - std::chrono::days(params.days - 1)}))
    , m_end(toSeconds(Instant{params.lastDay}) + kSecondsPerDay - 1)
    , m_category(mart, "INSERT INTO dim_category (category_key, category_id, parent_key, name_zh, "
                       "name_en, batch_id) VALUES (?, ?, ?, ?, ?, ?)")
    , m_zipPoint(mart,
                 "INSERT INTO zip_point (zip_prefix, latitude, longitude, city, region, batch_id) "
                 "VALUES (?, ?, ?, ?, ?, ?)")
    , m_buyer(mart,
              "INSERT INTO dim_buyer (buyer_key, buyer_id, region, city, zip_prefix, batch_id) "
              "VALUES (?, ?, ?, ?, ?, ?)")
    , m_merchant(mart, "INSERT INTO dim_merchant (merchant_key, merchant_id, name, region, city, "
                       "zip_prefix, category_key, registered_at, status, batch_id) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_product(mart,
                "INSERT INTO dim_product (product_key, product_id, category_key, name, weight_g, "
                "length_cm, height_cm, width_cm, photo_count, name_length, description_length, "
                "batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_order(mart,
              "INSERT INTO fact_order (order_key, order_id, buyer_key, status, ordered_at, "
              "approved_at, shipped_at, delivered_at, promised_at, courier, currency, batch_id) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'CNY', ?)")
    , m_item(mart,
             "INSERT INTO fact_item (merchant_key, ordered_at, order_key, item_no, product_key, "
             "price_minor, freight_minor, ship_by, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_payment(mart, "INSERT INTO fact_payment (order_key, sequence_no, method, installments, "
                      "amount_minor, batch_id) VALUES (?, ?, ?, ?, ?, ?)")
    , m_review(mart, "INSERT INTO fact_review (order_key, review_id, score, comment, created_at, "
                     "answered_at, batch_id) VALUES (?, ?, ?, ?, ?, ?, ?)")
    , m_application(
          mart,
          "INSERT INTO fact_application (application_key, application_id, applied_at, "
          "landing_page, origin, decided_at, outcome, merchant_id, business_segment, "
          "lead_type, behaviour_profile, has_company, has_gtin, average_stock, business_type, "
          "declared_catalog_size, declared_monthly_minor, batch_id) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_rowsOf{&m_rows["fact_order"], &m_rows["fact_item"], &m_rows["fact_payment"],
               &m_rows["fact_review"], &m_rows["dim_product"]} {}

void Writer::writeCategories() {
    std::int64_t key = 0;
    for (const CategoryGroup& group : categoryGroups())
        m_category.run(++key, group.id, nullptr, group.name.zh, group.name.en, m_batch);
    for (const Category& category : categories())
        m_category.run(++key, category.id, static_cast<std::int64_t>(category.group) + 1,
                       category.name.zh, category.name.en, m_batch);
    m_rows["dim_category"] = key;
}

void Writer::writeCities() {
    for (const City& city : cities())
        m_zipPoint.run(city.zipPrefix, city.latitude, city.longitude, city.name.in(m_chinese),
                       city.region.in(m_chinese), m_batch);
    m_rows["zip_point"] = static_cast<std::int64_t>(cities().size());
}

void Writer::writeBuyers(const Buyers& buyers) {
    for (std::size_t i = 0; i < buyers.size(); ++i) {
        const City& city = cities()[buyers[i].city];
        const auto key = static_cast<std::int64_t>(i) + 1;
        writeId(m_id, 'B', 8, key);
        m_buyer.run(key, m_id, city.region.in(m_chinese), city.name.in(m_chinese), city.zipPrefix,
                    m_batch);
    }
    m_rows["dim_buyer"] = static_cast<std::int64_t>(buyers.size());
}

void Writer::writeMerchant(const MerchantPlan& plan, const MerchantTrade& trade) {
    const City& city = cities()[plan.city];
    m_merchant.run(plan.key, plan.merchantId, plan.name, city.region.in(m_chinese),
                   city.name.in(m_chinese), city.zipPrefix, categoryKey(mainCategory(plan, trade)),
                   plan.registeredAt, plan.closes ? "closed" : "active", m_batch);
    ++m_rows["dim_merchant"];
    for (const ProductPlan& product : plan.products) {
        writeId(m_id, 'P', 7, product.key);
        const double edge = std::cbrt(product.weightGrams * 4);
        m_product.run(product.key, m_id, categoryKey(product.category), product.name,
                      product.weightGrams, std::round(edge * 1.4), std::round(edge * 0.7),
                      std::round(edge), 1 + product.key % 7, characters(product.name),
                      200 + product.key * 37 % 900, m_batch);
        ++*m_rowsOf[kProducts];
    }
    for (const OrderEvent& order : trade.orders)
        writeOrder(plan, trade, order, ++m_orders);
}

void Writer::writeOrder(const MerchantPlan& plan, const MerchantTrade& trade,
                        const OrderEvent& order, std::int64_t key) {
    writeId(m_id, 'O', 9, key);
    m_order.run(key, m_id, static_cast<std::int64_t>(order.buyer) + 1, order.status, order.at,
                order.approvedAt, order.shippedAt, order.deliveredAt, order.promisedAt,
                couriers()[order.courier].name.in(m_chinese), m_batch);
    ++*m_rowsOf[kOrders];
    std::int64_t amount = 0;
    for (std::size_t i = order.itemBegin; i < order.itemEnd; ++i) {
        const ItemEvent& item = trade.items[i];
        m_item.run(plan.key, order.at, key, static_cast<std::int64_t>(i - order.itemBegin) + 1,
                   plan.products[item.product].key, item.priceMinor, item.freightMinor,
                   order.shipBy, m_batch);
        amount += item.priceMinor + item.freightMinor;
    }
    *m_rowsOf[kItems] += static_cast<std::int64_t>(order.itemEnd - order.itemBegin);
    writePayments(key, amount, order.at);
    if (order.reviewScore == 0)
        return;
    writeId(m_id, 'R', 9, key);
    const auto comment = order.comment.empty() ? std::nullopt : std::optional(order.comment);
    m_review.run(key, m_id, order.reviewScore, comment, order.reviewAt, order.answeredAt, m_batch);
    ++*m_rowsOf[kReviews];
}

void Writer::writePayments(std::int64_t key, std::int64_t amount, std::int64_t salt) {
    static constexpr std::array kMethods{"wallet",      "wallet",      "wallet",     "wallet",
                                         "credit_card", "credit_card", "debit_card", "instalments"};
    const char* method = kMethods[static_cast<std::size_t>(salt % 8)];
    const std::int64_t installments = salt % 8 == 7 ? 3 + salt / 8 % 3 * 3 : 1;
    std::int64_t voucher = 0;
    if (salt % 19 == 0 && amount > 2000)
        voucher = 1000;
    m_payment.run(key, 1, method, installments, amount - voucher, m_batch);
    if (voucher > 0)
        m_payment.run(key, 2, "voucher", 1, voucher, m_batch);
    *m_rowsOf[kPayments] += voucher > 0 ? 2 : 1;
}

void Writer::writeApplication(std::int64_t number, const MerchantPlan* merchant, Rng& rng) {
    static constexpr std::array kOrigins{"organic_search", "paid_search", "social",
                                         "referral",       "email",       "exhibition"};
    static constexpr std::array kLeadTypes{"online_small", "online_medium", "online_big", "offline",
                                           "industry"};
    static constexpr std::array kBusinessTypes{"reseller", "manufacturer", "other"};
    static constexpr std::array kProfiles{"fast_decider", "careful", "price_driven",
                                          "relation_driven"};
    static constexpr std::array kStocks{"1-5", "5-20", "20-50", "50-200", "200+"};
    const auto oneOf = [&rng](const auto& list) {
        return list[static_cast<std::size_t>(rng.below(list.size()))];
    };

    std::int64_t appliedAt = 0;
    std::optional<std::int64_t> decidedAt;
    const char* outcome = "open";
    std::optional<std::string_view> merchantId;
    const bool serious = merchant != nullptr || rng.chance(0.35);
    const auto reviewTime = static_cast<std::int64_t>((2 + 9 * rng.exponential()) *
                                                      static_cast<double>(kSecondsPerDay));
    if (merchant != nullptr) {
        decidedAt = merchant->registeredAt;
        appliedAt = *decidedAt - reviewTime;
        outcome = "won";
        merchantId = merchant->merchantId;
    } else {
        appliedAt = m_begin + static_cast<std::int64_t>(
                                  rng.below(static_cast<std::uint64_t>(m_end - m_begin)));
        if (appliedAt + reviewTime <= m_end) {
            decidedAt = appliedAt + reviewTime;
            outcome = "lost";
        }
    }
    const auto category = merchant != nullptr
                              ? merchant->category
                              : static_cast<std::size_t>(rng.below(categories().size()));
    const auto catalogue = std::round(std::exp((serious ? 3.4 : 2.6) + 0.8 * rng.normal()));
    const auto monthly =
        static_cast<std::int64_t>(std::round(std::exp((serious ? 9.6 : 8.8) + rng.normal()))) * 100;
    writeId(m_id, 'A', 6, number);
    m_application.run(number, m_id, appliedAt, rng.chance(0.5) ? "landing-a" : "landing-b",
                      oneOf(kOrigins), decidedAt, outcome, merchantId, categories()[category].id,
                      oneOf(kLeadTypes), oneOf(kProfiles), rng.chance(serious ? 0.85 : 0.5),
                      rng.chance(serious ? 0.7 : 0.4), oneOf(kStocks), oneOf(kBusinessTypes),
                      catalogue, monthly, m_batch);
    ++m_rows["fact_application"];
}

} // namespace mops::world
