#include "core/learn/measure/regression_metrics.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops::learn;

using Numbers = std::vector<double>;

class TstRegressionMetrics : public QObject {
    Q_OBJECT

private slots:
    void errorsByHand() {
        const Numbers actual{1, 2, 4};
        const Numbers forecast{2, 2, 1};
        QCOMPARE(meanAbsoluteError(actual, forecast), 4.0 / 3);
        QCOMPARE(rootMeanSquaredError(actual, forecast), std::sqrt(10.0 / 3));
        QCOMPARE(meanError(actual, forecast), -2.0 / 3);
        QCOMPARE(medianAbsoluteError(actual, forecast), 1.0);
        QCOMPARE(weightedAbsolutePercentageError(actual, forecast), 4.0 / 7);
    }
    void pinballChargesTheSidesDifferently() {
        QCOMPARE(pinballLoss(Numbers{10}, Numbers{8}, 0.9), 0.9 * 2);
        QVERIFY(std::abs(pinballLoss(Numbers{8}, Numbers{10}, 0.9) - 0.1 * 2) < 1e-15);
        QVERIFY(std::isnan(pinballLoss(Numbers{8}, Numbers{10}, 1.0)));
    }
    void scaledErrorComparesWithTheSeasonBefore() {
        // Two steps back within the history: |3−1|, |5−2|: mean 2.5. Forecast off by 1.
        QCOMPARE(meanAbsoluteScaledError(Numbers{7}, Numbers{6}, Numbers{1, 2, 3, 5}, 2), 0.4);
        QVERIFY(std::isnan(meanAbsoluteScaledError(Numbers{7}, Numbers{6}, Numbers{3, 3}, 1)));
        QVERIFY(std::isnan(meanAbsoluteScaledError(Numbers{7}, Numbers{6}, Numbers{1, 2}, 2)));
    }
    void constantTruthIsMetOrNot() {
        QCOMPARE(coefficientOfDetermination(Numbers{2, 2}, Numbers{2, 2}), 1.0);
        QCOMPARE(coefficientOfDetermination(Numbers{2, 2}, Numbers{2, 3}), 0.0);
        QVERIFY(std::isnan(coefficientOfDetermination(Numbers{2}, Numbers{2})));
    }
    void coverageCountsTheEdges() {
        QCOMPARE(intervalCoverage(Numbers{1, 2, 3}, Numbers{1, 0, 4}, Numbers{2, 2, 5}), 2.0 / 3);
    }
    void nothingAndMissingHaveNoError() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(std::isnan(meanAbsoluteError({}, {})));
        QVERIFY(std::isnan(meanAbsoluteError(Numbers{1}, Numbers{1, 2})));
        QVERIFY(std::isnan(medianAbsoluteError(Numbers{1, nan}, Numbers{1, 2})));
        QVERIFY(std::isnan(pinballLoss(Numbers{nan}, Numbers{2}, 0.5)));
        QVERIFY(std::isnan(meanAbsolutePercentageError(Numbers{nan}, Numbers{2})));
    }
};

QTEST_APPLESS_MAIN(TstRegressionMetrics)
#include "tst_regression_metrics.moc"
