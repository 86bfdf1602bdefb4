#include "core/learn/recommend/implicit_als.h"

#include "core/learn/measure/ranking_evaluation.h"
#include "core/learn/recommend/top_items.h"
#include "tests/support/implicit_fixture.h"
#include "tests/support/planted_taste.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

ImplicitAlsResult fit(const Interactions& in, const ImplicitAlsParams& params) {
    NoTaskContext context;
    return implicitAls(in, params, context).value();
}

Error errorOf(const Interactions& in, const ImplicitAlsParams& params) {
    NoTaskContext context;
    const auto result = implicitAls(in, params, context);
    return result ? Error{} : result.error();
}

double score(const UserItemFactors& factors, std::size_t user, std::size_t item) {
    double sum = 0;
    for (std::size_t f = 0; f < factors.factors; ++f)
        sum += static_cast<double>(factors.ofUser(user)[f]) *
               static_cast<double>(factors.ofItem(item)[f]);
    return sum;
}

/// The objective as it is written, over all pairs, in doubles.
double plainObjective(const Interactions& in, const UserItemFactors& factors,
                      const ImplicitAlsParams& params) {
    std::vector<double> weight(factors.users() * factors.items(), 0.0);
    for (std::size_t u = 0; u < factors.users(); ++u)
        for (std::int64_t e = in.rowBegin[u]; e < in.rowBegin[u + 1]; ++e)
            weight[u * factors.items() +
                   static_cast<std::size_t>(in.item[static_cast<std::size_t>(e)])] =
                static_cast<double>(in.weight[static_cast<std::size_t>(e)]);
    double total = 0;
    for (std::size_t u = 0; u < factors.users(); ++u)
        for (std::size_t i = 0; i < factors.items(); ++i) {
            const double w = weight[u * factors.items() + i];
            const double miss = (w > 0 ? 1 : 0) - score(factors, u, i);
            total += (1 + params.alpha * w) * miss * miss;
        }
    for (const auto* side : {&factors.user, &factors.item})
        for (const float value : *side)
            total += params.lambda * static_cast<double>(value) * static_cast<double>(value);
    return total;
}

ImplicitAlsParams fixtureParams(const nlohmann::json& fixture) {
    ImplicitAlsParams params;
    params.factors = fixture.at("factors");
    params.alpha = fixture.at("alpha");
    params.lambda = fixture.at("lambda");
    params.iterations = 400;
    params.objective = true;
    return params;
}

double ndcg(const TopItems& lists, const test::TasteData& data) {
    NoTaskContext context;
    return evaluateRanking(lists, data.train, data.test, 10, context).value().ndcg;
}

const test::TasteData& small() {
    static const test::TasteData data =
        test::plantedTaste({.users = 300, .items = 400, .interactions = 12'000});
    return data;
}

} // namespace

class TstImplicitAls : public QObject {
    Q_OBJECT

private slots:
    void oneUserAndOneItemAreSolvedByHand() {
        // minimise (1 + α)(1 − xy)² + λ(x² + y²): with |x| = |y| = √s, s = xy, it is
        // (1 + α)(1 − s)² + 2λs, lowest at s = 1 − λ / (1 + α) = 1 − 0.5 / 4.
        const auto in = makeInteractions(1, 1, std::vector<Taking>{{0, 0, 3}}).value();
        const auto found = fit(in, {.factors = 1, .iterations = 200, .alpha = 1, .lambda = 0.5});
        QVERIFY(std::abs(score(found.factors, 0, 0) - 0.875) < 1e-5);
    }
    void bothSolversEndAtTheScoresThatNumPyFinds_data() {
        QTest::addColumn<int>("solver");
        QTest::newRow("conjugate gradients") << static_cast<int>(AlsSolver::ConjugateGradient);
        QTest::newRow("Cholesky") << static_cast<int>(AlsSolver::Cholesky);
    }
    void bothSolversEndAtTheScoresThatNumPyFinds() {
        QFETCH(int, solver);
        const auto fixture = test::implicitFixture();
        auto params = fixtureParams(fixture);
        params.solver = static_cast<AlsSolver>(solver);
        const auto found = fit(test::interactionsOf(fixture), params);
        const double objective = fixture.at("objective");
        QVERIFY(std::abs(found.objectivePerIteration.back() - objective) < 1e-4 * objective);
        for (std::size_t u = 0; u < found.factors.users(); ++u)
            for (std::size_t i = 0; i < found.factors.items(); ++i) {
                const double expected = fixture["scores"][u * found.factors.items() + i];
                // Near its minimum a function that is known to 1e-6 fixes its place to 1e-3.
                QVERIFY(std::abs(score(found.factors, u, i) - expected) < 3e-3);
            }
    }
    void theObjectiveIsThatOfTheDefinition() {
        const auto fixture = test::implicitFixture();
        auto params = fixtureParams(fixture);
        params.iterations = 3;
        const auto in = test::interactionsOf(fixture);
        const auto found = fit(in, params);
        const double plain = plainObjective(in, found.factors, params);
        QCOMPARE(found.objectivePerIteration.size(), std::size_t{3});
        QVERIFY(std::abs(found.objectivePerIteration.back() - plain) < 1e-5 * plain);
    }
    void theObjectiveNeverRises_data() { bothSolversEndAtTheScoresThatNumPyFinds_data(); }
    void theObjectiveNeverRises() {
        QFETCH(int, solver);
        const auto found = fit(small().train, {.factors = 20,
                                               .iterations = 25,
                                               .solver = static_cast<AlsSolver>(solver),
                                               .objective = true});
        const auto& objective = found.objectivePerIteration;
        QCOMPARE(objective.size(), std::size_t{25});
        for (std::size_t k = 1; k < objective.size(); ++k) // but for the rounding of floats
            QVERIFY(objective[k] <= objective[k - 1] * (1 + 1e-6));
    }
    void itsListsBeatPopularityWhereTasteIsPlanted() {
        NoTaskContext context;
        const auto found = fit(small().train, {.factors = 16});
        const double als =
            ndcg(topItems(found.factors, small().train, {}, context).value(), small());
        const double popular = ndcg(popularItems(small().train, {}, context).value(), small());
        QVERIFY2(als > 1.2 * popular,
                 qPrintable(QString::number(als) + QChar(u' ') + QString::number(popular)));
    }
    void conjugateGradientsRankAsWellAsCholesky() {
        NoTaskContext context;
        double found[2];
        for (const AlsSolver solver : {AlsSolver::ConjugateGradient, AlsSolver::Cholesky}) {
            const auto model = fit(small().train, {.factors = 16, .solver = solver});
            found[solver == AlsSolver::Cholesky ? 1 : 0] =
                ndcg(topItems(model.factors, small().train, {}, context).value(), small());
        }
        QVERIFY(std::abs(found[0] - found[1]) < 0.02);
    }
    void theNumberOfThreadsChangesNothing_data() { bothSolversEndAtTheScoresThatNumPyFinds_data(); }
    void theNumberOfThreadsChangesNothing() {
        QFETCH(int, solver);
        ImplicitAlsParams params{.factors = 20,
                                 .iterations = 3,
                                 .solver = static_cast<AlsSolver>(solver),
                                 .objective = true};
        const auto one = fit(small().train, params);
        for (const int threads : {2, 3, 8}) {
            params.threads = threads;
            const auto many = fit(small().train, params);
            QCOMPARE(many.factors.user, one.factors.user);
            QCOMPARE(many.factors.item, one.factors.item);
            QCOMPARE(many.objectivePerIteration, one.objectivePerIteration);
        }
    }
    void anotherSeedIsAnotherStart() {
        const auto one = fit(small().train, {.factors = 8, .iterations = 1, .seed = 1});
        const auto two = fit(small().train, {.factors = 8, .iterations = 1, .seed = 2});
        QVERIFY(one.factors.item != two.factors.item);
    }
    void thoseWithoutTakingsHaveZeros() {
        const auto found =
            fit(makeInteractions(3, 3, std::vector<Taking>{{0, 0, 1}, {2, 1, 1}}).value(),
                {.factors = 5, .lambda = 0.1});
        QVERIFY(std::ranges::all_of(found.factors.ofUser(1), [](float v) { return v == 0; }));
        QVERIFY(std::ranges::all_of(found.factors.ofItem(2), [](float v) { return v == 0; }));
        QVERIFY(score(found.factors, 0, 0) != 0);
    }
    void anyNumberOfFactorsIsPaddedWithZeros_data() {
        QTest::addColumn<int>("factors");
        for (const int factors : {1, 7, 8, 9, 31, 64, 65, 100})
            QTest::addRow("%d", factors) << factors;
    }
    void anyNumberOfFactorsIsPaddedWithZeros() {
        QFETCH(int, factors);
        const auto in = test::interactionsOf(test::implicitFixture());
        const ImplicitAlsParams params{
            .factors = factors, .iterations = 2, .lambda = 1, .objective = true};
        const auto found = fit(in, params);
        QCOMPARE(found.factors.factors, static_cast<std::size_t>(factors));
        const double plain = plainObjective(in, found.factors, params); // sees padding too
        QVERIFY(std::abs(found.objectivePerIteration.back() - plain) < 1e-5 * plain);
        for (std::size_t i = 0; i < found.factors.items(); ++i)
            for (std::size_t f = found.factors.factors; f < found.factors.width; ++f)
                QCOMPARE(found.factors.item[i * found.factors.width + f], 0.0F);
    }
    void hugeWeightsStayFinite_data() { bothSolversEndAtTheScoresThatNumPyFinds_data(); }
    void hugeWeightsStayFinite() {
        QFETCH(int, solver);
        auto in = small().train;
        in.weight[5] = 1e12F;
        const auto found = fit(in, {.factors = 8,
                                    .iterations = 3,
                                    .lambda = 1e-6,
                                    .solver = static_cast<AlsSolver>(solver)});
        for (const auto* side : {&found.factors.user, &found.factors.item})
            QVERIFY(std::ranges::all_of(*side, [](float v) { return std::isfinite(v); }));
    }
    void weightsBeyondFloatsAreRefused() {
        auto in = small().train;
        in.weight[5] = 1e30F;
        QCOMPARE(errorOf(in, {}).code, ErrorCode::InvalidNumber);
    }
    void badParametersAreRefusedWithTheirRange() {
        const auto& in = small().train;
        QCOMPARE(errorOf(in, {.factors = 0}).hint, std::string("1 to 1024"));
        QCOMPARE(errorOf(in, {.factors = 1'000'000}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(in, {.iterations = 0}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(in, {.alpha = 0}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(in, {.alpha = std::numeric_limits<double>::infinity()}).code,
                 ErrorCode::Usage);
        QCOMPARE(errorOf(in, {.lambda = 0}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(in, {.lambda = std::nan("")}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(in, {.conjugateSteps = 0}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(in, {.threads = 0}).code, ErrorCode::Usage);
    }
    void nothingTakenIsTooLittle() {
        QCOMPARE(errorOf(makeInteractions(5, 5, {}).value(), {}).code, ErrorCode::NotEnoughData);
    }
    void aPenaltyThatLeavesNothingIsSaidInsteadOfListsOfRounding() {
        const Error error =
            errorOf(makeInteractions(2, 2, std::vector<Taking>{{0, 0, 1}, {1, 1, 1}}).value(), {});
        QCOMPARE(error.code, ErrorCode::NotEnoughData);
        QCOMPARE(error.hint, std::string("a smaller lambda"));
    }
    void brokenRowsAndWeightsAreRefused() {
        auto in = small().train;
        in.weight[3] = std::numeric_limits<float>::quiet_NaN();
        QCOMPARE(errorOf(in, {}).code, ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(Interactions(), {}).code, ErrorCode::Usage);
    }
    void moreMemoryThanAllowedIsRefusedBeforeItIsTaken() {
        const auto in = makeInteractions(2'000'000, 1, std::vector<Taking>{{0, 0, 1}}).value();
        const Error error = errorOf(in, {.factors = 1024, .memoryLimitMb = 100});
        QCOMPARE(error.code, ErrorCode::MemoryLimit);
        QCOMPARE(error.hint, std::string("limit 100 MB; fewer factors"));
    }
    void cancellingStopsWithin200Milliseconds_data() {
        bothSolversEndAtTheScoresThatNumPyFinds_data();
    }
    void cancellingStopsWithin200Milliseconds() {
        QFETCH(int, solver);
        test::TimedCancel context(700);
        const auto found = implicitAls(
            small().train, {.factors = 256, .solver = static_cast<AlsSolver>(solver)}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
    void progressReachesItsEnd() {
        test::CancelAfter context(1 << 30);
        QVERIFY(implicitAls(small().train, {.factors = 8, .iterations = 10}, context));
        QCOMPARE(context.reports.load(), 10);
        QCOMPARE(context.lastFraction.load(), 0.9);
    }
};

QTEST_APPLESS_MAIN(TstImplicitAls)
#include "tst_implicit_als.moc"
