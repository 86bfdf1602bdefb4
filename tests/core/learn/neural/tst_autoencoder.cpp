#include "core/learn/neural/autoencoder.h"

#include "core/learn/cluster/principal_axes.h"
#include "core/learn/measure/metrics.h"
#include "tests/support/timed_cancel.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

/// Ten columns, each a curve of two hidden traits, on very different scales; little noise.
Matrix curves(std::size_t rows, std::uint64_t seed = 11) {
    Rng rng(seed);
    Matrix x(rows, 10);
    for (std::size_t r = 0; r < rows; ++r) {
        const double a = rng.uniform(-2, 2);
        const double b = rng.uniform(-2, 2);
        const double clean[] = {a,
                                b,
                                a * b,
                                a * a,
                                b * b,
                                a + b,
                                std::abs(a - b),
                                std::sin(2 * a),
                                std::cos(2 * b),
                                a * b * b};
        for (std::size_t c = 0; c < 10; ++c)
            x.at(r, c) =
                (clean[c] + 0.02 * rng.normal()) * std::pow(10.0, static_cast<double>(c)) + 1000.0;
    }
    return x;
}

AutoencoderFit fit(const Matrix& x, const AutoencoderParams& params) {
    NoTaskContext context;
    return fitAutoencoder(x, params, context).value();
}

AutoencoderRows rowsOf(const AutoencoderFit& fitted, const Matrix& x, int threads = 1) {
    NoTaskContext context;
    return fitted.model.score(x, true, threads, context).value();
}

ErrorCode errorOf(const Matrix& x, const AutoencoderParams& params) {
    NoTaskContext context;
    const auto result = fitAutoencoder(x, params, context);
    return result ? ErrorCode::Internal : result.error().code;
}

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::vector<std::size_t> widths(const AutoencoderParams& params, std::size_t columns) {
    std::vector<std::size_t> result;
    for (const LayerShape& layer : params.layers(columns))
        result.push_back(layer.inputs);
    result.push_back(params.layers(columns).back().outputs);
    return result;
}

/// Mean squared error of standardised columns after `axes` principal axes.
double principalError(const Matrix& x, int axes) {
    NoTaskContext context;
    const auto moments = columnMoments(x, 1, context).value();
    Matrix z = x;
    for (std::size_t r = 0; r < x.rows; ++r)
        for (std::size_t c = 0; c < x.columns; ++c)
            z.at(r, c) = (x.at(r, c) - moments.means[c]) / moments.deviations[c];
    const auto found = principalAxes(z, axes).value();
    double kept = 0;
    for (const double variance : found.variance)
        kept += variance;
    return (found.totalVariance - kept) / static_cast<double>(x.columns);
}

bool sameBytes(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

} // namespace

class TstAutoencoder : public QObject {
    Q_OBJECT

private slots:
    void hiddenWidthsFollowColumnsAndCode() {
        QCOMPARE(widths({.dimension = 8}, 64), (std::vector<std::size_t>{64, 32, 8, 32, 64}));
        QCOMPARE(widths({.dimension = 2}, 10), (std::vector<std::size_t>{10, 16, 2, 16, 10}));
        QCOMPARE(widths({.dimension = 3, .hidden = {20, 9}}, 30),
                 (std::vector<std::size_t>{30, 20, 9, 3, 9, 20, 30}));
    }
    void oneTraitIsRebuiltThroughACodeOfOne() {
        // Columns t, 2t, −t: one number says all, so the error can go to zero.
        Matrix x(500, 3);
        for (std::size_t r = 0; r < 500; ++r) {
            const double t = std::sin(static_cast<double>(r));
            x.at(r, 0) = t;
            x.at(r, 1) = 2 * t;
            x.at(r, 2) = -t;
        }
        const auto fitted = fit(x, {.dimension = 1, .epochs = 200});
        QVERIFY(mean(rowsOf(fitted, x).error) < 0.005);
    }
    void curvesAreRebuiltBetterThanByPrincipalAxes() {
        const Matrix x = curves(4000);
        const auto fitted = fit(x, {.dimension = 2, .hidden = {32}, .epochs = 100});
        const double linear = principalError(x, 2);
        const double ours = mean(rowsOf(fitted, x).error);
        QVERIFY2(ours < 0.5 * linear,
                 qPrintable(QStringLiteral("%1, principal axes %2").arg(ours).arg(linear)));
        // And on rows it has not seen.
        QVERIFY(mean(rowsOf(fitted, curves(1000, 12)).error) < 0.5 * linear);
    }
    void rowsThatBreakTheRuleHaveTheLargestError() {
        Matrix x = curves(3000);
        std::vector<std::uint8_t> odd(3000, 0);
        for (std::size_t r = 0; r < 3000; r += 100) { // a·b no longer belongs to a and b
            odd[r] = 1;
            x.at(r, 2) = x.at((r + 1500) % 3000, 2) + 300.0;
        }
        const auto fitted = fit(x, {.dimension = 2, .hidden = {32}, .epochs = 100});
        QVERIFY(rocAuc(odd, rowsOf(fitted, x).error) > 0.98);
    }
    void theChangedColumnHasTheLargestShare() {
        const Matrix x = curves(3000);
        const auto fitted = fit(x, {.dimension = 2, .hidden = {32}, .epochs = 100});
        Matrix changed = x;
        for (std::size_t r = 0; r < 100; ++r)
            changed.at(r, 7) += 5e7; // its deviation is below 1e7
        const auto rows = rowsOf(fitted, changed);
        for (std::size_t r = 0; r < 100; ++r)
            QCOMPARE(std::ranges::max_element(rows.share.row(r)) - rows.share.row(r).begin(), 7);
    }
    void sharesOfARowSumToOne() {
        const Matrix x = curves(200);
        const auto rows = rowsOf(fit(x, {.dimension = 2, .epochs = 3}), x);
        for (std::size_t r = 0; r < x.rows; ++r) {
            const auto share = rows.share.row(r);
            QVERIFY(std::abs(std::accumulate(share.begin(), share.end(), 0.0) - 1) < 1e-9);
        }
    }
    void theBestEpochIsKept() {
        const Matrix x = curves(1000);
        const auto fitted = fit(x, {.dimension = 2, .epochs = 30});
        const auto lowest = std::ranges::min_element(fitted.holdOutLoss);
        QCOMPARE(fitted.bestEpoch, static_cast<int>(lowest - fitted.holdOutLoss.begin()) + 1);
        QCOMPARE(fitted.trainLoss.size(), fitted.holdOutLoss.size());
        QVERIFY(fitted.trainLoss.back() < 0.5 * fitted.trainLoss.front());
    }
    void noiseStopsEarly() {
        Rng rng(4);
        Matrix x(400, 20);
        for (double& value : x.values)
            value = rng.normal();
        const auto fitted = fit(x, {.dimension = 4, .epochs = 2000, .patience = 5});
        QVERIFY(fitted.stoppedEarly);
        QVERIFY(fitted.holdOutLoss.size() < 2000);
    }
    void theNumberOfThreadsDoesNotChangeAByte_data() {
        QTest::addColumn<int>("threads");
        for (const int threads : {2, 3, 8})
            QTest::addRow("%d", threads) << threads;
    }
    void theNumberOfThreadsDoesNotChangeAByte() {
        QFETCH(int, threads);
        const Matrix x = curves(30'000);
        const auto one = fit(x, {.dimension = 3, .epochs = 2});
        const auto many = fit(x, {.dimension = 3, .epochs = 2, .threads = threads});
        QVERIFY(sameBytes(one.trainLoss, many.trainLoss));
        QVERIFY(sameBytes(one.holdOutLoss, many.holdOutLoss));
        QVERIFY(sameBytes(rowsOf(one, x).error, rowsOf(many, x, threads).error));
        QVERIFY(
            sameBytes(rowsOf(one, x).embedding.values, rowsOf(many, x, threads).embedding.values));
    }
    void anotherSeedGivesAnotherNetwork() {
        const Matrix x = curves(500);
        QVERIFY(fit(x, {.dimension = 2, .epochs = 2, .seed = 1}).trainLoss !=
                fit(x, {.dimension = 2, .epochs = 2, .seed = 2}).trainLoss);
    }
    void aConstantColumnHasNoShareInTheError() {
        Matrix x = curves(300);
        for (std::size_t r = 0; r < 300; ++r)
            x.at(r, 4) = 7.25;
        const auto rows = rowsOf(fit(x, {.dimension = 2, .epochs = 5}), x);
        for (std::size_t r = 0; r < 300; ++r)
            QCOMPARE(rows.share.at(r, 4), 0.0);
    }
    void aRowFarOutsideHasAFiniteError() {
        const Matrix x = curves(300);
        const auto fitted = fit(x, {.dimension = 2, .epochs = 5});
        Matrix far(1, 10, 1e130);
        const auto rows = rowsOf(fitted, far);
        QVERIFY(std::isfinite(rows.error[0]));
        QVERIFY(rows.error[0] > 1e6);
    }
    void twoRowsAreEnough() {
        Matrix x(2, 2);
        x.values = {1, 5, 2, 9};
        const auto fitted = fit(x, {.dimension = 1, .epochs = 3});
        QVERIFY(fitted.holdOutLoss.empty());
        QCOMPARE(fitted.bestEpoch, 3);
    }
    void badInputIsRefused() {
        const Matrix good = curves(50);
        const auto with = [&](double value) {
            Matrix x = good;
            x.at(20, 3) = value;
            return x;
        };
        QCOMPARE(errorOf(with(std::numeric_limits<double>::quiet_NaN()), {.dimension = 2}),
                 ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(with(std::numeric_limits<double>::infinity()), {.dimension = 2}),
                 ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(Matrix(), {.dimension = 1}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(Matrix(1, 4, 1.0), {.dimension = 1}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(Matrix(30, 4, 1.0), {.dimension = 1}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(good, {.dimension = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(good, {.dimension = 11}), ErrorCode::Usage);
        QCOMPARE(errorOf(good, {.dimension = 2, .hidden = {0}}), ErrorCode::Usage);
        QCOMPARE(errorOf(good, {.dimension = 2, .hidden = {60'000, 60'000}}),
                 ErrorCode::MemoryLimit);
        QCOMPARE(errorOf(good, {.dimension = 2, .epochs = -1}), ErrorCode::Usage);
        QCOMPARE(errorOf(good, {.dimension = 2, .adam = {.rate = 0}}), ErrorCode::Usage);
        QCOMPARE(errorOf(good, {.dimension = 2, .holdOut = 0.9}), ErrorCode::Usage);
        QCOMPARE(errorOf(good, {.dimension = 2, .threads = 0}), ErrorCode::Usage);
    }
    void rowsWithOtherColumnsAreRefused() {
        const auto fitted = fit(curves(50), {.dimension = 2, .epochs = 1});
        NoTaskContext context;
        QCOMPARE(fitted.model.score(Matrix(3, 4, 1.0), false, 1, context).error().code,
                 ErrorCode::Usage);
    }
    void cancellingStopsWithin200Milliseconds_data() {
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("questions");
        QTest::newRow("many small steps") << 20 << 500;
        QTest::newRow("few large steps") << 1000 << 300;
    }
    void cancellingStopsWithin200Milliseconds() {
        QFETCH(int, columns);
        QFETCH(int, questions);
        Matrix x(20'000, static_cast<std::size_t>(columns));
        Rng rng(3);
        for (double& value : x.values)
            value = rng.uniform();
        test::TimedCancel context(questions);
        const auto found = fitAutoencoder(x, {.dimension = 10, .epochs = 1000}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstAutoencoder)
#include "tst_autoencoder.moc"
