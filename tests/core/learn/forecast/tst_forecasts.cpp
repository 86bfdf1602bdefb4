#include "core/learn/forecast/forecasts.h"

#include "core/base/rng.h"
#include "core/learn/forecast/forecasters.h"
#include "core/learn/measure/regression_metrics.h"
#include "tests/support/real_data.h"
#include "tests/support/timed_cancel.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <QtTest>
#include <string>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
using Values = std::vector<double>;

SeriesForecast forecastOf(const Values& y, const ForecastParams& params = {}) {
    NoTaskContext context;
    return forecast(y, params, context).value();
}

ErrorCode errorOf(const Values& y, const ForecastParams& params = {}) {
    NoTaskContext context;
    const auto result = forecast(y, params, context);
    return result ? ErrorCode::Internal : result.error().code;
}

/// Days of a shop: a level that wanders, a weekly shape, noise.
Values shop(std::size_t days, std::uint64_t seed, double wander = 0.5) {
    Rng rng(seed);
    Values y(days);
    double level = 100;
    for (std::size_t t = 0; t < days; ++t) {
        level += wander * rng.normal();
        y[t] = std::round(level + (t % 7 >= 5 ? 40 : 0) + 6 * rng.normal());
    }
    return y;
}

Values slow(std::size_t days, std::uint64_t seed, double probability) {
    Rng rng(seed);
    Values y(days);
    for (double& value : y)
        value = rng.chance(probability) ? std::ceil(3 * rng.uniform()) : 0.0;
    return y;
}

bool sameBytes(const SeriesForecast& a, const SeriesForecast& b) {
    const auto same = [](const Values& x, const Values& y) {
        return std::ranges::equal(
            x, y, [](double p, double q) { return p == q || (std::isnan(p) && std::isnan(q)); });
    };
    return a.outcome == b.outcome && a.method == b.method && same(a.mean, b.mean) &&
           same(a.quantiles, b.quantiles) && a.clipped == b.clipped;
}

} // namespace

class TstForecasts : public QObject {
    Q_OBJECT

private slots:
    void theSeasonalNaiveForecastRepeatsTheLastSeason() {
        const auto naive = makeSeasonalNaive(3);
        for (const double y : {1.0, 2.0, 3.0, 4.0, kNaN})
            naive->observe(y);
        Values out(4);
        naive->ahead(out);
        QCOMPARE(out, (Values{3, 4, 2, 3}));
    }
    void beforeASeasonIsSeenTheNaiveForecastIsTheLastValue() {
        const auto naive = makeSeasonalNaive(7);
        naive->observe(5);
        naive->observe(8);
        Values out(7);
        naive->ahead(out);
        QCOMPARE(out, (Values{8, 8, 8, 8, 8, 5, 8}));
    }
    void rollingErrorsStandAtTheirOriginAndStep() {
        // Naive (season 1) on 1, 3, 6, 10 from origins 1, 2, 3, two steps ahead.
        const auto naive = makeSeasonalNaive(1);
        const auto rolled = rollOrigins(*naive, Values{1, 3, 6, 10}, 1, 3, 2);
        const auto one = rolled.ofStep(0);
        const auto two = rolled.ofStep(1);
        QCOMPARE(Values(one.begin(), one.end()), (Values{2, 3, 4}));
        QCOMPARE(two[0], 5.0);
        QCOMPARE(two[1], 7.0);
        QVERIFY(std::isnan(two[2])); // beyond the end
    }
    void quantilesOfErrorsFollowTheRuleOfOneMore() {
        // 19 errors 1 … 19: level 0.1 sits at 0.1 · 20 = 2nd, level 0.9 at the 18th.
        RolledErrors rolled{19, Values(19)};
        for (std::size_t i = 0; i < 19; ++i)
            rolled.errors[i] = static_cast<double>(19 - i);
        const Values levels = {0.1, 0.9};
        const auto quantiles = errorQuantiles(rolled, levels, 1);
        QVERIFY(std::abs(quantiles[0] - 2) < 1e-12 && std::abs(quantiles[1] - 18) < 1e-12);
    }
    void quantilesOfCloseLevelsAreThoseOfSortedErrors() {
        Rng rng(3);
        RolledErrors rolled{57, Values(57)};
        for (double& error : rolled.errors)
            error = rng.normal();
        Values sorted = rolled.errors;
        std::ranges::sort(sorted);
        const Values levels = {0.001, 0.01, 0.1, 0.105, 0.11, 0.5, 0.51, 0.98, 0.999};
        const auto quantiles = errorQuantiles(rolled, levels, 1);
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const double position = std::clamp(levels[i] * 58 - 1, 0.0, 56.0);
            const auto below = static_cast<std::size_t>(position);
            const double share = position - static_cast<double>(below);
            const double above = sorted[std::min<std::size_t>(below + 1, 56)];
            QVERIFY(std::abs(quantiles[i] - (sorted[below] + share * (above - sorted[below]))) <
                    1e-12);
        }
    }
    void withFewerThanTenErrorsThereIsNoBand() {
        const Values levels = {0.5};
        QVERIFY(std::isnan(errorQuantiles({9, Values(9, 1.0)}, levels, 1)[0]));
    }
    void aWeeklyShopIsForecastBetterThanTheBaseline() {
        const auto made = forecastOf(shop(540, 1));
        QCOMPARE(made.outcome, ForecastOutcome::Chosen);
        QCOMPARE(made.method, ForecastMethod::Smoothing);
        QCOMPARE(made.form.season, 7);
        QVERIFY(made.holdOut->mase < made.baselineHoldOut->mase);
        QVERIFY(made.holdOut->pinball < made.baselineHoldOut->pinball);
    }
    void theWinnerHasTheLeastErrorOfItsCandidates() {
        for (const auto& y : {shop(400, 2), slow(400, 3, 0.2)}) {
            const auto made = forecastOf(y);
            const auto best = std::ranges::min_element(made.candidates, {},
                                                       &CandidateError::rootMeanSquaredError);
            QCOMPARE(best->method, made.method);
            QCOMPARE(made.candidates.front().method, ForecastMethod::SeasonalNaive);
        }
    }
    void slowGoodsAreTriedWithCrostonsFamily() {
        const auto made = forecastOf(slow(500, 4, 0.15));
        QCOMPARE(made.candidates.size(), std::size_t{5});
        // 0.15 · 2 a day.
        QVERIFY(std::abs(made.mean[0] - 0.3) < 0.12);
        QVERIFY(made.holdOut->rootMeanSquaredError < made.baselineHoldOut->rootMeanSquaredError);
    }
    void quickGoodsAreNot() {
        QCOMPARE(forecastOf(shop(400, 5)).candidates.size(), std::size_t{2});
    }
    void theBandHoldsAboutAsManyDaysAsItSays() {
        // 60 shops × 28 days; the days of a hold-out go up and down together, hence the tolerance.
        double covered = 0;
        for (std::uint64_t seed = 0; seed < 60; ++seed)
            covered += forecastOf(shop(400, 100 + seed)).holdOut->coverage;
        QVERIFY2(std::abs(covered / 60 - 0.8) < 0.06, std::to_string(covered / 60).c_str());
    }
    void theBandIsNeverNegativeForCounts() {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const auto made = forecastOf(slow(300, seed, 0.3), {.levels = {0.01, 0.5, 0.99}});
            QVERIFY(std::ranges::all_of(made.mean, [](double v) { return v >= 0; }));
            QVERIFY(std::ranges::all_of(made.quantiles, [](double v) { return v >= 0; }));
        }
    }
    void aFallingSeriesOfCountsStopsAtZero() {
        Values y(120);
        for (std::size_t t = 0; t < y.size(); ++t)
            y[t] = std::max(0.0, 100 - static_cast<double>(t));
        y[119] = 1; // keeps the line going down to the end
        for (std::size_t t = 100; t < 119; ++t)
            y[t] = 1 + static_cast<double>(119 - t) / 20;
        const auto made = forecastOf(y, {.horizon = 20, .season = 1});
        QVERIFY(std::ranges::all_of(made.mean, [](double v) { return v >= 0; }));
    }
    void aSeriesWithNegativeValuesMayGoBelowZero() {
        Rng rng(9);
        Values y(200);
        for (double& value : y)
            value = -50 + rng.normal();
        const auto made = forecastOf(y);
        QVERIFY(made.mean[0] < -45);
        QVERIFY(made.quantile(0)[0] < made.mean[0]);
    }
    void theBandHoldsTheForecastAndItsLevelsAscend() {
        const auto made = forecastOf(slow(400, 6, 0.05), {.levels = {0.05, 0.25, 0.75, 0.95}});
        for (std::size_t h = 0; h < made.mean.size(); ++h) {
            QVERIFY(made.quantile(1)[h] <= made.mean[h] && made.mean[h] <= made.quantile(2)[h]);
            for (std::size_t level = 1; level < 4; ++level)
                QVERIFY(made.quantile(level - 1)[h] <= made.quantile(level)[h]);
        }
    }
    void missingDaysAreSteppedOver() {
        auto y = shop(400, 10);
        const auto whole = forecastOf(y);
        for (std::size_t t = 50; t < 400; t += 11)
            y[t] = kNaN;
        const auto made = forecastOf(y);
        QCOMPARE(made.outcome, ForecastOutcome::Chosen);
        QCOMPARE(made.missing, std::size_t{32});
        QVERIFY(std::abs(made.mean[0] - whole.mean[0]) < 8);
    }
    void daysBeforeTheFirstValueDoNotCount() {
        auto y = shop(300, 11);
        Values late(50, kNaN);
        late.insert(late.end(), y.begin(), y.end());
        // The position in the week is counted from the first value, so both are the same series.
        QVERIFY(sameBytes(forecastOf(late), forecastOf(y)));
        QCOMPARE(forecastOf(late).missing, std::size_t{0});
    }
    void theChoiceDoesNotSeeTheHoldOut() {
        auto y = shop(400, 12);
        y[180] = 1e6;
        const auto before = forecastOf(y);
        for (std::size_t t = 372; t < 400; ++t)
            y[t] += 5000 * static_cast<double>(t % 3);
        const auto after = forecastOf(y);
        QCOMPARE(after.method, before.method);
        QCOMPARE(after.candidates.size(), before.candidates.size());
        for (std::size_t c = 0; c < after.candidates.size(); ++c)
            QCOMPARE(after.candidates[c].rootMeanSquaredError,
                     before.candidates[c].rootMeanSquaredError);
    }
    void theHoldOutIsForecastAsIfItsDaysWereNotThere() {
        // What the hold-out says equals forecasting the series without its last 28 days, but for
        // the starting point of the optimiser.
        const auto y = shop(500, 18);
        const auto whole = forecastOf(y);
        const auto cut = forecastOf(Values(y.begin(), y.end() - 28));
        QCOMPARE(whole.method, cut.method);
        const double mae = meanAbsoluteError(Values(y.end() - 28, y.end()), cut.mean);
        QVERIFY(std::abs(whole.holdOut->meanAbsoluteError - mae) < 0.15 * mae);
    }
    void aWildDayIsClippedAndCounted() {
        auto y = shop(400, 13);
        const auto calm = forecastOf(y);
        y[200] = 1e7;
        const auto made = forecastOf(y);
        QCOMPARE(made.clipped, std::size_t{1});
        for (std::size_t h = 0; h < made.mean.size(); ++h)
            QVERIFY(std::abs(made.mean[h] - calm.mean[h]) < 10);
        QCOMPARE(forecastOf(y, {.outlierLimit = 0}).clipped, std::size_t{0});
    }
    void weekendsAreNoOutliers() {
        Values y(280);
        Rng rng(14);
        for (std::size_t t = 0; t < y.size(); ++t)
            y[t] = (t % 7 == 6 ? 500 : 10) + rng.normal();
        QCOMPARE(clipOutliers(y, 7, 10).count, std::size_t{0});
    }
    void aNewLevelIsNoOutlier() {
        Values y = shop(200, 15, 0);
        for (std::size_t t = 100; t < 200; ++t)
            y[t] += 400;
        QCOMPARE(clipOutliers(y, 7, 10).count, std::size_t{0});
    }
    void specialSeriesHaveClearOutcomes_data() {
        QTest::addColumn<Values>("y");
        QTest::addColumn<ForecastOutcome>("outcome");
        QTest::addColumn<ForecastMethod>("method");
        QTest::addColumn<double>("first");
        using enum ForecastOutcome;
        const auto row = [](const char* name, const Values& y, ForecastOutcome outcome,
                            ForecastMethod method, double first) {
            QTest::newRow(name) << y << outcome << method << first;
        };
        row("empty", {}, NoData, ForecastMethod::None, kNaN);
        row("all missing", Values(100, kNaN), NoData, ForecastMethod::None, kNaN);
        row("all zero", Values(100, 0.0), AllZero, ForecastMethod::Mean, 0);
        row("constant", Values(100, 4.5), Constant, ForecastMethod::Mean, 4.5);
        row("one value", {7}, Short, ForecastMethod::Mean, 7);
        row("less than a season", {6, 8, 10}, Short, ForecastMethod::Mean, 8);
        row("two weeks", {1, 2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6, 7, 8}, Short,
            ForecastMethod::SeasonalNaive, 2);
    }
    void specialSeriesHaveClearOutcomes() {
        QFETCH(Values, y);
        QFETCH(ForecastOutcome, outcome);
        QFETCH(ForecastMethod, method);
        QFETCH(double, first);
        const auto made = forecastOf(y);
        QCOMPARE(made.outcome, outcome);
        QCOMPARE(made.method, method);
        QCOMPARE(made.mean.empty(), std::isnan(first));
        if (!made.mean.empty())
            QCOMPARE(made.mean[0], first);
        QVERIFY(!made.holdOut);
    }
    void aSeriesThatEndsInALongGapStillHasAForecast() {
        auto y = shop(300, 16);
        std::fill(y.end() - 60, y.end(), kNaN);
        const auto made = forecastOf(y);
        QCOMPARE(made.mean.size(), std::size_t{28});
        QVERIFY(std::ranges::all_of(made.mean, [](double v) { return std::isfinite(v); }));
        QVERIFY(std::isnan(made.holdOut->meanAbsoluteError));
    }
    void aSeasonTooLongToSmoothIsLeftToTheBaseline() {
        const auto made = forecastOf(shop(500, 17), {.horizon = 10, .season = 90});
        QCOMPARE(made.outcome, ForecastOutcome::Chosen);
        QVERIFY(made.form.season <= 1);
    }
    void manySeriesAreTheSameForAnyNumberOfThreads() {
        SeriesSet set;
        for (std::uint64_t seed = 0; seed < 40; ++seed)
            set.add(seed % 3 == 0 ? slow(200, seed, 0.2) : shop(200, seed));
        set.add({});
        NoTaskContext context;
        const auto one = forecastAll(set, {.horizon = 14}, context).value();
        QCOMPARE(one.size(), std::size_t{41});
        for (const int threads : {2, 3, 8}) {
            const auto many =
                forecastAll(set, {.horizon = 14, .threads = threads}, context).value();
            QVERIFY(std::ranges::equal(one, many, sameBytes));
        }
        QVERIFY(sameBytes(one[3],
                          forecastOf(Values(set.of(3).begin(), set.of(3).end()), {.horizon = 14})));
    }
    void theFirstBadSeriesIsNamed() {
        SeriesSet set;
        set.add(shop(100, 1));
        set.add(Values{1, 2, std::numeric_limits<double>::infinity()});
        NoTaskContext context;
        const auto result = forecastAll(set, {}, context);
        QCOMPARE(result.error().code, ErrorCode::InvalidNumber);
        QCOMPARE(result.error().detail, std::string("series 2: value 3"));
    }
    void manySeriesAreCancelledAtOnce() {
        SeriesSet set;
        const auto y = shop(540, 1);
        for (int i = 0; i < 3'000; ++i)
            set.add(y);
        test::TimedCancel context(20);
        const auto result = forecastAll(set, {.threads = 2}, context);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
    void aVeryLongSeriesIsCancelledAtOnce() {
        const auto y = shop(kMostSteps, 1);
        for (const int questions : {1, 40}) {
            test::TimedCancel context(questions);
            const auto result = forecast(y, {.horizon = 1'000}, context);
            QCOMPARE(result.error().code, ErrorCode::Cancelled);
            QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
        }
    }
    void impossibleRequestsAreRefused() {
        const auto y = shop(100, 1);
        QCOMPARE(errorOf(y, {.horizon = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(y, {.horizon = 1'000'000'000}), ErrorCode::Usage);
        QCOMPARE(errorOf(y, {.season = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(y, {.levels = {0.9, 0.1}}), ErrorCode::Usage);
        QCOMPARE(errorOf(y, {.levels = {0.0}}), ErrorCode::Usage);
        QCOMPARE(errorOf(y, {.levels = {kNaN}}), ErrorCode::Usage);
        QCOMPARE(errorOf(y, {.outlierLimit = -1}), ErrorCode::Usage);
        QCOMPARE(errorOf(y, {.threads = 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(Values(kMostSteps + 1, 0.0)), ErrorCode::MemoryLimit);
    }
};

QTEST_APPLESS_MAIN(TstForecasts)
#include "tst_forecasts.moc"
