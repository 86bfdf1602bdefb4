#include "core/learn/logistic.h"

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
