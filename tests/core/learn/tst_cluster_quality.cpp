#include "core/learn/cluster_quality.h"

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
