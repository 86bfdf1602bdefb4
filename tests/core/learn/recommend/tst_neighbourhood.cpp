#include "core/learn/recommend/neighbourhood.h"

#include "core/learn/kernels/neighbourhood.h"
#include "tests/support/planted_ratings.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

/// Regularised so much that b(u) = b(i) = 0: what remains can be worked out on paper.
const BaselineParams kNoBiases{.userRegularisation = 1e15, .itemRegularisation = 1e15};

/// Users 0 and 1 agree on items 0 and 1, user 2 has it the other way round; μ = 3.
test::PlantedRatings threeUsers() {
    test::PlantedRatings ratings;
    ratings.users = 3;
    ratings.items = 3;
    ratings.add(0, 0, 4);
    ratings.add(0, 1, 2);
    ratings.add(1, 0, 4);
    ratings.add(1, 1, 2);
    ratings.add(1, 2, 5);
    ratings.add(2, 0, 2);
    ratings.add(2, 1, 4);
    ratings.add(2, 2, 1);
    return ratings;
}

RatingPredictions predicted(const RatingsView& ratings, const NeighbourhoodParams& params,
                            const PairsView& pairs) {
    NoTaskContext context;
    return Neighbourhood::fit(ratings, params, context).value().predict(pairs, context).value();
}

/// Of user 0 and item 2.
double predictedOne(const RatingsView& ratings, NeighbourhoodParams params) {
    params.baselines = kNoBiases;
    const std::vector<std::int32_t> user{0};
    const std::vector<std::int32_t> item{2};
    return predicted(ratings, params, {user, item}).value.front();
}

bool near(double actual, double expected, double tolerance = 1e-9) {
    const bool ok = std::abs(actual - expected) <= tolerance;
    if (!ok)
        qWarning("actual %.17g, expected %.17g", actual, expected);
    return ok;
}

nlohmann::json reference() {
    std::ifstream file(qEnvironmentVariable("MOPS_SOURCE_DIR").toStdString() +
                       "/tests/reference/ratings.json");
    return nlohmann::json::parse(file);
}

test::PlantedRatings ratingsOf(const nlohmann::json& fixture, const char* key) {
    test::PlantedRatings ratings;
    ratings.users = fixture.at("users");
    ratings.items = fixture.at("items");
    for (const auto& row : fixture.at(key))
        ratings.add(row.at(0), row.at(1), row.at(2));
    return ratings;
}

RatingSimilarity similarityOf(const std::string& name) {
    if (name == "pearson")
        return RatingSimilarity::Pearson;
    if (name == "cosine")
        return RatingSimilarity::Cosine;
    return name == "msd" ? RatingSimilarity::MeanSquaredDifference
                         : RatingSimilarity::PearsonBaseline;
}

test::PlantedRatings smallSet() {
    return test::plantRatings({.users = 200, .items = 300, .ratings = 8000});
}

ErrorCode errorOf(const NeighbourhoodParams& params) {
    NoTaskContext context;
    const auto found = Neighbourhood::fit(threeUsers().view(), params, context);
    return found ? ErrorCode::Internal : found.error().code;
}

} // namespace

class TstNeighbourhood : public QObject {
    Q_OBJECT

private slots:
    void byUsersTheRatingsOfTheAlikeAreAveraged() {
        // cos(0,1) = (16 + 4) / 20 = 1, cos(0,2) = (8 + 8) / 20 = 0.8;
        // 3 + (1 · (5 − 3) + 0.8 · (1 − 3)) / 1.8.
        const auto ratings = threeUsers();
        QVERIFY(near(predictedOne(ratings.view(), {.side = NeighbourSide::User,
                                                   .similarity = RatingSimilarity::Cosine}),
                     3 + 0.4 / 1.8));
    }
    void withoutDividingItIsTheLetterOfTheFormula() {
        const auto ratings = threeUsers();
        QVERIFY(near(predictedOne(ratings.view(), {.side = NeighbourSide::User,
                                                   .similarity = RatingSimilarity::Cosine,
                                                   .normalise = false}),
                     3.4));
    }
    void byItemsTheOwnRatingsOfAlikeItemsAreAveraged() {
        // Users 1 and 2 rated items 2 and 0: (5 · 4 + 1 · 2) / √(26 · 20), items 2 and 1:
        // (5 · 2 + 1 · 4) / √(26 · 20); user 0 gave 4 and 2.
        const auto ratings = threeUsers();
        QVERIFY(near(predictedOne(ratings.view(), {.side = NeighbourSide::Item,
                                                   .similarity = RatingSimilarity::Cosine}),
                     3 + (22.0 - 14.0) / 36.0));
        QVERIFY(near(predictedOne(ratings.view(), {.side = NeighbourSide::Item,
                                                   .similarity = RatingSimilarity::Cosine,
                                                   .normalise = false}),
                     3 + (22.0 - 14.0) / std::sqrt(26.0 * 20.0)));
    }
    void squaredDifferencesMakeTheFarLessAlike() {
        // Users 0 and 2 differ by 2 twice: 1 / (4 + 1). 3 + (1 · 2 − 0.2 · 2) / 1.2.
        const auto ratings = threeUsers();
        QVERIFY(near(
            predictedOne(ratings.view(), {.side = NeighbourSide::User,
                                          .similarity = RatingSimilarity::MeanSquaredDifference}),
            3 + 1.6 / 1.2));
    }
    void theOppositeDoesNotCount() {
        // Correlation with user 2 is −1; user 1 alone gives 3 + (5 − 3).
        const auto ratings = threeUsers();
        QVERIFY(near(predictedOne(ratings.view(), {.side = NeighbourSide::User,
                                                   .similarity = RatingSimilarity::Pearson}),
                     5));
    }
    void shrinkageDoubtsFewCommonRatings() {
        // Residuals (1, −1) and (1, −1): 1, shrunk by (2 − 1) / (2 − 1 + 3); 3 + 2 / 4.
        const auto ratings = threeUsers();
        QVERIFY(
            near(predictedOne(ratings.view(),
                              {.side = NeighbourSide::User, .shrinkage = 3, .normalise = false}),
                 3.5));
    }
    void onlyTheKNearestCount() {
        const auto ratings = threeUsers();
        QVERIFY(near(predictedOne(ratings.view(), {.side = NeighbourSide::User,
                                                   .similarity = RatingSimilarity::Cosine,
                                                   .neighbours = 1}),
                     5));
    }
    void ofEquallyAlikeNeighboursTheEarlierRatingCounts() {
        auto ratings = threeUsers();
        ratings.users = 4;
        ratings.add(3, 0, 4); // just as user 1 …
        ratings.add(3, 1, 2);
        ratings.add(3, 2, 4); // … but for item 2, and later; μ = 34 / 11
        const double first =
            predictedOne(ratings.view(), {.side = NeighbourSide::User,
                                          .similarity = RatingSimilarity::MeanSquaredDifference,
                                          .neighbours = 1});
        QVERIFY(near(first, 5));
    }
    void withTooFewNeighboursTheBaselineAnswers() {
        const auto ratings = threeUsers();
        const NeighbourhoodParams params{
            .side = NeighbourSide::User, .neighbours = 5, .leastNeighbours = 3};
        QVERIFY(near(predictedOne(ratings.view(), params), 3));
    }
    void predictionsStayWithinTheScale() {
        const auto ratings = threeUsers();
        QVERIFY(near(predictedOne(ratings.view(), {.side = NeighbourSide::User,
                                                   .similarity = RatingSimilarity::Pearson,
                                                   .scale = RatingScale{1, 4.5}}),
                     4.5));
    }
    void ofTheUnknownTheKnownPartOfTheBaselineAnswers() {
        const auto ratings = threeUsers();
        NoTaskContext context;
        const auto model = Neighbourhood::fit(ratings.view(), {}, context).value();
        const std::vector<std::int32_t> users{kUnknownId, 0, 99};
        const std::vector<std::int32_t> items{2, kUnknownId, 99};
        const auto found = model.predict({users, items}, context).value();
        const Baselines& base = model.baselines();
        QCOMPARE(found.value[0], base.mean + base.item[2]);
        QCOMPARE(found.value[1], base.mean + base.user[0]);
        QCOMPARE(found.value[2], base.mean);
        QCOMPARE(found.neighbours, (std::vector<std::int32_t>{0, 0, 0}));
    }

    void theDefinitionInNumPyGivesTheSame_data() {
        QTest::addColumn<int>("at");
        const auto fixture = reference();
        for (std::size_t at = 0; at < fixture.at("cases").size(); ++at) {
            const auto& one = fixture["cases"][at];
            const std::string name = one.at("similarity").get<std::string>() +
                                     (one.at("user_based") ? " users k=" : " items k=") +
                                     std::to_string(one.at("k").get<int>());
            QTest::newRow(name.c_str()) << static_cast<int>(at);
        }
    }
    void theDefinitionInNumPyGivesTheSame() {
        QFETCH(int, at);
        const auto fixture = reference();
        const auto& one = fixture.at("cases").at(static_cast<std::size_t>(at));
        const auto train = ratingsOf(fixture, "train");
        const auto test = ratingsOf(fixture, "test");
        NeighbourhoodParams params;
        params.side = one.at("user_based") ? NeighbourSide::User : NeighbourSide::Item;
        params.similarity = similarityOf(one.at("similarity"));
        params.neighbours = one.at("k");
        params.leastNeighbours = one.at("min_k");
        params.leastSupport = one.at("min_support");
        params.shrinkage = one.at("shrinkage");
        params.normalise = one.at("normalise");
        const auto found = predicted(train.view(), params, {test.user, test.item});
        for (std::size_t q = 0; q < test.value.size(); ++q)
            QVERIFY(near(found.value[q], one.at("predicted").at(q)));
    }
    void theBaselinesOfTheDefinitionAreTheSame() {
        const auto fixture = reference();
        const auto train = ratingsOf(fixture, "train");
        NoTaskContext context;
        const auto found = fitBaselines(train.view(), {}, context).value();
        QVERIFY(near(found.mean, fixture.at("mean"), 1e-12));
        for (std::size_t u = 0; u < found.user.size(); ++u)
            QVERIFY(near(found.user[u], fixture.at("user_bias").at(u), 1e-11));
        for (std::size_t i = 0; i < found.item.size(); ++i)
            QVERIFY(near(found.item[i], fixture.at("item_bias").at(i), 1e-11));
    }

    void theNearestAreThoseOfSorting() {
        // Few different values make many ties; the earlier entry wins.
        Rng rng(11);
        for (int round = 0; round < 2000; ++round) {
            const std::size_t n = 1 + rng.below(70);
            const std::size_t k = 1 + rng.below(20);
            const std::uint64_t levels = 1 + rng.below(30);
            std::vector<double> similarity(n);
            std::vector<double> deviation(n);
            std::vector<std::int32_t> others(n);
            for (std::size_t e = 0; e < n; ++e) {
                similarity[e] =
                    (static_cast<double>(rng.below(2 * levels)) - static_cast<double>(levels) / 2) /
                    static_cast<double>(levels);
                deviation[e] = rng.normal();
                others[e] = static_cast<std::int32_t>(e);
            }
            std::vector<std::size_t> order(n);
            std::iota(order.begin(), order.end(), std::size_t{0});
            std::ranges::stable_sort(
                order, [&](std::size_t a, std::size_t b) { return similarity[a] > similarity[b]; });
            double total = 0;
            double weighted = 0;
            std::size_t used = 0;
            for (std::size_t e = 0; e < std::min(k, n); ++e)
                if (similarity[order[e]] > 0) {
                    total += similarity[order[e]];
                    weighted += similarity[order[e]] * deviation[order[e]];
                    ++used;
                }
            std::vector<double> scratch(kernels::nearestScratch(n));
            const auto found = kernels::sumNearest(others.data(), deviation.data(), n,
                                                   similarity.data(), k, scratch.data());
            QCOMPARE(found.used, used);
            QVERIFY2(near(found.similarities, total) && near(found.weighted, weighted),
                     qPrintable(QStringLiteral("round %1 of seed 11").arg(round)));
        }
    }
    void strangersChangeNothing() {
        // With many users who rated only something of their own, and that at the mean, rows are
        // taken entry by entry instead of as a whole.
        const auto plain = smallSet();
        auto withStrangers = plain;
        const double mean = std::accumulate(plain.value.begin(), plain.value.end(), 0.0) /
                            static_cast<double>(plain.value.size());
        for (std::int32_t s = 0; s < 20'000; ++s)
            withStrangers.add(plain.users + s, plain.items + s, mean);
        withStrangers.users += 20'000;
        withStrangers.items += 20'000;
        for (const auto side : {NeighbourSide::User, NeighbourSide::Item})
            for (const auto similarity : {RatingSimilarity::Cosine, RatingSimilarity::Pearson,
                                          RatingSimilarity::MeanSquaredDifference}) {
                const NeighbourhoodParams params{
                    .side = side, .similarity = similarity, .baselines = kNoBiases};
                const auto without = predicted(plain.view(), params, {plain.user, plain.item});
                const auto with = predicted(withStrangers.view(), params, {plain.user, plain.item});
                QCOMPARE(with.neighbours, without.neighbours);
                for (std::size_t q = 0; q < plain.value.size(); ++q)
                    QVERIFY(near(with.value[q], without.value[q]));
            }
    }
    void theNumberOfThreadsChangesNothing_data() {
        QTest::addColumn<int>("side");
        QTest::newRow("users") << static_cast<int>(NeighbourSide::User);
        QTest::newRow("items") << static_cast<int>(NeighbourSide::Item);
    }
    void theNumberOfThreadsChangesNothing() {
        QFETCH(int, side);
        const auto split = test::splitFold(smallSet(), 0, 5);
        NeighbourhoodParams params{.side = static_cast<NeighbourSide>(side)};
        const PairsView asked{split.test.user, split.test.item};
        const auto one = predicted(split.train.view(), params, asked);
        for (const int threads : {2, 3, 8}) {
            params.threads = threads;
            QCOMPARE(predicted(split.train.view(), params, asked).value, one.value);
        }
    }
    void theOrderAndCompanyOfQuestionsChangeNothing() {
        const auto split = test::splitFold(smallSet(), 0, 5);
        const auto all = predicted(split.train.view(), {}, {split.test.user, split.test.item});
        NoTaskContext context;
        const auto model = Neighbourhood::fit(split.train.view(), {}, context).value();
        for (const std::size_t q : {std::size_t{0}, std::size_t{7}, std::size_t{500}}) {
            const std::vector<std::int32_t> user{split.test.user[q]};
            const std::vector<std::int32_t> item{split.test.item[q]};
            QCOMPARE(model.predict({user, item}, context)->value[0], all.value[q]);
        }
    }
    void plantedTasteIsFound() {
        // 25,000 ratings: each side beats its baselines by 1 % and more.
        const auto split = test::splitFold(
            test::plantRatings({.users = 400, .items = 500, .ratings = 25'000}), 0, 5);
        for (const auto side : {NeighbourSide::User, NeighbourSide::Item}) {
            const auto found =
                predicted(split.train.view(), {.side = side}, {split.test.user, split.test.item});
            const double own = ratingError(found.value, split.test.value).rmse;
            const double baseline = ratingError(found.baseline, split.test.value).rmse;
            QVERIFY2(own < 0.99 * baseline,
                     qPrintable(QStringLiteral("%1 %2").arg(own).arg(baseline)));
        }
    }
    void ratingsAllTheSameArePredictedAsThat() {
        test::PlantedRatings ratings;
        ratings.users = 4;
        ratings.items = 4;
        for (int u = 0; u < 4; ++u)
            for (int i = 0; i < 4; ++i)
                ratings.add(u, i, 3);
        for (const auto similarity :
             {RatingSimilarity::PearsonBaseline, RatingSimilarity::Pearson,
              RatingSimilarity::Cosine, RatingSimilarity::MeanSquaredDifference})
            QCOMPARE(predictedOne(ratings.view(), {.similarity = similarity}), 3.0);
    }
    void recommendedIsWhatTheUserHasNotRatedBestFirst() {
        const auto ratings = smallSet();
        NoTaskContext context;
        const auto model = Neighbourhood::fit(ratings.view(), {}, context).value();
        const auto found = model.recommend(3, 10, context).value();
        QCOMPARE(found.size(), std::size_t{10});
        for (std::size_t e = 0; e < found.size(); ++e) {
            const std::vector<std::int32_t> user{3};
            const std::vector<std::int32_t> item{found[e].item};
            QCOMPARE(found[e].value, model.predict({user, item}, context)->value[0]);
            QVERIFY(e == 0 || found[e].value <= found[e - 1].value);
            for (std::size_t r = 0; r < ratings.value.size(); ++r)
                QVERIFY(ratings.user[r] != 3 || ratings.item[r] != found[e].item);
        }
        QCOMPARE(model.recommend(9999, 5, context).error().code, ErrorCode::NotFound);
        QCOMPARE(model.recommend(3, 0, context).error().code, ErrorCode::Usage);
    }
    void impossibleRequestsAreRefused() {
        QCOMPARE(errorOf({.neighbours = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf({.neighbours = 2, .leastNeighbours = 3}), ErrorCode::Usage);
        QCOMPARE(errorOf({.leastSupport = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf({.shrinkage = -1}), ErrorCode::Usage);
        QCOMPARE(errorOf({.shrinkage = std::numeric_limits<double>::quiet_NaN()}),
                 ErrorCode::Usage);
        QCOMPARE(errorOf({.scale = RatingScale{5, 1}}), ErrorCode::Usage);
        QCOMPARE(errorOf({.threads = 0}), ErrorCode::Usage);
        NoTaskContext context;
        QCOMPARE(Neighbourhood::fit({}, {}, context).error().code, ErrorCode::NotEnoughData);
        const auto model = Neighbourhood::fit(threeUsers().view(), {}, context).value();
        const std::vector<std::int32_t> one{0};
        QCOMPARE(model.predict({one, {}}, context).error().code, ErrorCode::Usage);
    }
    void cancellingStopsWithin200Milliseconds() {
        // Dense: every row is compared with all others over 1500 columns.
        test::PlantedRatings ratings;
        ratings.users = 1500;
        ratings.items = 1500;
        Rng rng(6);
        for (int u = 0; u < 1500; ++u)
            for (int i = 0; i < 1500; ++i)
                if (rng.chance(0.7))
                    ratings.add(u, i, static_cast<double>(1 + rng.below(5)));
        NoTaskContext quiet;
        const auto model = Neighbourhood::fit(ratings.view(), {}, quiet).value();
        test::TimedCancel context(15);
        const auto found = model.predict({ratings.user, ratings.item}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstNeighbourhood)
#include "tst_neighbourhood.moc"
