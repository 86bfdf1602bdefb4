#pragma once

#include "core/db/database.h"
#include "core/db/statement.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace mops::test {

inline void writeFile(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// A shop of three orders in the shape of Olist: 2 categories, 2 merchants, 2 buyers, 2 products.
inline std::filesystem::path writeShop(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    writeFile(folder / "product_category_name_translation.csv",
              "\xEF\xBB\xBFproduct_category_name,product_category_name_english\n"
              "brinquedos,toys\nlivros,books\n");
    writeFile(folder / "olist_sellers_dataset.csv",
              "seller_id,seller_zip_code_prefix,seller_city,seller_state\n"
              "m1,01001,sao paulo,SP\nm2,20000,rio,RJ\n");
    writeFile(
        folder / "olist_customers_dataset.csv",
        "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state\n"
        "c1,b1,01001,sao paulo,SP\nc2,b1,01002,sao paulo,SP\nc3,b2,20000,rio,RJ\n");
    writeFile(
        folder / "olist_products_dataset.csv",
        "product_id,product_category_name,product_name_lenght,product_description_lenght,"
        "product_photos_qty,product_weight_g,product_length_cm,product_height_cm,product_width_cm\n"
        "p1,brinquedos,10,100,1,250.1,10,5,4\np2,pc_gamer,,,,,,,\n");
    writeFile(
        folder / "olist_orders_dataset.csv",
        "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,"
        "order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date\n"
        "o1,c1,delivered,2018-01-01 10:00:00,2018-01-01 11:00:00,2018-01-02 00:00:00,"
        "2018-01-05 00:00:00,2018-01-10 00:00:00\n"
        "o2,c2,canceled,2018-01-02 10:00:00,,,,2018-01-12 00:00:00\n"
        "o3,c3,shipped,2018-01-03 10:00:00,,,,\n");
    writeFile(
        folder / "olist_order_items_dataset.csv",
        "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value\n"
        "o1,1,p1,m1,2018-01-03 00:00:00,58.90,13.29\no1,2,p2,m2,,10,0\no3,1,p1,m1,,58.90,1.5\n");
    writeFile(folder / "olist_order_payments_dataset.csv",
              "order_id,payment_sequential,payment_type,payment_installments,payment_value\n"
              "o1,1,credit_card,2,82.19\n");
    writeFile(folder / "olist_order_reviews_dataset.csv",
              "review_id,order_id,review_score,review_comment_title,review_comment_message,"
              "review_creation_date,review_answer_timestamp\n"
              "r1,o1,5,,\"good, \"\"very\"\"\nindeed\",2018-01-06 00:00:00,\n");
    return folder;
}

/// Everything in the mart but the list of imports, as text: two equal dumps are two equal marts.
inline std::string dump(db::Database& mart) {
    std::vector<std::string> tables;
    {
        db::Statement list(
            mart, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN "
                  "('import_batch', 'import_file') AND name NOT LIKE 'sqlite%' ORDER BY 1");
        while (list.step())
            tables.emplace_back(list.text(0));
    }
    std::string text;
    for (const auto& table : tables) {
        text += "== " + table + "\n";
        const auto columns = mart.text("SELECT group_concat('quote(' || name || ')', '||'',''||') "
                                       "FROM pragma_table_info('" +
                                       table + "')");
        db::Statement rows(mart, "SELECT " + columns + " FROM " + table + " ORDER BY 1");
        while (rows.step())
            text += std::string(rows.text(0)) + "\n";
    }
    return text;
}

} // namespace mops::test
