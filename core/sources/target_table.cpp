#include "core/sources/target_table.h"

#include <array>

namespace mops::sources {
namespace {

using enum FieldType;
constexpr double kAny = std::numeric_limits<double>::infinity();

constexpr Reference kParent{"dim_category", "category_id", "category_key", "parent_key",
                            BrokenReference::Create};
constexpr Reference kCategory{"dim_category", "category_id", "category_key", "category_key",
                              BrokenReference::Create};
constexpr Reference kMerchant{"dim_merchant", "merchant_id", "merchant_key", "merchant_key"};
constexpr Reference kBuyer{"dim_buyer", "buyer_id", "buyer_key", "buyer_key"};
constexpr Reference kBuyerAlias{"buyer_alias", "alias_id", "buyer_key", "buyer_key"};
constexpr Reference kProduct{"dim_product", "product_id", "product_key", "product_key"};
constexpr Reference kOrder{"fact_order", "order_id", "order_key", "order_key"};
constexpr Reference kOrderOfItem{"fact_order", "order_id", "order_key,ordered_at",
                                 "order_key,ordered_at"};

constexpr std::array kCategoryFields{
    TargetField{"category_id", Text, "category_id", true},
    TargetField{"name_zh", Text, "name_zh"},
    TargetField{"name_en", Text, "name_en"},
    TargetField{.name = "parent_id", .reference = &kParent},
};
constexpr std::array kMerchantFields{
    TargetField{"merchant_id", Text, "merchant_id", true},
    TargetField{"name", Text, "name"},
    TargetField{"region", Text, "region"},
    TargetField{"city", Text, "city"},
    TargetField{"zip_prefix", Text, "zip_prefix"},
    TargetField{"registered_at", Instant, "registered_given"},
    TargetField{.name = "status",
                .column = "status",
                .isRequired = true,
                .allowed = "|active|suspended|closed|"},
};
constexpr std::array kBuyerFields{
    TargetField{"buyer_id", Text, "buyer_id", true},
    TargetField{"region", Text, "region"},
    TargetField{"city", Text, "city"},
    TargetField{"zip_prefix", Text, "zip_prefix"},
};
constexpr std::array kBuyerAliasFields{
    TargetField{"alias_id", Text, "alias_id", true},
    TargetField{.name = "buyer_id", .isRequired = true, .reference = &kBuyer},
};
constexpr std::array kProductFields{
    TargetField{"product_id", Text, "product_id", true},
    TargetField{.name = "category_id", .reference = &kCategory},
    TargetField{"name", Text, "name"},
    TargetField{"weight_g", Real, "weight_g", false, 0, kAny},
    TargetField{"length_cm", Real, "length_cm", false, 0, kAny},
    TargetField{"height_cm", Real, "height_cm", false, 0, kAny},
    TargetField{"width_cm", Real, "width_cm", false, 0, kAny},
    TargetField{"photo_count", Integer, "photo_count", false, 0, kAny},
    TargetField{"name_length", Integer, "name_length", false, 0, kAny},
    TargetField{"description_length", Integer, "description_length", false, 0, kAny},
};
constexpr std::array kOrderFields{
    TargetField{"order_id", Text, "order_id", true},
    TargetField{.name = "buyer_id", .isRequired = true, .reference = &kBuyer},
    TargetField{.name = "alias_id", .isRequired = true, .reference = &kBuyerAlias},
    TargetField{.name = "status",
                .column = "status",
                .isRequired = true,
                .allowed = "|created|approved|invoiced|processing|shipped|delivered|unavailable|"
                           "canceled|"},
    TargetField{"ordered_at", Instant, "ordered_at", true},
    TargetField{"approved_at", Instant, "approved_at"},
    TargetField{"shipped_at", Instant, "shipped_at"},
    TargetField{"delivered_at", Instant, "delivered_at"},
    TargetField{"promised_at", Instant, "promised_at"},
    TargetField{"courier", Text, "courier"},
    TargetField{"currency", Text, "currency", true},
};
constexpr std::array kItemFields{
    TargetField{.name = "order_id", .isRequired = true, .reference = &kOrderOfItem},
    TargetField{"item_no", Integer, "item_no", true, 1, kAny},
    TargetField{.name = "product_id", .isRequired = true, .reference = &kProduct},
    TargetField{.name = "merchant_id", .isRequired = true, .reference = &kMerchant},
    TargetField{"price", Money, "price_minor", true, 0, kAny},
    TargetField{"freight", Money, "freight_minor", true, 0, kAny},
    TargetField{"ship_by", Instant, "ship_by"},
};
constexpr std::array kPaymentFields{
    TargetField{.name = "order_id", .isRequired = true, .reference = &kOrder},
    TargetField{"sequence_no", Integer, "sequence_no", true, 1, kAny},
    TargetField{"method", Text, "method", true},
    TargetField{"installments", Integer, "installments", true, 0, kAny},
    TargetField{"amount", Money, "amount_minor", true, 0, kAny},
};
constexpr std::array kReviewFields{
    TargetField{.name = "order_id", .isRequired = true, .reference = &kOrder},
    TargetField{"review_id", Text, "review_id", true},
    TargetField{"score", Integer, "score", true, 1, 5},
    TargetField{.name = "title", .column = "title", .isProse = true},
    TargetField{.name = "comment", .column = "comment", .isProse = true},
    TargetField{"created_at", Instant, "created_at"},
    TargetField{"answered_at", Instant, "answered_at"},
};
constexpr std::array kZipPointFields{
    TargetField{"zip_prefix", Text, "zip_prefix", true},
    TargetField{"latitude", Real, "latitude", true, -90, 90},
    TargetField{"longitude", Real, "longitude", true, -180, 180},
    TargetField{"city", Text, "city", true},
    TargetField{"region", Text, "region", true},
};
constexpr std::array kApplicationFields{
    TargetField{"application_id", Text, "application_id", true},
    TargetField{"applied_at", Instant, "applied_at", true},
    TargetField{"landing_page", Text, "landing_page"},
    TargetField{"origin", Text, "origin"},
    TargetField{"decided_at", Instant, "decided_at"},
    TargetField{
        .name = "outcome", .column = "outcome", .isRequired = true, .allowed = "|open|won|lost|"},
    TargetField{"merchant_id", Text, "merchant_id"},
    TargetField{"business_segment", Text, "business_segment"},
    TargetField{"lead_type", Text, "lead_type"},
    TargetField{"behaviour_profile", Text, "behaviour_profile"},
    TargetField{"has_company", Boolean, "has_company"},
    TargetField{"has_gtin", Boolean, "has_gtin"},
    TargetField{"average_stock", Text, "average_stock"},
    TargetField{"business_type", Text, "business_type"},
    TargetField{"declared_catalog_size", Real, "declared_catalog_size"},
    TargetField{"declared_monthly", Money, "declared_monthly_minor"},
};

constexpr std::array kTargets{
    Target{"category", "dim_category", "category_id", "category_id", "category_key", "category_id",
           kCategoryFields},
    Target{"merchant", "dim_merchant", "merchant_id", "merchant_id", "merchant_key", "merchant_id",
           kMerchantFields},
    Target{"buyer", "dim_buyer", "buyer_id", "buyer_id", "buyer_key", "buyer_id", kBuyerFields},
    Target{"buyer_alias", "buyer_alias", "alias_id", "alias_id", "", "alias_id,buyer_key",
           kBuyerAliasFields},
    Target{"product", "dim_product", "product_id", "product_id", "product_key", "product_id",
           kProductFields},
    Target{"order", "fact_order", "order_id", "ordered_at,order_id", "order_key",
           "order_id,buyer_key,status,ordered_at,currency", kOrderFields},
    Target{"item", "fact_item", "order_key,item_no", "merchant_key,ordered_at,order_key,item_no",
           "", "order_key,item_no,product_key,merchant_key,price_minor,freight_minor", kItemFields},
    Target{"payment", "fact_payment", "order_key,sequence_no", "order_key,sequence_no", "",
           "order_key,sequence_no,method,installments,amount_minor", kPaymentFields},
    Target{"review", "fact_review", "order_key,review_id", "order_key,review_id", "",
           "order_key,review_id,score", kReviewFields},
    Target{"zip_point", "zip_point", "zip_prefix,latitude,longitude,city,region",
           "zip_prefix,latitude,longitude,city,region", "",
           "zip_prefix,latitude,longitude,city,region", kZipPointFields},
    Target{"application", "fact_application", "application_id", "applied_at,application_id",
           "application_key", "application_id,applied_at", kApplicationFields},
};

} // namespace

std::span<const Target> targetTable() {
    return kTargets;
}

const Target* findTarget(std::string_view name) {
    for (const Target& target : kTargets)
        if (target.name == name)
            return &target;
    return nullptr;
}

const TargetField* findField(const Target& target, std::string_view name) {
    for (const TargetField& field : target.fields)
        if (field.name == name)
            return &field;
    return nullptr;
}

} // namespace mops::sources
