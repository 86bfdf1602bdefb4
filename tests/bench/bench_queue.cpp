// Wall-clock times of the queue behind the review desk; see README.md here. Beside each what the
// plain way takes: rows as structs read by SQL, std::stable_sort, a loop over strings.
//
//     bench_queue [--merchants N] [--cases N]
#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/db/statement.h"
#include "core/desk/case_kind.h"
#include "core/desk/queue_view.h"
#include "core/mart/mart.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <sys/resource.h>

using namespace mops;

namespace {

constexpr int kRepeats = 5;
constexpr std::int64_t kNow = 1'700'000'000;

std::int64_t argument(int argc, char** argv, const std::string& name, std::int64_t otherwise) {
    for (int k = 1; k + 1 < argc; ++k)
        if (argv[k] == name)
            return parseInteger(argv[k + 1]).value_or(otherwise);
    return otherwise;
}

double milliseconds(const std::function<std::size_t()>& work, int repeats, std::size_t& rows) {
    double best = 1e300;
    for (int k = 0; k < repeats; ++k) {
        const auto begin = std::chrono::steady_clock::now();
        rows = work();
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begin;
        best = std::min(best, took.count());
    }
    return best;
}

/// A line of the table: ours, the plain way, how many times faster.
void line(const std::string& name, const std::function<std::size_t()>& ours,
          const std::function<std::size_t()>& plain = {}, int repeats = kRepeats) {
    std::size_t rows = 0;
    std::size_t plainRows = 0;
    const double own = milliseconds(ours, repeats, rows);
    std::cout << name << '\t' << formatFixed(own, 2);
    if (plain) {
        const double other = milliseconds(plain, repeats, plainRows);
        std::cout << '\t' << formatFixed(other, 2) << '\t' << formatFixed(other / own, 1);
        if (rows != plainRows)
            std::cout << "\tDIFFERENT: " << plainRows;
    } else {
        std::cout << "\t–\t–";
    }
    std::cout << '\t' << rows << std::endl;
}

/// Merchants with one order each, names and scores; drawn from a seed.
void writeMart(db::Database& mart, std::int64_t merchants) {
    Rng rng(1);
    db::Transaction transaction(mart);
    mart.execute("INSERT INTO import_batch (batch_id, kind, source, location, started_at, "
                 "finished_at) VALUES (1, 'simulate', 'bench', 'bench', 0, 0);"
                 "INSERT INTO dim_buyer (buyer_key, buyer_id, batch_id) VALUES (1, 'b', 1);"
                 "INSERT INTO dim_product (product_key, product_id, batch_id) VALUES (1, 'p', 1);"
                 "INSERT INTO model VALUES (1, 'risk', 'logistic', 'bad-service', 1699999999, 1, "
                 "1, '{}', '{}', 'f');"
                 "INSERT INTO score_run (model_id, as_of, made_at) VALUES (1, 1699999999, 1);");
    for (int k = 1; k <= 60; ++k)
        mart.execute("INSERT INTO dim_category (category_key, category_id, batch_id) VALUES (" +
                     std::to_string(k) + ", 'category-" + std::to_string(k * 37 % 101) + "', 1)");
    constexpr const char* kWords[] = {"Sunny", "安和", "安居", "Blue",
                                      "Moon",  "Star", "盛大", "福"};
    constexpr const char* kFeatures[] = {"late_share_90", "low_review_share_90", "days_to_ship_90",
                                         "cancelled_share_90", "days_since_last_order"};
    db::Statement merchant(mart, "INSERT INTO dim_merchant (merchant_key, merchant_id, name, "
                                 "region, category_key, batch_id) VALUES (?, ?, ?, ?, ?, 1)");
    db::Statement order(mart, "INSERT INTO fact_order (order_key, order_id, buyer_key, status, "
                              "ordered_at, currency, batch_id) "
                              "VALUES (?, ?, 1, 'delivered', ?, 'CNY', 1)");
    db::Statement item(mart, "INSERT INTO fact_item (merchant_key, ordered_at, order_key, item_no, "
                             "product_key, price_minor, freight_minor, batch_id) "
                             "VALUES (?, ?, ?, 1, 1, ?, 0, 1)");
    db::Statement score(mart, "INSERT INTO score (run_id, merchant_key, probability, log_odds, "
                              "reasons) VALUES (1, ?, ?, 0, ?)");
    for (std::int64_t key = 1; key <= merchants; ++key) {
        const std::string number = std::to_string(key);
        merchant.run(key, "m" + number,
                     std::string(kWords[rng.below(8)]) + " " + kWords[rng.below(8)] + " shop " +
                         std::to_string(rng.below(100'000)),
                     "region " + std::to_string(rng.below(31)),
                     static_cast<std::int64_t>(1 + rng.below(60)));
        const std::int64_t at = kNow - 1'000'000 - static_cast<std::int64_t>(rng.below(2'000'000));
        order.run(key, "o" + number, at);
        item.run(key, at, key, static_cast<std::int64_t>(std::exp(6 + 2 * rng.normal())));
        std::string reasons = "[";
        for (int k = 0; k < 3; ++k)
            reasons += std::string(k == 0 ? "" : ",") + "{\"feature\":\"" +
                       kFeatures[rng.below(5)] + "\",\"value\":" + formatDouble(rng.uniform()) +
                       ",\"contribution\":" + formatDouble(rng.normal()) + ",\"peer_median\":0.05}";
        score.run(key, rng.uniform() * rng.uniform(), reasons + "]");
    }
    transaction.commit();
}

/// The plain way: one struct a row.
struct PlainRow {
    std::string caseId, kind, name, merchantId, status, region, category, assignee, why;
    double priority = 0, score = 0;
    std::int64_t dueAt = 0, stake = 0;
};

std::vector<PlainRow> readPlain(db::Database& mart) {
    std::vector<PlainRow> rows;
    db::Statement row(mart, "SELECT c.case_id, c.kind, m.name, c.merchant_id, c.status, m.region, "
                            "g.category_id, c.assignee, c.why, c.priority, c.score, c.due_at, "
                            "c.stake_minor FROM case_state c LEFT JOIN dim_merchant m "
                            "ON m.merchant_key = c.merchant_key LEFT JOIN dim_category g "
                            "ON g.category_key = m.category_key "
                            "WHERE c.status IN ('open', 'asked', 'escalated', 'snoozed') "
                            "ORDER BY c.case_id");
    while (row.step())
        rows.push_back(
            {std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
             std::string(row.text(3)), std::string(row.text(4)), std::string(row.text(5)),
             std::string(row.text(6)), std::string(row.text(7)), std::string(row.text(8)),
             row.real(9), row.real(10), row.integer(11), row.integer(12)});
    return rows;
}

template <class Less>
std::size_t sortPlain(const std::vector<PlainRow>& rows, Less less) {
    std::vector<const PlainRow*> order;
    for (const PlainRow& row : rows)
        order.push_back(&row);
    std::stable_sort(order.begin(), order.end(),
                     [&](const PlainRow* a, const PlainRow* b) { return less(*a, *b); });
    return order.size();
}

template <class Passes>
std::size_t filterPlain(const std::vector<PlainRow>& rows, Passes passes) {
    std::vector<const PlainRow*> kept;
    for (const PlainRow& row : rows)
        if (passes(row))
            kept.push_back(&row);
    return kept.size();
}

} // namespace

int main(int argc, char** argv) {
    const std::int64_t merchants = argument(argc, argv, "--merchants", 1'000'000);
    const std::int64_t cases = argument(argc, argv, "--cases", 200'000);
    const auto path = std::filesystem::temp_directory_path() / "bench_queue.mart";
    for (const char* ending : {"", "-wal", "-shm"})
        std::filesystem::remove(path.string() + ending);
    auto mart = mart::openWriter(path);
    if (!mart) {
        std::cerr << mart.error().detail << '\n';
        return 1;
    }
    const FixedClock clock(fromSeconds(kNow));
    const desk::Actor actor{"bench", clock};
    NoTaskContext context;
    std::cout << "what\tours, ms\tplain way, ms\tratio\trows\n";
    line(
        "write the mart",
        [&] {
            writeMart(*mart, merchants);
            return static_cast<std::size_t>(merchants);
        },
        {}, 1);
    line(
        "open the cases, one operation",
        [&] {
            desk::OpenKindParams params;
            params.most = cases;
            const auto opened = desk::openCases(*mart, "merchant-risk", params, actor, context);
            return static_cast<std::size_t>(opened ? opened->opened : 0);
        },
        {}, 1);
    desk::QueueTable table;
    std::vector<PlainRow> plain;
    line(
        "load the queue",
        [&] {
            auto read = desk::readQueueTable(*mart, {}, context);
            if (read)
                table = std::move(*read);
            return table.rows();
        },
        [&] {
            plain = readPlain(*mart);
            return plain.size();
        },
        3);
    const desk::QueueView view(table);
    const desk::QueueMoment moment{kNow, kNow + kSecondsPerDay / 2, "bench"};
    const auto filter = [&](const char* name, const desk::QueueFilter& wanted,
                            const std::function<bool(const PlainRow&)>& passes) {
        line(
            std::string("filter: ") + name, [&] { return view.filter(wanted, moment).size(); },
            [&] { return filterPlain(plain, passes); });
    };
    filter("all that wait", {}, [](const PlainRow&) { return true; });
    const auto lowerHolds = [](const std::string& text, const std::string& needle) {
        return asciiLower(text).find(needle) != std::string::npos;
    };
    const auto textual = [&](const std::string& needle) {
        desk::QueueFilter wanted;
        wanted.text = needle;
        filter(("text '" + needle + "'").c_str(), wanted, [&, needle](const PlainRow& row) {
            return lowerHolds(row.name, needle) || lowerHolds(row.caseId, needle) ||
                   lowerHolds(row.merchantId, needle);
        });
    };
    textual("sunny");
    textual("安居 shop 42");
    textual("no such text");
    {
        desk::QueueFilter wanted;
        wanted.region = "region 7";
        wanted.kinds = {"merchant-risk"};
        filter("region and kind", wanted, [](const PlainRow& row) {
            return row.region == "region 7" && row.kind == "merchant-risk";
        });
        desk::QueueFilter late;
        late.late = true;
        filter("late", late, [](const PlainRow& row) { return row.dueAt < kNow; });
    }
    const std::vector<std::uint32_t> all = view.filter({}, moment);
    const auto sort = [&](const char* name, desk::QueueColumn column,
                          const std::function<bool(const PlainRow&, const PlainRow&)>& less) {
        const auto ours = [&] {
            std::vector<std::uint32_t> rows = all;
            view.sort(column, true, moment, rows);
            return rows.size();
        };
        if (less)
            line(std::string("sort: ") + name, ours, [&] { return sortPlain(plain, less); });
        else
            line(std::string("sort: ") + name, ours);
    };
    sort("desk order", desk::QueueColumn::Desk, [](const PlainRow& a, const PlainRow& b) {
        const bool lateA = a.dueAt < kNow;
        const bool lateB = b.dueAt < kNow;
        return lateA != lateB ? lateA : a.priority > b.priority;
    });
    sort("name", desk::QueueColumn::Name,
         [](const PlainRow& a, const PlainRow& b) { return a.name > b.name; });
    sort("priority", desk::QueueColumn::Priority,
         [](const PlainRow& a, const PlainRow& b) { return a.priority > b.priority; });
    sort("due", desk::QueueColumn::DueAt,
         [](const PlainRow& a, const PlainRow& b) { return a.dueAt > b.dueAt; });
    sort("region", desk::QueueColumn::Region,
         [](const PlainRow& a, const PlainRow& b) { return a.region > b.region; });
    sort("case id", desk::QueueColumn::CaseId,
         [](const PlainRow& a, const PlainRow& b) { return a.caseId > b.caseId; });
    line("all eight facets", [&] {
        std::size_t values = 0;
        for (int k = 0; k <= static_cast<int>(desk::QueueFacet::Picked); ++k)
            values += view.facet(static_cast<desk::QueueFacet>(k), all, moment).size();
        return values;
    });
    line(
        "facet: region", [&] { return view.facet(desk::QueueFacet::Region, all, moment).size(); },
        [&] {
            std::map<std::string, std::int64_t> counts;
            for (const PlainRow& row : plain)
                ++counts[row.region];
            return counts.size();
        });
    line("select all: ids for a bulk decision", [&] { return view.caseIds(all).size(); });
    line("jump to the end: the last 50 rows' reasons", [&] {
        std::size_t letters = 0;
        for (std::size_t k = all.size() - std::min<std::size_t>(50, all.size()); k < all.size();
             ++k)
            for (const desk::QueueReason& reason : table.reasons(all[k]))
                letters += table.feature(reason).size();
        return letters > 0 ? std::min<std::size_t>(50, all.size()) : 0;
    });
    line("counts for the badges",
         [&] { return static_cast<std::size_t>(desk::countQueue(table, moment).waiting); });
    line("one decision and its change in the table", [&] {
        desk::Decision decision;
        decision.caseId = table.caseId(all[all.size() / 2]);
        decision.verb = desk::Verb::Note;
        decision.note = "looked at";
        if (!desk::decide(*mart, decision, actor))
            return std::size_t{0};
        const auto changes = desk::readQueueChanges(*mart, {}, table.lastOperation(),
                                                    table.seenBatch(), table.seenScoreRun());
        return changes ? desk::applyChanges(table, *changes).size() : 0;
    });
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::cout << "table\t" << table.bytes() / 1'000'000 << " MB\npeak\t" << usage.ru_maxrss / 1024
              << " MB\n";
    for (const char* ending : {"", "-wal", "-shm"})
        std::filesystem::remove(path.string() + ending);
    return 0;
}
