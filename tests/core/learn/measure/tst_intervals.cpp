#include "core/learn/measure/intervals.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

bool near(double a, double b, double tolerance) {
    return std::abs(a - b) <= tolerance;
}

} // namespace

class TstIntervals : public QObject {
    Q_OBJECT

private slots:
    void wilsonStaysBetweenZeroAndOne() {
        QCOMPARE(wilsonInterval(0, 5).low, 0.0);
        QCOMPARE(wilsonInterval(5, 5).high, 1.0);
        QVERIFY(wilsonInterval(0, 5).high > 0.4);
        QCOMPARE(wilsonInterval(0, 0).high, 1.0);
    }
    void newcombesOwnExample() {
        // Newcombe 1998, table II (a): 56/70 − 48/80, method 10: 0.0524 to 0.3339.
        const auto found = compareShares(56, 70, 48, 80).value();
        QVERIFY(near(found.difference, 0.2, 1e-15));
        QVERIFY(near(found.ofDifference.low, 0.0524, 5e-5));
        QVERIFY(near(found.ofDifference.high, 0.3339, 5e-5));
        QVERIFY(near(found.ratio, 4.0 / 3, 1e-15));
    }
    void theZTestByHand() {
        // 30/100 and 20/100: pooled ¼, deviation √(3/16 · 2/100) = 0.0612372, z = 1.6329932.
        const auto found = compareShares(30, 100, 20, 100).value();
        QVERIFY(near(found.pValue, std::erfc(1.6329931618554521 / std::sqrt(2.0)), 1e-12));
    }
    void noEventsAtAllSayNothing() {
        const auto found = compareShares(0, 10, 0, 20).value();
        QCOMPARE(found.difference, 0.0);
        QVERIFY(std::isnan(found.ratio));
        QCOMPARE(found.pValue, 1.0);
        QVERIFY(found.ofDifference.low < 0 && found.ofDifference.high > 0);
        QVERIFY(std::isinf(compareShares(1, 10, 0, 20)->ratio));
    }
    void swappingTheGroupsChangesTheSign() {
        const auto one = compareShares(7, 30, 2, 25).value();
        const auto other = compareShares(2, 25, 7, 30).value();
        QVERIFY(near(one.ofDifference.low, -other.ofDifference.high, 1e-15));
        QVERIFY(near(one.ofRatio.low, 1 / other.ofRatio.high, 1e-12));
    }
    void impossibleCountsAreRefused() {
        QCOMPARE(compareShares(5, 4, 1, 2).error().code, ErrorCode::Usage);
        QCOMPARE(compareShares(-1, 4, 1, 2).error().code, ErrorCode::Usage);
        QCOMPARE(compareShares(0, 0, 1, 2).error().code, ErrorCode::NotEnoughData);
        QCOMPARE(compareShares(1, 4, 1, 2, 1.0).error().code, ErrorCode::Usage);
    }
    void meansWithoutVarianceAreComparedExactly() {
        const std::vector<double> ones{1, 1, 1};
        const std::vector<double> twos{2, 2};
        QCOMPARE(compareMeans(ones, ones)->pValue, 1.0);
        QCOMPARE(compareMeans(twos, ones)->pValue, 0.0);
        QCOMPARE(compareMeans(twos, ones)->ofDifference.low, 1.0);
    }
    void meansOfBadNumbersAreRefused() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<double> good{1, 2};
        QCOMPARE(compareMeans(std::vector<double>{1, nan}, good).error().code,
                 ErrorCode::InvalidNumber);
        QCOMPARE(compareMeans(std::vector<double>{1}, good).error().code, ErrorCode::NotEnoughData);
    }
};

QTEST_APPLESS_MAIN(TstIntervals)
#include "tst_intervals.moc"
