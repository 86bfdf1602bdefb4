#pragma once

#include "core/db/statement.h"
#include "tests/support/temp_mart.h"

#include <string>

namespace mops::test {

/// A small mart that is already scored: merchants "m1" … "mN", each with one order of 1,000 minor
/// units times its number on 2018-08-01, and one score run as of 2018-08-31 in which merchant k has
/// the probability k / (N + 1). So the last merchant is the most urgent one.
class ScoredMart : public TempMart {
public:
    explicit ScoredMart(int merchants = 9)
        : m_merchants(merchants) {
        db::Database& mart = writer();
        mart.execute("INSERT INTO import_batch (batch_id, kind, source, location, started_at, "
                     "finished_at, rows_read, rows_taken) "
                     "VALUES (1, 'import', 'test', 'test', 0, 1535760000, 1, 1);"
                     "INSERT INTO dim_buyer (buyer_key, buyer_id, batch_id) VALUES (1, 'b1', 1);"
                     "INSERT INTO dim_product (product_key, product_id, batch_id) "
                     "VALUES (1, 'p1', 1);");
        db::Statement merchant(mart, "INSERT INTO dim_merchant (merchant_key, merchant_id, name, "
                                     "region, batch_id) VALUES (?, ?, ?, 'SP', 1)");
        db::Statement order(mart, "INSERT INTO fact_order (order_key, order_id, buyer_key, status, "
                                  "ordered_at, delivered_at, promised_at, currency, batch_id) "
                                  "VALUES (?, ?, 1, 'delivered', ?, ?, ?, 'BRL', 1)");
        db::Statement item(mart, "INSERT INTO fact_item (merchant_key, ordered_at, order_key, "
                                 "item_no, product_key, price_minor, freight_minor, batch_id) "
                                 "VALUES (?, ?, ?, 1, 1, ?, 0, 1)");
        for (int k = 1; k <= merchants; ++k) {
            const std::string id = "m" + std::to_string(k);
            merchant.run(k, id, "商家 " + std::to_string(k));
            order.run(k, "o" + std::to_string(k), kOrderedAt, kOrderedAt + 10 * kSecondsPerDay,
                      kOrderedAt + 9 * kSecondsPerDay);
            item.run(k, kOrderedAt, k, 1'000 * k);
        }
        mart.execute(
            "INSERT INTO model VALUES (1, 'risk', 'logistic', 'bad-service', 1535759999, 1, "
            "1535760000, '{}', '{}', 'f')");
        addScoreRun();
    }

    int merchants() const { return m_merchants; }

    /// The same scores again, as a newer run.
    void addScoreRun() {
        db::Database& mart = writer();
        mart.execute("INSERT INTO score_run (model_id, as_of, made_at) "
                     "VALUES (1, 1535759999, 1535760000)");
        const std::int64_t run = mart.lastInsertRowId();
        db::Statement score(mart, "INSERT INTO score (run_id, merchant_key, probability, log_odds, "
                                  "reasons) VALUES (?, ?, ?, 0, ?)");
        for (int k = 1; k <= m_merchants; ++k)
            score.run(run, k, static_cast<double>(k) / (m_merchants + 1),
                      R"([{"feature":"late_share_90","value":0.25,"contribution":0.5,)"
                      R"("peer_median":0.05},{"feature":"review_mean_90","value":null,)"
                      R"("contribution":-0.75,"peer_median":4.2}])");
    }

    static constexpr std::int64_t kOrderedAt = 1'533'081'600; ///< 2018-08-01

private:
    int m_merchants;
};

} // namespace mops::test
