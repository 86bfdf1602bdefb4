#include "core/learn/cluster/cluster_stability.h"

#include "core/base/rng.h"
#include "tests/support/timed_cancel.h"

#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

Matrix clouds(std::size_t rows, double apart) {
    Rng rng(77);
    Matrix x(rows, 3);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < 3; ++c)
            x.at(r, c) = rng.normal() + (r % 3 == c ? apart : 0);
    return x;
}

StabilityResult stabilityOf(const Matrix& x, const KMeansParams& params) {
    NoTaskContext context;
    const auto whole = kMeans(x, params, context).value();
    return clusterStability(x, whole.labels, params, {}, context).value();
}

} // namespace

class TstClusterStability : public QObject {
    Q_OBJECT

private slots:
    void clearClustersAlwaysComeBack() {
        const auto found = stabilityOf(clouds(600, 20), {.k = 3});
        QCOMPARE(found.mean, 1.0);
        QCOMPARE(found.least, 1.0);
        QCOMPARE(found.agreements.size(), std::size_t{10});
    }
    void clustersThatAreNotThereDoNotComeBack() {
        const auto found = stabilityOf(clouds(600, 0), {.k = 7, .starts = 1});
        QVERIFY(found.mean < 0.8);
        QVERIFY(found.least <= found.mean);
    }
    void theNumberOfThreadsDoesNotChangeAByte() {
        const Matrix x = clouds(5000, 2);
        QCOMPARE(stabilityOf(x, {.k = 4}).agreements,
                 stabilityOf(x, {.k = 4, .threads = 3}).agreements);
    }
    void badInputIsRefused() {
        NoTaskContext context;
        const Matrix x = clouds(30, 5);
        const std::vector<std::int32_t> labels(30, 0);
        const auto errorOf = [&](const KMeansParams& kMeans, const StabilityParams& params,
                                 std::size_t rows) {
            const auto found =
                clusterStability(x, std::span(labels).first(rows), kMeans, params, context);
            return found ? ErrorCode::Internal : found.error().code;
        };
        QCOMPARE(errorOf({.k = 2}, {}, 29), ErrorCode::Usage);
        QCOMPARE(errorOf({.k = 0}, {}, 30), ErrorCode::Usage);
        QCOMPARE(errorOf({.k = 31}, {}, 30), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf({.k = 2}, {.resamples = 0}, 30), ErrorCode::Usage);
        QCOMPARE(errorOf({.k = 2}, {.share = 0}, 30), ErrorCode::Usage);
        QCOMPARE(errorOf({.k = 2}, {.share = 1.5}, 30), ErrorCode::Usage);
    }
    void cancellingStopsWithin200Milliseconds() {
        const Matrix x = clouds(100'000, 1);
        const std::vector<std::int32_t> labels(x.rows, 0);
        test::TimedCancel context(300);
        const auto found = clusterStability(x, labels, {.k = 20}, {}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstClusterStability)
#include "tst_cluster_stability.moc"
