#pragma once

#include "core/db/database.h"

#include <string>

namespace mops::test {

/// Takes everything out of the mart that happened after T: what a mart read at T would have held.
/// What was said in advance stays: the promised day and the day to send by.
inline void forgetAfter(db::Database& mart, std::int64_t t) {
    const std::string after = " > " + std::to_string(t);
    const std::string later = "(SELECT order_key FROM fact_order WHERE ordered_at" + after + ")";
    mart.execute("DELETE FROM fact_message WHERE at" + after +
                 " OR ticket_key IN (SELECT ticket_key "
                 "FROM fact_ticket WHERE opened_at" +
                 after + " OR order_key IN " + later + ")");
    mart.execute("DELETE FROM fact_ticket WHERE opened_at" + after + " OR order_key IN " + later);
    mart.execute("DELETE FROM fact_after_sale WHERE opened_at" + after + " OR order_key IN " +
                 later);
    mart.execute("UPDATE fact_after_sale SET decided_at = NULL, status = 'open' WHERE decided_at" +
                 after);
    mart.execute("DELETE FROM fact_coupon_use WHERE order_key IN " + later);
    mart.execute("DELETE FROM fact_stock_day WHERE day * 86400" + after);
    mart.execute("DELETE FROM fact_review WHERE created_at" + after + " OR order_key IN " + later);
    mart.execute("DELETE FROM fact_payment WHERE order_key IN " + later);
    mart.execute("DELETE FROM fact_item WHERE ordered_at" + after);
    mart.execute("DELETE FROM fact_order WHERE ordered_at" + after);
    for (const char* time : {"approved_at", "shipped_at", "delivered_at"})
        mart.execute(std::string("UPDATE fact_order SET ") + time + " = NULL WHERE " + time +
                     after);
    // Nobody knows of a cancelled order as such before its promised day is over.
    mart.execute("UPDATE fact_order SET status = CASE WHEN delivered_at IS NOT NULL THEN "
                 "'delivered' WHEN shipped_at IS NOT NULL THEN 'shipped' WHEN approved_at IS NOT "
                 "NULL THEN 'approved' ELSE 'created' END WHERE status <> 'canceled' OR "
                 "coalesce(max(promised_at, ordered_at), ordered_at + 30 * 86400)" +
                 after);
}

} // namespace mops::test
