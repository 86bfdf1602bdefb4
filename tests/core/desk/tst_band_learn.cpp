#include "core/base/rng.h"
#include "core/desk/band.h"
#include "tests/support/desk_mart.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <QtTest>

using namespace mops;

class TstBandLearn : public QObject {
    Q_OBJECT

private slots:
    void thePromiseIsKeptAsOftenAsStated() {
        // Planted truth: people refuse with a probability that only the score knows, so the error
        // of any limit is known exactly. Learned 300 times, the true error of what would be done
        // alone may be above the promise in at most 10 % of the repetitions.
        constexpr std::uint64_t kSeed = 20260727;
        constexpr int kRepetitions = 300;
        constexpr double kPromise = 0.03;
        constexpr double kConfidence = 0.9;
        const Rng root(kSeed);
        int broken = 0;
        int useful = 0;
        for (int k = 0; k < kRepetitions; ++k) {
            Rng rng = root.fork(static_cast<std::uint64_t>(k));
            const auto band = desk::learnBand(drawDecisions(rng, 4'000), kPromise, kConfidence);
            QVERIFY(band);
            const bool approves = band->approveBelow && errorBelow(*band->approveBelow) > kPromise;
            const bool refuses = band->refuseAbove && errorAbove(*band->refuseAbove) > kPromise;
            broken += approves || refuses ? 1 : 0;
            useful += band->approveBelow && *band->approveBelow > 0.1 ? 1 : 0;
        }
        QVERIFY2(broken <= kRepetitions * (1 - kConfidence),
                 qPrintable(
                     QStringLiteral("seed %1: %2 of %3").arg(kSeed).arg(broken).arg(kRepetitions)));
        // A promise that is kept by never doing anything would be none.
        QVERIFY(useful > kRepetitions / 2);
    }
    void theRealisedErrorStaysWithinThePromise() {
        // As above, but counted on cases that come after the band was learned.
        constexpr std::uint64_t kSeed = 4711;
        Rng rng(kSeed);
        int broken = 0;
        for (int k = 0; k < 100; ++k) {
            const auto band = desk::learnBand(drawDecisions(rng, 3'000), 0.05, 0.95);
            QVERIFY(band);
            std::int64_t alone = 0;
            std::int64_t wrong = 0;
            for (const auto& later : drawDecisions(rng, 20'000)) {
                const bool approved = band->approveBelow && later.score < *band->approveBelow;
                const bool refused = band->refuseAbove && later.score > *band->refuseAbove;
                alone += approved || refused ? 1 : 0;
                wrong += (approved && later.refused) || (refused && !later.refused) ? 1 : 0;
            }
            broken +=
                alone > 0 && static_cast<double>(wrong) > 0.05 * static_cast<double>(alone) ? 1 : 0;
        }
        QVERIFY2(broken <= 5, qPrintable(QStringLiteral("seed %1: %2").arg(kSeed).arg(broken)));
    }
    void withoutDecisionsTheNumberOfMissingOnesIsSaid() {
        const auto band = desk::learnBand(std::vector<desk::BandDecision>{}, 0.02, 0.95);
        QVERIFY(!band);
        QCOMPARE(band.error().code, ErrorCode::NotEnoughData);
        // Smallest n with 1 − (0.05 / 48)^(1/n) ≤ 0.02.
        const auto needed =
            static_cast<std::int64_t>(std::ceil(std::log(0.05 / 48) / std::log(0.98)));
        const std::string number = std::to_string(needed);
        QCOMPARE(band.error().hint, "decisions: " + number + " (+" + number + ")");
    }
    void theMissingDecisionsAreEnough() {
        // People who never err: with the stated number of decisions the promise can be made.
        const auto decisions = [](std::size_t count) {
            std::vector<desk::BandDecision> list;
            for (std::size_t k = 0; k < count; ++k)
                list.push_back(
                    {static_cast<double>(k) / static_cast<double>(count), 2 * k > count});
            return list;
        };
        const auto few = desk::learnBand(decisions(100), 0.02, 0.95);
        QVERIFY(!few);
        const auto needed = std::stoul(few.error().hint.substr(few.error().hint.find(' ')));
        QVERIFY(needed > 100);
        // Limits lie at whole decisions: one step of the grid more.
        QVERIFY(desk::learnBand(decisions(needed + 30), 0.02, 0.95));
        QVERIFY(!desk::learnBand(decisions(needed - 30), 0.02, 0.95));
    }
    void wherePeopleErrTooOftenNothingRunsAlone() {
        Rng rng(7);
        std::vector<desk::BandDecision> coins;
        for (int k = 0; k < 5'000; ++k)
            coins.push_back({rng.uniform(), rng.chance(0.5)});
        const auto band = desk::learnBand(coins, 0.02, 0.95);
        QVERIFY(band);
        QVERIFY(!band->approveBelow && !band->refuseAbove);
    }
    void equalScoresStayOnOneSide() {
        // Half of the cases have the score 0.5 and are refused: the limit may touch but not
        // include them.
        std::vector<desk::BandDecision> decisions;
        for (int k = 0; k < 2'000; ++k)
            decisions.push_back({k % 2 == 0 ? 0.1 + k * 1e-6 : 0.5, k % 2 != 0});
        const auto band = desk::learnBand(decisions, 0.02, 0.95);
        QVERIFY(band);
        QVERIFY(*band->approveBelow <= 0.5);
        QVERIFY(*band->approveBelow > 0.1);
    }
    void draftingReachesFurtherThanDoing() {
        Rng rng(11);
        const auto band = desk::learnBand(drawDecisions(rng, 20'000), 0.02, 0.95);
        QVERIFY(band);
        QVERIFY(*band->approveBelow < *band->draftBelow);
        QVERIFY(*band->draftBelow <= band->draftAbove.value_or(1));
        QVERIFY(band->draftAbove.value_or(1) <= band->refuseAbove.value_or(1));
    }
    void theLearnedTableShowsWhatWasTried() {
        Rng rng(3);
        const auto band = desk::learnBand(drawDecisions(rng, 5'000), 0.02, 0.95);
        QVERIFY(band);
        const auto learned = nlohmann::json::parse(band->learned);
        QCOMPARE(learned.at("decisions").get<int>(), 5'000);
        QCOMPARE(learned.at("limits_tried").get<int>(), 48);
        for (const auto& limit : learned.at("approve"))
            if (limit.at("limit") == *band->approveBelow)
                QVERIFY(limit.at("bound").get<double>() <= 0.02);
    }
    void numbersThatAreNoneAreRefused() {
        for (const double bad : {0.0, 1.0, -1.0, std::nan("")}) {
            const std::vector<desk::BandDecision> none;
            QCOMPARE(desk::learnBand(none, bad, 0.95).error().code, ErrorCode::InvalidNumber);
            QCOMPARE(desk::learnBand(none, 0.02, bad).error().code, ErrorCode::InvalidNumber);
        }
        QCOMPARE(desk::learnBand({{std::nan(""), true}}, 0.02, 0.95).error().code,
                 ErrorCode::InvalidNumber);
    }
    void onlyWhatPeopleDecidedAndWhatStandsIsLearnedFrom() {
        test::DeskMart mart(40);
        NoTaskContext context;
        const auto learned = [&] {
            const auto band = desk::learnBand(mart.writer(), "merchant-risk", 0.3, 0.5, context);
            return band ? nlohmann::json::parse(band->learned).at("decisions").get<int>()
                        : std::stoi(band.error().detail.substr(band.error().detail.find(' ')));
        };
        for (int k = 1; k <= 10; ++k)
            QVERIFY(mart.decide("risk-m" + std::to_string(k) + "-1", desk::Verb::Approve, "wang"));
        QCOMPARE(learned(), 10);
        QVERIFY(desk::undo(mart.writer(), mart.as("wang")));
        QCOMPARE(learned(), 9);
        mart.writer().execute("UPDATE case_state SET decided_by = 'automation' "
                              "WHERE case_id IN ('risk-m1-1', 'risk-m2-1')");
        QCOMPARE(learned(), 7);
    }

private:
    /// Refused with probability score⁴ / (score⁴ + (1 − score)⁴): sure at both ends.
    static double truth(double score) {
        const double up = std::pow(score, 4);
        return up / (up + std::pow(1 - score, 4));
    }
    static std::vector<desk::BandDecision> drawDecisions(Rng& rng, int count) {
        std::vector<desk::BandDecision> decisions;
        for (int k = 0; k < count; ++k) {
            const double score = rng.uniform();
            decisions.push_back({score, rng.chance(truth(score))});
        }
        return decisions;
    }
    /// The true error of approving everything below: the mean of truth() there, by Simpson's rule.
    static double errorBelow(double limit) {
        constexpr int kSteps = 200;
        double sum = truth(0) + truth(limit);
        for (int k = 1; k < kSteps; ++k)
            sum += (k % 2 == 0 ? 2 : 4) * truth(limit * k / kSteps);
        return sum / (3 * kSteps);
    }
    static double errorAbove(double limit) { return errorBelow(1 - limit); }
};

QTEST_GUILESS_MAIN(TstBandLearn)
#include "tst_band_learn.moc"
