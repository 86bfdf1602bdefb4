#include "core/base/translatable.h"
#include "core/desk/rule.h"

#include <array>

namespace mops::desk {
namespace {

constexpr auto kMerchant = RuleSubject::Merchant;
constexpr auto kOrder = RuleSubject::Order;

// Thresholds are starting points: replay them on the own past before enabling.
constexpr std::array kExamples{
    ExampleRule{"brushing-few-buyers",
                MOPS_TEXT("ExampleRule", "Brushing: few buyers order again and again"), kMerchant,
                "orders_90 >= 30 AND top_buyer_share_90 > 0.2 AND review_mean_90 > 4.5",
                RuleAction::Case, ""},
    ExampleRule{"brushing-burst", MOPS_TEXT("ExampleRule", "Brushing: most orders on one day"),
                kMerchant, "orders_90 >= 30 AND busiest_day_share_90 > 0.4", RuleAction::Case, ""},
    ExampleRule{"brushing-order",
                MOPS_TEXT("ExampleRule", "Brushing: the same buyer at the same shop within a day"),
                kOrder, "buyer_orders_1d >= 3 AND buyer_merchant_orders >= 3", RuleAction::Tag,
                "brushing"},
    ExampleRule{"fake-shipping",
                MOPS_TEXT("ExampleRule", "False shipping: much is shipped that does not arrive"),
                kMerchant, "orders_90 >= 20 AND (not_received_90 >= 5 OR overdue_orders_90 > 10)",
                RuleAction::Case, ""},
    ExampleRule{"return-abuse", MOPS_TEXT("ExampleRule", "After-sales far above what is usual"),
                kMerchant, "orders_90 >= 20 AND after_sale_share_90 > 0.3", RuleAction::Case, ""},
    ExampleRule{"counterfeit", MOPS_TEXT("ExampleRule", "Several claims of counterfeit goods"),
                kMerchant, "counterfeit_90 >= 3", RuleAction::Hold, ""},
    ExampleRule{"linked-shops",
                MOPS_TEXT("ExampleRule", "Linked shops: same telephone, account or device"),
                kMerchant, "linked_merchants >= 2", RuleAction::Case, ""},
    ExampleRule{"late-and-disliked", MOPS_TEXT("ExampleRule", "Late often, and buyers say so"),
                kMerchant, "orders_90 >= 20 AND late_share_90 > 0.25 AND review_mean_90 < 3.5",
                RuleAction::Case, ""},
    ExampleRule{"sudden-stop", MOPS_TEXT("ExampleRule", "A large shop stops selling"), kMerchant,
                "orders_all >= 200 AND growth_30 < -0.8", RuleAction::Tag, "stopped"},
    ExampleRule{"new-and-dear",
                MOPS_TEXT("ExampleRule", "A dear order at a shop that has just begun"), kOrder,
                "merchant_tenure_days < 30 AND amount > 5 * merchant_average_order",
                RuleAction::Tag, "look"},
};

} // namespace

std::span<const ExampleRule> exampleRules() {
    return kExamples;
}

} // namespace mops::desk
