#include "core/learn/classify/logistic.h"

#include "core/base/rng.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

struct Sample {
    Matrix x;
    std::vector<std::uint8_t> y;
};

/// Log-odds 0.5 + 1·z0 − 2·z1 + 0·z2 …, columns on very different scales.
Sample planted(std::size_t rows, std::size_t columns) {
    Rng rng(11);
    Sample sample{Matrix(rows, columns), {}};
    for (std::size_t r = 0; r < rows; ++r) {
        double logOddsOfRow = 0.5;
        for (std::size_t c = 0; c < columns; ++c) {
            const double z = rng.normal();
            logOddsOfRow += c == 0 ? z : c == 1 ? -2 * z : 0;
            sample.x.at(r, c) = c == 1 ? 1000 + 100 * z : z;
        }
        sample.y.push_back(rng.chance(sigmoid(logOddsOfRow)) ? 1 : 0);
    }
    return sample;
}

Matrix column(std::vector<double> values) {
    Matrix x(values.size(), 1);
    x.values = std::move(values);
    return x;
}

LogisticResult fit(const Matrix& x, const std::vector<std::uint8_t>& y,
                   const LogisticParams& params = {}, const std::vector<double>& weights = {}) {
    NoTaskContext context;
    return fitLogistic(x, y, weights, params, context).value();
}

ErrorCode errorOf(const Matrix& x, const std::vector<std::uint8_t>& y,
                  const LogisticParams& params = {}, const std::vector<double>& weights = {}) {
    NoTaskContext context;
    const auto result = fitLogistic(x, y, weights, params, context);
    return result ? ErrorCode::Internal : result.error().code;
}

bool near(double a, double b, double tolerance) {
    return std::abs(a - b) <= tolerance;
}

} // namespace

class TstLogistic : public QObject {
    Q_OBJECT

private slots:
    void aTwoByTwoTableGivesItsOddsRatio() {
        // x=0: 1 of 4 positive, odds 1/3. x=1: 3 of 4, odds 3. β0 = −ln 3, β1 = ln 9.
        // Var(β1) = 1/1 + 1/3 + 1/3 + 1/1 = 8/3.
        const auto found = fit(column({0, 0, 0, 0, 1, 1, 1, 1}), {0, 0, 0, 1, 0, 1, 1, 1},
                               {.l2 = 0, .gradientTolerance = 1e-12});
        QVERIFY(near(found.intercept, -std::log(3.0), 1e-9));
        QVERIFY(near(found.coefficients[0], std::log(9.0), 1e-9));
        QVERIFY(near(found.standardErrors[0], std::sqrt(8.0 / 3.0), 1e-6));
        // 6 rows at probability 3/4 of what happened, 2 at 1/4.
        QVERIFY(near(found.logLoss, -(6 * std::log(0.75) + 2 * std::log(0.25)) / 8, 1e-12));
    }
    void aWeightCountsLikeThatManyRows() {
        const LogisticParams params{.l2 = 1, .standardize = false, .gradientTolerance = 1e-12};
        const auto repeated = fit(column({0, 0, 1, 1, 1, 3}), {0, 1, 0, 0, 0, 1}, params);
        const auto weighted = fit(column({0, 0, 1, 3}), {0, 1, 0, 1}, params, {1, 1, 3, 1});
        QVERIFY(near(repeated.coefficients[0], weighted.coefficients[0], 1e-9));
        QVERIFY(near(repeated.intercept, weighted.intercept, 1e-9));
    }
    void plantedCoefficientsAreRecovered() {
        const Sample sample = planted(40'000, 4);
        const auto found = fit(sample.x, sample.y);
        QVERIFY(found.converged);
        const double truth[] = {1.0, -0.02, 0.0, 0.0};
        for (std::size_t c = 0; c < 4; ++c) // four standard errors: 1 in 16,000
            QVERIFY(near(found.coefficients[c], truth[c], 4 * found.standardErrors[c]));
        QVERIFY(std::ranges::is_sorted(found.objectivePerIteration, std::greater<>()));
    }
    void theNumberOfThreadsDoesNotChangeAByte_data() {
        QTest::addColumn<int>("threads");
        for (const int threads : {2, 3, 8})
            QTest::addRow("%d", threads) << threads;
    }
    void theNumberOfThreadsDoesNotChangeAByte() {
        QFETCH(int, threads);
        const Sample sample = planted(20'000, 6);
        const auto one = fit(sample.x, sample.y);
        const auto many = fit(sample.x, sample.y, {.threads = threads});
        QCOMPARE(one.coefficients, many.coefficients);
        QCOMPARE(one.standardErrors, many.standardErrors);
        QVERIFY(one.objectivePerIteration == many.objectivePerIteration);
    }
    void contributionsSumToTheLogOdds() {
        const Sample sample = planted(2000, 5);
        const auto found = fit(sample.x, sample.y);
        for (std::size_t r = 0; r < 100; ++r) {
            double total = centredIntercept(found);
            for (const double part : contributions(found, sample.x.row(r)))
                total += part;
            QVERIFY(near(total, logOdds(found, sample.x.row(r)), 1e-9));
        }
    }
    void theAverageFittedProbabilityIsTheShareOfPositives() {
        // The gradient by the free intercept is Σ (p − y): zero at the optimum.
        const Sample sample = planted(5000, 3);
        const auto found = fit(sample.x, sample.y, {.gradientTolerance = 1e-10});
        double difference = 0;
        for (std::size_t r = 0; r < 5000; ++r)
            difference += sigmoid(logOdds(found, sample.x.row(r))) - sample.y[r];
        QVERIFY(near(difference / 5000, 0, 1e-9));
    }
    void separableDataStayFinite_data() {
        QTest::addColumn<double>("l2");
        QTest::newRow("with penalty") << 1.0;
        QTest::newRow("without penalty") << 0.0;
    }
    void separableDataStayFinite() {
        QFETCH(double, l2);
        const auto found = fit(column({-2, -1, 1, 2}), {0, 0, 1, 1}, {.l2 = l2});
        QVERIFY(found.converged);
        QVERIFY(std::isfinite(found.coefficients[0]) && found.coefficients[0] > 0);
    }
    void hugeValuesGiveTheSameProbabilities() {
        const auto small = fit(column({-2, -1, 1, 2, 3}), {0, 1, 0, 1, 1});
        const auto huge = fit(column({-2e100, -1e100, 1e100, 2e100, 3e100}), {0, 1, 0, 1, 1});
        QVERIFY(near(small.logLoss, huge.logLoss, 1e-9));
        QVERIFY(near(huge.coefficients[0] * 1e100, small.coefficients[0], 1e-9));
    }
    void collinearColumnsWithoutPenaltyStillFit() {
        Matrix x(6, 2);
        x.values = {1, 2, 2, 4, 3, 6, 4, 8, 5, 10, 6, 12};
        const auto found = fit(x, {0, 1, 0, 1, 0, 1}, {.l2 = 0});
        const auto single = fit(column({1, 2, 3, 4, 5, 6}), {0, 1, 0, 1, 0, 1}, {.l2 = 0});
        QVERIFY(near(found.logLoss, single.logLoss, 1e-6));
    }
    void aConstantColumnGetsNoCoefficient() {
        Matrix x(4, 2);
        x.values = {0.1, 1, 0.1, 2, 0.1, 3, 0.1, 4};
        for (const bool standardize : {true, false}) {
            const auto found = fit(x, {0, 1, 0, 1}, {.l2 = 0, .standardize = standardize});
            QCOMPARE(found.coefficients[0], 0.0);
            QVERIFY(std::isnan(found.standardErrors[0]));
            QVERIFY(std::isfinite(found.standardErrors[1]));
        }
    }
    void badInputIsRefused() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(errorOf(column({1, nan}), {0, 1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(column({1, 2}), {0, 2}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(column({1, 2}), {0, 1}, {}, {1, -1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(column({1, 2}), {1, 1}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(column({1, 2}), {0, 1}, {}, {1, 0}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(column({}), {}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(column({1, 2}), {0}), ErrorCode::Usage);
        QCOMPARE(errorOf(column({1, 2}), {0, 1}, {.l2 = -1}), ErrorCode::Usage);
    }
    void startingFromASampleEndsWhereAllRowsEnd() {
        // 49,999 rows are fitted without the sample's start, 50,000 with it; the last weighs
        // nothing.
        Sample sample = planted(50'000, 4);
        std::vector<double> weights(50'000, 1.0);
        weights.back() = 0;
        const auto sampled = fit(sample.x, sample.y, {}, weights);
        QVERIFY(sampled.sampleIterations > 0);
        // The standardisation counts all rows, so the penalty must not depend on it.
        const LogisticParams free{.l2 = 0, .gradientTolerance = 1e-10};
        const auto withSample = fit(sample.x, sample.y, free, weights);
        sample.x.values.resize(49'999 * 4);
        sample.x.rows = 49'999;
        sample.y.pop_back();
        const auto without = fit(sample.x, sample.y, free);
        QCOMPARE(without.sampleIterations, 0);
        for (std::size_t c = 0; c < 4; ++c) {
            QVERIFY(near(withSample.coefficients[c], without.coefficients[c], 1e-8));
            QVERIFY(near(withSample.standardErrors[c], without.standardErrors[c], 1e-7));
        }
    }
    void aSampleWithoutPositivesIsNoObstacle() {
        Sample sample = planted(64'000, 2);
        std::ranges::fill(sample.y, std::uint8_t{0});
        for (std::size_t r = 0; r < 20; ++r) // most 32nds of the rows hold none
            sample.y[r] = 1;
        const auto found = fit(sample.x, sample.y);
        QVERIFY(found.converged);
        QVERIFY(near(sigmoid(found.intercept + found.coefficients[0] * found.means[0] +
                             found.coefficients[1] * found.means[1]),
                     20.0 / 64'000, 2e-4));
    }
    void aSortedFileIsNoObstacle() {
        Sample sample = planted(60'000, 3);
        Sample sorted{Matrix(60'000, 3), {}};
        for (const auto label : {std::uint8_t{0}, std::uint8_t{1}})
            for (std::size_t r = 0; r < 60'000; ++r)
                if (sample.y[r] == label) {
                    std::ranges::copy(sample.x.row(r), sorted.x.row(sorted.y.size()).begin());
                    sorted.y.push_back(label);
                }
        const auto one = fit(sample.x, sample.y);
        const auto other = fit(sorted.x, sorted.y);
        for (std::size_t c = 0; c < 3; ++c)
            QVERIFY(near(one.coefficients[c], other.coefficients[c], 1e-8));
    }
    void manyRowsOnManyThreadsGiveTheSameBytes() {
        const Sample sample = planted(70'000, 5);
        const auto one = fit(sample.x, sample.y, {.l1 = 5});
        for (const int threads : {2, 3, 8})
            QCOMPARE(fit(sample.x, sample.y, {.l1 = 5, .threads = threads}).coefficients,
                     one.coefficients);
    }
    void aLargeAbsolutePenaltyLeavesOnlyTheIntercept() {
        const Sample sample = planted(2000, 4);
        const auto found = fit(sample.x, sample.y, {.l2 = 0, .l1 = 1e6});
        QVERIFY(found.converged);
        for (std::size_t c = 0; c < 4; ++c)
            QCOMPARE(found.coefficients[c], 0.0);
        const double share =
            static_cast<double>(std::ranges::count(sample.y, std::uint8_t{1})) / 2000;
        QVERIFY(near(sigmoid(found.intercept), share, 1e-9));
        QVERIFY(std::isnan(found.standardErrors[0]) && std::isfinite(found.interceptStandardError));
    }
    void theAbsolutePenaltyMeetsItsOptimalityConditions() {
        // |gradient of the loss| = l1 where a coefficient is not 0, ≤ l1 where it is.
        const Sample sample = planted(3000, 6);
        const double l1 = 40;
        const auto found =
            fit(sample.x, sample.y,
                {.l2 = 0, .l1 = l1, .standardize = false, .gradientTolerance = 1e-10});
        QVERIFY(found.converged);
        for (std::size_t c = 0; c < 6; ++c) {
            double gradient = 0;
            for (std::size_t r = 0; r < 3000; ++r)
                gradient +=
                    (sigmoid(logOdds(found, sample.x.row(r))) - sample.y[r]) * sample.x.at(r, c);
            if (found.coefficients[c] != 0)
                QVERIFY(near(gradient, found.coefficients[c] > 0 ? -l1 : l1, 1e-3));
            else
                QVERIFY(std::abs(gradient) <= l1 + 1e-3);
        }
    }
    void separableDataWithAnAbsolutePenaltyStayFinite() {
        const auto found = fit(column({-2, -1, 1, 2}), {0, 0, 1, 1}, {.l2 = 0, .l1 = 0.1});
        QVERIFY(found.converged);
        QVERIFY(std::isfinite(found.coefficients[0]) && found.coefficients[0] > 0);
    }
    void collinearColumnsWithAnAbsolutePenaltyShareTheEffect() {
        Matrix x(6, 2);
        x.values = {1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6};
        const std::vector<std::uint8_t> y{0, 1, 0, 1, 0, 1};
        const LogisticParams params{.l2 = 0, .l1 = 0.3, .standardize = false};
        const auto both = fit(x, y, params);
        const auto single = fit(column({1, 2, 3, 4, 5, 6}), y, params);
        QVERIFY(both.converged);
        QVERIFY(near(both.coefficients[0] + both.coefficients[1], single.coefficients[0], 1e-6));
    }
    void balancedClassesCountAlike() {
        // Nine of ten rows are 0; balanced, the average probability is one half.
        const Sample sample = planted(4000, 2);
        std::vector<std::uint8_t> rare(4000, 0);
        for (std::size_t r = 0; r < 4000; r += 10)
            rare[r] = sample.y[r];
        const auto found = fit(sample.x, rare, {.balanced = true});
        const double positives = static_cast<double>(std::ranges::count(rare, std::uint8_t{1}));
        double total = 0;
        for (std::size_t r = 0; r < 4000; ++r)
            total += sigmoid(logOdds(found, sample.x.row(r))) *
                     (rare[r] != 0 ? 2000 / positives : 2000 / (4000 - positives));
        QVERIFY(near(total / 4000, 0.5, 1e-6));
        QCOMPARE(errorOf(sample.x, rare, {.positiveWeight = 2, .balanced = true}),
                 ErrorCode::Usage);
    }
    void oddsRatiosAreExponentialsOfCoefficients() {
        const auto found = fit(column({0, 0, 0, 0, 1, 1, 1, 1}), {0, 0, 0, 1, 0, 1, 1, 1},
                               {.l2 = 0, .gradientTolerance = 1e-12});
        QVERIFY(near(oddsRatio(found, 0), 9.0, 1e-8));
        // Var(β0) = 1/1 + 1/3: only the rows with x = 0 tell of it.
        QVERIFY(near(found.interceptStandardError, std::sqrt(4.0 / 3.0), 1e-6));
    }
    void valuesFarFromZeroKeepTheirDigits() {
        const auto near0 = fit(column({1, 2, 3, 4, 5, 6}), {0, 1, 0, 1, 0, 1});
        const auto far =
            fit(column({1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4, 1e9 + 5, 1e9 + 6}), {0, 1, 0, 1, 0, 1});
        QVERIFY(near(near0.coefficients[0], far.coefficients[0], 1e-9));
    }
    void cancellingAFitOfManyRowsStopsIt_data() {
        QTest::addColumn<double>("l1");
        QTest::newRow("l2") << 0.0;
        QTest::newRow("l1") << 10.0;
    }
    void cancellingAFitOfManyRowsStopsIt() {
        QFETCH(double, l1);
        const Sample sample = planted(400'000, 30);
        test::TimedCancel context(20);
        const auto found = fitLogistic(sample.x, sample.y, {}, {.l1 = l1}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
    void cancellingStopsWithin200Milliseconds() {
        const Sample sample = planted(50'000, 30);
        test::TimedCancel context(150);
        const auto found =
            fitLogistic(sample.x, sample.y, {}, {.gradientTolerance = 1e-15}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
    void theSigmoidDoesNotOverflow() {
        QCOMPARE(sigmoid(0), 0.5);
        QCOMPARE(sigmoid(1000), 1.0);
        QCOMPARE(sigmoid(-1000), 0.0);
    }
};

QTEST_APPLESS_MAIN(TstLogistic)
#include "tst_logistic.moc"
