#include "core/learn/cluster/kmeans.h"

#include "core/base/rng.h"
#include "core/learn/cluster/cluster_quality.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <cstring>
#include <limits>
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

/// Unit-variance balls around corners far apart.
Planted planted(std::size_t rows, std::size_t columns, int clusters, double offset = 0) {
    Rng rng(42);
    Planted result{Matrix(rows, columns), {}};
    for (std::size_t r = 0; r < rows; ++r) {
        const auto cluster = static_cast<std::int32_t>(r % static_cast<std::size_t>(clusters));
        result.labels.push_back(cluster);
        for (std::size_t c = 0; c < columns; ++c)
            result.x.at(r, c) =
                offset + rng.normal() + (c == static_cast<std::size_t>(cluster) ? 30.0 : 0.0);
    }
    return result;
}

bool sameBytes(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

KMeansResult fit(const Matrix& x, const KMeansParams& params) {
    NoTaskContext context;
    return kMeans(x, params, context).value();
}

std::size_t nearestOf(const Matrix& centres, std::span<const double> row) {
    std::size_t best = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < centres.rows; ++k) {
        double total = 0;
        for (std::size_t c = 0; c < row.size(); ++c)
            total += (row[c] - centres.at(k, c)) * (row[c] - centres.at(k, c));
        if (total < least) {
            least = total;
            best = k;
        }
    }
    return best;
}

/// Lloyd as the book has it.
std::vector<std::int32_t> plainLloyd(const Matrix& x, Matrix centres, int iterations) {
    std::vector<std::int32_t> labels(x.rows);
    for (int i = 0; i <= iterations; ++i) {
        for (std::size_t r = 0; r < x.rows; ++r)
            labels[r] = static_cast<std::int32_t>(nearestOf(centres, x.row(r)));
        if (i == iterations)
            break;
        Matrix sums(centres.rows, centres.columns);
        std::vector<double> counts(centres.rows, 0.0);
        for (std::size_t r = 0; r < x.rows; ++r) {
            const auto k = static_cast<std::size_t>(labels[r]);
            counts[k] += 1;
            for (std::size_t c = 0; c < x.columns; ++c)
                sums.at(k, c) += x.at(r, c);
        }
        for (std::size_t k = 0; k < centres.rows; ++k)
            for (std::size_t c = 0; c < x.columns && counts[k] > 0; ++c)
                centres.at(k, c) = sums.at(k, c) / counts[k];
    }
    return labels;
}

ErrorCode errorOf(const Matrix& x, const KMeansParams& params) {
    NoTaskContext context;
    const auto result = kMeans(x, params, context);
    return result ? ErrorCode::Internal : result.error().code;
}

} // namespace

class TstKMeans : public QObject {
    Q_OBJECT

private slots:
    void fourPointsMakeTwoPairs() {
        // Pairs {0, 2} and {10, 14}: centres 1 and 12, inertia 1+1+4+4 = 10.
        const Matrix x = fromRows({{0}, {10}, {2}, {14}});
        NoTaskContext context;
        const auto found = kMeansFrom(x, fromRows({{0}, {10}}), {.k = 2}, context);
        QVERIFY(found);
        QCOMPARE(found->centres.values, (std::vector<double>{1, 12}));
        QCOMPARE(found->labels, (std::vector<std::int32_t>{0, 1, 0, 1}));
        QCOMPARE(found->sizes, (std::vector<std::int64_t>{2, 2}));
        QCOMPARE(found->inertia, 10.0);
        QVERIFY(found->converged);
    }
    void aRowBetweenTwoCentresGoesToTheFirst() {
        NoTaskContext context;
        const auto found =
            kMeansFrom(fromRows({{-1}, {0}, {1}}), fromRows({{-1}, {1}}), {.k = 2}, context);
        QCOMPARE(found->labels[1], 0);
    }
    void plantedClustersAreRecovered_data() {
        QTest::addColumn<double>("offset");
        QTest::newRow("around zero") << 0.0;
        QTest::newRow("far from zero") << 1e8;
    }
    void plantedClustersAreRecovered() {
        QFETCH(double, offset);
        const Planted truth = planted(3000, 7, 5, offset);
        const auto found = fit(truth.x, {.k = 5});
        QCOMPARE(adjustedRandIndex(found.labels, truth.labels), 1.0);
    }
    void inertiaNeverRises() {
        Rng rng(7);
        Matrix x(5000, 4);
        for (double& value : x.values)
            value = rng.uniform();
        const auto found = fit(x, {.k = 20, .tolerance = 0});
        QVERIFY(found.inertiaPerIteration.size() > 3);
        QVERIFY(std::ranges::is_sorted(found.inertiaPerIteration, std::greater<>()));
    }
    void labelsAreTheNearestOfTheReturnedCentres() {
        const Planted truth = planted(2000, 3, 3);
        const auto found = fit(truth.x, {.k = 6, .tolerance = 0.1});
        double inertia = 0;
        for (std::size_t r = 0; r < truth.x.rows; ++r) {
            std::vector<double> distances;
            for (std::size_t k = 0; k < 6; ++k) {
                double total = 0;
                for (std::size_t c = 0; c < 3; ++c)
                    total += std::pow(truth.x.at(r, c) - found.centres.at(k, c), 2);
                distances.push_back(total);
            }
            const double least = *std::ranges::min_element(distances);
            QVERIFY(distances[static_cast<std::size_t>(found.labels[r])] <= least * (1 + 1e-12));
            inertia += least;
        }
        QVERIFY(std::abs(inertia - found.inertia) < 1e-9 * inertia);
    }
    void theNumberOfThreadsDoesNotChangeAByte_data() {
        QTest::addColumn<int>("threads");
        for (const int threads : {2, 3, 8})
            QTest::addRow("%d", threads) << threads;
    }
    void theNumberOfThreadsDoesNotChangeAByte() {
        QFETCH(int, threads);
        const Planted truth = planted(20'000, 5, 4);
        const auto one = fit(truth.x, {.k = 9});
        const auto many = fit(truth.x, {.k = 9, .threads = threads});
        QVERIFY(sameBytes(one.centres.values, many.centres.values));
        QVERIFY(sameBytes(one.inertiaPerIteration, many.inertiaPerIteration));
        QCOMPARE(one.labels, many.labels);
    }
    void rowsInAnotherOrderGetTheSameClusters() {
        const Planted truth = planted(999, 4, 3);
        Matrix reversed = truth.x;
        for (std::size_t r = 0; r < 999; ++r)
            std::ranges::copy(truth.x.row(998 - r), reversed.row(r).begin());
        Matrix start(3, 4);
        for (std::size_t k = 0; k < 3; ++k)
            std::ranges::copy(truth.x.row(k), start.row(k).begin());
        NoTaskContext context;
        const auto one = kMeansFrom(truth.x, start, {.k = 3}, context).value();
        auto two = kMeansFrom(reversed, start, {.k = 3}, context).value();
        std::ranges::reverse(two.labels);
        QCOMPARE(one.labels, two.labels);
        QVERIFY(std::abs(one.inertia - two.inertia) < 1e-9 * one.inertia);
    }
    void anEmptyClusterTakesTheFarthestRow() {
        // Both starts at 0: the second is empty at first and must end at the far row.
        NoTaskContext context;
        const auto found =
            kMeansFrom(fromRows({{0}, {1}, {100}}), fromRows({{0}, {0}}), {.k = 2}, context);
        QCOMPARE(found->labels, (std::vector<std::int32_t>{0, 0, 1}));
        QCOMPARE(found->inertia, 0.5);
    }
    void fewerDifferentRowsThanClustersEndsWithInertiaZero() {
        const auto found = fit(fromRows({{1, 1}, {1, 1}, {2, 2}, {2, 2}}), {.k = 3});
        QCOMPARE(found.inertia, 0.0);
        QVERIFY(found.converged);
    }
    void asManyClustersAsRowsEndsWithInertiaZero() {
        QCOMPARE(fit(fromRows({{1}, {2}, {5}}), {.k = 3}).inertia, 0.0);
        QCOMPARE(fit(fromRows({{1}, {2}, {5}}), {.k = 3, .init = KMeansInit::Random}).inertia, 0.0);
    }
    void everyIterationIsThatOfThePlainAlgorithm_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("k");
        QTest::newRow("odd sizes") << 1003 << 5 << 7;
        QTest::newRow("one column") << 2000 << 1 << 6;
        QTest::newRow("many clusters") << 3000 << 9 << 101;
        QTest::newRow("fewer rows than a block") << 9 << 3 << 2;
    }
    void everyIterationIsThatOfThePlainAlgorithm() {
        QFETCH(int, rows);
        QFETCH(int, columns);
        QFETCH(int, k);
        Rng rng(11);
        Matrix x(static_cast<std::size_t>(rows), static_cast<std::size_t>(columns));
        for (double& value : x.values)
            value = rng.normal();
        Matrix start(static_cast<std::size_t>(k), x.columns);
        std::copy_n(x.values.begin(), start.values.size(), start.values.begin());
        for (const int iterations : {1, 2, 5, 12}) {
            NoTaskContext context;
            const auto found = kMeansFrom(
                x, start, {.k = k, .maxIterations = iterations, .tolerance = 0}, context);
            QVERIFY(found);
            QCOMPARE(found->labels, plainLloyd(x, start, found->iterations));
        }
    }
    void whatSinglePrecisionCannotTellApartIsToldApart() {
        // Two groups 1e-6 apart and a row at 1e6: single precision sees one point.
        Rng rng(5);
        Matrix x(401, 2);
        for (std::size_t r = 0; r < 400; ++r) {
            x.at(r, 0) = (r % 2 == 0 ? 0 : 1e-6) + 1e-8 * rng.normal();
            x.at(r, 1) = 1e-8 * rng.normal();
        }
        x.at(400, 0) = 1e6;
        Matrix start(3, 2);
        std::copy_n(x.values.begin(), 4, start.values.begin());
        start.at(2, 0) = 1e6;
        NoTaskContext context;
        const auto found = kMeansFrom(x, start, {.k = 3, .tolerance = 0}, context);
        for (std::size_t r = 0; r < 400; ++r)
            QCOMPARE(found->labels[r], static_cast<std::int32_t>(r % 2));
        // Around 400 · 2 · 1e-16, without a trace of 1e6.
        QVERIFY(found->inertia > 4e-14 && found->inertia < 16e-14);
    }
    void theUnitOfTheDataDoesNotMatter_data() {
        QTest::addColumn<double>("unit");
        for (const double unit : {0x1p-500, 0x1p-130, 0x1p130, 0x1p450})
            QTest::addRow("%g", unit) << unit;
    }
    void theUnitOfTheDataDoesNotMatter() {
        QFETCH(double, unit);
        const Planted truth = planted(1000, 4, 3);
        Matrix scaled = truth.x;
        for (double& value : scaled.values)
            value *= unit;
        QCOMPARE(fit(scaled, {.k = 5}).labels, fit(truth.x, {.k = 5}).labels);
    }
    void badInputIsRefused() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinite = std::numeric_limits<double>::infinity();
        QCOMPARE(errorOf(fromRows({{1}, {nan}}), {.k = 1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(fromRows({{1}, {infinite}}), {.k = 1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(fromRows({{1}, {1e200}}), {.k = 1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(fromRows({{1}, {2}}), {.k = 3}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(Matrix(), {.k = 1}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(fromRows({{1}}), {.k = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(fromRows({{1}}), {.k = 1, .threads = 0}), ErrorCode::Usage);
    }
    void cancellingStopsWithin200Milliseconds() {
        Matrix x(200'000, 16);
        Rng rng(3);
        for (double& value : x.values)
            value = rng.uniform();
        test::TimedCancel context(100);
        const auto found = kMeans(x, {.k = 200}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstKMeans)
#include "tst_kmeans.moc"
