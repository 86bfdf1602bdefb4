#include "core/learn/classify/calibration.h"

#include "core/base/rng.h"
#include "core/learn/measure/metrics.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

using Labels = std::vector<std::uint8_t>;
using Numbers = std::vector<double>;

class TstCalibration : public QObject {
    Q_OBJECT

private slots:
    void violatorsArePooledByHand() {
        // Outcomes by score: 0, 1, 0, 1, 1. The second and third become one block of ½.
        const auto map = fitIsotonic(Numbers{1, 2, 3, 4, 5}, Labels{0, 1, 0, 1, 1}).value();
        QCOMPARE(map.apply(1), 0.0);
        QCOMPARE(map.apply(2), 0.5);
        QCOMPARE(map.apply(3), 0.5);
        QCOMPARE(map.apply(4), 1.0);
        QCOMPARE(map.apply(3.5), 0.75); // a line between the blocks
        QCOMPARE(map.apply(-10), 0.0);
        QCOMPARE(map.apply(10), 1.0);
        QVERIFY(std::isnan(map.apply(std::numeric_limits<double>::quiet_NaN())));
    }
    void equalScoresAreOnePoint() {
        const auto map = fitIsotonic(Numbers{1, 1, 1, 2}, Labels{1, 0, 0, 1}).value();
        QCOMPARE(map.apply(1), 1.0 / 3);
    }
    void weightsCountLikeRows() {
        const auto weighted = fitIsotonic(Numbers{1, 2}, Labels{1, 0}, Numbers{3, 1}).value();
        QCOMPARE(weighted.apply(1.5), 0.75);
        QCOMPARE(fitIsotonic(Numbers{1, 2}, Labels{1, 0}, Numbers{0, 0}).error().code,
                 ErrorCode::NotEnoughData);
    }
    void theCurveNeverFallsAndKeepsTheMean() {
        Rng rng(3);
        Numbers score;
        Labels y;
        for (int i = 0; i < 5000; ++i) {
            score.push_back(rng.uniform());
            y.push_back(rng.chance(score.back() * score.back()) ? 1 : 0);
        }
        const auto map = fitIsotonic(score, y).value();
        QVERIFY(std::ranges::is_sorted(map.probability));
        QVERIFY(std::ranges::adjacent_find(map.score, std::greater_equal<>()) == map.score.end());
        double difference = 0;
        for (std::size_t i = 0; i < score.size(); ++i)
            difference += map.apply(score[i]) - y[i];
        QVERIFY(std::abs(difference) < 1e-8);
        // The planted curve is x²; 5,000 rows know it to a few hundredths.
        for (const double x : {0.2, 0.5, 0.8})
            QVERIFY(std::abs(map.apply(x) - x * x) < 0.08);
    }
    void plattRecoversAPlantedCurve() {
        Rng rng(5);
        Numbers score;
        Labels y;
        for (int i = 0; i < 50'000; ++i) {
            score.push_back(1e6 + 100 * rng.normal());
            y.push_back(rng.chance(1 / (1 + std::exp(-(0.02 * (score.back() - 1e6) - 1)))) ? 1 : 0);
        }
        const auto map = fitPlatt(score, y).value();
        QVERIFY(std::abs(map.slope - 0.02) < 0.001);
        QVERIFY(std::abs(map.apply(1e6 + 50) - 0.5) < 0.02);
    }
    void separableScoresStayShortOfCertainty() {
        // Two rows of each: drawn in to 3/4 and 1/4.
        const auto map = fitPlatt(Numbers{-1, -1, 1, 1}, Labels{0, 0, 1, 1}).value();
        QVERIFY(std::abs(map.apply(1) - 0.75) < 1e-9);
        QVERIFY(std::abs(map.apply(-1) - 0.25) < 1e-9);
    }
    void constantScoresGetTheBaseRate() {
        const auto map = fitPlatt(Numbers{2, 2, 2, 2}, Labels{0, 0, 0, 1}).value();
        // targets 2/3 once and 1/5 three times
        QVERIFY(std::abs(map.apply(2) - (2.0 / 3 + 0.6) / 4) < 1e-9);
    }
    void badInputIsRefused() {
        QCOMPARE(fitPlatt(Numbers{1, 2}, Labels{1, 1}).error().code, ErrorCode::NotEnoughData);
        QCOMPARE(fitPlatt(Numbers{}, Labels{}).error().code, ErrorCode::NotEnoughData);
        QCOMPARE(fitIsotonic(Numbers{1}, Labels{1, 0}).error().code, ErrorCode::Usage);
        QCOMPARE(fitIsotonic(Numbers{1, INFINITY}, Labels{1, 0}).error().code,
                 ErrorCode::InvalidNumber);
        QCOMPARE(fitIsotonic(Numbers{1, 2}, Labels{1, 3}).error().code, ErrorCode::InvalidNumber);
    }
};

QTEST_APPLESS_MAIN(TstCalibration)
#include "tst_calibration.moc"
