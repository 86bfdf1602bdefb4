#include "core/learn/recommend/item_item.h"

#include "core/base/rng.h"
#include "tests/support/implicit_fixture.h"
#include "tests/support/timed_cancel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

Interactions baskets(std::int32_t items, const std::vector<std::vector<std::int32_t>>& rows) {
    Interactions in;
    in.items = items;
    in.rowBegin.push_back(0);
    for (const auto& row : rows) {
        in.item.insert(in.item.end(), row.begin(), row.end());
        in.rowBegin.push_back(static_cast<std::int64_t>(in.item.size()));
    }
    in.weight.assign(in.item.size(), 1.0F);
    return in;
}

Interactions randomBaskets(std::size_t users, std::int32_t items, double share) {
    Rng rng(5);
    std::vector<std::vector<std::int32_t>> rows(users);
    for (auto& row : rows)
        for (std::int32_t i = 0; i < items; ++i)
            if (rng.chance(share))
                row.push_back(i);
    return baskets(items, rows);
}

ItemNeighbours neighbours(const Interactions& in, const ItemItemParams& params = {}) {
    NoTaskContext context;
    return itemItem(in, params, context).value();
}

ErrorCode errorOf(const Interactions& in, const ItemItemParams& params = {}) {
    NoTaskContext context;
    const auto result = itemItem(in, params, context);
    return result ? ErrorCode::Internal : result.error().code;
}

} // namespace

class TstItemItem : public QObject {
    Q_OBJECT

private slots:
    void similarityIsTheCosineOverUsersInCommon() {
        // Item 0 by users 0,1,2; item 1 by users 0,1; item 2 by user 2.
        // cos(0,1) = 2/√(3·2), cos(0,2) = 1/√3; items 1 and 2 share nobody.
        const auto found = neighbours(baskets(3, {{0, 1}, {0, 1}, {0, 2}}));
        const auto first = found.of(0);
        QCOMPARE(first.size(), std::size_t{2});
        QCOMPARE(first[0].item, 1);
        QCOMPARE(first[0].support, 2);
        QCOMPARE(first[0].similarity, static_cast<float>(2 / std::sqrt(6.0)));
        QCOMPARE(first[1].similarity, static_cast<float>(1 / std::sqrt(3.0)));
        QCOMPARE(found.of(1).size(), std::size_t{1});
    }
    void shrinkageLowersPairsSeenOnce() {
        const auto found = neighbours(baskets(2, {{0, 1}}), {.shrinkage = 3});
        QCOMPARE(found.of(0)[0].similarity, 0.25F); // 1 / (1·1 + 3)
    }
    void rarePairsFallUnderTheLeastSupport() {
        const auto found = neighbours(baskets(3, {{0, 1}, {0, 1}, {0, 2}}), {.minSupport = 2});
        QCOMPARE(found.of(0).size(), std::size_t{1});
    }
    void equalSimilaritiesAreOrderedByItem() {
        const auto found = neighbours(baskets(4, {{0, 1, 2, 3}}), {.neighbours = 2});
        QCOMPARE(found.of(3).size(), std::size_t{2});
        QCOMPARE(found.of(3)[0].item, 0);
        QCOMPARE(found.of(3)[1].item, 1);
    }
    void withBm25SomeoneWhoTakesEverythingSaysLess() {
        // Pair (0,1) is seen by a user of two items, pair (0,2) by one who has all six.
        const auto in = baskets(6, {{0, 1}, {0, 1, 2, 3, 4, 5}, {2, 3}, {4, 5}, {0, 5}});
        const auto found = neighbours(in, {.weighting = ItemWeighting::Bm25});
        QCOMPARE(found.of(0)[0].item, 1);
        QVERIFY(std::ranges::all_of(found.entries, [](const Neighbour& n) {
            return n.similarity > 0 && n.similarity <= 1.0001F;
        }));
    }
    void everyPairIsThatOfTheFullComputation() {
        const auto in = randomBaskets(60, 20, 0.2);
        const auto found = neighbours(in);
        std::vector<std::vector<int>> taken(20, std::vector<int>(60, 0));
        for (std::int32_t u = 0; u < in.users(); ++u)
            for (const std::int32_t i : in.itemsOf(u))
                taken[static_cast<std::size_t>(i)][static_cast<std::size_t>(u)] = 1;
        for (std::int32_t i = 0; i < 20; ++i)
            for (const Neighbour& n : found.of(i)) {
                const auto& a = taken[static_cast<std::size_t>(i)];
                const auto& b = taken[static_cast<std::size_t>(n.item)];
                const int both = std::inner_product(a.begin(), a.end(), b.begin(), 0);
                const int product = static_cast<int>(std::ranges::count(a, 1)) *
                                    static_cast<int>(std::ranges::count(b, 1));
                QCOMPARE(n.support, both);
                QVERIFY(std::abs(static_cast<double>(n.similarity) - both / std::sqrt(product)) <
                        1e-6); // a float's digits
            }
    }
    void similaritiesAreThoseOfSciPy_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("weighting");
        QTest::addColumn<double>("shrinkage");
        QTest::newRow("cosine") << "cosine" << static_cast<int>(ItemWeighting::Cosine) << 0.0;
        QTest::newRow("shrunk") << "shrunk" << static_cast<int>(ItemWeighting::Cosine) << 3.0;
        QTest::newRow("BM25") << "bm25" << static_cast<int>(ItemWeighting::Bm25) << 0.0;
    }
    void similaritiesAreThoseOfSciPy() {
        QFETCH(QString, key);
        QFETCH(int, weighting);
        QFETCH(double, shrinkage);
        const auto fixture = test::implicitFixture();
        const auto expected = fixture.at(key.toStdString()).get<std::vector<double>>();
        const auto in = test::interactionsOf(fixture);
        const auto found = neighbours(in, {.weighting = static_cast<ItemWeighting>(weighting),
                                           .neighbours = 1'000'000'000, // as many as there are
                                           .shrinkage = shrinkage});
        const auto items = static_cast<std::size_t>(in.items);
        std::size_t pairs = 0;
        for (std::size_t i = 0; i < items; ++i)
            for (const Neighbour& n : found.of(static_cast<std::int32_t>(i))) {
                const double other = expected[i * items + static_cast<std::size_t>(n.item)];
                QVERIFY(std::abs(static_cast<double>(n.similarity) - other) < 1e-7);
                ++pairs;
            }
        std::size_t above = 0;
        for (std::size_t k = 0; k < expected.size(); ++k)
            above += expected[k] > 0 && k / items != k % items ? 1U : 0U;
        QCOMPARE(pairs, above);
    }
    void supportsAreTheSameHoweverTheyAreCounted() {
        // With equal weights, with a least support and without one they are counted differently.
        const auto in = randomBaskets(200, 90, 0.1);
        const auto equal = neighbours(in, {.neighbours = 90});
        const auto apart = neighbours(in, {.weighting = ItemWeighting::Bm25, .neighbours = 90});
        const auto along =
            neighbours(in, {.weighting = ItemWeighting::Bm25, .neighbours = 90, .minSupport = 2});
        for (std::int32_t i = 0; i < in.items; ++i) {
            std::map<std::int32_t, std::int32_t> supports;
            for (const Neighbour& n : equal.of(i))
                supports[n.item] = n.support;
            QCOMPARE(apart.of(i).size(), supports.size());
            for (const Neighbour& n : apart.of(i))
                QCOMPARE(n.support, supports.at(n.item));
            for (const Neighbour& n : along.of(i)) {
                QCOMPARE(n.support, supports.at(n.item));
                QVERIFY(n.support >= 2);
            }
        }
    }
    void moreMemoryThanAllowedIsRefused() {
        QCOMPARE(errorOf(randomBaskets(300, 800, 0.3), {.neighbours = 800, .memoryLimitMb = 1}),
                 ErrorCode::MemoryLimit);
    }
    void theNumberOfThreadsChangesNothing() {
        const auto in = randomBaskets(300, 200, 0.05);
        const auto one = neighbours(in);
        for (const int threads : {2, 3, 8}) {
            const auto many = neighbours(in, {.threads = threads});
            QCOMPARE(one.begin, many.begin);
            QVERIFY(std::ranges::equal(one.entries, many.entries, [](auto a, auto b) {
                return a.item == b.item && a.similarity == b.similarity && a.support == b.support;
            }));
        }
    }
    void nobodyAndNothingGiveEmptyLists() {
        QCOMPARE(neighbours(baskets(3, {})).entries.size(), std::size_t{0});
        QCOMPARE(neighbours(baskets(0, {})).begin.size(), std::size_t{1});
    }
    void badInputIsRefused() {
        QCOMPARE(errorOf(baskets(2, {{0, 2}})), ErrorCode::Usage);
        QCOMPARE(errorOf(baskets(3, {{1, 0}})), ErrorCode::Usage);
        QCOMPARE(errorOf(baskets(3, {{1, 1}})), ErrorCode::Usage);
        QCOMPARE(errorOf(Interactions()), ErrorCode::Usage);
        QCOMPARE(errorOf(baskets(2, {{0, 1}}), {.neighbours = 0}), ErrorCode::Usage);
        auto in = baskets(2, {{0, 1}});
        in.weight[1] = std::numeric_limits<float>::quiet_NaN();
        QCOMPARE(errorOf(in), ErrorCode::InvalidNumber);
        in.weight[1] = 0;
        QCOMPARE(errorOf(in), ErrorCode::InvalidNumber);
    }
    void cancellingStopsWithin200Milliseconds() {
        const auto in = randomBaskets(2000, 1000, 0.3);
        test::TimedCancel context(20);
        const auto found = itemItem(in, {}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstItemItem)
#include "tst_item_item.moc"
