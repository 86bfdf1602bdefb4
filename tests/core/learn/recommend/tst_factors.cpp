#include "core/learn/recommend/factors.h"

#include "core/learn/kernels/factor_steps.h"
#include "core/learn/recommend/neighbourhood.h"
#include "core/learn/recommend/rating_grid.h"
#include "tests/support/planted_ratings.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <limits>
#include <QtTest>
#include <set>

using namespace mops;
using namespace mops::learn;

namespace {

test::RatingSplit plantedSplit() {
    return test::splitFold(test::plantRatings({.users = 400, .items = 500, .ratings = 25'000}), 0,
                           5);
}

FactorResult fitted(const RatingsView& ratings, const FactorParams& params = {}) {
    NoTaskContext context;
    return fitFactors(ratings, params, context).value();
}

std::vector<double> predictions(const FactorModel& model, const PairsView& pairs) {
    NoTaskContext context;
    return predictRatings(model, pairs, 1, context).value();
}

double testRmse(const FactorResult& found, const test::PlantedRatings& test) {
    return ratingError(predictions(found.model, {test.user, test.item}), test.value).rmse;
}

ErrorCode errorOf(const FactorParams& params) {
    test::PlantedRatings ratings;
    ratings.users = ratings.items = 1;
    ratings.add(0, 0, 3);
    NoTaskContext context;
    const auto found = fitFactors(ratings.view(), params, context);
    return found ? ErrorCode::Internal : found.error().code;
}

} // namespace

class TstFactors : public QObject {
    Q_OBJECT

private slots:
    void oneStepIsThatOfTheFourUpdates() {
        // e = 1 − 0.1 − 0.2 − (0.5 · 0.4 + 0.3 · (−0.1)) = 0.53; γ = 0.1, λ = 0.2, λ_b = 0.5.
        std::vector<float> p{0.5F, 0.3F, 0, 0, 0, 0, 0, 0};
        std::vector<float> q{0.4F, -0.1F, 0, 0, 0, 0, 0, 0};
        float userBias = 0.1F;
        float itemBias = 0.2F;
        const kernels::FactorRating rating{0, 0, 1.0F};
        const double squares = kernels::factorSteps(
            &rating, 1, {p.data(), q.data(), &userBias, &itemBias, 8}, {0.1F, 0.2F, 0.5F});
        const auto near = [](float actual, double expected) {
            return std::abs(static_cast<double>(actual) - expected) < 1e-6; // a float's digits
        };
        QVERIFY(std::abs(squares - 0.53 * 0.53) < 1e-6);
        QVERIFY(near(userBias, 0.1 + 0.1 * (0.53 - 0.5 * 0.1)));
        QVERIFY(near(itemBias, 0.2 + 0.1 * (0.53 - 0.5 * 0.2)));
        QVERIFY(near(p[0], 0.5 + 0.1 * (0.53 * 0.4 - 0.2 * 0.5)));
        QVERIFY(near(p[1], 0.3 + 0.1 * (0.53 * -0.1 - 0.2 * 0.3)));
        QVERIFY(near(q[0], 0.4 + 0.1 * (0.53 * 0.5 - 0.2 * 0.4)));
        QVERIFY(near(q[1], -0.1 + 0.1 * (0.53 * 0.3 - 0.2 * -0.1)));
        QCOMPARE(p[7], 0.0F);
    }
    void everyWidthComputesTheSame() {
        // 5, 12 and 40 factors take the general loop or one of the fixed ones; factors beyond
        // those asked for are 0 and stay so.
        for (const std::size_t width : {8U, 16U, 24U, 32U, 40U, 64U}) {
            std::vector<float> p(width, 0.1F);
            std::vector<float> q(width, 0.2F);
            float userBias = 0;
            float itemBias = 0;
            const kernels::FactorRating rating{0, 0, 1.0F};
            kernels::factorSteps(&rating, 1, {p.data(), q.data(), &userBias, &itemBias, width},
                                 {0.5F, 0.0F, 0.0F});
            const double error = 1 - 0.02 * static_cast<double>(width);
            for (std::size_t f = 0; f < width; ++f) {
                QVERIFY(std::abs(static_cast<double>(p[f]) - (0.1 + 0.5 * error * 0.2)) < 1e-6);
                QVERIFY(std::abs(static_cast<double>(q[f]) - (0.2 + 0.5 * error * 0.1)) < 1e-6);
            }
        }
    }
    void blocksOfAStratumShareNobody() {
        const auto ratings = test::plantRatings({.users = 400, .items = 500, .ratings = 25'000});
        std::vector<kernels::FactorRating> entries;
        for (std::size_t e = 0; e < ratings.value.size(); ++e)
            entries.push_back({ratings.user[e], ratings.item[e], 0.0F});
        NoTaskContext context;
        const auto grid = RatingGrid::cut(entries, 400, 500, Rng(1), context).value();
        QVERIFY(grid.side() > 2);
        std::size_t seen = 0;
        for (std::size_t shift = 0; shift < grid.side(); ++shift) {
            std::set<std::int32_t> users;
            std::set<std::int32_t> items;
            std::size_t usersOfBlocks = 0;
            std::size_t itemsOfBlocks = 0;
            for (std::size_t row = 0; row < grid.side(); ++row) {
                const std::size_t column = (row + shift) % grid.side();
                std::set<std::int32_t> blockUsers;
                std::set<std::int32_t> blockItems;
                for (std::size_t e = 0; e < grid.size(row, column); ++e) {
                    blockUsers.insert(grid.block(row, column)[e].user);
                    blockItems.insert(grid.block(row, column)[e].item);
                }
                seen += grid.size(row, column);
                usersOfBlocks += blockUsers.size();
                itemsOfBlocks += blockItems.size();
                users.insert(blockUsers.begin(), blockUsers.end());
                items.insert(blockItems.begin(), blockItems.end());
            }
            QCOMPARE(users.size(), usersOfBlocks);
            QCOMPARE(items.size(), itemsOfBlocks);
        }
        QCOMPARE(seen, entries.size());
    }
    void plantedTasteIsFoundBetterThanByBaselines() {
        const auto split = plantedSplit();
        NoTaskContext context;
        const auto neighbours = Neighbourhood::fit(split.train.view(), {}, context)
                                    .value()
                                    .predict({split.test.user, split.test.item}, context)
                                    .value();
        const double baseline = ratingError(neighbours.baseline, split.test.value).rmse;
        const double own = testRmse(fitted(split.train.view()), split.test);
        QVERIFY2(own < 0.97 * baseline, qPrintable(QStringLiteral("%1 %2").arg(own).arg(baseline)));
    }
    void theTrainingErrorFallsEveryEpoch() {
        const auto found = fitted(plantedSplit().train.view());
        QCOMPARE(found.epochs, 40);
        QCOMPARE(found.trainRmse.size(), std::size_t{40});
        for (std::size_t e = 1; e < found.trainRmse.size(); ++e)
            QVERIFY(found.trainRmse[e] < found.trainRmse[e - 1]);
        QVERIFY(found.holdOutRmse.empty());
    }
    void theNumberOfThreadsChangesNothing() {
        // So many factors that several workers are worth their while.
        const auto split = plantedSplit();
        FactorParams params{.factors = 500, .epochs = 3, .holdOut = 0.1};
        const auto one = fitted(split.train.view(), params);
        for (const int threads : {2, 3, 8}) {
            params.threads = threads;
            const auto many = fitted(split.train.view(), params);
            QCOMPARE(many.model.userFactors, one.model.userFactors);
            QCOMPARE(many.model.itemFactors, one.model.itemFactors);
            QCOMPARE(many.model.userBias, one.model.userBias);
            QCOMPARE(many.trainRmse, one.trainRmse);
            QCOMPARE(many.holdOutRmse, one.holdOutRmse);
        }
    }
    void theSeedDecides() {
        const auto split = plantedSplit();
        const auto first = fitted(split.train.view(), {.epochs = 2, .seed = 1});
        const auto second = fitted(split.train.view(), {.epochs = 2, .seed = 2});
        QCOMPARE(fitted(split.train.view(), {.epochs = 2, .seed = 1}).model.userFactors,
                 first.model.userFactors);
        QVERIFY(first.model.userFactors != second.model.userFactors);
    }
    void aHoldOutEndsItWhenNothingIsGained() {
        // No penalty and many epochs: it learns the noise, and the hold-out shows it.
        const auto split = plantedSplit();
        const auto found = fitted(
            split.train.view(),
            {.epochs = 300, .lastRate = 1, .factorPenalty = 0, .holdOut = 0.1, .patience = 3});
        QVERIFY(found.stoppedEarly);
        QVERIFY(found.epochs < 300);
        const auto best = std::ranges::min_element(found.holdOutRmse);
        QCOMPARE(found.holdOutRmse.end() - best, std::ptrdiff_t{4});
        // The model is that of the best epoch.
        const auto until = fitted(split.train.view(),
                                  {.epochs = static_cast<int>(best - found.holdOutRmse.begin()) + 1,
                                   .lastRate = 1,
                                   .factorPenalty = 0,
                                   .holdOut = 0.1,
                                   .patience = 3});
        QCOMPARE(found.model.userFactors, until.model.userFactors);
    }
    void scaleAndOriginOfRatingsChangeOnlyTheUnits() {
        const auto split = plantedSplit();
        auto inThousands = split.train;
        for (double& value : inThousands.value)
            value = 1000 * value + 50'000;
        const auto plain = fitted(split.train.view(), {.epochs = 3});
        const auto large = fitted(inThousands.view(), {.epochs = 3});
        const PairsView asked{split.test.user, split.test.item};
        const auto small = predictions(plain.model, asked);
        const auto scaled = predictions(large.model, asked);
        for (std::size_t q = 0; q < small.size(); ++q)
            QVERIFY(std::abs(scaled[q] - 1000 * small[q] - 50'000) < 0.5); // floats inside
    }
    void ofTheUnknownTheKnownPartAnswers() {
        const auto split = plantedSplit();
        const auto found = fitted(split.train.view(), {.epochs = 3});
        const FactorModel& model = found.model;
        const std::vector<std::int32_t> users{kUnknownId, 5, 400};
        const std::vector<std::int32_t> items{7, 1'000'000, kUnknownId};
        const auto values = predictions(model, {users, items});
        QCOMPARE(values[0], model.mean + model.deviation * static_cast<double>(model.itemBias[7]));
        QCOMPARE(values[1], model.mean + model.deviation * static_cast<double>(model.userBias[5]));
        QCOMPARE(values[2], model.mean);
    }
    void someoneWithoutRatingsIsUnknown() {
        test::PlantedRatings ratings;
        ratings.users = 3;
        ratings.items = 2;
        ratings.add(0, 0, 1);
        ratings.add(2, 1, 5);
        const auto found = fitted(ratings.view(), {.epochs = 3});
        const std::vector<std::int32_t> users{1, kUnknownId};
        const std::vector<std::int32_t> items{1, 1};
        const auto values = predictions(found.model, {users, items});
        QCOMPARE(values[0], values[1]);
    }
    void oneRatingAndEqualRatingsAreLearnt() {
        test::PlantedRatings ratings;
        ratings.users = ratings.items = 1;
        ratings.add(0, 0, 3);
        const std::vector<std::int32_t> id{0};
        QCOMPARE(predictions(fitted(ratings.view()).model, {id, id})[0], 3.0);
    }
    void tooHighARateIsSaidNotReturned() {
        const auto split = plantedSplit();
        NoTaskContext context;
        const auto found =
            fitFactors(split.train.view(), {.learningRate = 100, .threads = 2}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::NoConvergence);
    }
    void impossibleRequestsAreRefused() {
        QCOMPARE(errorOf({.factors = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf({.factors = 1'000'000}), ErrorCode::Usage);
        QCOMPARE(errorOf({.epochs = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf({.learningRate = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf({.learningRate = std::numeric_limits<double>::quiet_NaN()}),
                 ErrorCode::Usage);
        QCOMPARE(errorOf({.lastRate = 2}), ErrorCode::Usage);
        QCOMPARE(errorOf({.factorPenalty = -1}), ErrorCode::Usage);
        QCOMPARE(errorOf({.holdOut = 0.9}), ErrorCode::Usage);
        QCOMPARE(errorOf({.patience = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf({.threads = 0}), ErrorCode::Usage);
        NoTaskContext context;
        QCOMPARE(fitFactors({}, {}, context).error().code, ErrorCode::NotEnoughData);
    }
    void cancellingStopsWithin200Milliseconds() {
        const auto split = plantedSplit();
        test::TimedCancel context(40);
        const auto found = fitFactors(split.train.view(),
                                      {.factors = 500, .epochs = 100'000, .threads = 2}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstFactors)
#include "tst_factors.moc"
