#pragma once

#include "core/db/statement.h"
#include "core/world/trade.h"

#include <map>
#include <string>
#include <vector>

namespace mops::world {

/// Takes the secondary indexes of the fact tables off and makes them again in finish(): appending
/// rows and sorting once is several times faster than keeping the indexes row by row.
class DeferredIndexes {
public:
    explicit DeferredIndexes(db::Database& mart);
    void finish();

private:
    db::Database& m_mart;
    std::vector<std::string> m_sql;
};

/// Writes the world's rows with prepared statements. Must be used inside a transaction.
class Writer {
public:
    Writer(db::Database& mart, const WorldParams& params, std::int64_t batch);

    void writeCategories();
    void writeCities();
    void writeBuyers(const Buyers& buyers);
    /// A merchant with its products and all its trade; order keys go on from the last one.
    void writeMerchant(const MerchantPlan& plan, const MerchantTrade& trade);
    void writeApplication(std::int64_t number, const MerchantPlan* merchant, Rng& rng);

    std::int64_t ordersWritten() const { return m_orders; }
    /// Rows per table so far.
    const std::map<std::string, std::int64_t>& rows() const { return m_rows; }

private:
    void writeOrder(const MerchantPlan& plan, const MerchantTrade& trade, const OrderEvent& order,
                    std::int64_t key);
    void writePayments(std::int64_t key, std::int64_t amount, std::int64_t salt);

    bool m_chinese;
    std::int64_t m_batch;
    std::int64_t m_begin; ///< first and last second of the world
    std::int64_t m_end;
    std::int64_t m_orders = 0;
    std::map<std::string, std::int64_t> m_rows;
    std::string m_id; ///< reused for every id

    db::Statement m_category;
    db::Statement m_zipPoint;
    db::Statement m_buyer;
    db::Statement m_merchant;
    db::Statement m_product;
    db::Statement m_order;
    db::Statement m_item;
    db::Statement m_payment;
    db::Statement m_review;
    db::Statement m_application;
    std::int64_t*
        m_rowsOf[5]; ///< counters of order, item, payment, review, product: no lookup per row
};

/// The key of a leaf category; the groups have the keys before.
std::int64_t categoryKey(std::size_t category);

} // namespace mops::world
