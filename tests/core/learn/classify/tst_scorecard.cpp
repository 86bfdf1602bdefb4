#include "core/learn/classify/scorecard.h"

#include "core/base/rng.h"
#include "core/learn/classify/logistic.h"
#include "core/learn/measure/metrics.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <limits>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

/// Events come with high `debt` and with place "north"; `noise` tells nothing.
struct Applicants {
    std::vector<double> debt;
    std::vector<double> noise;
    std::vector<std::string> place;
    std::vector<std::uint8_t> y;

    std::vector<ScorecardColumn> columns() const {
        return {{"debt", debt, {}}, {"noise", noise, {}}, {"place", {}, place}};
    }
};

Applicants planted(int rows, std::uint64_t seed = 1) {
    Rng rng(seed);
    Applicants people;
    for (int i = 0; i < rows; ++i) {
        const double debt = rng.uniform();
        const bool north = rng.chance(0.4);
        people.debt.push_back(rng.chance(0.1) ? std::numeric_limits<double>::quiet_NaN() : debt);
        people.noise.push_back(rng.normal());
        people.place.emplace_back(north ? "north" : "south");
        people.y.push_back(rng.chance(sigmoid(3 * debt - 3 + (north ? 1.5 : 0))) ? 1 : 0);
    }
    return people;
}

Scorecard fit(const Applicants& people, const ScorecardParams& params = {}) {
    NoTaskContext context;
    return fitScorecard(people.columns(), people.y, params, context).value();
}

} // namespace

class TstScorecard : public QObject {
    Q_OBJECT

private slots:
    void pointsAddUpToTheLogOdds() {
        const Applicants people = planted(4000);
        const Scorecard card = fit(people);
        const auto scores = scoreRows(card, people.columns()).value();
        for (std::size_t r = 0; r < 50; ++r) {
            double logOdds = card.intercept;
            for (std::size_t a : {std::size_t{0}, std::size_t{2}}) {
                const Binning& binning = card.attributes[a].binning;
                const int bin =
                    a == 0 ? binning.binOf(people.debt[r]) : binning.binOf(people.place[r]);
                logOdds += card.attributes[a].coefficient * binning.woe(bin);
            }
            QVERIFY(std::abs(card.probability(scores[r]) - sigmoid(logOdds)) < 1e-12);
        }
    }
    void aScoreAtTheBaseHasTheBaseOdds() {
        Scorecard card;
        card.basePoints = 600;
        card.baseOdds = 50;
        card.pointsToDouble = 20;
        QVERIFY(std::abs(card.probability(600) - 1.0 / 51) < 1e-15);
        QVERIFY(std::abs(card.probability(620) - 1.0 / 101) < 1e-15);
        QVERIFY(std::abs(card.probability(580) - 1.0 / 26) < 1e-15);
    }
    void noiseIsLeftOut() {
        const Scorecard card = fit(planted(4000));
        QCOMPARE(card.attributes[0].fate, ScorecardFate::Used);
        QCOMPARE(card.attributes[1].fate, ScorecardFate::LittleInformation);
        QCOMPARE(card.attributes[2].fate, ScorecardFate::Used);
        QVERIFY(card.attributes[1].points.empty());
    }
    void morePointsMeanFewerEvents() {
        const Applicants people = planted(6000);
        const Scorecard card = fit(people);
        for (const std::size_t a : {std::size_t{0}, std::size_t{2}}) {
            const ScorecardAttribute& attribute = card.attributes[a];
            QVERIFY(attribute.coefficient < 0);
            for (std::size_t b = 1; b < attribute.points.size(); ++b)
                QCOMPARE(attribute.points[b] > attribute.points[0],
                         attribute.binning.bins[b].eventRate < attribute.binning.bins[0].eventRate);
        }
    }
    void theCardFindsWhatWasPlanted() {
        // The best possible order is the planted log-odds; a card of few bins comes near it.
        const Applicants people = planted(8000);
        const Applicants later = planted(8000, 2);
        auto scores = scoreRows(fit(people), later.columns()).value();
        std::vector<double> best;
        for (std::size_t r = 0; r < scores.size(); ++r) {
            scores[r] = -scores[r];
            const double debt = std::isnan(later.debt[r]) ? 0.5 : later.debt[r];
            best.push_back(3 * debt + (later.place[r] == "north" ? 1.5 : 0));
        }
        QVERIFY(rocAuc(later.y, scores) > rocAuc(later.y, best) - 0.02);
    }
    void aCopyOfAColumnDoesNotTurnTheSign() {
        Applicants people = planted(3000);
        people.noise = people.debt;
        const Scorecard card = fit(people, {.l2 = 0});
        for (const ScorecardAttribute& attribute : card.attributes)
            QVERIFY(attribute.fate != ScorecardFate::Used || attribute.coefficient <= 0);
    }
    void unknownValuesGetTheAverage() {
        const Applicants people = planted(3000);
        const Scorecard card = fit(people);
        const std::vector<double> debt{0.5};
        const std::vector<double> noise{0};
        const std::vector<std::string> place{"west"};
        const std::vector<ScorecardColumn> columns{
            {"debt", debt, {}}, {"noise", noise, {}}, {"place", {}, place}};
        const auto scores = scoreRows(card, columns).value();
        const ScorecardAttribute& first = card.attributes[0];
        QCOMPARE(scores[0], first.points[static_cast<std::size_t>(first.binning.binOf(0.5))] +
                                card.attributes[2].pointsElsewhere);
        QCOMPARE(rowsPerBin(card.attributes[2].binning, columns[2]).back(), 1);
    }
    void theNumberOfThreadsDoesNotChangeAByte() {
        const Applicants people = planted(3000);
        const auto one = scoreRows(fit(people), people.columns()).value();
        for (const int threads : {2, 3, 8})
            QCOMPARE(scoreRows(fit(people, {.threads = threads}), people.columns()).value(), one);
    }
    void impossibleRequestsAreRefused() {
        NoTaskContext context;
        Applicants people = planted(500);
        const auto error = [&](const ScorecardParams& params) {
            return fitScorecard(people.columns(), people.y, params, context).error().code;
        };
        QCOMPARE(error({.baseOdds = 0}), ErrorCode::Usage);
        QCOMPARE(error({.pointsToDouble = -1}), ErrorCode::Usage);
        QCOMPARE(error({.leastIv = 100}), ErrorCode::NotEnoughData);
        QCOMPARE(fitScorecard({}, people.y, {}, context).error().code, ErrorCode::Usage);
        people.y.pop_back();
        QCOMPARE(error({}), ErrorCode::Usage);
        people.y.assign(500, 1);
        QCOMPARE(error({}), ErrorCode::NotEnoughData);
        QCOMPARE(scoreRows(fit(planted(500)), {}).error().code, ErrorCode::Usage);
    }
    void cancellingStopsWithin200Milliseconds() {
        const Applicants people = planted(200'000);
        std::vector<ScorecardColumn> columns;
        for (int c = 0; c < 40; ++c)
            columns.push_back({"debt", people.debt, {}});
        test::TimedCancel context(50);
        const auto found = fitScorecard(columns, people.y, {}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstScorecard)
#include "tst_scorecard.moc"
