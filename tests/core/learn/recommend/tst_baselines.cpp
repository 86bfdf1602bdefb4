#include "core/learn/recommend/baselines.h"

#include "tests/support/planted_ratings.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

test::PlantedRatings table(std::int32_t users, std::int32_t items,
                           std::initializer_list<std::tuple<int, int, double>> rows) {
    test::PlantedRatings ratings;
    ratings.users = users;
    ratings.items = items;
    for (const auto& [u, i, r] : rows)
        ratings.add(u, i, r);
    return ratings;
}

ErrorCode errorOf(const RatingsView& ratings, const BaselineParams& params = {}) {
    NoTaskContext context;
    const auto found = fitBaselines(ratings, params, context);
    return found ? ErrorCode::Internal : found.error().code;
}

} // namespace

class TstBaselines : public QObject {
    Q_OBJECT

private slots:
    void oneEpochIsTheItemsAndThenTheUsers() {
        // μ = 4. b(i0) = (1 + 0) / (1 + 2), b(i1) = −1 / (1 + 1);
        // b(u0) = (1 − 1/3 − 1 + 1/2) / (1 + 2), b(u1) = (0 − 1/3) / (1 + 1).
        const auto ratings = table(2, 2, {{0, 0, 5}, {0, 1, 3}, {1, 0, 4}});
        NoTaskContext context;
        const auto found =
            fitBaselines(ratings.view(),
                         {.epochs = 1, .userRegularisation = 1, .itemRegularisation = 1}, context);
        QVERIFY(found);
        QCOMPARE(found->mean, 4.0);
        QCOMPARE(found->item[0], 1.0 / 3);
        QCOMPARE(found->item[1], -0.5);
        QCOMPARE(found->user[0], 1.0 / 18);
        QCOMPARE(found->user[1], -1.0 / 6);
        QCOMPARE(found->largestStep, std::vector<double>{0.5});
    }
    void ofTheUnknownOnlyTheKnownPartCounts() {
        const Baselines baselines{3, {0.5}, {0.25}, {}};
        QCOMPARE(baselines.at(0, 0), 3.75);
        QCOMPARE(baselines.at(kUnknownId, 0), 3.25);
        QCOMPARE(baselines.at(0, 7), 3.5);
        QCOMPARE(baselines.at(-9, 7), 3.0);
    }
    void someoneWithoutRatingsHasNoBiasEvenUnregularised() {
        const auto ratings = table(3, 2, {{0, 0, 5}, {2, 0, 1}});
        NoTaskContext context;
        const auto found = fitBaselines(
            ratings.view(), {.userRegularisation = 0, .itemRegularisation = 0}, context);
        QVERIFY(found);
        QCOMPARE(found->user[1], 0.0);
        QCOMPARE(found->item[1], 0.0);
    }
    void plantedBiasesAreFound() {
        // Noise 0.5 over some 100 ratings a user leaves about 0.05, shrinkage of an eighth 0.08.
        test::PlantedRatings ratings;
        ratings.users = 50;
        ratings.items = 200;
        Rng rng(4);
        for (int u = 0; u < 50; ++u)
            for (int i = 0; i < 200; ++i)
                if (rng.chance(0.5))
                    ratings.add(u, i, 3 + (u < 25 ? 0.6 : -0.6) + 0.5 * rng.normal());
        NoTaskContext context;
        const auto found = fitBaselines(ratings.view(), {}, context);
        QVERIFY(found);
        for (std::size_t u = 0; u < 50; ++u)
            QVERIFY(std::abs(found->user[u] - (u < 25 ? 0.6 : -0.6)) < 0.25);
        for (std::size_t e = 1; e < found->largestStep.size(); ++e)
            QVERIFY(found->largestStep[e] <= found->largestStep[e - 1]);
    }
    void theNumberOfThreadsChangesNothing() {
        // Enough ratings for several parts.
        test::PlantedRatings ratings;
        ratings.users = 1000;
        ratings.items = 900;
        Rng rng(5);
        for (int u = 0; u < 1000; ++u)
            for (int i = 0; i < 900; ++i)
                ratings.add(u, i, static_cast<double>(1 + rng.below(5)));
        NoTaskContext context;
        const auto one = fitBaselines(ratings.view(), {.epochs = 2}, context).value();
        for (const int threads : {2, 3, 8}) {
            const auto many =
                fitBaselines(ratings.view(), {.epochs = 2, .threads = threads}, context).value();
            QCOMPARE(many.user, one.user);
            QCOMPARE(many.item, one.item);
        }
    }
    void badInputIsRefused() {
        QCOMPARE(errorOf(table(1, 1, {}).view()), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(table(1, 1, {{0, 1, 3}}).view()), ErrorCode::Usage);
        QCOMPARE(errorOf(table(1, 1, {{-1, 0, 3}}).view()), ErrorCode::Usage);
        for (const double value : {std::numeric_limits<double>::quiet_NaN(),
                                   std::numeric_limits<double>::infinity(), 1e13})
            QCOMPARE(errorOf(table(1, 1, {{0, 0, value}}).view()), ErrorCode::InvalidNumber);
        const auto fine = table(1, 1, {{0, 0, 3}});
        QCOMPARE(errorOf(fine.view(), {.epochs = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(fine.view(), {.userRegularisation = -1}), ErrorCode::Usage);
        QCOMPARE(errorOf(fine.view(), {.threads = 0}), ErrorCode::Usage);
        auto uneven = fine;
        uneven.user.clear();
        QCOMPARE(errorOf(uneven.view()), ErrorCode::Usage);
    }
    void theErrorOfNothingIsNotANumber() {
        QVERIFY(std::isnan(ratingError({}, {}).rmse));
        const std::vector<double> predicted{1, 5};
        const std::vector<double> actual{2, 2};
        QCOMPARE(ratingError(predicted, actual).mae, 2.0);
        QCOMPARE(ratingError(predicted, actual).rmse, std::sqrt(5.0));
    }
};

QTEST_APPLESS_MAIN(TstBaselines)
#include "tst_baselines.moc"
