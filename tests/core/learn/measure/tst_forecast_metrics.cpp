#include "core/learn/measure/forecast_metrics.h"

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
    void maseScalesByTheSeasonalStepsOfTheTraining() {
        // Season 2: |5 − 1|, |2 − 4|, |6 − 5| → mean 7/3; mean absolute error 2.
        QCOMPARE(seasonalNaiveScale(Values{1, 4, 5, 2, 6}, 2), 7.0 / 3);
        QCOMPARE(mase(Values{3, 2, 6}, Values{2, 4, 3}, Values{1, 4, 5, 2, 6}, 2), 2 / (7.0 / 3));
    }
    void theNaiveForecastOfARandomWalkHasMaseOne() {
        QCOMPARE(mase(Values{8}, Values{5}, Values{1, 4, 1, 4, 1}, 1), 1.0);
    }
    void missingActualsAreLeftOut() {
        const KnownPairs known = knownPairs(Values{3, kNaN, 6}, Values{2, 4, 3});
        QCOMPARE(known.actual, (Values{3, 6}));
        QCOMPARE(known.forecast, (Values{2, 3}));
        QCOMPARE(seasonalNaiveScale(Values{1, kNaN, 3, 4}, 1), 1.0);
        QCOMPARE(coverage(Values{1, kNaN}, Values{0, 0}, Values{2, 0}), 1.0);
    }
    void coverageCountsTheBoundsAsWithin() {
        QCOMPARE(coverage(Values{1, 2, 3, 4}, Values{1, 3, 1, 1}, Values{9, 9, 3, 3}), 0.5);
    }
    void whatCannotBeComputedIsNotANumber() {
        QVERIFY(std::isnan(mase(Values{kNaN}, Values{1}, Values{5, 6}, 1)));
        QVERIFY(std::isnan(mase(Values{1}, Values{1, 2}, Values{5, 6}, 1)));
        QVERIFY(std::isnan(mase(Values{1}, Values{2}, Values{5, 5, 5}, 1)));
        QVERIFY(std::isnan(mase(Values{1}, Values{2}, Values{5, 6}, 7)));
        QVERIFY(std::isnan(mase(Values{1}, Values{2}, Values{5, 6}, 0)));
        QVERIFY(std::isnan(coverage(Values{1}, Values{kNaN}, Values{1})));
    }
};

QTEST_APPLESS_MAIN(TstForecastMetrics)
#include "tst_forecast_metrics.moc"
