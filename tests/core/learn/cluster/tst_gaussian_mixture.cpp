#include "core/learn/cluster/gaussian_mixture.h"

#include "core/base/rng.h"
#include "core/learn/cluster/cluster_quality.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

Matrix fromRows(std::initializer_list<std::initializer_list<double>> rows) {
    Matrix x(rows.size(), rows.begin()->size());
    std::size_t r = 0;
    for (const auto& row : rows)
        std::ranges::copy(row, x.row(r++).begin());
    return x;
}

struct Planted {
    Matrix x;
    std::vector<std::int32_t> labels;
};

/// A third of the rows long and thin along (1, 1), the rest a round cloud; `offset` away from zero.
Planted crossed(std::size_t rows, double offset = 0, std::uint64_t seed = 42) {
    Rng rng(seed);
    Planted result{Matrix(rows, 2), {}};
    for (std::size_t r = 0; r < rows; ++r) {
        const std::int32_t label = r % 3 == 0 ? 1 : 0;
        const double along = rng.normal();
        const double across = rng.normal();
        result.labels.push_back(label);
        result.x.at(r, 0) = offset + (label == 1 ? 15 + 5 * along + 0.3 * across : along);
        result.x.at(r, 1) = offset + (label == 1 ? 15 + 5 * along - 0.3 * across : across);
    }
    return result;
}

Matrix noise(std::size_t rows, std::size_t columns) {
    Rng rng(3);
    Matrix x(rows, columns);
    for (double& value : x.values)
        value = rng.normal();
    return x;
}

MixtureResult fit(const Matrix& x, const MixtureParams& params) {
    NoTaskContext context;
    return gaussianMixture(x, params, context).value();
}

ErrorCode errorOf(const Matrix& x, const MixtureParams& params) {
    NoTaskContext context;
    const auto result = gaussianMixture(x, params, context);
    return result ? ErrorCode::Internal : result.error().code;
}

bool sameBytes(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

bool near(double actual, double expected, double tolerance) {
    const bool ok = std::abs(actual - expected) <= tolerance * std::max(1.0, std::abs(expected));
    if (!ok)
        qWarning("actual %.17g, expected %.17g", actual, expected);
    return ok;
}

} // namespace

class TstGaussianMixture : public QObject {
    Q_OBJECT

private slots:
    void oneComponentIsTheNormalDistributionOfTheRows() {
        // 0, 2, 4: mean 2, variance 8/3; ln L = −3/2 ln(2π · 8/3) − 3/2.
        const auto found =
            fit(fromRows({{0}, {2}, {4}}), {.k = 1, .tolerance = 1e-12, .regularization = 0});
        QVERIFY(near(found.model.means.at(0, 0), 2, 1e-14));
        QVERIFY(near(found.model.covariances[0].at(0, 0), 8.0 / 3, 1e-14));
        const double expected = -1.5 * std::log(2 * std::numbers::pi * 8 / 3) - 1.5;
        QVERIFY(near(found.logLikelihood, expected, 1e-13));
        // Two free numbers: BIC = −2 ln L + 2 ln 3, AIC = −2 ln L + 4.
        QCOMPARE(found.model.freeParameters(), std::size_t{2});
        QVERIFY(near(found.bic, -2 * expected + 2 * std::log(3.0), 1e-13));
        QVERIFY(near(found.aic, -2 * expected + 4, 1e-13));
    }
    void regularizationIsAddedToTheVariance() {
        const auto found = fit(fromRows({{0}, {2}}), {.k = 1, .regularization = 0.5});
        QVERIFY(near(found.model.covariances[0].at(0, 0), 1.5, 1e-14));
    }
    void freeParametersAreCountedByKind() {
        // 3 components in 4 columns: 2 weights + 12 means + 3 · 10, or 3 · 4 variances.
        const Matrix x = noise(200, 4);
        QCOMPARE(fit(x, {.k = 3}).model.freeParameters(), std::size_t{44});
        QCOMPARE(fit(x, {.k = 3, .covariance = CovarianceKind::Diagonal}).model.freeParameters(),
                 std::size_t{26});
    }
    void plantedShapesAreRecovered_data() {
        QTest::addColumn<double>("offset");
        QTest::newRow("around zero") << 0.0;
        QTest::newRow("far from zero") << 1e8;
    }
    void plantedShapesAreRecovered() {
        QFETCH(double, offset);
        const Planted truth = crossed(6000, offset);
        const auto found = fit(truth.x, {.k = 2});
        QVERIFY(found.converged);
        QVERIFY(adjustedRandIndex(found.rows.labels, truth.labels) > 0.95);
        const std::size_t thin = found.model.weights[0] < found.model.weights[1] ? 0 : 1;
        QVERIFY(std::abs(found.model.weights[thin] - 1.0 / 3) < 0.02);
        QVERIFY(std::abs(found.model.means.at(thin, 0) - offset - 15) < 0.5);
        // 25 + 0.09 on the diagonal, 25 − 0.09 beside it.
        const Matrix& shape = found.model.covariances[thin];
        QVERIFY(std::abs(shape.at(0, 0) - 25.09) < 2.5);
        QVERIFY(std::abs(shape.at(0, 0) - shape.at(0, 1) - 0.18) < 0.05);
    }
    void theLikelihoodNeverFallsWithoutRegularization() {
        for (const auto kind : {CovarianceKind::Full, CovarianceKind::Diagonal}) {
            const auto found = fit(crossed(3000).x, {.k = 4,
                                                     .covariance = kind,
                                                     .maxIterations = 60,
                                                     .tolerance = 0,
                                                     .regularization = 0});
            QVERIFY(found.meanLogLikelihoods.size() > 10);
            for (std::size_t i = 1; i < found.meanLogLikelihoods.size(); ++i)
                QVERIFY(found.meanLogLikelihoods[i] >= found.meanLogLikelihoods[i - 1] - 1e-12);
        }
    }
    void probabilitiesSumToOneAndTheLabelIsTheLargest() {
        const auto found = fit(crossed(1000).x, {.k = 3, .keepProbabilities = true});
        for (std::size_t r = 0; r < 1000; ++r) {
            const auto row = found.rows.probabilities.row(r);
            QVERIFY(near(row[0] + row[1] + row[2], 1, 1e-14));
            QCOMPARE(*std::ranges::max_element(row),
                     row[static_cast<std::size_t>(found.rows.labels[r])]);
        }
    }
    void diagonalIsFullWhereColumnsAreIndependentOfEachOther() {
        // One column: both kinds are the same model.
        Matrix x(500, 1);
        Rng rng(8);
        for (std::size_t r = 0; r < 500; ++r)
            x.at(r, 0) = rng.normal() + (r % 2 == 0 ? 6 : 0);
        const auto full = fit(x, {.k = 2});
        const auto diagonal = fit(x, {.k = 2, .covariance = CovarianceKind::Diagonal});
        QVERIFY(near(full.logLikelihood, diagonal.logLikelihood, 1e-10));
    }
    void theNumberOfThreadsDoesNotChangeAByte_data() {
        QTest::addColumn<int>("threads");
        for (const int threads : {2, 3, 8})
            QTest::addRow("%d", threads) << threads;
    }
    void theNumberOfThreadsDoesNotChangeAByte() {
        QFETCH(int, threads);
        const Matrix x = crossed(20'000).x;
        for (const auto kind : {CovarianceKind::Full, CovarianceKind::Diagonal}) {
            const auto one = fit(x, {.k = 3, .covariance = kind});
            const auto many = fit(x, {.k = 3, .covariance = kind, .threads = threads});
            QVERIFY(sameBytes(one.model.means.values, many.model.means.values));
            QVERIFY(sameBytes(one.meanLogLikelihoods, many.meanLogLikelihoods));
            QCOMPARE(one.rows.labels, many.rows.labels);
        }
    }
    void newRowsAreSeenAsTheRowsOfTheFit() {
        const Matrix x = crossed(700).x;
        const auto found = fit(x, {.k = 2, .keepProbabilities = true});
        NoTaskContext context;
        const auto again = mixtureRows(x, found.model, true, 2, context);
        QVERIFY(again);
        QCOMPARE(again->labels, found.rows.labels);
        QVERIFY(sameBytes(again->logDensity, found.rows.logDensity));
    }
    void aRowFarFromEveryComponentStillHasADensity() {
        const auto found = fit(noise(300, 2), {.k = 2});
        NoTaskContext context;
        const auto seen = mixtureRows(fromRows({{1e6, -1e6}}), found.model, true, 1, context);
        QVERIFY(std::isfinite(seen->logDensity[0]));
        QVERIFY(near(seen->probabilities.at(0, 0) + seen->probabilities.at(0, 1), 1, 1e-14));
    }
    void constantColumnsAndEqualRowsArePossible() {
        Matrix x(50, 2, 3.0);
        for (std::size_t r = 0; r < 50; ++r)
            x.at(r, 0) = r < 25 ? 0 : 1;
        const auto found = fit(x, {.k = 2});
        QVERIFY(std::isfinite(found.logLikelihood));
        QVERIFY(near(found.model.covariances[0].at(1, 1), 1e-6, 1e-9));
    }
    void asManyComponentsAsRowsArePossible() {
        const auto found = fit(fromRows({{1, 0}, {2, 5}, {5, 1}}), {.k = 3});
        QVERIFY(std::isfinite(found.logLikelihood));
    }
    void aCovarianceThatCannotBeFactoredIsNamed() {
        // A constant column and no regularization: the covariance is singular.
        NoTaskContext context;
        const auto found = gaussianMixture(fromRows({{1, 3}, {2, 3}, {4, 3}}),
                                           {.k = 1, .regularization = 0}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::NoConvergence);
        QCOMPARE(found.error().detail, std::string("component 1"));
        QVERIFY(!found.error().hint.empty());
    }
    void badInputIsRefused() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinite = std::numeric_limits<double>::infinity();
        QCOMPARE(errorOf(fromRows({{1}, {nan}}), {.k = 1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(fromRows({{1}, {infinite}}), {.k = 1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(fromRows({{1}, {2}}), {.k = 3}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(Matrix(), {.k = 1}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(fromRows({{1}}), {.k = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(fromRows({{1}}), {.k = 1, .starts = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(fromRows({{1}}), {.k = 1, .tolerance = nan}), ErrorCode::Usage);
        QCOMPARE(errorOf(fromRows({{1}}), {.k = 1, .regularization = -1}), ErrorCode::Usage);
        QCOMPARE(errorOf(fromRows({{1}}), {.k = 1, .threads = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(Matrix(20'000, 10'000), {.k = 4}), ErrorCode::MemoryLimit);
    }
    void aModelOfOtherColumnsIsRefused() {
        const auto found = fit(noise(100, 2), {.k = 2});
        NoTaskContext context;
        const auto seen = mixtureRows(noise(10, 3), found.model, false, 1, context);
        QVERIFY(!seen);
        QCOMPARE(seen.error().code, ErrorCode::Usage);
    }
    void cancellingStopsWithin200Milliseconds_data() {
        QTest::addColumn<int>("columns");
        QTest::newRow("few columns") << 16;
        QTest::newRow("many columns") << 400;
    }
    void cancellingStopsWithin200Milliseconds() {
        QFETCH(int, columns);
        const Matrix x =
            noise(400'000 / static_cast<std::size_t>(columns), static_cast<std::size_t>(columns));
        test::TimedCancel context(600);
        const auto found = gaussianMixture(x, {.k = 20, .tolerance = 0}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstGaussianMixture)
#include "tst_gaussian_mixture.moc"
