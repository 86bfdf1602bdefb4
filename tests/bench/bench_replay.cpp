// Wall-clock times of replaying rules over 90 days of 1,000,000 orders; see README.md here.
// `bench_replay [orders] [merchants]`.
#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/replay.h"
#include "core/mart/mart.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <iostream>
#include <set>

using namespace mops;

namespace {

constexpr std::int64_t kBegin = 1'577'836'800; ///< 2020-01-01
constexpr int kDays = 90;

double seconds(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Orders spread evenly over the days, merchants of very different sizes.
void fill(db::Database& mart, int orders, int merchants) {
    Rng rng(1);
    db::Transaction transaction(mart);
    mart.execute("INSERT INTO import_batch (batch_id, kind, source, location, started_at, "
                 "finished_at, rows_taken) VALUES (1, 'simulate', 'bench', '', 0, 0, 1);"
                 "INSERT INTO dim_product (product_key, product_id, batch_id) VALUES (1, 'p', 1)");
    db::Statement merchant(mart, "INSERT INTO dim_merchant (merchant_key, merchant_id, region, "
                                 "batch_id) VALUES (?, ?, ?, 1)");
    for (int key = 1; key <= merchants; ++key)
        merchant.run(key, "m" + std::to_string(key), "r" + std::to_string(key % 30));
    db::Statement buyer(mart, "INSERT INTO dim_buyer (buyer_key, buyer_id, batch_id) "
                              "VALUES (?, ?, 1)");
    const int buyers = std::max(1, orders / 3);
    for (int key = 1; key <= buyers; ++key)
        buyer.run(key, "b" + std::to_string(key));
    db::Statement order(mart, "INSERT INTO fact_order (order_key, order_id, buyer_key, status, "
                              "ordered_at, shipped_at, delivered_at, promised_at, currency, "
                              "batch_id) VALUES (?, ?, ?, 'delivered', ?, ?, ?, ?, 'CNY', 1)");
    db::Statement item(mart, "INSERT INTO fact_item VALUES (?, ?, ?, 1, 1, ?, 500, NULL, 1)");
    for (int key = 1; key <= orders; ++key) {
        const std::int64_t at =
            kBegin + static_cast<std::int64_t>(rng.uniform() * kDays * kSecondsPerDay);
        const auto days = [&](double most) {
            return at + static_cast<std::int64_t>(rng.uniform() * most * kSecondsPerDay);
        };
        const double place = rng.uniform();
        const int at_merchant = 1 + static_cast<int>(place * place * place * (merchants - 1));
        order.run(key, "o" + std::to_string(key),
                  static_cast<std::int64_t>(1 + rng.below(static_cast<std::uint64_t>(buyers))), at,
                  days(2), days(9), at + 7 * kSecondsPerDay);
        item.run(at_merchant, at, key, static_cast<std::int64_t>(1'000 + rng.below(20'000)));
    }
    transaction.commit();
}

/// The same question asked of the mart in plain SQL, once for each day of looking.
std::size_t plainSql(db::Database& mart) {
    db::Statement select(
        mart, "SELECT i.merchant_key FROM fact_item i JOIN fact_order o USING (order_key) "
              "WHERE i.ordered_at <= ?1 GROUP BY i.merchant_key HAVING "
              "count(DISTINCT CASE WHEN i.ordered_at > ?1 - 2592000 THEN i.order_key END) >= 20 "
              "AND avg(CASE WHEN min(o.promised_at, coalesce(o.delivered_at, o.promised_at)) "
              "BETWEEN ?1 - 2591999 AND ?1 THEN coalesce(o.delivered_at > o.promised_at, 1) END) "
              "> 0.25");
    std::set<std::int64_t> hits;
    for (std::int64_t at = kBegin + kDays * kSecondsPerDay - 1; at >= kBegin;
         at -= 7 * kSecondsPerDay) {
        select.bind(1, at);
        while (select.step())
            hits.insert(select.integer(0));
        select.reset();
    }
    return hits.size();
}

void line(const std::string& what, double took, double plain, const std::string& note) {
    std::cout << what << '\t' << formatFixed(took, 2) << '\t'
              << (plain > 0 ? formatFixed(took / plain, 2) : "-") << '\t' << note << std::endl;
}

} // namespace

int main(int argc, char** argv) {
    const int orders = argc > 1 ? std::stoi(argv[1]) : 1'000'000;
    const int merchants = argc > 2 ? std::stoi(argv[2]) : 50'000;
    const auto folder = std::filesystem::temp_directory_path() / "mops-bench-replay";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    {
        auto mart = mart::openWriter(folder / "mart.db");
        if (!mart)
            return 1;
        fill(*mart, orders, merchants);
        std::cout << "what\tseconds\tto plain SQL\tresult\n";
        std::size_t plainHits = 0;
        const double plain = seconds([&] { plainHits = plainSql(*mart); });
        line("plain SQL over the mart, 13 looks", plain, 0, std::to_string(plainHits) + " hits");
        NoTaskContext context;
        const auto replay = [&](const char* what, desk::RuleSubject subject, const char* predicate,
                                double against) {
            desk::ReplayParams params;
            params.subject = subject;
            params.predicate = predicate;
            params.from = kBegin;
            params.to = kBegin + kDays * kSecondsPerDay - 1;
            Result<desk::ReplayReport> report = fail(ErrorCode::Internal);
            const double took = seconds([&] { report = desk::replayRule(*mart, params, context); });
            line(what, took, against,
                 report ? std::to_string(report->hits) + " of " + std::to_string(report->subjects)
                        : report.error().detail);
        };
        replay("the same rule, replayed", desk::RuleSubject::Merchant,
               "orders_30 >= 20 AND late_share_30 > 0.25", plain);
        replay("rule on merchants, no form", desk::RuleSubject::Merchant,
               "orders_30 >= 20 AND NOT late_share_30 <= 0.25 OR top_buyer_share_90 > 0.9", 0);
        replay("rule on orders", desk::RuleSubject::Order,
               "amount > 3 * merchant_average_order AND buyer_orders >= 1", 0);
    }
    std::filesystem::remove_all(folder);
    return 0;
}
