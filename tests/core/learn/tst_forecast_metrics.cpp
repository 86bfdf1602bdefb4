#include "core/learn/forecast_metrics.h"

#include <cmath>
#include <limits>
#include <QtTest>
#include <vector>

using namespace mops::learn;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
using Values = std::vector<double>;

} // namespace

class TstForecastMetrics : public QObject {
    Q_OBJECT

private slots:
    void errorsAreThoseOfTheFormulas() {
        // Errors y − f: 1, −2, 3.
        const Values y = {3, 2, 6};
        const Values f = {2, 4, 3};
        QCOMPARE(meanAbsoluteError(y, f), 2.0);
        QCOMPARE(rootMeanSquaredError(y, f), std::sqrt(14.0 / 3));
        QCOMPARE(meanError(y, f), -2.0 / 3);
        QCOMPARE(weightedAbsolutePercentageError(y, f), 6.0 / 11);
    }
    void maseScalesByTheSeasonalStepsOfTheTraining() {
        // Season 2: |5 − 1|, |2 − 4|, |6 − 5| → mean 7/3; mean absolute error 2.
        QCOMPARE(seasonalNaiveScale(Values{1, 4, 5, 2, 6}, 2), 7.0 / 3);
        QCOMPARE(mase(Values{3, 2, 6}, Values{2, 4, 3}, Values{1, 4, 5, 2, 6}, 2), 2 / (7.0 / 3));
    }
    void theNaiveForecastOfARandomWalkHasMaseOne() {
        QCOMPARE(mase(Values{8}, Values{5}, Values{1, 4, 1, 4, 1}, 1), 1.0);
    }
    void missingActualsAreLeftOut() {
        QCOMPARE(meanAbsoluteError(Values{3, kNaN, 6}, Values{2, 4, 3}), 2.0);
        QCOMPARE(seasonalNaiveScale(Values{1, kNaN, 3, 4}, 1), 1.0);
        QCOMPARE(coverage(Values{1, kNaN}, Values{0, 0}, Values{2, 0}), 1.0);
    }
    void pinballLossWeighsTheTwoSides() {
        // Level 0.9: 0.9 · (10 − 8) below, 0.1 · (8 − 5) above: mean of 1.8 and 0.3.
        QCOMPARE(pinballLoss(Values{10, 5}, Values{8, 8}, 0.9), 1.05);
    }
    void atTheMedianPinballLossIsHalfTheAbsoluteError() {
        const Values y = {3, 2, 6, 1};
        const Values f = {2, 4, 3, 1};
        QCOMPARE(pinballLoss(y, f, 0.5), meanAbsoluteError(y, f) / 2);
    }
    void coverageCountsTheBoundsAsWithin() {
        QCOMPARE(coverage(Values{1, 2, 3, 4}, Values{1, 3, 1, 1}, Values{9, 9, 3, 3}), 0.5);
    }
    void whatCannotBeComputedIsNotANumber() {
        QVERIFY(std::isnan(meanAbsoluteError(Values{}, Values{})));
        QVERIFY(std::isnan(meanAbsoluteError(Values{1}, Values{1, 2})));
        QVERIFY(std::isnan(meanAbsoluteError(Values{kNaN}, Values{1})));
        QVERIFY(std::isnan(meanAbsoluteError(Values{1}, Values{kNaN})));
        QVERIFY(std::isnan(mase(Values{1}, Values{2}, Values{5, 5, 5}, 1)));
        QVERIFY(std::isnan(mase(Values{1}, Values{2}, Values{5, 6}, 7)));
        QVERIFY(std::isnan(mase(Values{1}, Values{2}, Values{5, 6}, 0)));
        QVERIFY(std::isnan(pinballLoss(Values{1}, Values{1}, 1.0)));
        QVERIFY(std::isnan(coverage(Values{1}, Values{kNaN}, Values{1})));
        QVERIFY(std::isnan(weightedAbsolutePercentageError(Values{0, 0}, Values{1, 1})));
    }
};

QTEST_APPLESS_MAIN(TstForecastMetrics)
#include "tst_forecast_metrics.moc"
