#include "core/learn/classify/boosted_trees.h"

#include "core/base/rng.h"
#include "core/learn/classify/logistic.h"
#include "core/learn/measure/metrics.h"
#include "tests/support/timed_cancel.h"

#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

struct Sample {
    Matrix x;
    std::vector<std::uint8_t> y;
};

/// Log-odds z0 − 2·z1 + z2·z3 − 1, further columns without meaning; some values missing.
Sample planted(std::size_t rows, std::size_t columns, std::uint64_t seed = 21) {
    Rng rng(seed);
    Sample sample{Matrix(rows, columns), {}};
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c)
            sample.x.at(r, c) = rng.normal();
        const auto z = sample.x.row(r);
        sample.y.push_back(rng.chance(sigmoid(z[0] - 2 * z[1] + z[2] * z[3] - 1)) ? 1 : 0);
        if (rng.chance(0.1))
            sample.x.at(r, r % columns) = kMissing;
    }
    return sample;
}

Matrix column(std::vector<double> values) {
    Matrix x(values.size(), 1);
    x.values = std::move(values);
    return x;
}

BoostedTreesResult fit(const Matrix& x, const std::vector<std::uint8_t>& y,
                       const BoostedTreesParams& params = {},
                       const std::vector<double>& weights = {}) {
    NoTaskContext context;
    return fitBoostedTrees(x, y, weights, params, context).value();
}

Error errorOf(const Matrix& x, const std::vector<std::uint8_t>& y,
              const BoostedTreesParams& params = {}, const std::vector<double>& weights = {}) {
    NoTaskContext context;
    const auto result = fitBoostedTrees(x, y, weights, params, context);
    return result ? Error{} : result.error();
}

std::vector<double> margins(const BoostedTrees& model, const Matrix& x, int threads = 1) {
    NoTaskContext context;
    return model.margins(x, threads, context).value();
}

std::vector<double> probabilities(const BoostedTrees& model, const Matrix& x) {
    NoTaskContext context;
    return model.probabilities(x, 1, context).value();
}

bool near(double a, double b, double tolerance) {
    const bool ok = std::abs(a - b) <= tolerance;
    if (!ok)
        qWarning("%.17g is not %.17g", a, b);
    return ok;
}

nlohmann::json fixture() {
    std::ifstream file(qEnvironmentVariable("MOPS_SOURCE_DIR").toStdString() +
                       "/tests/reference/boosted_trees.json");
    return nlohmann::json::parse(file);
}

} // namespace

class TstBoostedTrees : public QObject {
    Q_OBJECT

private slots:
    void oneStumpHasTheNewtonStepInItsLeaves() {
        // At p = ½ a row has gradient p − y = ∓½ and curvature ¼. Left leaf: gradients ½ + ½,
        // curvature ½, value −1/(½ + λ) = −2/3 with λ = 1; times η = ½: −1/3. Right leaf: +1/3.
        const auto found = fit(column({1, 1, 2, 2}), {0, 0, 1, 1},
                               {.rounds = 1, .depth = 1, .eta = 0.5, .minChildWeight = 0});
        const auto log = margins(found.model, column({1, 2}));
        QVERIFY(near(log[0], -1.0 / 3, 1e-6));
        QVERIFY(near(log[1], 1.0 / 3, 1e-6));
        QVERIFY(near(found.trainingLoss, std::log1p(std::exp(-1.0 / 3)), 1e-6));
    }
    void marginsContributionsAndGainsAreThoseOfXgboostItself() {
        const auto data = fixture();
        Matrix x;
        for (const auto& value : data.at("x"))
            x.values.push_back(value.is_null() ? kMissing : value.get<double>());
        x.columns = data.at("columns").get<std::size_t>();
        x.rows = x.values.size() / x.columns;
        const auto found = fit(x, data.at("y").get<std::vector<std::uint8_t>>(),
                               {.rounds = 25,
                                .depth = 3,
                                .eta = 0.2,
                                .minChildWeight = 1.5,
                                .l2 = 2,
                                .minGain = 0.1,
                                .positiveWeight = 1.5},
                               data.at("weights").get<std::vector<double>>());
        const auto theirs = data.at("margin").get<std::vector<double>>();
        const auto ours = margins(found.model, x);
        for (std::size_t r = 0; r < x.rows; ++r)
            QVERIFY(near(ours[r], theirs[r], 1e-5)); // 4-byte sums
        NoTaskContext context;
        const auto parts = found.model.contributions(x, 1, context).value();
        const auto theirParts = data.at("contributions_of_ten_rows").get<std::vector<double>>();
        for (std::size_t i = 0; i < theirParts.size(); ++i)
            QVERIFY(near(parts.values[i], theirParts[i], 1e-5));
        const auto importances = found.model.importances().value();
        const auto gain = data.at("gain").get<std::vector<double>>();
        const auto total = data.at("total_gain").get<std::vector<double>>();
        for (std::size_t c = 0; c < x.columns; ++c) {
            QVERIFY(near(importances[c].gain,
                         gain[c] / std::accumulate(gain.begin(), gain.end(), 0.0), 1e-5));
            QVERIFY(near(importances[c].totalGain,
                         total[c] / std::accumulate(total.begin(), total.end(), 0.0), 1e-5));
            QCOMPARE(importances[c].splits, data.at("splits").at(c).get<std::int64_t>());
        }
    }
    void contributionsSumToTheMargin() {
        const Sample sample = planted(3000, 6);
        const auto found = fit(sample.x, sample.y, {.rounds = 30});
        NoTaskContext context;
        Matrix some(200, 6);
        std::copy_n(sample.x.values.begin(), some.values.size(), some.values.begin());
        const auto parts = found.model.contributions(some, 2, context).value();
        const auto log = margins(found.model, some);
        for (std::size_t r = 0; r < some.rows; ++r) {
            const auto row = parts.row(r);
            QVERIFY(near(std::accumulate(row.begin(), row.end(), 0.0), log[r], 1e-5));
        }
    }
    void probabilitiesAreTheSigmoidOfTheMargins() {
        const Sample sample = planted(500, 4);
        const auto found = fit(sample.x, sample.y, {.rounds = 10});
        const auto log = margins(found.model, sample.x);
        const auto p = probabilities(found.model, sample.x);
        for (std::size_t r = 0; r < p.size(); ++r)
            QVERIFY(near(p[r], sigmoid(log[r]), 1e-6));
    }
    void plantedInteractionsAreFoundWhereALineIsNot() {
        const Sample train = planted(20'000, 6);
        const Sample test = planted(10'000, 6, 22);
        const auto found = fit(train.x, train.y, {.rounds = 100, .depth = 4, .eta = 0.2});
        std::vector<double> truth;
        for (std::size_t r = 0; r < test.x.rows; ++r) {
            double z[4];
            for (std::size_t c = 0; c < 4; ++c)
                z[c] = std::isnan(test.x.at(r, c)) ? 0 : test.x.at(r, c);
            truth.push_back(z[0] - 2 * z[1] + z[2] * z[3]);
        }
        const double best = rocAuc(test.y, truth);
        const double ours = rocAuc(test.y, margins(found.model, test.x));
        QVERIFY(ours > best - 0.015);
        const auto importances = found.model.importances().value();
        for (std::size_t c = 0; c < 4; ++c)
            for (std::size_t noise = 4; noise < 6; ++noise)
                QVERIFY(importances[c].totalGain > importances[noise].totalGain);
    }
    void moreRoundsNeverRaiseTheTrainingLoss() {
        const Sample sample = planted(2000, 5);
        const auto found =
            fit(sample.x, sample.y, {.rounds = 60, .eta = 0.3, .recordTrainingLoss = true});
        QCOMPARE(found.trainingLossPerRound.size(), std::size_t{60});
        QVERIFY(std::ranges::is_sorted(found.trainingLossPerRound, std::greater<>()));
        QCOMPARE(found.trainingLossPerRound.back(), found.trainingLoss);
    }
    void theNumberOfThreadsDoesNotChangeAByte_data() {
        QTest::addColumn<int>("threads");
        QTest::addColumn<double>("share");
        for (const int threads : {2, 3, 8})
            for (const double share : {1.0, 0.6})
                QTest::addRow("%d threads, share %g", threads, share) << threads << share;
    }
    void theNumberOfThreadsDoesNotChangeAByte() {
        QFETCH(int, threads);
        QFETCH(double, share);
        const Sample sample = planted(30'000, 8);
        std::vector<double> weights;
        Rng rng(4);
        for (std::size_t r = 0; r < sample.x.rows; ++r)
            weights.push_back(rng.uniform(0.1, 3));
        BoostedTreesParams params{.rounds = 15,
                                  .rowShare = share,
                                  .columnShare = share,
                                  .positiveWeight = 1.7,
                                  .holdOut = 0.2};
        const auto one = fit(sample.x, sample.y, params, weights);
        params.threads = threads;
        const auto many = fit(sample.x, sample.y, params, weights);
        QCOMPARE(one.model.save().value(), many.model.save().value());
        QCOMPARE(one.holdOutLossPerRound, many.holdOutLossPerRound);
        QCOMPARE(margins(one.model, sample.x), margins(many.model, sample.x, threads));
    }
    void theSeedDecidesWhichRowsAreDrawn() {
        const Sample sample = planted(2000, 4);
        BoostedTreesParams params{.rounds = 5, .rowShare = 0.5};
        const auto first = fit(sample.x, sample.y, params).model.save().value();
        QCOMPARE(fit(sample.x, sample.y, params).model.save().value(), first);
        params.seed = 2;
        QVERIFY(fit(sample.x, sample.y, params).model.save().value() != first);
    }
    void anotherModelInBetweenChangesNothing() {
        const Sample sample = planted(2000, 4);
        const BoostedTreesParams params{.rounds = 5, .rowShare = 0.5};
        const auto first = fit(sample.x, sample.y, params).model.save().value();
        fit(sample.x, sample.y, {.rounds = 3, .rowShare = 0.3, .seed = 99});
        QCOMPARE(fit(sample.x, sample.y, params).model.save().value(), first);
    }
    void trainingStopsWhenTheHoldOutGetsNoBetter() {
        const Sample sample = planted(1500, 6);
        const auto found = fit(sample.x, sample.y, {.rounds = 500, .holdOut = 0.3, .patience = 10});
        QVERIFY(found.stoppedEarly);
        const auto best = std::ranges::min_element(found.holdOutLossPerRound);
        const auto kept = static_cast<int>(best - found.holdOutLossPerRound.begin()) + 1;
        QCOMPARE(found.model.rounds(), kept);
        QCOMPARE(found.roundsRun, kept + 10);
        QCOMPARE(found.holdOutLossPerRound.size(), static_cast<std::size_t>(found.roundsRun));
    }
    void aModelStoppedEarlyIsTheOneOfThatManyRounds() {
        const Sample sample = planted(1500, 6);
        BoostedTreesParams params{.rounds = 500, .holdOut = 0.3, .patience = 10};
        const auto found = fit(sample.x, sample.y, params);
        params.rounds = found.model.rounds();
        QCOMPARE(margins(fit(sample.x, sample.y, params).model, sample.x),
                 margins(found.model, sample.x));
    }
    void theLastRowsCanBeHeldOut() {
        // The first 80 rows say x decides, the last 20 the opposite: the best model is the first.
        Matrix x(100, 1);
        std::vector<std::uint8_t> y;
        for (std::size_t r = 0; r < 100; ++r) {
            x.at(r, 0) = static_cast<double>(r % 2);
            y.push_back((r % 2 == 1) == (r < 80) ? 1 : 0);
        }
        const auto found =
            fit(x, y, {.rounds = 50, .holdOut = 0.2, .holdOutLast = true, .patience = 3});
        QCOMPARE(found.model.rounds(), 1);
        QCOMPARE(found.roundsRun, 4);
        QVERIFY(margins(found.model, column({1}))[0] > 0);
    }
    void aMonotoneColumnIsMonotone() {
        const Sample sample = planted(3000, 4);
        const auto found = fit(sample.x, sample.y, {.rounds = 50, .monotone = {1, -1, 0, 0}});
        Matrix line(100, 4);
        for (std::size_t c = 0; c < 2; ++c) {
            for (std::size_t r = 0; r < 100; ++r)
                for (std::size_t k = 0; k < 4; ++k)
                    line.at(r, k) = k == c ? static_cast<double>(r) / 20 - 2.5 : 0.3;
            auto log = margins(found.model, line);
            if (c == 1)
                std::ranges::reverse(log);
            QVERIFY(std::ranges::is_sorted(log));
        }
    }
    void aMissingValueIsInformation() {
        Matrix x(200, 1);
        std::vector<std::uint8_t> y;
        for (std::size_t r = 0; r < 200; ++r) {
            y.push_back(r % 2 == 0 ? 1 : 0);
            x.at(r, 0) = r % 2 == 0 ? kMissing : static_cast<double>(r % 7);
        }
        const auto found = fit(x, y, {.rounds = 20});
        QVERIFY(probabilities(found.model, column({kMissing}))[0] > 0.9);
        QVERIFY(probabilities(found.model, column({3}))[0] < 0.1);
    }
    void aColumnWithoutAnyValueIsIgnored() {
        Matrix x(50, 2, kMissing);
        std::vector<std::uint8_t> y;
        for (std::size_t r = 0; r < 50; ++r) {
            x.at(r, 1) = static_cast<double>(r);
            y.push_back(r > 25 ? 1 : 0);
        }
        const auto found = fit(x, y, {.rounds = 5});
        QCOMPARE(found.model.importances().value()[0].splits, std::int64_t{0});
        QCOMPARE(found.model.importances().value()[1].gain, 1.0);
    }
    void constantColumnsGiveAModelWithoutSplits() {
        const auto found = fit(Matrix(50, 2, 3.0), std::vector<std::uint8_t>([] {
                                   std::vector<std::uint8_t> y(50, 0);
                                   y[7] = 1;
                                   return y;
                               }()),
                               {.rounds = 3});
        const auto importances = found.model.importances().value();
        for (const auto& importance : importances)
            QCOMPARE(importance.splits, std::int64_t{0});
        QVERIFY(probabilities(found.model, Matrix(1, 2, 3.0))[0] < 0.5);
    }
    void aSavedModelIsTheSameModel() {
        const Sample sample = planted(1000, 4);
        const auto found = fit(sample.x, sample.y, {.rounds = 10});
        const std::string bytes = found.model.save().value();
        const auto loaded = BoostedTrees::load(bytes).value();
        QCOMPARE(loaded.columns(), std::size_t{4});
        QCOMPARE(loaded.rounds(), 10);
        QCOMPARE(margins(loaded, sample.x), margins(found.model, sample.x));
        QCOMPARE(loaded.save().value(), bytes);
    }
    void aDamagedModelIsRefused() {
        const Sample sample = planted(200, 4);
        const std::string bytes = fit(sample.x, sample.y, {.rounds = 3}).model.save().value();
        std::string changed = bytes;
        changed[bytes.size() / 2] ^= 1;
        for (const std::string& bad :
             {std::string(), std::string("garbage"), bytes.substr(0, 20),
              bytes.substr(0, bytes.size() - 1), changed, std::string(5000, '\0')}) {
            const auto loaded = BoostedTrees::load(bad);
            QVERIFY(!loaded);
            QCOMPARE(loaded.error().code, ErrorCode::IntegrityFault);
        }
    }
    void badInputIsRefused() {
        const double infinity = std::numeric_limits<double>::infinity();
        QCOMPARE(errorOf(column({1, 2}), {0, 2}).code, ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(column({1, 2}), {1, 1}).code, ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(column({1, 2}), {0}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(column({1}), {0}).code, ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(Matrix(), {}).code, ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(column({1, 2}), {0, 1}, {}, {1, -1}).code, ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(column({1, 2}), {0, 1}, {}, {1, 0}).code, ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(column({1, 2}), {0, 1}, {.monotone = {1, 1}}).code, ErrorCode::Usage);
        for (const double bad : {infinity, -infinity, 1e39}) {
            const Error error = errorOf(column({1, 2, bad}), {0, 1, 1});
            QCOMPARE(error.code, ErrorCode::InvalidNumber);
            QVERIFY(error.detail.starts_with("row 3, column 1"));
        }
        QCOMPARE(
            errorOf(Matrix(64, 60'000, 1.0), std::vector<std::uint8_t>(64, 1), {.depth = 16}).code,
            ErrorCode::MemoryLimit);
    }
    void impossibleParametersAreRefused_data() {
        QTest::addColumn<int>("which");
        for (int which = 0; which < 12; ++which)
            QTest::addRow("%d", which) << which;
    }
    void impossibleParametersAreRefused() {
        QFETCH(int, which);
        const BoostedTreesParams bad[] = {
            {.rounds = 0},         {.depth = 0},      {.depth = 17},   {.eta = 0},
            {.eta = kMissing},     {.l2 = -1},        {.rowShare = 0}, {.maxBins = 1},
            {.positiveWeight = 0}, {.monotone = {2}}, {.holdOut = 1},  {.patience = 0},
        };
        QCOMPARE(errorOf(column({1, 2}), {0, 1}, bad[which]).code, ErrorCode::Usage);
    }
    void rowsOfAnotherWidthAreRefused() {
        const auto found = fit(column({1, 2}), {0, 1}, {.rounds = 1});
        NoTaskContext context;
        QCOMPARE(found.model.margins(Matrix(1, 2), 1, context).error().code, ErrorCode::Usage);
        QVERIFY(found.model.margins(Matrix(0, 1), 1, context)->empty());
    }
    void cancellingStopsWithin200Milliseconds_data() {
        QTest::addColumn<int>("questions");
        QTest::newRow("while binning") << 5;
        QTest::newRow("while boosting") << 60;
    }
    void cancellingStopsWithin200Milliseconds() {
        QFETCH(int, questions);
        const Sample sample = planted(40'000, 20);
        test::TimedCancel context(questions);
        const auto found = fitBoostedTrees(sample.x, sample.y, {}, {.rounds = 500}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
    void cancellingAnExplanationStopsWithin200Milliseconds() {
        const Sample sample = planted(5000, 10);
        const auto found = fit(sample.x, sample.y, {.rounds = 100});
        test::TimedCancel context(4);
        const auto parts = found.model.contributions(sample.x, 1, context);
        QVERIFY(!parts);
        QCOMPARE(parts.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstBoostedTrees)
#include "tst_boosted_trees.moc"
