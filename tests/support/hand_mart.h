#pragma once

#include "core/db/statement.h"
#include "tests/support/temp_mart.h"
#include "tests/support/tiny_trade.h"

#include <optional>
#include <string>
#include <vector>

namespace mops::test {

struct HandItem {
    int product = 1;
    std::int64_t price = 1000;
    std::int64_t freight = 0;
    int merchant = 0; ///< 0 = the order's
};

/// An order of a hand-made mart. Days count from 2020-01-01 and mean noon; none = not so.
struct HandOrder {
    int key = 0;
    int merchant = 1;
    int buyer = 1;
    int day = 0;
    std::vector<HandItem> items = {{}};
    std::string status = "delivered";
    std::optional<int> approved = {};
    std::optional<int> shipped = {};
    std::optional<int> delivered = {};
    std::optional<int> promised = {};
    std::optional<int> shipBy = {};
    int score = 0; ///< of a review; 0 = none
    std::optional<int> reviewed = {};
    std::string comment = {};
};

/// A mart to be filled row by row. It has the categories toys (1) and books (2), the products
/// p1 and p2 (toys), p3 (books), p4 (of no category) and the buyers b1 … b6.
class HandMart : public TempMart {
public:
    HandMart() {
        writer().execute(
            "INSERT INTO import_batch (batch_id, kind, source, location, started_at, finished_at) "
            "VALUES (1, 'import', 'test', 'test', 0, 0);"
            "INSERT INTO dim_category (category_key, category_id, name_zh, name_en, batch_id) "
            "VALUES (1, 'toys', '玩具', 'Toys', 1), (2, 'books', NULL, 'Books', 1);"
            "INSERT INTO dim_product (product_key, product_id, category_key, batch_id) "
            "VALUES (1, 'p1', 1, 1), (2, 'p2', 1, 1), (3, 'p3', 2, 1), (4, 'p4', NULL, 1);"
            "INSERT INTO dim_buyer (buyer_key, buyer_id, batch_id) VALUES (1, 'b1', 1), "
            "(2, 'b2', 1), (3, 'b3', 1), (4, 'b4', 1), (5, 'b5', 1), (6, 'b6', 1)");
    }

    void addMerchant(int key, const std::string& id, std::optional<std::string> name = {},
                     std::optional<std::string> region = {}, std::optional<int> category = {},
                     std::optional<int> registered = {}) {
        db::Statement insert(writer(), "INSERT INTO dim_merchant (merchant_key, merchant_id, name, "
                                       "region, category_key, registered_at, batch_id) "
                                       "VALUES (?, ?, ?, ?, ?, ?, 1)");
        insert.run(key, id, name, region, category, noon(registered));
    }

    void add(const HandOrder& order) {
        const std::int64_t at = noonOf(order.day);
        db::Statement head(writer(), "INSERT INTO fact_order (order_key, order_id, buyer_key, "
                                     "status, ordered_at, approved_at, shipped_at, delivered_at, "
                                     "promised_at, currency, batch_id) "
                                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'CNY', 1)");
        const std::string id = "o" + std::to_string(order.key);
        head.run(order.key, id, order.buyer, order.status, at, noon(order.approved),
                 noon(order.shipped), noon(order.delivered), noon(order.promised));
        db::Statement line(writer(), "INSERT INTO fact_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)");
        int number = 0;
        for (const HandItem& item : order.items)
            line.run(item.merchant == 0 ? order.merchant : item.merchant, at, order.key, ++number,
                     item.product, item.price, item.freight, noon(order.shipBy));
        if (order.score > 0)
            addReview(order.key, "r" + std::to_string(order.key), order.score, order.reviewed,
                      order.comment);
    }

    void addReview(int order, const std::string& id, int score, std::optional<int> day,
                   const std::string& comment = {}) {
        db::Statement review(writer(), "INSERT INTO fact_review (order_key, review_id, score, "
                                       "created_at, comment, batch_id) VALUES (?, ?, ?, ?, ?, 1)");
        review.run(order, id, score, noon(day), comment);
    }

private:
    static std::optional<std::int64_t> noon(std::optional<int> day) {
        return day ? std::optional(noonOf(*day)) : std::nullopt;
    }
};

} // namespace mops::test
