#include "core/learn/patterns/rules.h"

#include "core/base/rng.h"
#include "core/sources/basket_file.h"
#include "tests/support/real_data.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

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

Baskets randomBaskets(std::size_t rows, std::int32_t items, double density) {
    Rng rng(9);
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

ItemsetResult mine(const Baskets& baskets, std::int64_t least) {
    NoTaskContext context;
    return mineItemsets(baskets, {.minSupport = {.count = least}}, context).value();
}

RuleSet rulesOf(const ItemsetResult& sets, const RuleParams& params) {
    NoTaskContext context;
    return findRules(sets, params, context).value();
}

ErrorCode errorOf(const ItemsetResult& sets, const RuleParams& params) {
    NoTaskContext context;
    const auto found = findRules(sets, params, context);
    return found ? ErrorCode::Internal : found.error().code;
}

std::vector<std::int64_t> listing(const RuleSet& rules) {
    std::vector<std::int64_t> values;
    for (std::size_t r = 0; r < rules.size(); ++r) {
        const Rule rule = rules[r];
        values.insert(values.end(), rule.antecedent.begin(), rule.antecedent.end());
        values.insert(values.end(), {-1, rule.consequent, rule.count, rule.antecedentCount});
    }
    return values;
}

} // namespace

class TstRules : public QObject {
    Q_OBJECT

private slots:
    void theMeasuresByHand() {
        // Ten baskets: 0 in 4, 1 in 5, both in 3.
        const Baskets baskets =
            basketsOf({{0, 1}, {0, 1}, {0, 1}, {0}, {1}, {1}, {2}, {2}, {2}, {2}}, 3);
        const auto rules = rulesOf(mine(baskets, 3), {.minConfidence = 0.7});
        QCOMPARE(rules.size(), std::size_t{1}); // 1 → 0 has confidence 0.6
        const Rule rule = rules[0];
        QCOMPARE(std::vector(rule.antecedent.begin(), rule.antecedent.end()),
                 std::vector<std::int32_t>{0});
        QCOMPARE(rule.consequent, 1);
        QCOMPARE(rule.support(), 0.3);
        QCOMPARE(rule.confidence(), 0.75);
        QCOMPARE(rule.lift(), 1.5);       // 0.75 / 0.5
        QCOMPARE(rule.conviction(), 2.0); // (1 − 0.5) / (1 − 0.75)
    }
    void convictionIsInfiniteAtConfidenceOne() {
        const auto rules = rulesOf(mine(basketsOf({{0, 1}, {1}}, 2), 1), {.minConfidence = 1});
        QCOMPARE(rules.size(), std::size_t{1});
        QVERIFY(std::isinf(rules[0].conviction()));
    }
    void rulesAreThoseOfBruteForce_data() {
        QTest::addColumn<std::size_t>("table");
        for (std::size_t t = 0; t < fixture("small").size(); ++t)
            QTest::addRow("table %zu", t) << t;
    }
    void rulesAreThoseOfBruteForce() {
        QFETCH(std::size_t, table);
        const auto data = fixture("small")[table];
        const auto baskets = basketsOf(
            data.at("baskets").get<std::vector<std::vector<std::int32_t>>>(), data.at("items"));
        const auto rules = rulesOf(mine(baskets, data.at("least")), {.minConfidence = 0.6});
        using Key = std::pair<std::vector<std::int32_t>, std::int32_t>;
        std::map<Key, Rule> found;
        for (std::size_t r = 0; r < rules.size(); ++r) {
            std::vector<std::int32_t> from(rules[r].antecedent.begin(), rules[r].antecedent.end());
            std::ranges::sort(from);
            found.emplace(Key{from, rules[r].consequent}, rules[r]);
        }
        QCOMPARE(found.size(), data.at("rules").size());
        for (const auto& expected : data.at("rules")) {
            const auto at = found.find(Key{expected[0], expected[1]});
            QVERIFY(at != found.end());
            const Rule& rule = at->second;
            QVERIFY(std::abs(rule.support() - expected[2].get<double>()) < 1e-12);
            QVERIFY(std::abs(rule.confidence() - expected[3].get<double>()) < 1e-12);
            QVERIFY(std::abs(rule.lift() / expected[4].get<double>() - 1) < 1e-12);
            if (expected[5].is_null())
                QVERIFY(std::isinf(rule.conviction()));
            else // 1 − confidence loses digits in the reference
                QVERIFY(std::abs(rule.conviction() / expected[5].get<double>() - 1) < 1e-10);
        }
    }
    void theGroceriesHaveTheRulesOfTheReference_data() {
        QTest::addColumn<std::size_t>("row");
        for (std::size_t row = 0; row < fixture("groceries").size(); ++row)
            QTest::addRow("support %d", fixture("groceries")[row].at("least").get<int>()) << row;
    }
    void theGroceriesHaveTheRulesOfTheReference() {
        MOPS_NEEDS_DATA("groceries");
        QFETCH(std::size_t, row);
        const auto expected = fixture("groceries")[row];
        NoTaskContext context;
        auto file =
            sources::readBasketFile(test::realData("groceries") / "groceries.csv", {}, context);
        QVERIFY(file);
        const auto sets = mine({std::move(file->begin), std::move(file->item), file->items.size()},
                               expected.at("least"));
        const auto rules = rulesOf(sets, {.minConfidence = 0.5});
        double confidence = 0;
        double lift = 0;
        double conviction = 0;
        int certain = 0;
        for (std::size_t r = 0; r < rules.size(); ++r) {
            confidence += rules[r].confidence();
            lift += rules[r].lift();
            if (std::isinf(rules[r].conviction()))
                ++certain;
            else
                conviction += rules[r].conviction();
        }
        QCOMPARE(rules.size(), expected.at("rules").get<std::size_t>());
        QCOMPARE(certain, expected.at("certain_rules").get<int>());
        const auto near = [&](double value, const char* key) {
            return std::abs(value / expected.at(key).get<double>() - 1) < 1e-10;
        };
        QVERIFY(near(confidence, "sum_of_confidence"));
        QVERIFY(near(lift, "sum_of_lift"));
        QVERIFY(near(conviction, "sum_of_finite_conviction"));
    }
    void confidenceZeroGivesEverySetAsARuleToEachOfItsItems() {
        const auto sets = mine(randomBaskets(300, 12, 0.4), 10);
        std::int64_t expected = 0;
        for (std::size_t n = 1; n < sets.byLength.size(); ++n)
            expected += sets.byLength[n] * static_cast<std::int64_t>(n + 1);
        QVERIFY(expected > 1000);
        QCOMPARE(static_cast<std::int64_t>(rulesOf(sets, {.minConfidence = 0}).size()), expected);
    }
    void limitsSelectAmongTheSameRules() {
        const auto sets = mine(randomBaskets(300, 12, 0.4), 10);
        const auto all = rulesOf(sets, {.minConfidence = 0});
        const auto chosen = rulesOf(sets, {.minConfidence = 0.45, .minLift = 1.1, .consequent = 3});
        std::size_t expected = 0;
        for (std::size_t r = 0; r < all.size(); ++r)
            expected +=
                all[r].consequent == 3 && all[r].lift() >= 1.1 && all[r].confidence() >= 0.45 ? 1U
                                                                                              : 0U;
        QVERIFY(expected > 0);
        QCOMPARE(chosen.size(), expected);
    }
    void theNumberOfThreadsDoesNotChangeTheRules() {
        const auto sets = mine(randomBaskets(2000, 40, 0.15), 12);
        const auto one = listing(rulesOf(sets, {.minConfidence = 0.1}));
        for (const int threads : {2, 3, 8})
            QCOMPARE(listing(rulesOf(sets, {.minConfidence = 0.1, .threads = threads})), one);
    }
    void streamingSeesTheRulesThatCollectingKeeps() {
        const auto sets = mine(randomBaskets(500, 20, 0.25), 8);
        const auto kept = rulesOf(sets, {.minConfidence = 0.3});
        std::size_t same = 0;
        NoTaskContext context;
        const auto seen = forEachRule(
            sets, {.minConfidence = 0.3},
            [&](const Rule& rule) {
                same += std::ranges::equal(rule.antecedent, kept[same].antecedent) &&
                                rule.consequent == kept[same].consequent
                            ? 1U
                            : 0U;
                return true;
            },
            context);
        QCOMPARE(seen.value(), static_cast<std::int64_t>(kept.size()));
        QCOMPARE(same, kept.size());
    }
    void streamingEndsWhenItsUserHasEnough() {
        NoTaskContext context;
        int left = 5;
        const auto seen = forEachRule(
            mine(randomBaskets(500, 20, 0.25), 8), {.minConfidence = 0},
            [&](const Rule&) { return --left > 0; }, context);
        QCOMPARE(seen.value(), 5);
    }
    void setsWithoutPairsGiveNoRules() {
        QCOMPARE(rulesOf(mine(basketsOf({{0}, {1}}, 2), 1), {}).size(), std::size_t{0});
        QCOMPARE(rulesOf(mine(basketsOf({{0}, {1}}, 2), 3), {}).size(), std::size_t{0});
    }
    void moreRulesThanMemoryAreRefusedWithAHint() {
        std::vector<std::int32_t> all(18);
        std::iota(all.begin(), all.end(), 0);
        const auto sets = mine(basketsOf({all}, 18), 1);
        NoTaskContext context;
        const auto found = findRules(sets, {.memoryMb = 4}, context); // 2.4 million rules
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::MemoryLimit);
        QVERIFY(found.error().hint.find("min_confidence") != std::string::npos);
    }
    void badRequestsAreRefused() {
        const auto sets = mine(basketsOf({{0, 1}}, 2), 1);
        QCOMPARE(errorOf(sets, {.minConfidence = 1.1}), ErrorCode::Usage);
        QCOMPARE(errorOf(sets, {.minConfidence = -0.1}), ErrorCode::Usage);
        QCOMPARE(errorOf(sets, {.minConfidence = std::nan("")}), ErrorCode::Usage);
        QCOMPARE(errorOf(sets, {.minLift = -1}), ErrorCode::Usage);
        QCOMPARE(errorOf(sets, {.minLift = std::numeric_limits<double>::infinity()}),
                 ErrorCode::Usage);
        QCOMPARE(errorOf(sets, {.memoryMb = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(sets, {.threads = 0}), ErrorCode::Usage);
    }
    void cancellingStopsWithin200Milliseconds() {
        std::vector<std::int32_t> all(19);
        std::iota(all.begin(), all.end(), 0);
        const auto sets = mine(basketsOf({all}, 19), 1); // 5 million rules
        test::TimedCancel context(5);
        const auto found = findRules(sets, {}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstRules)
#include "tst_rules.moc"
