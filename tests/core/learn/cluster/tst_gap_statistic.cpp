#include "core/learn/cluster/gap_statistic.h"

#include "core/base/rng.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

/// Round clouds far from each other.
Matrix clouds(std::size_t rows, int clusters) {
    Rng rng(21);
    Matrix x(rows, 2);
    for (std::size_t r = 0; r < rows; ++r) {
        const auto k = static_cast<int>(r % static_cast<std::size_t>(clusters));
        x.at(r, 0) = rng.normal() + 20 * (k % 2);
        x.at(r, 1) = rng.normal() + 20 * (k / 2);
    }
    return x;
}

ErrorCode errorOf(const Matrix& x, const GapParams& params) {
    NoTaskContext context;
    const auto result = gapStatistic(x, params, context);
    return result ? ErrorCode::Internal : result.error().code;
}

} // namespace

class TstGapStatistic : public QObject {
    Q_OBJECT

private slots:
    void thePlantedNumberIsChosen_data() {
        QTest::addColumn<int>("clusters");
        for (const int clusters : {1, 2, 3, 4})
            QTest::addRow("%d", clusters) << clusters;
    }
    void thePlantedNumberIsChosen() {
        QFETCH(int, clusters);
        NoTaskContext context;
        const auto found = gapStatistic(clouds(400, clusters), {.mostClusters = 7}, context);
        QVERIFY(found);
        QCOMPARE(found->k, clusters);
        QCOMPARE(found->gap.size(), std::size_t{7});
    }
    void theFirstInertiaIsThatOfAllRows() {
        // Around the mean 3 of 0, 2, 4, 6: 9 + 1 + 1 + 9 = 20.
        Matrix x(4, 1);
        x.values = {0, 2, 4, 6};
        NoTaskContext context;
        const auto found = gapStatistic(x, {.mostClusters = 2}, context);
        QVERIFY(std::abs(found->logWithin[0] - std::log(20.0)) < 1e-12);
        for (std::size_t k = 0; k < 2; ++k)
            QVERIFY(std::abs(found->gap[k] - (found->logUniform[k] - found->logWithin[k])) < 1e-12);
    }
    void triesEndWhereEveryRowIsItsOwnCluster() {
        Matrix x(6, 1);
        x.values = {0, 0, 5, 5, 9, 9};
        NoTaskContext context;
        const auto found = gapStatistic(x, {.mostClusters = 6}, context);
        QVERIFY(found);
        QCOMPARE(found->gap.size(), std::size_t{2}); // three clusters leave nothing
    }
    void theNumberOfThreadsDoesNotChangeAByte() {
        NoTaskContext context;
        const Matrix x = clouds(3000, 3);
        const auto one = gapStatistic(x, {.mostClusters = 4, .references = 3}, context);
        const auto many =
            gapStatistic(x, {.mostClusters = 4, .references = 3, .threads = 3}, context);
        QCOMPARE(one->gap, many->gap);
        QCOMPARE(one->error, many->error);
    }
    void badInputIsRefused() {
        const Matrix equal(5, 2, 1.0);
        QCOMPARE(errorOf(equal, {}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(Matrix(), {}), ErrorCode::NotEnoughData);
        Matrix bad = clouds(10, 2);
        bad.at(3, 1) = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(errorOf(bad, {}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(clouds(10, 2), {.mostClusters = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(clouds(10, 2), {.references = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(clouds(10, 2), {.starts = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(clouds(10, 2), {.threads = 0}), ErrorCode::Usage);
    }
    void cancellingStopsWithin200Milliseconds() {
        test::TimedCancel context(400);
        const auto found = gapStatistic(clouds(100'000, 4), {}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstGapStatistic)
#include "tst_gap_statistic.moc"
