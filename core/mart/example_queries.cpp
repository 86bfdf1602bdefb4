#include "core/mart/example_queries.h"

#include "core/base/translatable.h"

#include <array>

namespace mops::mart {
namespace {

constexpr std::array kExamples{
    ExampleQuery{MOPS_TEXT("Data", "Merchants with most orders"),
                 "SELECT merchant_id, count(DISTINCT order_id) AS orders,\n"
                 "       sum(price_minor) AS sales_minor\n"
                 "FROM order_item GROUP BY merchant_id ORDER BY orders DESC LIMIT 50"},
    ExampleQuery{MOPS_TEXT("Data", "Orders per month"),
                 "SELECT substr(ordered_at, 1, 7) AS month, count(*) AS orders\n"
                 "FROM order_head GROUP BY month ORDER BY month"},
    ExampleQuery{MOPS_TEXT("Data", "Orders that came late"),
                 "SELECT order_id,\n"
                 "       round(julianday(delivered_at) - julianday(promised_at), 1) AS days_late\n"
                 "FROM order_head WHERE delivered_at > promised_at\n"
                 "ORDER BY days_late DESC LIMIT 100"},
    ExampleQuery{MOPS_TEXT("Data", "Refused rows by reason"),
                 "SELECT file, reason, count(*) AS refused FROM quarantine\n"
                 "WHERE status = 'open' GROUP BY file, reason ORDER BY refused DESC"},
};

} // namespace

std::span<const ExampleQuery> exampleQueries() {
    return kExamples;
}

} // namespace mops::mart
