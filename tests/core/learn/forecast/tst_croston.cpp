#include "core/learn/forecast/croston.h"

#include "core/base/rng.h"

#include <cmath>
#include <limits>
#include <QtTest>
#include <vector>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
using Values = std::vector<double>;

bool close(double a, double b) {
    return std::abs(a - b) < 1e-12;
}

/// A sale of 5 in one step of four, by chance.
Values slow(std::size_t steps, double probability = 0.25) {
    Rng rng(7);
    Values y(steps, 0.0);
    for (double& value : y)
        value = rng.chance(probability) ? 5.0 : 0.0;
    return y;
}

double forecastOf(const Values& y, CrostonMethod method) {
    const auto model = fitCroston(y, method).value();
    return crostonAhead(method, model.weights, model.last);
}

} // namespace

class TstCroston : public QObject {
    Q_OBJECT

private slots:
    void sizesAndIntervalsAreSmoothedAtSalesOnly() {
        // Weights 0.5; start size 4, interval 2. Steps 0, 0, 6: at the sale three steps were
        // waited: size 4 + 0.5 · 2 = 5, interval 2 + 0.5 · 1 = 2.5.
        CrostonState state{.size = 4, .interval = 2, .probability = 0.5, .sinceSale = 1};
        const CrostonWeights weights{0.5, 0.5};
        const auto method = CrostonMethod::Croston;
        QCOMPARE(crostonStep(method, weights, state, 0), -2.0);
        QCOMPARE(crostonStep(method, weights, state, 0), -2.0);
        QCOMPARE(crostonStep(method, weights, state, 6), 4.0);
        QVERIFY(close(state.size, 5) && close(state.interval, 2.5));
        QVERIFY(close(crostonAhead(method, weights, state), 2));
        // Syntetos and Boylan take off α / 2.
        QVERIFY(close(crostonAhead(CrostonMethod::SyntetosBoylan, weights, state), 1.5));
    }
    void theProbabilitySinksWhileNothingSells() {
        // 0.5 → 0.25 → 0.125 with β = 0.5, then up by half of 0.875.
        CrostonState state{.size = 4, .interval = 2, .probability = 0.5, .sinceSale = 1};
        const CrostonWeights weights{0.5, 0.5};
        const auto method = CrostonMethod::TeunterSyntetosBabai;
        QCOMPARE(crostonStep(method, weights, state, 0), -2.0);
        QCOMPARE(crostonStep(method, weights, state, 0), -1.0);
        QVERIFY(close(crostonAhead(method, weights, state), 0.5));
        crostonStep(method, weights, state, 6);
        QVERIFY(close(state.probability, 0.5625) && close(state.size, 5));
    }
    void aMissingDayChangesNothing() {
        CrostonState state{.size = 4, .interval = 2, .probability = 0.5, .sinceSale = 3};
        QVERIFY(std::isnan(crostonStep(CrostonMethod::Croston, {}, state, kNaN)));
        QCOMPARE(state.sinceSale, std::size_t{3});
        QCOMPARE(state.probability, 0.5);
    }
    void aSteadySlowSellerIsForecastByItsMean() {
        // 5 in a quarter of the steps: 1.25 a step.
        const Values y = slow(4'000);
        for (const auto method :
             {CrostonMethod::SyntetosBoylan, CrostonMethod::TeunterSyntetosBabai})
            QVERIFY(std::abs(forecastOf(y, method) - 1.25) < 0.2);
    }
    void anObsoleteProductFallsOnlyWithTeuntersMethod() {
        Values y = slow(300);
        y.resize(500, 0.0);
        QVERIFY(forecastOf(y, CrostonMethod::TeunterSyntetosBabai) < 0.1);
        QVERIFY(forecastOf(y, CrostonMethod::Croston) > 0.8);
    }
    void theFitTakesTheWeightsOfLeastError() {
        const Values y = slow(200);
        const auto model = fitCroston(y, CrostonMethod::TeunterSyntetosBabai).value();
        CrostonState state = model.start;
        double squares = 0;
        for (const double value : y) {
            const double error = crostonStep(model.method, {0.3, 0.3}, state, value);
            squares += error * error;
        }
        QVERIFY(model.sumOfSquares <= squares);
        QCOMPARE(model.observed, std::size_t{200});
    }
    void demandPatternTellsSlowFromQuick() {
        // Sales 2, 4 in five steps: interval 2.5; mean 3, variance 1, squared variation 1/9.
        const auto pattern = demandPattern(Values{0, 2, 0, 0, 4});
        QCOMPARE(pattern.interval, 2.5);
        QVERIFY(close(pattern.squaredVariation, 1.0 / 9));
        QVERIFY(pattern.isIntermittent());
        QVERIFY(!demandPattern(Values{1, 2, 3, 0, 1}).isIntermittent());
        QVERIFY(!demandPattern(Values{0, 0}).isIntermittent());
    }
    void impossibleRequestsAreRefused() {
        const auto errorOf = [](const Values& y) {
            return fitCroston(y, CrostonMethod::Croston).error().code;
        };
        QCOMPARE(errorOf({}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf({0, 0, 3}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf({1, -1, 3}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf({1, std::numeric_limits<double>::infinity()}), ErrorCode::InvalidNumber);
    }
};

QTEST_APPLESS_MAIN(TstCroston)
#include "tst_croston.moc"
