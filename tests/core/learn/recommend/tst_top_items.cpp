#include "core/learn/recommend/top_items.h"

#include "tests/support/implicit_fixture.h"
#include "tests/support/planted_taste.h"
#include "tests/support/timed_cancel.h"

#include <algorithm>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;
using test::interactionsOf;

namespace {

/// One factor: the score of an item is its number times the user's.
UserItemFactors oneFactor(const std::vector<float>& users, const std::vector<float>& items) {
    UserItemFactors factors{1, 8, {}, {}};
    factors.user.assign(users.size() * 8, 0.0F);
    factors.item.assign(items.size() * 8, 0.0F);
    for (std::size_t u = 0; u < users.size(); ++u)
        factors.user[u * 8] = users[u];
    for (std::size_t i = 0; i < items.size(); ++i)
        factors.item[i * 8] = items[i];
    return factors;
}

std::vector<std::int32_t> itemsOf(const TopItems& lists, std::size_t user) {
    std::vector<std::int32_t> items;
    for (const ScoredItem& entry : lists.of(user))
        items.push_back(entry.item);
    return items;
}

template <class Model>
TopItems lists(const Model& model, const Interactions& taken, const TopItemsParams& params = {}) {
    NoTaskContext context;
    return topItems(model, taken, params, context).value();
}

TopItems popular(const Interactions& taken, const TopItemsParams& params = {}) {
    NoTaskContext context;
    return popularItems(taken, params, context).value();
}

bool same(const TopItems& a, const TopItems& b) {
    return a.begin == b.begin && std::ranges::equal(a.entries, b.entries, [](auto x, auto y) {
               return x.item == y.item && x.score == y.score;
           });
}

const test::TasteData& world() {
    static const test::TasteData data =
        test::plantedTaste({.users = 500, .items = 2500, .interactions = 20'000});
    return data;
}

UserItemFactors randomFactors(const Interactions& taken, std::uint64_t seed) {
    Rng rng(seed);
    UserItemFactors factors{6, 8, {}, {}};
    factors.user.assign(static_cast<std::size_t>(taken.users()) * 8, 0.0F);
    factors.item.assign(static_cast<std::size_t>(taken.items) * 8, 0.0F);
    for (auto* side : {&factors.user, &factors.item})
        for (std::size_t k = 0; k < side->size(); ++k) // few values: many equal scores
            (*side)[k] = k % 8 < 6 ? static_cast<float>(rng.below(5)) - 2.0F : 0.0F;
    return factors;
}

} // namespace

class TstTopItems : public QObject {
    Q_OBJECT

private slots:
    void theBestAreListedWithoutWhatTheUserHas() {
        const auto taken = interactionsOf(5, {{1, 4}, {0, 2, 3}});
        const auto found = lists(oneFactor({2, -1}, {1, 5, 3, 2, 4}), taken, {.top = 2});
        QCOMPARE(itemsOf(found, 0), (std::vector<std::int32_t>{2, 3})); // 5 and 4 are taken
        QCOMPARE(found.of(0)[0].score, 6.0F);
        QCOMPARE(itemsOf(found, 1), (std::vector<std::int32_t>{4, 1})); // −4 and −5
    }
    void whatTheUserHasIsListedOnRequest() {
        const auto taken = interactionsOf(3, {{0, 1, 2}});
        const auto found = lists(oneFactor({1}, {1, 3, 2}), taken, {.excludeTaken = false});
        QCOMPARE(itemsOf(found, 0), (std::vector<std::int32_t>{1, 2, 0}));
    }
    void equalScoresAreOrderedByItem() {
        const auto taken = interactionsOf(6, {{0}, {1, 2, 3, 4, 5}});
        const auto found = lists(oneFactor({1, 1}, {9, 2, 7, 2, 2, 2}), taken, {.top = 3});
        QCOMPARE(itemsOf(found, 0), (std::vector<std::int32_t>{2, 1, 3}));
    }
    void itemsNobodyTookAreNeverListed() {
        const auto taken = interactionsOf(4, {{0}, {2}});
        QCOMPARE(itemsOf(lists(oneFactor({1, 1}, {1, 9, 1, 9}), taken), 0),
                 (std::vector<std::int32_t>{2}));
        QCOMPARE(itemsOf(popular(taken), 0), (std::vector<std::int32_t>{2}));
    }
    void usersWithoutTakingsGetNoList() {
        const auto taken = interactionsOf(2, {{}, {0}, {1}});
        QVERIFY(lists(oneFactor({1, 1, 1}, {1, 2}), taken).of(0).empty());
        QVERIFY(popular(taken).of(0).empty());
    }
    void scoresThatAreNoNumbersAreNotListed() {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const auto taken = interactionsOf(3, {{0}, {1, 2}});
        QCOMPARE(itemsOf(lists(oneFactor({1, 1}, {1, nan, 3}), taken), 0),
                 (std::vector<std::int32_t>{2}));
    }
    void listsAreThoseOfSortingAllScores_data() {
        QTest::addColumn<int>("top");
        for (const int top : {1, 20, 100, 3000})
            QTest::addRow("%d", top) << top;
    }
    void listsAreThoseOfSortingAllScores() {
        QFETCH(int, top);
        const Interactions& taken = world().train;
        const auto factors = randomFactors(taken, 11);
        const auto found = lists(factors, taken, {.top = top});
        std::vector<bool> known(static_cast<std::size_t>(taken.items), false);
        for (const std::int32_t item : taken.item)
            known[static_cast<std::size_t>(item)] = true;
        for (std::size_t u = 0; u < found.users(); u += 37) {
            std::vector<std::pair<float, std::int32_t>> all;
            for (std::int32_t i = 0; i < taken.items; ++i) {
                const auto own = taken.itemsOf(static_cast<std::int32_t>(u));
                if (!known[static_cast<std::size_t>(i)] || std::ranges::binary_search(own, i))
                    continue;
                float score = 0; // whole numbers: exact in any order
                for (std::size_t f = 0; f < 6; ++f)
                    score += factors.ofUser(u)[f] * factors.ofItem(static_cast<std::size_t>(i))[f];
                all.emplace_back(-score, i);
            }
            std::ranges::sort(all);
            all.resize(std::min(all.size(), static_cast<std::size_t>(top)));
            std::vector<std::int32_t> expected;
            for (const auto& [score, item] : all)
                expected.push_back(item);
            QCOMPARE(itemsOf(found, u), expected);
        }
    }
    void neighboursAddTheirSimilarities() {
        // User 0 took items 0 (weight 2) and 1: item 2 gets 2 · 0.5 + 1 · 0.25, item 3 gets 0.9.
        auto taken = interactionsOf(4, {{0, 1}, {2, 3}});
        taken.weight[0] = 2;
        const ItemNeighbours near{{0, 2, 4, 4, 4},
                                  {{2, 0.5F, 1}, {1, 0.3F, 1}, {3, 0.9F, 1}, {2, 0.25F, 1}}};
        const auto found = lists(near, taken);
        QCOMPARE(itemsOf(found, 0), (std::vector<std::int32_t>{2, 3}));
        QCOMPARE(found.of(0)[0].score, 1.25F);
        QVERIFY(found.of(1).empty()); // no neighbour speaks for anything
    }
    void manyItemsAndFewGiveTheSameNeighbourLists() {
        // The same pairs in a catalogue so large that lists of met items are kept.
        NoTaskContext context;
        const auto taken = world().train;
        auto wide = taken;
        wide.items = 5'000'000;
        const auto near = itemItem(taken, {.neighbours = 5}, context).value();
        const auto wideNear = itemItem(wide, {.neighbours = 5}, context).value();
        QVERIFY(std::ranges::equal(near.entries, wideNear.entries, [](auto a, auto b) {
            return a.item == b.item && a.similarity == b.similarity && a.support == b.support;
        }));
        QVERIFY(same(lists(near, taken), lists(wideNear, wide)));
    }
    void popularityCountsUsers() {
        const auto taken = interactionsOf(4, {{0, 1}, {1, 2}, {1, 2, 3}, {3}});
        QCOMPARE(itemsOf(popular(taken), 0), (std::vector<std::int32_t>{2, 3}));
        QCOMPARE(itemsOf(popular(taken, {.top = 1}), 3), (std::vector<std::int32_t>{1}));
        QCOMPARE(popular(taken).of(3)[0].score, 3.0F);
    }
    void theNumberOfThreadsChangesNothing() {
        NoTaskContext context;
        const Interactions& taken = world().train;
        const auto factors = randomFactors(taken, 12);
        const auto near = itemItem(taken, {}, context).value();
        for (const int threads : {2, 3, 8}) {
            QVERIFY(same(lists(factors, taken), lists(factors, taken, {.threads = threads})));
            QVERIFY(same(lists(near, taken), lists(near, taken, {.threads = threads})));
            QVERIFY(same(popular(taken), popular(taken, {.threads = threads})));
        }
    }
    void whatDoesNotFitTogetherIsRefused() {
        NoTaskContext context;
        const auto taken = interactionsOf(3, {{0}, {1}});
        QCOMPARE(topItems(oneFactor({1}, {1, 2, 3}), taken, {}, context).error().code,
                 ErrorCode::Usage);
        QCOMPARE(topItems(oneFactor({1, 1}, {1, 2, 3}), taken, {.top = 0}, context).error().code,
                 ErrorCode::Usage);
        const ItemNeighbours outside{{0, 1, 1, 1}, {{7, 1.0F, 1}}};
        QCOMPARE(topItems(outside, taken, {}, context).error().code, ErrorCode::Usage);
        QCOMPARE(topItems(ItemNeighbours{{0}, {}}, taken, {}, context).error().code,
                 ErrorCode::Usage);
    }
    void listsLargerThanAllowedAreRefused() {
        NoTaskContext context;
        Interactions taken;
        taken.items = 1'000'000;
        taken.rowBegin.assign(100'001, 0);
        const auto found = popularItems(taken, {.top = 1'000'000'000}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::MemoryLimit);
    }
    void cancellingStopsWithin200Milliseconds() {
        const Interactions& taken = world().train;
        const auto factors = randomFactors(taken, 13);
        test::TimedCancel context(10);
        const auto found = topItems(factors, taken, {}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstTopItems)
#include "tst_top_items.moc"
