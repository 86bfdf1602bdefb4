#include "core/learn/patterns/itemsets.h"

#include "core/base/rng.h"
#include "core/sources/basket_file.h"
#include "tests/support/real_data.h"
#include "tests/support/timed_cancel.h"

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

using Sets = std::map<std::vector<std::int32_t>, std::uint32_t>;

nlohmann::json fixture(const char* part) {
    std::ifstream file(qEnvironmentVariable("MOPS_SOURCE_DIR").toStdString() +
                       "/tests/reference/itemsets.json");
    return nlohmann::json::parse(file).at(part);
}

Baskets basketsOf(const std::vector<std::vector<std::int32_t>>& rows, std::int32_t items) {
    Baskets baskets;
    baskets.items = items;
    for (const auto& row : rows) {
        baskets.item.insert(baskets.item.end(), row.begin(), row.end());
        baskets.begin.push_back(static_cast<std::int64_t>(baskets.item.size()));
    }
    return baskets;
}

/// Item i is in a basket with probability `density`, independent of the others.
Baskets randomBaskets(std::size_t rows, std::int32_t items, double density) {
    Rng rng(5);
    Baskets baskets;
    baskets.items = items;
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::int32_t i = 0; i < items; ++i)
            if (rng.chance(density))
                baskets.item.push_back(i);
        baskets.begin.push_back(static_cast<std::int64_t>(baskets.item.size()));
    }
    return baskets;
}

/// A few items everywhere and a long tail, as in a shop.
Baskets shopBaskets(std::size_t rows, std::int32_t items) {
    Rng rng(6);
    Baskets baskets;
    baskets.items = items;
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::uint64_t n = 2 + rng.below(20); n > 0; --n) {
            const double u = rng.uniform();
            baskets.item.push_back(static_cast<std::int32_t>(u * u * u * items));
        }
        baskets.begin.push_back(static_cast<std::int64_t>(baskets.item.size()));
    }
    return baskets;
}

ItemsetResult mine(const Baskets& baskets, const ItemsetParams& params) {
    NoTaskContext context;
    return mineItemsets(baskets, params, context).value();
}

ErrorCode errorOf(const Baskets& baskets, const ItemsetParams& params) {
    NoTaskContext context;
    const auto found = mineItemsets(baskets, params, context);
    return found ? ErrorCode::Internal : found.error().code;
}

Sets setsOf(const ItemsetResult& found) {
    Sets sets;
    found.tree.forEach([&](std::span<const std::int32_t> items, std::uint32_t count) {
        std::vector<std::int32_t> sorted(items.begin(), items.end());
        std::ranges::sort(sorted);
        sets.emplace(std::move(sorted), count);
        return true;
    });
    return sets;
}

/// Everything that comes out, in its order.
std::vector<std::int64_t> listing(const ItemsetResult& found) {
    std::vector<std::int64_t> values;
    found.tree.forEach([&](std::span<const std::int32_t> items, std::uint32_t count) {
        values.insert(values.end(), items.begin(), items.end());
        values.push_back(-static_cast<std::int64_t>(count));
        return true;
    });
    return values;
}

std::int64_t total(const std::vector<std::int64_t>& byLength) {
    return std::accumulate(byLength.begin(), byLength.end(), std::int64_t{0});
}

} // namespace

class TstItemsets : public QObject {
    Q_OBJECT

private slots:
    void threeBasketsByHand() {
        // {0,1}, {0,1,2}, {0}: 0 three times, 1 and 01 twice; 2, 02, 12, 012 only once.
        const auto found =
            mine(basketsOf({{0, 1}, {2, 1, 0}, {0}}, 3), {.minSupport = {.count = 2}});
        QCOMPARE(setsOf(found), (Sets{{{0}, 3}, {{1}, 2}, {{0, 1}, 2}}));
        QCOMPARE(found.byLength, (std::vector<std::int64_t>{2, 1}));
        QCOMPARE(found.sets, 3);
    }
    void anItemNamedTwiceInABasketCountsOnce() {
        const auto found = mine(basketsOf({{1, 1, 0}, {1}}, 2), {.minSupport = {.count = 1}});
        QCOMPARE(setsOf(found), (Sets{{{0}, 1}, {{1}, 2}, {{0, 1}, 1}}));
    }
    void setsAreThoseOfBruteForce_data() {
        QTest::addColumn<std::size_t>("table");
        for (std::size_t t = 0; t < fixture("small").size(); ++t)
            QTest::addRow("table %zu", t) << t;
    }
    void setsAreThoseOfBruteForce() {
        QFETCH(std::size_t, table);
        const auto data = fixture("small")[table];
        Sets expected;
        for (const auto& set : data.at("sets"))
            expected.emplace(set[0].get<std::vector<std::int32_t>>(), set[1]);
        const auto baskets = basketsOf(
            data.at("baskets").get<std::vector<std::vector<std::int32_t>>>(), data.at("items"));
        QCOMPARE(setsOf(mine(baskets, {.minSupport = {.count = data.at("least")}})), expected);
    }
    void theGroceriesHaveTheSetsThatAprioriFinds_data() {
        QTest::addColumn<std::size_t>("row");
        for (std::size_t row = 0; row < fixture("groceries").size(); ++row)
            QTest::addRow("support %d", fixture("groceries")[row].at("least").get<int>()) << row;
    }
    void theGroceriesHaveTheSetsThatAprioriFinds() {
        MOPS_NEEDS_DATA("groceries");
        QFETCH(std::size_t, row);
        const auto expected = fixture("groceries")[row];
        NoTaskContext context;
        const auto file =
            sources::readBasketFile(test::realData("groceries") / "groceries.csv", {}, context);
        QVERIFY(file);
        QCOMPARE(file->items.size(), 169);
        const Baskets baskets{file->begin, file->item, file->items.size()};
        QCOMPARE(baskets.count(), expected.at("baskets").get<std::size_t>());
        const auto found = mine(baskets, {.minSupport = {.count = expected.at("least")}});
        QCOMPARE(found.byLength, expected.at("by_length").get<std::vector<std::int64_t>>());
        std::int64_t counts = 0;
        found.tree.forEach([&](auto, std::uint32_t count) {
            counts += count;
            return true;
        });
        QCOMPARE(counts, expected.at("sum_of_counts").get<std::int64_t>());
    }
    void sparseAndDenseTablesHaveTheCountsOfTheirBaskets_data() {
        QTest::addColumn<std::size_t>("rows");
        QTest::addColumn<int>("items");
        QTest::addColumn<double>("density");
        QTest::addColumn<int>("least");
        QTest::newRow("long columns that get narrow") << std::size_t{1000} << 45 << 0.35 << 20;
        QTest::newRow("dense") << std::size_t{200} << 13 << 0.7 << 5;
        QTest::newRow("sparse") << std::size_t{4000} << 300 << 0.02 << 8;
    }
    void sparseAndDenseTablesHaveTheCountsOfTheirBaskets() {
        QFETCH(std::size_t, rows);
        QFETCH(int, items);
        QFETCH(double, density);
        QFETCH(int, least);
        const Baskets baskets = randomBaskets(rows, items, density);
        const Sets sets = setsOf(mine(baskets, {.minSupport = {.count = least}}));
        Sets pairs; // brute force for all sets of two
        for (std::size_t b = 0; b < baskets.count(); ++b)
            for (const auto first : baskets.of(b))
                for (const auto second : baskets.of(b))
                    if (first < second)
                        ++pairs[{first, second}];
        std::erase_if(pairs, [&](const auto& pair) {
            return pair.second < static_cast<std::uint32_t>(least);
        });
        for (const auto& [pair, count] : pairs)
            QCOMPARE(sets.at(pair), count);
        std::size_t seenPairs = 0;
        for (const auto& [set, count] : sets) {
            seenPairs += set.size() == 2 ? 1U : 0U;
            std::uint32_t holders = 0;
            for (std::size_t b = 0; b < baskets.count(); ++b)
                holders += std::ranges::includes(baskets.of(b), set) ? 1U : 0U;
            QCOMPARE(count, holders);
        }
        QCOMPARE(seenPairs, pairs.size());
    }
    void everyPartOfAFrequentSetIsListedAndAtLeastAsFrequent() {
        const Sets sets = setsOf(mine(shopBaskets(3000, 200), {.minSupport = {.count = 12}}));
        QVERIFY(sets.size() > 500);
        for (const auto& [set, count] : sets)
            for (std::size_t k = 0; set.size() > 1 && k < set.size(); ++k) {
                auto part = set;
                part.erase(part.begin() + static_cast<std::ptrdiff_t>(k));
                QVERIFY(sets.at(part) >= count);
            }
    }
    void theNumberOfThreadsDoesNotChangeTheListing_data() {
        QTest::addColumn<int>("threads");
        for (const int threads : {2, 3, 8})
            QTest::addRow("%d", threads) << threads;
    }
    void theNumberOfThreadsDoesNotChangeTheListing() {
        QFETCH(int, threads);
        const Baskets baskets = shopBaskets(5000, 400);
        const auto one = mine(baskets, {.minSupport = {.count = 10}});
        const auto many = mine(baskets, {.minSupport = {.count = 10}, .threads = threads});
        QCOMPARE(listing(many), listing(one));
        QCOMPARE(many.intersections, one.intersections);
    }
    void basketsInAnotherOrderHaveTheSameListing() {
        const Baskets baskets = shopBaskets(2000, 100);
        Baskets reversed;
        reversed.items = baskets.items;
        for (std::size_t b = baskets.count(); b-- > 0;) {
            reversed.item.insert(reversed.item.end(), baskets.of(b).rbegin(), baskets.of(b).rend());
            reversed.begin.push_back(static_cast<std::int64_t>(reversed.item.size()));
        }
        QCOMPARE(listing(mine(reversed, {})), listing(mine(baskets, {})));
    }
    void maxLengthCutsTheSameSets_data() {
        QTest::addColumn<double>("density");
        QTest::newRow("rows") << 0.03;
        QTest::newRow("bits") << 0.6;
    }
    void maxLengthCutsTheSameSets() {
        QFETCH(double, density);
        const Baskets baskets = randomBaskets(1500, density < 0.1 ? 200 : 14, density);
        const auto all = mine(baskets, {.minSupport = {.count = 4}});
        for (int longest = 1; longest <= 4; ++longest) {
            const auto cut = mine(baskets, {.minSupport = {.count = 4}, .maxLength = longest});
            auto expected = all.byLength;
            expected.resize(std::min(expected.size(), static_cast<std::size_t>(longest)));
            QCOMPARE(cut.byLength, expected);
        }
    }
    void aShareMeansTheSmallestCountThatReachesIt() {
        QCOMPARE((MinSupport{.share = 0.01}.countOf(9835)), 99); // 98.35
        QCOMPARE((MinSupport{.share = 0.1}.countOf(30)), 3);     // 0.1 · 30 rounds above 3
        QCOMPARE((MinSupport{.share = 1.0}.countOf(7)), 7);
        QCOMPARE((MinSupport{.share = 1e-9}.countOf(7)), 1);
    }
    void supportIsReadAsCountOrShare() {
        QCOMPARE(MinSupport::parse("44")->count, 44);
        QCOMPARE(MinSupport::parse("1")->count, 1);
        QCOMPARE(MinSupport::parse("1.0")->count, 0);
        QCOMPARE(MinSupport::parse("1.0")->share, 1.0);
        QCOMPARE(MinSupport::parse("0.01")->share, 0.01);
        QCOMPARE(MinSupport::parse("1e-3")->share, 1e-3);
        for (const char* wrong : {"0", "-3", "0.0", "-0.1", "44.5", "x", "", "nan", "inf", "1%"})
            QVERIFY2(!MinSupport::parse(wrong), wrong);
    }
    void supportAboveTheNumberOfBasketsFindsNothing() {
        const auto found = mine(basketsOf({{0}, {0}}, 1), {.minSupport = {.count = 3}});
        QCOMPARE(found.sets, 0);
        QVERIFY(found.byLength.empty());
    }
    void emptyBasketsCountAsBaskets() {
        const auto found = mine(basketsOf({{}, {0}, {}, {}}, 1), {.minSupport = {.share = 0.5}});
        QCOMPARE(found.minCount, 2);
        QCOMPARE(found.sets, 0);
    }
    void moreSetsThanMemoryAreRefusedWithAHint() {
        // 50 items always together: 2⁵⁰ sets.
        std::vector<std::int32_t> all(50);
        std::iota(all.begin(), all.end(), 0);
        NoTaskContext context;
        const auto found =
            mineItemsets(basketsOf({all, all}, 50),
                         {.minSupport = {.count = 2}, .memoryMb = 32, .threads = 2}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::MemoryLimit);
        QVERIFY(found.error().hint.find("max_length") != std::string::npos);
    }
    void oneEnormousBasketIsRefusedWithAHint() {
        std::vector<std::int32_t> all(60'000);
        std::iota(all.begin(), all.end(), 0);
        QCOMPARE(errorOf(basketsOf({all}, 60'000), {.minSupport = {.count = 1}, .memoryMb = 64}),
                 ErrorCode::MemoryLimit);
        const auto singles = mine(basketsOf({all}, 60'000),
                                  {.minSupport = {.count = 1}, .maxLength = 1, .memoryMb = 64});
        QCOMPARE(singles.sets, 60'000);
    }
    void itemNumbersUpToTheLargestNeedMemoryFirst() {
        const auto largest = std::numeric_limits<std::int32_t>::max();
        QCOMPARE(errorOf(basketsOf({{largest - 1}}, largest), {.memoryMb = 64}),
                 ErrorCode::MemoryLimit);
    }
    void peakMemoryStaysWithinItsLimit() {
        const auto found = mine(shopBaskets(3000, 300), {.minSupport = {.count = 5}});
        QVERIFY(found.peakBytes > 0);
        QVERIFY(found.peakBytes <= std::int64_t{1024} << 20);
        QCOMPARE(found.sets, total(found.byLength));
    }
    void badRequestsAreRefused() {
        const Baskets one = basketsOf({{0}}, 1);
        QCOMPARE(errorOf(one, {.minSupport = {.share = 0}}), ErrorCode::Usage);
        QCOMPARE(errorOf(one, {.minSupport = {.share = 1.5}}), ErrorCode::Usage);
        QCOMPARE(errorOf(one, {.minSupport = {.share = std::nan("")}}), ErrorCode::Usage);
        QCOMPARE(errorOf(one, {.minSupport = {.count = -1}}), ErrorCode::Usage);
        QCOMPARE(errorOf(one, {.maxLength = -1}), ErrorCode::Usage);
        QCOMPARE(errorOf(one, {.memoryMb = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(one, {.threads = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(Baskets(), {}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(basketsOf({{1}}, 1), {}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(basketsOf({{-1}}, 1), {}), ErrorCode::InvalidNumber);
    }
    void cancellingStopsWithin200Milliseconds_data() {
        QTest::addColumn<double>("density");
        QTest::addColumn<int>("threads");
        QTest::newRow("rows") << 0.02 << 1;
        QTest::newRow("bits") << 0.5 << 1;
        QTest::newRow("bits on two threads") << 0.5 << 2;
    }
    void cancellingStopsWithin200Milliseconds() {
        QFETCH(double, density);
        QFETCH(int, threads);
        const Baskets baskets = randomBaskets(20'000, density < 0.1 ? 1000 : 60, density);
        test::TimedCancel context(40);
        const auto found = mineItemsets(
            baskets, {.minSupport = {.count = 3}, .memoryMb = 8192, .threads = threads}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstItemsets)
#include "tst_itemsets.moc"
