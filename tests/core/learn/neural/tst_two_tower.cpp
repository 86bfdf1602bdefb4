#include "core/learn/neural/two_tower.h"

#include "core/learn/recommend/item_item.h"
#include "tests/support/planted_interests.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <numeric>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr std::size_t kListed = 15;

const test::PlantedTaste& planted() {
    static const test::PlantedTaste data =
        test::TastePlanter({.users = 2000, .items = 400, .groups = 20}).plant();
    return data;
}

TowerFeatures featuresOf(const test::PlantedTaste& data) {
    return {data.userFeatures, data.itemFeatures};
}

std::vector<std::int32_t> everybody(const Interactions& in) {
    std::vector<std::int32_t> users(static_cast<std::size_t>(in.users()));
    std::iota(users.begin(), users.end(), 0);
    return users;
}

TwoTowerFit fit(const Interactions& in, const TowerFeatures& features,
                const TwoTowerParams& params) {
    NoTaskContext context;
    return fitTwoTower(in, features, params, context).value();
}

ErrorCode errorOf(const Interactions& in, const TowerFeatures& features,
                  const TwoTowerParams& params) {
    NoTaskContext context;
    const auto result = fitTwoTower(in, features, params, context);
    return result ? ErrorCode::Internal : result.error().code;
}

double hitsOf(const TwoTowerFit& fitted, const test::PlantedTaste& data, MatrixView users) {
    NoTaskContext context;
    const auto who = everybody(data.train);
    const auto lists = fitted.model.top(data.train, users, who, kListed, 2, context).value();
    return test::hitRate(lists, who, data.heldOut, kListed,
                         [](const ScoredItem& ranked) { return ranked.item; });
}

double popularityHits(const test::PlantedTaste& data) {
    std::vector<std::int64_t> counts(static_cast<std::size_t>(data.train.items), 0);
    for (const std::int32_t item : data.train.item)
        ++counts[static_cast<std::size_t>(item)];
    std::vector<std::int32_t> order(counts.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::greater<>(),
                             [&](std::int32_t i) { return counts[static_cast<std::size_t>(i)]; });
    std::vector<std::vector<std::int32_t>> lists;
    for (const std::int32_t user : everybody(data.train)) {
        lists.emplace_back();
        for (std::size_t i = 0; lists.back().size() < kListed; ++i)
            if (!std::ranges::binary_search(data.train.itemsOf(user), order[i]))
                lists.back().push_back(order[i]);
    }
    return test::hitRate(lists, everybody(data.train), data.heldOut, kListed, std::identity());
}

double itemItemHits(const test::PlantedTaste& data) {
    NoTaskContext context;
    const auto neighbours = itemItem(data.train, {.neighbours = 50}, context).value();
    std::vector<std::vector<std::int32_t>> lists;
    for (const std::int32_t user : everybody(data.train)) {
        const auto own = data.train.itemsOf(user);
        std::map<std::int32_t, double> score;
        for (const std::int32_t item : own)
            for (const Neighbour& neighbour : neighbours.of(item))
                if (!std::ranges::binary_search(own, neighbour.item))
                    score[neighbour.item] += static_cast<double>(neighbour.similarity);
        std::vector<std::pair<double, std::int32_t>> ranked;
        for (const auto& [item, value] : score)
            ranked.emplace_back(-value, item);
        std::ranges::sort(ranked);
        lists.emplace_back();
        for (const auto& [value, item] : ranked)
            lists.back().push_back(item);
    }
    return test::hitRate(lists, everybody(data.train), data.heldOut, kListed, std::identity());
}

bool sameVectors(const TwoTower& a, const TwoTower& b) {
    for (std::int32_t i = 0; i < a.items(); ++i)
        if (std::memcmp(a.itemVector(i).data(), b.itemVector(i).data(),
                        a.width() * sizeof(float)) != 0)
            return false;
    return true;
}

double dot(std::span<const float> a, std::span<const float> b) {
    double total = 0;
    for (std::size_t d = 0; d < a.size(); ++d)
        total += static_cast<double>(a[d]) * static_cast<double>(b[d]);
    return total;
}

Interactions pairs(const std::vector<std::vector<std::int32_t>>& taken, std::int32_t items) {
    Interactions in;
    in.items = items;
    in.rowBegin.push_back(0);
    for (const auto& row : taken) {
        in.item.insert(in.item.end(), row.begin(), row.end());
        in.rowBegin.push_back(static_cast<std::int64_t>(in.item.size()));
    }
    in.weight.assign(in.item.size(), 1.0F);
    return in;
}

} // namespace

class TstTwoTower : public QObject {
    Q_OBJECT

private slots:
    void twoCirclesOfTasteAreToldApart() {
        // Users 0–19 take of items 0–3, users 20–39 of items 4–7, each all but one.
        std::vector<std::vector<std::int32_t>> taken;
        for (std::int32_t user = 0; user < 40; ++user) {
            taken.emplace_back();
            for (std::int32_t item = 0; item < 4; ++item)
                if (item != user % 4)
                    taken.back().push_back(item + (user < 20 ? 0 : 4));
        }
        const Interactions in = pairs(taken, 8);
        const auto fitted =
            fit(in, {}, {.dimension = 8, .hidden = 0, .epochs = 100, .minibatch = 32});
        NoTaskContext context;
        const auto lists = fitted.model.top(in, {}, everybody(in), 1, 1, context).value();
        for (std::int32_t user = 0; user < 40; ++user)
            QCOMPARE(lists.of(static_cast<std::size_t>(user)).front().item,
                     user % 4 + (user < 20 ? 0 : 4));
    }
    void plantedTastesAreFoundBetterThanByTheBaselines() {
        const auto fitted =
            fit(planted().train, featuresOf(planted()), {.minibatch = 256, .threads = 2});
        const double ours = hitsOf(fitted, planted(), planted().userFeatures);
        const double popular = popularityHits(planted());
        const double items = itemItemHits(planted());
        const QString found =
            QStringLiteral("%1, popular %2, item–item %3").arg(ours).arg(popular).arg(items);
        QVERIFY2(ours > 1.5 * popular, qPrintable(found));
        QVERIFY2(ours > items, qPrintable(found));
    }
    void theLossFallsFromEpochToEpoch() {
        const auto fitted = fit(planted().train, {}, {.epochs = 4});
        QCOMPARE(fitted.loss.size(), std::size_t{4});
        QVERIFY(std::ranges::is_sorted(fitted.loss, std::greater<>()));
    }
    void scoresByDotProductLearnToo() {
        const auto fitted =
            fit(planted().train, {}, {.score = TowerScore::Dot, .temperature = 1, .epochs = 8});
        QVERIFY(fitted.loss.back() < 0.97 * fitted.loss.front());
        QVERIFY(hitsOf(fitted, planted(), {}) > popularityHits(planted()));
    }
    void vectorsHaveLengthOneWithCosine() {
        const auto fitted = fit(planted().train, {}, {.epochs = 1});
        for (const std::int32_t item : {0, 17, 399}) {
            const auto vector = fitted.model.itemVector(item);
            QVERIFY(std::abs(dot(vector, vector) - 1) < 1e-5);
        }
        const auto user = fitted.model.userVector(planted().train.itemsOf(3), {}).value();
        QVERIFY(std::abs(dot(user, user) - 1) < 1e-5);
    }
    void aNewUserIsDescribedByHerItemsAlone() {
        const auto fitted = fit(planted().train, {}, {.epochs = 2});
        NoTaskContext context;
        const std::vector<std::int32_t> who{5};
        const auto listed = fitted.model.top(planted().train, {}, who, 3, 1, context).value();
        // A stranger with the same items: the same vector, so the same scores.
        const auto stranger = fitted.model.userVector(planted().train.itemsOf(5), {}).value();
        for (const ScoredItem& ranked : listed.of(0))
            QVERIFY(std::abs(dot(stranger, fitted.model.itemVector(ranked.item)) -
                             static_cast<double>(ranked.score)) < 1e-5);
        QVERIFY(fitted.model.userVector({}, {}).has_value());
    }
    void listsAreSortedAndHoldNothingTheUserHas() {
        const auto fitted = fit(planted().train, {}, {.epochs = 1});
        NoTaskContext context;
        const auto who = everybody(planted().train);
        const auto lists = fitted.model.top(planted().train, {}, who, 50, 2, context).value();
        for (const std::int32_t user : who) {
            const auto list = lists.of(static_cast<std::size_t>(user));
            QCOMPARE(list.size(), std::size_t{50});
            for (std::size_t i = 0; i < list.size(); ++i) {
                QVERIFY(!std::ranges::binary_search(planted().train.itemsOf(user), list[i].item));
                QVERIFY(i == 0 || list[i - 1].score > list[i].score ||
                        (list[i - 1].score == list[i].score && list[i - 1].item < list[i].item));
            }
        }
    }
    void aListIsAsLongAsThereAreItemsLeft() {
        const Interactions in = pairs({{0, 1, 2}, {1, 2, 3}, {0, 3}}, 4);
        const auto fitted = fit(in, {}, {.dimension = 4, .epochs = 1, .minibatch = 8});
        NoTaskContext context;
        const std::vector<std::int32_t> who{0, 2};
        const auto lists = fitted.model.top(in, {}, who, 100, 1, context).value();
        QCOMPARE(lists.of(0).size(), std::size_t{1});
        QCOMPARE(lists.of(1).size(), std::size_t{2});
    }
    void anItemNobodyTookIsPlacedByItsFeatures() {
        // Item 0 is taken out of the interactions; its features still say where it belongs: near
        // items of like features, so users who would have taken it score it above the average item.
        Interactions in;
        in.items = planted().train.items;
        in.rowBegin.push_back(0);
        std::vector<std::int32_t> fans;
        constexpr std::int32_t kCold = 0;
        for (std::int32_t user = 0; user < planted().train.users(); ++user) {
            for (const std::int32_t item : planted().train.itemsOf(user))
                if (item != kCold)
                    in.item.push_back(item);
                else
                    fans.push_back(user);
            in.rowBegin.push_back(static_cast<std::int64_t>(in.item.size()));
        }
        in.weight.assign(in.item.size(), 1.0F);
        QVERIFY(fans.size() > 5);
        const auto fitted = fit(in, featuresOf(planted()), {.epochs = 10});
        double above = 0;
        for (const std::int32_t fan : fans) {
            const auto user =
                fitted.model
                    .userVector(in.itemsOf(fan),
                                planted().userFeatures.row(static_cast<std::size_t>(fan)))
                    .value();
            const double cold = dot(user, fitted.model.itemVector(kCold));
            for (std::int32_t item = 1; item < in.items; ++item)
                above += cold > dot(user, fitted.model.itemVector(item)) ? 1 : 0;
        }
        // Half of the items would be chance.
        const double share = above / static_cast<double>(fans.size()) / in.items;
        QVERIFY2(share > 0.6, qPrintable(QString::number(share)));
    }
    void theNumberOfThreadsDoesNotChangeAByte_data() {
        QTest::addColumn<int>("threads");
        for (const int threads : {2, 3, 8})
            QTest::addRow("%d", threads) << threads;
    }
    void theNumberOfThreadsDoesNotChangeAByte() {
        QFETCH(int, threads);
        const auto features = featuresOf(planted());
        const auto one = fit(planted().train, features, {.epochs = 1});
        const auto many = fit(planted().train, features, {.epochs = 1, .threads = threads});
        QCOMPARE(one.loss, many.loss);
        QVERIFY(sameVectors(one.model, many.model));
        NoTaskContext context;
        const auto user = planted().train.itemsOf(9);
        QCOMPARE(one.model.userVector(user, planted().userFeatures.row(9)).value(),
                 many.model.userVector(user, planted().userFeatures.row(9)).value());
    }
    void anotherSeedGivesOtherVectors() {
        QVERIFY(!sameVectors(fit(planted().train, {}, {.epochs = 1, .seed = 1}).model,
                             fit(planted().train, {}, {.epochs = 1, .seed = 2}).model));
    }
    void longHistoriesAreDrawnFrom() {
        const auto capped = fit(planted().train, {}, {.epochs = 2, .history = 3});
        QVERIFY(capped.loss.back() < capped.loss.front());
    }
    void badInputIsRefused() {
        const Interactions& in = planted().train;
        const TowerFeatures none;
        QCOMPARE(errorOf(Interactions(), none, {}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(pairs({{0, 1}, {1}}, 2), none, {}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(pairs({{0, 0, 0, 0}, {0, 0, 0, 0}}, 1), none, {}),
                 ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(pairs({{0, 1, 2, 3}, {0, 1, 2, 9}}, 4), none, {}), ErrorCode::Usage);
        QCOMPARE(errorOf(in, none, {.dimension = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(in, none, {.hidden = -1}), ErrorCode::Usage);
        QCOMPARE(errorOf(in, none, {.temperature = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(in, none, {.epochs = -1}), ErrorCode::Usage);
        QCOMPARE(errorOf(in, none, {.minibatch = 4}), ErrorCode::Usage);
        QCOMPARE(errorOf(in, none, {.history = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(in, none, {.threads = 0}), ErrorCode::Usage);
        Matrix features(static_cast<std::size_t>(in.items), 2, 0.0);
        QCOMPARE(errorOf(in, {.users = features, .items = {}}, {}), ErrorCode::Usage);
        features.at(7, 1) = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(errorOf(in, {.users = {}, .items = features}, {}), ErrorCode::InvalidNumber);
        features.at(7, 1) = 1e30;
        QCOMPARE(errorOf(in, {.users = {}, .items = features}, {}), ErrorCode::InvalidNumber);
    }
    void questionsThatMakeNoSenseAreRefused() {
        const auto fitted = fit(planted().train, {}, {.epochs = 1});
        const std::vector<std::int32_t> stranger{100'000};
        NoTaskContext context;
        QCOMPARE(fitted.model.userVector(stranger, {}).error().code, ErrorCode::Usage);
        const std::vector<double> features{1.0};
        QCOMPARE(fitted.model.userVector({}, features).error().code, ErrorCode::Usage);
        QCOMPARE(fitted.model.top(planted().train, {}, stranger, 5, 1, context).error().code,
                 ErrorCode::Usage);
        QCOMPARE(fitted.model.top(planted().train, {}, {}, 0, 1, context).error().code,
                 ErrorCode::Usage);
    }
    void cancellingStopsWithin200Milliseconds_data() {
        QTest::addColumn<int>("minibatch");
        QTest::addColumn<int>("dimension");
        QTest::newRow("small steps") << 256 << 32;
        QTest::newRow("large steps") << 4096 << 256;
    }
    void cancellingStopsWithin200Milliseconds() {
        QFETCH(int, minibatch);
        QFETCH(int, dimension);
        test::TimedCancel context(300);
        const auto found = fitTwoTower(
            planted().train, {}, {.dimension = dimension, .epochs = 10'000, .minibatch = minibatch},
            context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstTwoTower)
#include "tst_two_tower.moc"
