#include "core/learn/cluster/cluster_quality.h"

#include "core/base/rng.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

Matrix column(std::vector<double> values) {
    Matrix x(values.size(), 1);
    x.values = std::move(values);
    return x;
}

using Labels = std::vector<std::int32_t>;

double silhouetteOf(const Matrix& x, const Labels& labels, const SilhouetteParams& params = {}) {
    NoTaskContext context;
    return silhouette(x, labels, params, context).value();
}

struct Noise {
    Matrix x;
    Labels labels;
};

Noise noise(std::size_t rows, std::size_t columns, int clusters, double offset = 0) {
    Rng rng(31);
    Noise result{Matrix(rows, columns), {}};
    for (double& value : result.x.values)
        value = offset + rng.normal();
    for (std::size_t r = 0; r < rows; ++r)
        result.labels.push_back(
            static_cast<std::int32_t>(rng.below(static_cast<std::uint64_t>(clusters))));
    return result;
}

/// As Rousseeuw has it, distance by distance.
double plainSilhouette(const Noise& data, int clusters) {
    const auto k = static_cast<std::size_t>(clusters);
    std::vector<double> sizes(k, 0.0);
    for (const auto label : data.labels)
        sizes[static_cast<std::size_t>(label)] += 1;
    double total = 0;
    for (std::size_t r = 0; r < data.x.rows; ++r) {
        std::vector<double> sums(k, 0.0);
        for (std::size_t s = 0; s < data.x.rows; ++s) {
            double squared = 0;
            for (std::size_t c = 0; c < data.x.columns; ++c)
                squared += std::pow(data.x.at(r, c) - data.x.at(s, c), 2);
            sums[static_cast<std::size_t>(data.labels[s])] += std::sqrt(squared);
        }
        const auto own = static_cast<std::size_t>(data.labels[r]);
        if (sizes[own] < 2)
            continue;
        const double a = sums[own] / (sizes[own] - 1);
        double b = std::numeric_limits<double>::infinity();
        for (std::size_t other = 0; other < k; ++other)
            if (other != own && sizes[other] > 0)
                b = std::min(b, sums[other] / sizes[other]);
        total += (b - a) / std::max(a, b);
    }
    return total / static_cast<double>(data.x.rows);
}

} // namespace

class TstClusterQuality : public QObject {
    Q_OBJECT

private slots:
    void silhouetteOfTwoPairs() {
        // 0,1 | 4,5. Row 0: a=1, b=4.5, s=3.5/4.5; row 1: a=1, b=3.5, s=2.5/3.5; the rest mirrors.
        const double expected = (3.5 / 4.5 + 2.5 / 3.5) / 2;
        QVERIFY(std::abs(silhouetteOf(column({0, 1, 4, 5}), {7, 7, -3, -3}) - expected) < 1e-15);
    }
    void aClusterOfOneRowCountsZero() {
        // Row 10 is alone: 0. Rows 0 and 1: (10−1)/10 and (9−1)/9.
        const double expected = (0.9 + 8.0 / 9) / 3;
        QVERIFY(std::abs(silhouetteOf(column({0, 1, 10}), {0, 0, 1}) - expected) < 1e-15);
    }
    void calinskiHarabaszOfTwoPairs() {
        // Centres 0.5 and 4.5, mean 2.5: B = 4·4 = 16, W = 4·0.25 = 1; (16/1)/(1/2) = 32.
        QCOMPARE(calinskiHarabasz(column({0, 1, 4, 5}), Labels{0, 0, 1, 1}).value(), 32.0);
    }
    void daviesBouldinOfTwoPairs() {
        // Scatter ½ each, centres 4 apart: (½ + ½)/4.
        QCOMPARE(daviesBouldin(column({0, 1, 4, 5}), Labels{0, 0, 1, 1}).value(), 0.25);
    }
    void theRandIndexDoesNotCareForNames() {
        QCOMPARE(adjustedRandIndex(Labels{0, 0, 1, 1}, Labels{5, 5, 2, 2}), 1.0);
    }
    void theRandIndexOfCrossedPairsIsNegative() {
        // No pair agrees: index 0, expected 2·2/6 = 2/3, most 2: (0 − 2/3)/(2 − 2/3) = −½.
        QCOMPARE(adjustedRandIndex(Labels{0, 0, 1, 1}, Labels{0, 1, 0, 1}), -0.5);
    }
    void theRandIndexOfUnequalLengthsIsNaN() {
        QVERIFY(std::isnan(adjustedRandIndex(Labels{0}, Labels{0, 1})));
    }
    void theNumberOfThreadsDoesNotChangeAByte() {
        Rng rng(9);
        Matrix x(1000, 3);
        Labels labels;
        for (double& value : x.values)
            value = rng.normal();
        for (int r = 0; r < 1000; ++r)
            labels.push_back(static_cast<std::int32_t>(rng.below(5)));
        const double one = silhouetteOf(x, labels);
        for (const int threads : {2, 3, 8})
            QVERIFY(silhouetteOf(x, labels, {.threads = threads}) == one);
    }
    void manyRowsGiveThePlainSilhouette_data() {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("clusters");
        QTest::newRow("large clusters") << 2501 << 3 << 2;
        QTest::newRow("several clusters") << 1501 << 5 << 7;
        QTest::newRow("more clusters than sums are kept for") << 2500 << 1 << 1200;
    }
    void manyRowsGiveThePlainSilhouette() {
        QFETCH(int, rows);
        QFETCH(int, columns);
        QFETCH(int, clusters);
        const Noise data =
            noise(static_cast<std::size_t>(rows), static_cast<std::size_t>(columns), clusters);
        const double one = silhouetteOf(data.x, data.labels);
        QVERIFY(std::abs(one - plainSilhouette(data, clusters)) < 1e-12);
        QVERIFY(silhouetteOf(data.x, data.labels, {.threads = 3}) == one);
    }
    void aSampleComesNearTheExactValue() {
        Noise data = noise(4000, 2, 2);
        for (std::size_t r = 0; r < 4000; ++r)
            data.x.at(r, 0) += 4 * data.labels[r];
        const double exact = silhouetteOf(data.x, data.labels);
        // The widths spread by about 0.2: 800 of them are within 0.03 but once in 20,000.
        QVERIFY(std::abs(silhouetteOf(data.x, data.labels, {.sample = 800}) - exact) < 0.03);
    }
    void measuresFarFromZeroAreThoseAroundZero() {
        NoTaskContext context;
        const Noise here = noise(3000, 3, 4);
        const Noise there = noise(3000, 3, 4, 1e8);
        const double calinski = calinskiHarabasz(here.x, here.labels, 2, context).value();
        const double davies = daviesBouldin(here.x, here.labels, 2, context).value();
        // The rows themselves keep eight digits behind the point.
        QVERIFY(std::abs(calinskiHarabasz(there.x, there.labels, 2, context).value() / calinski -
                         1) < 1e-6);
        QVERIFY(std::abs(daviesBouldin(there.x, there.labels, 2, context).value() / davies - 1) <
                1e-6);
    }
    void measuresDoNotDependOnTheThreads() {
        NoTaskContext context;
        const Noise data = noise(20'000, 3, 4);
        const double calinski = calinskiHarabasz(data.x, data.labels, 1, context).value();
        const double davies = daviesBouldin(data.x, data.labels, 1, context).value();
        for (const int threads : {2, 3, 8}) {
            QVERIFY(calinskiHarabasz(data.x, data.labels, threads, context).value() == calinski);
            QVERIFY(daviesBouldin(data.x, data.labels, threads, context).value() == davies);
        }
    }
    void aSampleOfAllRowsIsTheExactValue() {
        const Matrix x = column({0, 1, 4, 5});
        const Labels labels{0, 0, 1, 1};
        QCOMPARE(silhouetteOf(x, labels, {.sample = 4}), silhouetteOf(x, labels));
    }
    void badInputIsRefused() {
        NoTaskContext context;
        const Matrix x = column({0, 1, 2});
        QCOMPARE(silhouette(x, Labels{0, 0, 0}, {}, context).error().code,
                 ErrorCode::NotEnoughData);
        QCOMPARE(silhouette(x, Labels{0, 1}, {}, context).error().code, ErrorCode::Usage);
        QCOMPARE(calinskiHarabasz(x, Labels{0, 1, 2}).error().code, ErrorCode::NotEnoughData);
        QCOMPARE(daviesBouldin(x, Labels{1, 1, 1}).error().code, ErrorCode::NotEnoughData);
        const Matrix bad = column({0, 1, std::numeric_limits<double>::infinity()});
        QCOMPARE(daviesBouldin(bad, Labels{0, 1, 1}).error().code, ErrorCode::InvalidNumber);
    }
    void cancellingStopsWithin200Milliseconds() {
        Matrix x(30'000, 20, 1.0);
        Labels labels(30'000);
        for (std::size_t r = 0; r < labels.size(); ++r)
            labels[r] = static_cast<std::int32_t>(r % 3);
        test::TimedCancel context(150);
        const auto found = silhouette(x, labels, {}, context);
        QVERIFY(!found);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstClusterQuality)
#include "tst_cluster_quality.moc"
