// Hand-computed recursions, and fits beside statsmodels and SciPy
// (tests/reference/make_series_fixtures.py).
#include "core/learn/forecast/exponential_smoothing.h"

#include "core/base/rng.h"
#include "tests/support/series_fixture.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

using test::near;
using test::seriesFixture;

SmoothingForm formOf(const nlohmann::json& from) {
    const auto trend = from.at("trend").get<std::string>();
    return {trend == "none"       ? Trend::None
            : trend == "additive" ? Trend::Additive
                                  : Trend::Damped,
            from.at("season").get<int>()};
}

SmoothingModel fit(const std::vector<double>& y, const SmoothingForm& form) {
    NoTaskContext context;
    return fitSmoothing(y, form, {.maxIterations = 1'000}, context).value();
}

ErrorCode errorOf(const std::vector<double>& y, const SmoothingForm& form) {
    NoTaskContext context;
    const auto result = fitSmoothing(y, form, {}, context);
    return result ? ErrorCode::Internal : result.error().code;
}

std::vector<double> noise(std::size_t count, double level = 0, double deviation = 1) {
    Rng rng(11);
    std::vector<double> y(count);
    for (double& value : y)
        value = level + deviation * rng.normal();
    return y;
}

} // namespace

class TstExponentialSmoothing : public QObject {
    Q_OBJECT

private slots:
    void aLevelMovesByItsWeightTimesTheError() {
        SmoothingState state{10, 0, {}};
        // e = 14 − 10 = 4, level 10 + 0.5 · 4 = 12; e = 11 − 12 = −1, level 11.5.
        QCOMPARE(smoothingStep({.alpha = 0.5}, state, 0, 14), 4.0);
        QCOMPARE(smoothingStep({.alpha = 0.5}, state, 0, 11), -1.0);
        QCOMPARE(state.level, 11.5);
    }
    void aDampedTrendMovesByHand() {
        // phi · slope = 0.9 · 2 = 1.8; e = 13 − (10 + 1.8) = 1.2;
        // level 11.8 + 0.5 · 1.2 = 12.4; slope 1.8 + 0.25 · 1.2 = 2.1.
        SmoothingState state{10, 2, {}};
        const SmoothingWeights weights{.alpha = 0.5, .beta = 0.25, .phi = 0.9};
        QVERIFY(near(smoothingStep(weights, state, 0, 13), 1.2, 1e-15));
        QVERIFY(near(state.level, 12.4, 1e-15));
        QVERIFY(near(state.slope, 2.1, 1e-15));
        // Ahead: 12.4 + 0.9 · 2.1 = 14.29, then + 0.81 · 2.1 = 15.991.
        std::vector<double> out(2);
        smoothingAhead(weights, state, 0, out);
        QVERIFY(near(out[0], 14.29, 1e-15));
        QVERIFY(near(out[1], 15.991, 1e-15));
    }
    void aSeasonMovesByHandAndComesRound() {
        // Season 2. Step 0: e = 8 − (10 − 3) = 1; level 10.2, season[0] = −3 + 0.1 = −2.9.
        // Step 1: e = 12 − (10.2 + 3) = −1.2; level 9.96, season[1] = 3 − 0.12 = 2.88.
        SmoothingState state{10, 0, {-3, 3}};
        const SmoothingWeights weights{.alpha = 0.2, .gamma = 0.1};
        QVERIFY(near(smoothingStep(weights, state, 0, 8), 1, 1e-15));
        QVERIFY(near(smoothingStep(weights, state, 1, 12), -1.2, 1e-14));
        std::vector<double> out(3);
        smoothingAhead(weights, state, 0, out);
        QVERIFY(near(out[0], 9.96 - 2.9, 1e-14));
        QVERIFY(near(out[1], 9.96 + 2.88, 1e-14));
        QCOMPARE(out[2], out[0]);
    }
    void aMissingValueMovesTheTrendOnButCorrectsNothing() {
        SmoothingState state{10, 2, {}};
        QVERIFY(std::isnan(smoothingStep({.alpha = 0.5, .beta = 0.1}, state, 0, kNaN)));
        QCOMPARE(state.level, 12.0);
        QCOMPARE(state.slope, 2.0);
    }
    void atTheWeightsOfStatsmodelsTheRecursionGivesItsErrorsAndForecasts() {
        const auto data = seriesFixture();
        int compared = 0;
        for (const auto& entry : data.at("smoothing")) {
            if (!entry.contains("statsmodels"))
                continue;
            const auto y = test::seriesNamed(data, entry.at("series").get<std::string>());
            const auto& theirs = entry.at("statsmodels");
            const SmoothingWeights weights{.alpha = theirs.at("alpha"),
                                           .beta = theirs.at("beta"),
                                           .gamma = theirs.at("gamma"),
                                           .phi = theirs.at("phi")};
            SmoothingState state{theirs.at("level"), theirs.at("slope"), theirs.at("seasons")};
            const std::size_t season = std::max<std::size_t>(state.seasons.size(), 1);
            double squares = 0;
            for (std::size_t t = 0; t < y.size(); ++t) {
                const double error = smoothingStep(weights, state, t % season, y[t]);
                squares += error * error;
            }
            QVERIFY(near(squares, theirs.at("sum_of_squares"), 1e-9));
            const auto forecast = theirs.at("forecast").get<std::vector<double>>();
            std::vector<double> ours(forecast.size());
            smoothingAhead(weights, state, y.size() % season, ours);
            for (std::size_t h = 0; h < ours.size(); ++h)
                QVERIFY(near(ours[h], forecast[h], 1e-9));
            ++compared;
        }
        QCOMPARE(compared, 24);
    }
    void theFitReachesTheLeastErrorThatScipyFindsFromManyStarts() {
        const auto data = seriesFixture();
        for (const auto& entry : data.at("smoothing")) {
            const auto y = test::seriesNamed(data, entry.at("series").get<std::string>());
            const auto model = fit(y, formOf(entry));
            const double least = entry.at("sum_of_squares");
            QVERIFY2(model.sumOfSquares <= least * (1 + 1e-6), entry.dump().c_str());
            QVERIFY(model.converged);
            if (entry.contains("statsmodels"))
                QVERIFY(model.sumOfSquares <=
                        entry.at("statsmodels").at("sum_of_squares").get<double>() * (1 + 1e-6));
        }
    }
    void theLikelihoodIsThatOfStatsmodelsForTheSameErrors() {
        // log L = −n/2 (log(2π SSE/n) + 1), so equal errors have equal likelihoods.
        const auto data = seriesFixture();
        for (const auto& entry : data.at("smoothing")) {
            if (!entry.contains("statsmodels"))
                continue;
            const auto y = test::seriesNamed(data, entry.at("series").get<std::string>());
            const auto model = fit(y, formOf(entry));
            const auto& theirs = entry.at("statsmodels");
            const double shift =
                static_cast<double>(y.size()) / 2 *
                std::log(theirs.at("sum_of_squares").get<double>() / model.sumOfSquares);
            QVERIFY(
                near(model.logLikelihood, theirs.at("log_likelihood").get<double>() + shift, 1e-9));
        }
    }
    void aStraightLineIsFoundExactly() {
        std::vector<double> y(30);
        for (std::size_t t = 0; t < y.size(); ++t)
            y[t] = 100 + 3 * static_cast<double>(t);
        NoTaskContext context;
        const auto model = chooseSmoothing(y, 1, {}, context).value();
        QCOMPARE(model.form.trend, Trend::Additive);
        std::vector<double> out(2);
        smoothingAhead(model.weights, model.last, 0, out);
        QVERIFY(near(out[1], 100 + 3 * 31.0, 1e-6));
    }
    void aWeeklyShapeIsChosenWithItsSeason() {
        auto y = noise(140, 50, 1);
        for (std::size_t t = 0; t < y.size(); t += 7)
            y[t] += 20;
        NoTaskContext context;
        const auto model = chooseSmoothing(y, 7, {}, context).value();
        QCOMPARE(model.form, (SmoothingForm{Trend::None, 7}));
        QVERIFY(std::abs(model.start.seasons[0] - 20.0 * 6 / 7) < 1.5);
    }
    void pureNoiseIsAFlatLevelWithASmallWeight() {
        NoTaskContext context;
        const auto model = chooseSmoothing(noise(400, 5), 7, {}, context).value();
        QVERIFY(!model.form.hasSeason());
        QVERIFY(model.weights.alpha < 0.15);
        QVERIFY(std::abs(model.last.level - 5) < 0.3);
    }
    void theFitMovesWithTheUnitOfTheData() {
        const auto y = noise(60, 3);
        auto large = y;
        for (double& value : large)
            value = 1e9 + 1e6 * value;
        const auto plain = fit(y, {Trend::Additive, 1});
        const auto moved = fit(large, {Trend::Additive, 1});
        QVERIFY(near(moved.weights.alpha, plain.weights.alpha, 1e-4));
        QVERIFY(near(moved.last.level, 1e9 + 1e6 * plain.last.level, 1e-9));
    }
    void weightsStayWithinTheirBounds() {
        for (const Trend trend : {Trend::None, Trend::Additive, Trend::Damped}) {
            const auto model = fit(noise(70), {trend, 7});
            QVERIFY(model.weights.alpha >= 1e-4 && model.weights.alpha <= 1 - 1e-4);
            QVERIFY(model.weights.beta >= 0 && model.weights.beta <= model.weights.alpha);
            QVERIFY(model.weights.gamma >= 0 && model.weights.gamma <= 1 - model.weights.alpha);
            QVERIFY(trend != Trend::Damped ||
                    (model.weights.phi >= 0.8 && model.weights.phi <= 0.98));
        }
    }
    void startingSeasonsAddUpToZero() {
        const auto seasons = fit(noise(70), {Trend::None, 7}).start.seasons;
        QVERIFY(std::abs(std::accumulate(seasons.begin(), seasons.end(), 0.0)) < 1e-9);
    }
    void aRefitOnTheSameValuesIsNoWorse() {
        const auto y = noise(120, 20, 4);
        const auto model = fit(y, {Trend::Damped, 7});
        NoTaskContext context;
        const auto again = refitSmoothing(y, model, {}, context).value();
        QVERIFY(again.sumOfSquares <= model.sumOfSquares * (1 + 1e-6));
        QVERIFY(again.iterations < model.iterations);
    }
    void aConstantSeriesStaysWhereItIs() {
        const auto model = fit(std::vector<double>(20, 0.1), {Trend::Additive, 1});
        std::vector<double> out(3);
        smoothingAhead(model.weights, model.last, 0, out);
        QVERIFY(near(out[2], 0.1, 1e-9));
        QVERIFY(std::isfinite(model.aicc));
    }
    void impossibleRequestsAreRefused() {
        QCOMPARE(errorOf({1, 2, 3}, {Trend::None, 1}), ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(std::vector<double>(40, kNaN), {Trend::None, 1}),
                 ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(noise(200), {Trend::None, 0}), ErrorCode::Usage);
        QCOMPARE(errorOf(noise(200), {Trend::None, 61}), ErrorCode::Usage);
        auto bad = noise(30);
        bad[7] = std::numeric_limits<double>::infinity();
        QCOMPARE(errorOf(bad, {Trend::None, 1}), ErrorCode::InvalidNumber);
        bad[7] = 1e200;
        QCOMPARE(errorOf(bad, {Trend::None, 1}), ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(std::vector<double>(kMostSteps + 1), {Trend::None, 1}),
                 ErrorCode::MemoryLimit);
    }
    void aLongSeriesIsCancelledAtOnce() {
        const auto y = noise(1'000'000);
        test::TimedCancel context(3);
        const auto result = fitSmoothing(y, {Trend::Damped, 52}, {}, context);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstExponentialSmoothing)
#include "tst_exponential_smoothing.moc"
