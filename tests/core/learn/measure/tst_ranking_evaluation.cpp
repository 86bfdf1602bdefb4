#include "core/learn/measure/ranking_evaluation.h"

#include "tests/support/implicit_fixture.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <QtTest>

using namespace mops;
using namespace mops::learn;
using test::interactionsOf;

namespace {

TopItems listsOf(const std::vector<std::vector<std::int32_t>>& rows) {
    TopItems lists;
    lists.begin.push_back(0);
    for (const auto& row : rows) {
        for (const std::int32_t item : row)
            lists.entries.push_back({item, 1.0F});
        lists.begin.push_back(static_cast<std::int64_t>(lists.entries.size()));
    }
    return lists;
}

Result<RankingEvaluation> evaluate(const TopItems& lists, const Interactions& taken,
                                   const Interactions& later, int top) {
    NoTaskContext context;
    return evaluateRanking(lists, taken, later, top, context);
}

} // namespace

class TstRankingEvaluation : public QObject {
    Q_OBJECT

private slots:
    void meansOverUsersByHand() {
        // User 0 is shown 1, 2 and takes 2: precision ½, recall 1, ndcg 1 / log2 3, map ½.
        // User 1 is shown 0, 2 and takes 0, 3: precision ½, recall ½, ndcg 1 / (1 + 1 / log2 3),
        // map ½.
        const auto taken = interactionsOf(5, {{0}, {1}, {2, 3, 4}});
        const auto later = interactionsOf(5, {{2}, {0, 3}, {}});
        const auto found = evaluate(listsOf({{1, 2}, {0, 2}, {}}), taken, later, 2).value();
        QCOMPARE(found.users, 2);
        QCOMPARE(found.relevantItems, 3);
        QCOMPARE(found.precision, 0.5);
        QCOMPARE(found.recall, 0.75);
        const double second = 1 / std::log2(3.0);
        QVERIFY(std::abs(found.ndcg - (second + 1 / (1 + second)) / 2) < 1e-12);
        QCOMPARE(found.map, 0.5);
        QCOMPARE(found.coverage, 0.6); // 0, 1, 2 of five
    }
    void onlyTheFirstOfALongerListCount() {
        const auto taken = interactionsOf(3, {{0}});
        const auto later = interactionsOf(3, {{2}});
        QCOMPARE(evaluate(listsOf({{1, 2}}), taken, later, 1)->recall, 0.0);
        QCOMPARE(evaluate(listsOf({{1, 2}}), taken, later, 2)->recall, 1.0);
    }
    void whatAUserHadBeforeIsNotRelevant() {
        const auto taken = interactionsOf(3, {{0}, {0}});
        const auto later = interactionsOf(3, {{0, 1}, {0}});
        const auto found = evaluate(listsOf({{1}, {1}}), taken, later, 1).value();
        QCOMPARE(found.users, 1); // the second took nothing new
        QCOMPARE(found.alreadyTaken, 2);
        QCOMPARE(found.recall, 1.0);
    }
    void usersWithoutHistoryAreCountedApart() {
        const auto taken = interactionsOf(2, {{0}, {}});
        const auto later = interactionsOf(2, {{1}, {1}});
        const auto found = evaluate(listsOf({{1}, {}}), taken, later, 1).value();
        QCOMPARE(found.users, 1);
        QCOMPARE(found.withoutHistory, 1);
        QCOMPARE(found.recall, 1.0);
    }
    void ndcgIsThatOfScikitLearn() {
        const auto fixture = test::implicitFixture();
        const Interactions later = test::interactionsOf(fixture);
        // Every user once took an item of its own, so that all have a history.
        std::vector<Taking> before;
        for (std::int32_t user = 0; user < later.users(); ++user)
            before.push_back({user, later.items, 1.0F});
        const auto taken = makeInteractions(later.users(), later.items + 1, before).value();
        Interactions wide = later;
        wide.items = later.items + 1;
        const auto found = evaluate(listsOf(fixture.at("lists")), taken, wide, 8);
        QVERIFY(std::abs(found->ndcg - fixture.at("ndcg8").get<double>()) < 1e-12);
    }
    void nobodyToEvaluateIsTooLittle() {
        const auto taken = interactionsOf(2, {{0}, {}});
        const auto later = interactionsOf(2, {{}, {1}});
        const auto found = evaluate(listsOf({{1}, {}}), taken, later, 1);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::NotEnoughData);
    }
    void whatDoesNotFitTogetherIsRefused() {
        const auto taken = interactionsOf(2, {{0}});
        QCOMPARE(evaluate(listsOf({{1}}), taken, interactionsOf(3, {{1}}), 1).error().code,
                 ErrorCode::Usage);
        QCOMPARE(evaluate(listsOf({}), taken, interactionsOf(2, {{1}}), 1).error().code,
                 ErrorCode::Usage);
        QCOMPARE(evaluate(listsOf({{5}}), taken, interactionsOf(2, {{1}}), 1).error().code,
                 ErrorCode::Usage);
        QCOMPARE(evaluate(listsOf({{1}}), taken, interactionsOf(2, {{1}}), 0).error().code,
                 ErrorCode::Usage);
    }
};

QTEST_APPLESS_MAIN(TstRankingEvaluation)
#include "tst_ranking_evaluation.moc"
