// Hand-computed tables, and numbers of SciPy and statsmodels (make_series_fixtures.py).
#include "core/learn/measure/uplift.h"

#include "core/base/rng.h"
#include "core/learn/measure/distributions.h"
#include "tests/support/series_fixture.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;
using test::near;

namespace {

using Values = std::vector<double>;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

} // namespace

class TstUplift : public QObject {
    Q_OBJECT

private slots:
    void normalAndStudentQuantilesAreThoseOfScipy() {
        const auto data = test::seriesFixture().at("quantiles");
        const auto p = data.at("probability").get<Values>();
        for (std::size_t i = 0; i < p.size(); ++i)
            QVERIFY(near(normalQuantile(p[i]), data.at("normal")[i], 1e-12));
        for (const auto& entry : data.at("student"))
            for (std::size_t i = 0; i < p.size(); ++i)
                // SciPy's own inverse is good to about 1e-9 far out.
                QVERIFY(near(studentQuantile(p[i], entry.at("df")), entry.at("quantile")[i], 1e-8));
    }
    void studentsProbabilitiesAreThoseOfScipy() {
        const auto data = test::seriesFixture().at("quantiles");
        const auto at = data.at("cdf_at").get<Values>();
        for (const auto& entry : data.at("student_cdf"))
            for (std::size_t i = 0; i < at.size(); ++i) {
                const double expected = entry.at("cdf")[i];
                const double actual = studentCdf(at[i], entry.at("df"));
                QVERIFY(std::abs(actual - expected) <= 1e-9 * expected + 1e-300);
            }
    }
    void quantilesInvertProbabilities() {
        for (const double p : {1e-300, 1e-10, 0.3, 0.5, 0.8, 1 - 1e-10})
            QVERIFY(std::abs(normalCdf(normalQuantile(p)) - p) <= 1e-12 * p);
        QVERIFY(std::isinf(normalQuantile(0)) && std::isinf(studentQuantile(1, 3)));
        QVERIFY(std::isnan(normalQuantile(-0.1)) && std::isnan(studentQuantile(0.5, 0)));
    }
    void newcombesIntervalsAreThoseOfStatsmodels() {
        for (const auto& entry : test::seriesFixture().at("proportions")) {
            const auto found = measureRateUplift(entry.at("treated"), entry.at("n_treated"),
                                                 entry.at("control"), entry.at("n_control"));
            QVERIFY(near(found->rates.ofDifference.low, entry.at("low"), 1e-9));
            QVERIFY(near(found->rates.ofDifference.high, entry.at("high"), 1e-9));
        }
    }
    void newcombesPublishedExampleComesOut() {
        // Newcombe 1998, table II (a): 56/70 − 48/80, method 10: 0.0524 to 0.3339.
        const auto found = measureRateUplift(56, 70, 48, 80).value();
        QVERIFY(std::abs(found.rates.difference - 0.2) < 1e-12);
        QVERIFY(std::abs(found.rates.ofDifference.low - 0.0524) < 5e-5);
        QVERIFY(std::abs(found.rates.ofDifference.high - 0.3339) < 5e-5);
    }
    void aRateUpliftIsHandComputed() {
        // 30/100 against 20/100: pooled 0.25, error √(0.1875 · 0.02) = 0.0612372, z 1.6329932,
        // two-sided 0.1024704.
        const auto found = measureRateUplift(30, 100, 20, 100).value();
        QVERIFY(near(found.rates.pValue, 0.10247043485974938, 1e-10));
        QVERIFY(near(found.relative, 0.5, 1e-12));
        QVERIFY(near(found.additional, 10, 1e-12));
    }
    void equalGroupsShowNothing() {
        const auto none = measureRateUplift(0, 50, 0, 60).value();
        QCOMPARE(none.rates.pValue, 1.0);
        QVERIFY(std::isnan(none.relative));
        QVERIFY(none.rates.ofDifference.low < 0 && none.rates.ofDifference.high > 0);
        const auto same = measureMeanUplift(Values{3, 3}, Values{3, 3, 3}).value();
        QCOMPARE(same.means.pValue, 1.0);
        QCOMPARE(same.means.ofDifference.high, 0.0);
    }
    void welchsIntervalIsThatOfStatsmodels() {
        const auto data = test::seriesFixture().at("welch");
        const auto found = measureMeanUplift(data.at("treated").get<Values>(),
                                             data.at("control").get<Values>(), 0.9)
                               .value();
        QVERIFY(near(found.means.degrees, data.at("df"), 1e-10));
        QVERIFY(near(found.means.pValue, data.at("p"), 1e-10));
        QVERIFY(near(found.means.ofDifference.low, data.at("low_90"), 1e-9));
        QVERIFY(near(found.means.ofDifference.high, data.at("high_90"), 1e-9));
    }
    void missingOutcomesAreLeftOutAndCounted() {
        const auto found = measureMeanUplift(Values{1, kNaN, 3}, Values{1, 2, kNaN, kNaN}).value();
        QCOMPARE(found.missing, std::int64_t{3});
        QCOMPARE(found.means.difference, 0.5);
        QCOMPARE(found.additional, 1.0);
    }
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        Rng rng(5);
        int rate = 0;
        int mean = 0;
        constexpr int kTrials = 2'000;
        for (int trial = 0; trial < kTrials; ++trial) {
            std::int64_t first = 0;
            std::int64_t second = 0;
            Values a(30);
            Values b(30);
            for (std::size_t i = 0; i < 30; ++i) {
                first += rng.chance(0.3) ? 1 : 0;
                second += rng.chance(0.1) ? 1 : 0;
                a[i] = 1 + rng.normal();
                b[i] = 3 * rng.normal();
            }
            const auto p = measureRateUplift(first, 30, second, 30, 0.9).value();
            rate += p.rates.ofDifference.low <= 0.2 && p.rates.ofDifference.high >= 0.2 ? 1 : 0;
            const auto m = measureMeanUplift(a, b, 0.9).value();
            mean += m.means.ofDifference.low <= 1 && m.means.ofDifference.high >= 1 ? 1 : 0;
        }
        // Four standard errors of 0.9 are 0.027.
        QVERIFY(std::abs(static_cast<double>(rate) / kTrials - 0.9) < 0.027);
        QVERIFY(std::abs(static_cast<double>(mean) / kTrials - 0.9) < 0.027);
    }
    void theSizeOfATrialIsThatOfTheTextbook() {
        // From 10 % to 12 %, 95 %, power 80 %, halves: p̄ = 0.11,
        // (1.959964 √(2 · 0.0979) + 0.841621 √(0.09 + 0.1056))² / 0.0004 = 3840.8 a group.
        const auto size = trialSizeForRate(0.10, 0.02, {}).value();
        QCOMPARE(size.control, std::int64_t{3841});
        QCOMPARE(size.treated, std::int64_t{3841});
        // A mean: 2 · (1.959964 + 0.841621)² · 100 / 4 = 392.4 a group.
        QCOMPARE(trialSizeForMean(10, 2, {}).value().total(), std::int64_t{2 * 393});
    }
    void aSmallHoldOutNeedsMoreRowsInAll() {
        const auto half = trialSizeForRate(0.1, 0.02, {}).value();
        const auto tenth = trialSizeForRate(0.1, 0.02, {.controlShare = 0.1}).value();
        QVERIFY(tenth.total() > 2 * half.total());
        QVERIFY(tenth.control < half.control);
    }
    void theDetectableEffectInvertsTheSize() {
        const TrialParams params{.power = 0.9, .controlShare = 0.2};
        const auto rate = trialSizeForRate(0.05, 0.01, params).value();
        QVERIFY(std::abs(detectableRate(0.05, rate.total(), params).value() - 0.01) < 1e-5);
        const auto mean = trialSizeForMean(7, 0.4, params).value();
        QVERIFY(std::abs(detectableMean(7, mean.total(), params).value() - 0.4) < 1e-3);
    }
    void aTrialOfTheStatedSizeSeesTheEffectAsOftenAsItSays() {
        Rng rng(6);
        const auto size = trialSizeForRate(0.2, 0.1, {}).value();
        int seen = 0;
        constexpr int kTrials = 1'000;
        for (int trial = 0; trial < kTrials; ++trial) {
            std::int64_t treated = 0;
            std::int64_t control = 0;
            for (std::int64_t i = 0; i < size.treated; ++i)
                treated += rng.chance(0.3) ? 1 : 0;
            for (std::int64_t i = 0; i < size.control; ++i)
                control += rng.chance(0.2) ? 1 : 0;
            const auto found =
                measureRateUplift(treated, size.treated, control, size.control).value();
            seen += found.rates.pValue < 0.05 ? 1 : 0;
        }
        QVERIFY(std::abs(seen / static_cast<double>(kTrials) - 0.8) < 0.05);
    }
    void impossibleRequestsAreRefused() {
        QCOMPARE(measureRateUplift(0, 0, 1, 2).error().code, ErrorCode::NotEnoughData);
        QCOMPARE(measureRateUplift(3, 2, 1, 2).error().code, ErrorCode::Usage);
        QCOMPARE(measureRateUplift(-1, 2, 1, 2).error().code, ErrorCode::Usage);
        QCOMPARE(measureRateUplift(1, 2, 1, 2, 1.0).error().code, ErrorCode::Usage);
        QCOMPARE(measureMeanUplift(Values{1}, Values{1, 2}).error().code, ErrorCode::NotEnoughData);
        QCOMPARE(measureMeanUplift(Values{1, 2}, Values{kNaN, 2}).error().code,
                 ErrorCode::NotEnoughData);
        QCOMPARE(measureMeanUplift(Values{1, 2}, Values{std::numeric_limits<double>::infinity(), 2})
                     .error()
                     .code,
                 ErrorCode::InvalidNumber);
        QCOMPARE(trialSizeForRate(0.5, 0, {}).error().code, ErrorCode::Usage);
        QCOMPARE(trialSizeForRate(0.9, 0.2, {}).error().code, ErrorCode::Usage);
        QCOMPARE(trialSizeForRate(0.5, 1e-12, {}).error().code, ErrorCode::Usage);
        QCOMPARE(trialSizeForMean(0, 1, {}).error().code, ErrorCode::Usage);
        QCOMPARE(trialSizeForRate(0.5, 0.1, {.controlShare = 1}).error().code, ErrorCode::Usage);
        QCOMPARE(detectableRate(0.5, 4, {}).error().code, ErrorCode::NotEnoughData);
    }
};

QTEST_APPLESS_MAIN(TstUplift)
#include "tst_uplift.moc"
