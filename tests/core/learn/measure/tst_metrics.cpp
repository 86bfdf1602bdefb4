#include "core/learn/measure/metrics.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops::learn;

using Labels = std::vector<std::uint8_t>;
using Numbers = std::vector<double>;

class TstMetrics : public QObject {
    Q_OBJECT

private slots:
    void rocAucCountsTiesHalf() {
        // Pairs (positive, negative): 0.8>0.5, 0.8>0.2, 0.5=0.5, 0.5>0.2: 3.5 of 4.
        QCOMPARE(rocAuc(Labels{1, 1, 0, 0}, Numbers{0.8, 0.5, 0.5, 0.2}), 0.875);
    }
    void averagePrecisionByHand() {
        // Found at positions 1 and 3: ½·1 + ½·⅔.
        QCOMPARE(prAuc(Labels{1, 0, 1}, Numbers{3, 2, 1}), 0.5 + 1.0 / 3);
    }
    void lossesByHand() {
        QVERIFY(std::abs(logLoss(Labels{1, 0}, Numbers{0.5, 0.75}) -
                         (std::log(2.0) + std::log(4.0)) / 2) < 1e-15);
        QCOMPARE(brier(Labels{1, 0}, Numbers{0.5, 0.75}), (0.25 + 0.5625) / 2);
        QVERIFY(std::isfinite(logLoss(Labels{1}, Numbers{0.0})));
    }
    void confusionCallsTheThresholdItselfPositive() {
        const Confusion c =
            confusionAt(Labels{1, 1, 0, 0, 0}, Numbers{0.9, 0.1, 0.5, 0.4, 0.3}, 0.5);
        QCOMPARE(c.truePositive, 1);
        QCOMPARE(c.falsePositive, 1);
        QCOMPARE(c.precision(), 0.5);
        QCOMPARE(c.recall(), 0.5);
        QCOMPARE(c.f1(), 0.5);
        QCOMPARE(c.accuracy(), 0.6);
    }
    void shapesWithoutAnAnswerAreZeroOrNaN() {
        QCOMPARE(Confusion().precision(), 0.0);
        QCOMPARE(Confusion().f1(), 0.0);
        QVERIFY(std::isnan(rocAuc(Labels{1, 1}, Numbers{1, 2})));
        QVERIFY(std::isnan(prAuc(Labels{0, 0}, Numbers{1, 2})));
        QVERIFY(std::isnan(rocAuc({}, {})));
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(std::isnan(rocAuc(Labels{1, 0}, Numbers{nan, 1})));
        QVERIFY(std::isnan(brier(Labels{1, 0}, Numbers{1})));
        QVERIFY(rocCurve(Labels{1, 1}, Numbers{1, 2}).empty());
    }
    void oneClassHasNoSeparation() {
        QVERIFY(std::isnan(kolmogorovSmirnov(Labels{1, 1}, Numbers{1, 2}).ks));
        QVERIFY(precisionRecallCurve(Labels{0, 0}, Numbers{1, 2}).empty());
        QVERIFY(std::isnan(expectedCalibrationError({})));
        QVERIFY(std::isnan(maximumCalibrationError({})));
    }
    void separationByHand() {
        // Called from 0.7 on: 2 of 3 positives and 0 of 2 negatives.
        const auto found =
            kolmogorovSmirnov(Labels{1, 1, 0, 1, 0}, Numbers{0.9, 0.7, 0.6, 0.3, 0.1});
        QCOMPARE(found.ks, 2.0 / 3);
        QCOMPARE(found.threshold, 0.7);
    }
    void thePrecisionRecallCurveByHand() {
        const auto curve = precisionRecallCurve(Labels{1, 0, 1}, Numbers{3, 2, 1});
        QCOMPARE(curve.size(), std::size_t{4});
        QCOMPARE(curve[1].x, 0.5);
        QCOMPARE(curve[1].y, 1.0);
        QCOMPARE(curve[2].y, 0.5);
        QCOMPARE(curve[3].x, 1.0);
    }
    void calibrationErrorWeighsBinsByRows() {
        // [0, ½]: three rows at 0.2, one of them 1. (½, 1]: one row at 0.9, which is 1.
        const auto bins =
            reliabilityOfEqualWidth(Labels{0, 0, 1, 1}, Numbers{0.2, 0.2, 0.2, 0.9}, 2);
        QVERIFY(std::abs(expectedCalibrationError(bins) -
                         (3 * (1.0 / 3 - 0.2) + 1 * (1 - 0.9)) / 4) < 1e-15);
        QVERIFY(std::abs(maximumCalibrationError(bins) - (1.0 / 3 - 0.2)) < 1e-15);
    }
    void aProbabilityOnAnEdgeBelongsBelow() {
        const auto bins = reliabilityOfEqualWidth(Labels{0, 1, 1}, Numbers{0.0, 0.5, 1.0}, 2);
        QCOMPARE(bins[0].rows, 2);
        QCOMPARE(bins[1].rows, 1);
    }
    void stabilityByHand() {
        // (0.5 − 0.2) ln(0.5 / 0.2) + (0.5 − 0.8) ln(0.5 / 0.8)
        const std::vector<std::int64_t> before{20, 80};
        const std::vector<std::int64_t> now{5, 5};
        QVERIFY(std::abs(stabilityOfCounts(before, now) -
                         (0.3 * std::log(2.5) - 0.3 * std::log(0.625))) < 1e-15);
        QCOMPARE(stabilityOfCounts(before, before), 0.0);
        QVERIFY(std::isfinite(stabilityOfCounts(before, std::vector<std::int64_t>{10, 0})));
        QVERIFY(std::isnan(stabilityOfCounts(before, std::vector<std::int64_t>{0, 0})));
    }
    void theSameNumbersAreStable() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        Numbers values;
        for (int i = 0; i < 100; ++i)
            values.push_back(i % 7 == 0 ? nan : i * 0.1);
        QCOMPARE(populationStability(values, values), 0.0);
        Numbers moved = values;
        for (double& value : moved)
            value += 5;
        QVERIFY(populationStability(values, moved) > 0.25);
        QCOMPARE(populationStability(Numbers(10, 3.0), Numbers(5, 3.0)), 0.0);
    }
    void theRocCurveGoesFromCornerToCorner() {
        const auto curve = rocCurve(Labels{1, 0, 1, 0}, Numbers{0.9, 0.5, 0.5, 0.1});
        QCOMPARE(curve.size(), std::size_t{4});
        QCOMPARE(curve[0].x + curve[0].y, 0.0);
        QCOMPARE(curve[1].y, 0.5);
        QCOMPARE(curve[2].x, 0.5);
        QCOMPARE(curve[3].x + curve[3].y, 2.0);
    }
    void reliabilityCutsIntoEqualParts() {
        const auto bins = reliability(Labels{0, 1, 0, 1}, Numbers{0.1, 0.9, 0.3, 0.7}, 2);
        QCOMPARE(bins.size(), std::size_t{2});
        QCOMPARE(bins[0].meanPredicted, 0.2);
        QCOMPARE(bins[0].observedRate, 0.0);
        QCOMPARE(bins[1].observedRate, 1.0);
        QCOMPARE(bins[1].rows, 2);
    }
    void rankingByHand() {
        // Hits at positions 1 and 3 of 4 shown, 3 relevant.
        const auto score = rankingScore(std::vector{7, 8, 9, 10}, std::vector{9, 7, 5}, 4);
        QCOMPARE(score.precision, 0.5);
        QCOMPARE(score.recall, 2.0 / 3);
        QCOMPARE(score.averagePrecision, (1.0 + 2.0 / 3) / 3);
        QCOMPARE(score.ndcg, (1 + 0.5) / (1 + 1 / std::log2(3.0) + 0.5));
    }
    void anItemShownTwiceCountsOnce() {
        QCOMPARE(rankingScore(std::vector{7, 7}, std::vector{7}, 2).precision, 0.5);
    }
};

QTEST_APPLESS_MAIN(TstMetrics)
#include "tst_metrics.moc"
