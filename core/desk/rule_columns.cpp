#include "core/base/translatable.h"
#include "core/desk/rule.h"
#include "core/desk/subject_columns.h"
#include "core/features/feature_catalogue.h"

#include <array>

namespace mops::desk {
namespace {

struct Entry {
    const char* name;
    const char* unit;
    const char* title;
    const char* description;
};

constexpr auto kExtras = static_cast<std::size_t>(MerchantColumn::Count) -
                         static_cast<std::size_t>(features::Column::Count);

// In the order of MerchantColumn, after the feature catalogue.
constexpr std::array<Entry, kExtras> kMerchantEntries{{
    {"merchant_id", "text", MOPS_TEXT("RuleColumn", "Merchant id"),
     MOPS_TEXT("RuleColumn", "The merchant's id.")},
    {"name", "text", MOPS_TEXT("RuleColumn", "Name"),
     MOPS_TEXT("RuleColumn", "The merchant's name; missing where the source gives "
                             "none.")},
    {"region", "text", MOPS_TEXT("RuleColumn", "Region"),
     MOPS_TEXT("RuleColumn", "The merchant's region.")},
    {"city", "text", MOPS_TEXT("RuleColumn", "City"),
     MOPS_TEXT("RuleColumn", "The merchant's city.")},
    {"category", "text", MOPS_TEXT("RuleColumn", "Main category"),
     MOPS_TEXT("RuleColumn", "The id of the category it has sold most items of so far.")},
    {"top_buyer_share_90", "share",
     MOPS_TEXT("RuleColumn", "Share of the most frequent buyer, 90 days"),
     MOPS_TEXT("RuleColumn", "Orders of its most frequent buyer divided by its orders, both of the "
                             "last 90 days.")},
    {"busiest_day_share_90", "share", MOPS_TEXT("RuleColumn", "Share of the busiest day, 90 days"),
     MOPS_TEXT("RuleColumn", "Orders of its busiest day divided by its orders, both of the last 90 "
                             "days.")},
    {"after_sales_90", "count", MOPS_TEXT("RuleColumn", "After-sales cases, 90 days"),
     MOPS_TEXT("RuleColumn", "After-sales cases that buyers opened in the last 90 days.")},
    {"after_sale_share_90", "share", MOPS_TEXT("RuleColumn", "After-sales share, 90 days"),
     MOPS_TEXT("RuleColumn", "After-sales cases divided by orders, both of the last 90 days.")},
    {"not_received_90", "count", MOPS_TEXT("RuleColumn", "Claims of goods not received, 90 days"),
     MOPS_TEXT("RuleColumn", "After-sales cases of the last 90 days because nothing arrived.")},
    {"counterfeit_90", "count", MOPS_TEXT("RuleColumn", "Claims of counterfeit goods, 90 days"),
     MOPS_TEXT("RuleColumn",
               "After-sales cases of the last 90 days because of counterfeit goods.")},
    {"linked_merchants", "count", MOPS_TEXT("RuleColumn", "Linked merchants"),
     MOPS_TEXT("RuleColumn",
               "Other merchants whose application gave the same telephone, account or "
               "device by then.")},
}};

// In the order of OrderColumn.
constexpr std::array<Entry, static_cast<std::size_t>(OrderColumn::Count)> kOrderEntries{{
    {"amount", "minor_units", MOPS_TEXT("RuleColumn", "Amount"),
     MOPS_TEXT("RuleColumn", "Prices of the order's items.")},
    {"freight", "minor_units", MOPS_TEXT("RuleColumn", "Freight"),
     MOPS_TEXT("RuleColumn", "Freight of the order's items.")},
    {"freight_share", "share", MOPS_TEXT("RuleColumn", "Freight share"),
     MOPS_TEXT("RuleColumn", "Freight divided by prices and freight together.")},
    {"items", "count", MOPS_TEXT("RuleColumn", "Items"),
     MOPS_TEXT("RuleColumn", "Items of the order.")},
    {"hour", "hour", MOPS_TEXT("RuleColumn", "Hour of the day"),
     MOPS_TEXT("RuleColumn", "Hour of the day when it was ordered, 0 to 23, UTC.")},
    {"weekday", "weekday", MOPS_TEXT("RuleColumn", "Day of the week"),
     MOPS_TEXT("RuleColumn", "Day of the week when it was ordered: 1 is Monday, 7 is Sunday.")},
    {"promised_days", "days", MOPS_TEXT("RuleColumn", "Promised days"),
     MOPS_TEXT("RuleColumn", "Days from the order to the promised delivery.")},
    {"payment_method", "text", MOPS_TEXT("RuleColumn", "Payment method"),
     MOPS_TEXT("RuleColumn", "How the first payment was made.")},
    {"installments", "count", MOPS_TEXT("RuleColumn", "Instalments"),
     MOPS_TEXT("RuleColumn", "Most instalments of any of its payments.")},
    {"category", "text", MOPS_TEXT("RuleColumn", "Category"),
     MOPS_TEXT("RuleColumn", "The id of the category of its dearest item.")},
    {"buyer_region", "text", MOPS_TEXT("RuleColumn", "Buyer's region"),
     MOPS_TEXT("RuleColumn", "The buyer's region.")},
    {"buyer_orders", "count", MOPS_TEXT("RuleColumn", "Buyer's earlier orders"),
     MOPS_TEXT("RuleColumn", "Earlier orders of the buyer.")},
    {"buyer_orders_1d", "count", MOPS_TEXT("RuleColumn", "Buyer's orders in 24 hours"),
     MOPS_TEXT("RuleColumn", "Orders of the buyer in the 24 hours before.")},
    {"buyer_days_since_last", "days", MOPS_TEXT("RuleColumn", "Days since the buyer's last order"),
     MOPS_TEXT("RuleColumn", "Days since the buyer's order before; missing for the first.")},
    {"buyer_merchant_orders", "count",
     MOPS_TEXT("RuleColumn", "Buyer's earlier orders at this merchant"),
     MOPS_TEXT("RuleColumn", "Earlier orders of the buyer at this merchant.")},
    {"distance_km", "km", MOPS_TEXT("RuleColumn", "Distance in km"),
     MOPS_TEXT("RuleColumn", "Great-circle distance between the places of buyer and merchant.")},
    {"merchant_id", "text", MOPS_TEXT("RuleColumn", "Merchant id"),
     MOPS_TEXT("RuleColumn", "The id of the merchant that sells the largest part.")},
    {"merchant_region", "text", MOPS_TEXT("RuleColumn", "Merchant's region"),
     MOPS_TEXT("RuleColumn", "That merchant's region.")},
    {"merchant_orders_30", "count", MOPS_TEXT("RuleColumn", "Merchant's orders, 30 days"),
     MOPS_TEXT("RuleColumn", "That merchant's orders of the 30 days before.")},
    {"merchant_orders_all", "count", MOPS_TEXT("RuleColumn", "Merchant's earlier orders"),
     MOPS_TEXT("RuleColumn", "That merchant's earlier orders.")},
    {"merchant_average_order", "minor_units", MOPS_TEXT("RuleColumn", "Merchant's average order"),
     MOPS_TEXT("RuleColumn", "Mean amount of that merchant's earlier orders.")},
    {"merchant_late_share_30", "share", MOPS_TEXT("RuleColumn", "Merchant's late share, 30 days"),
     MOPS_TEXT("RuleColumn", "That merchant's late share of the 30 days before.")},
    {"merchant_review_mean", "score", MOPS_TEXT("RuleColumn", "Merchant's mean review"),
     MOPS_TEXT("RuleColumn", "Mean of the reviews that the merchant had by then.")},
    {"merchant_tenure_days", "days", MOPS_TEXT("RuleColumn", "Days since the merchant began"),
     MOPS_TEXT("RuleColumn", "Days since the merchant registered or first sold.")},
}};

const char* unitOf(features::Unit unit) {
    switch (unit) {
    case features::Unit::Count: return "count";
    case features::Unit::MinorUnits: return "minor_units";
    case features::Unit::Share: return "share";
    case features::Unit::Days: return "days";
    case features::Unit::Score: return "score";
    case features::Unit::Ratio: return "ratio";
    }
    return "";
}

std::vector<RuleColumn> merchantColumns() {
    std::vector<RuleColumn> columns;
    for (const features::Feature& feature : features::featureCatalogue())
        columns.push_back(
            {feature.id, unitOf(feature.unit), feature.name, feature.description, "Feature"});
    for (const Entry& entry : kMerchantEntries)
        columns.push_back({entry.name, entry.unit, entry.title, entry.description, "RuleColumn"});
    return columns;
}

std::vector<RuleColumn> orderColumns() {
    std::vector<RuleColumn> columns;
    for (const Entry& entry : kOrderEntries)
        columns.push_back({entry.name, entry.unit, entry.title, entry.description, "RuleColumn"});
    return columns;
}

} // namespace

std::span<const RuleColumn> ruleColumns(RuleSubject subject) {
    static const std::vector<RuleColumn> merchants = merchantColumns();
    static const std::vector<RuleColumn> orders = orderColumns();
    return subject == RuleSubject::Merchant ? merchants : orders;
}

} // namespace mops::desk
