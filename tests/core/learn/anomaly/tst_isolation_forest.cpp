#include "core/learn/anomaly/isolation_forest.h"

#include "core/base/rng.h"
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

Matrix normals(std::size_t rows, std::size_t columns, std::uint64_t seed = 5) {
    Rng rng(seed);
    Matrix x(rows, columns);
    for (double& value : x.values)
        value = rng.normal();
    return x;
}

Matrix column(std::vector<double> values) {
    Matrix x(values.size(), 1);
    x.values = std::move(values);
    return x;
}

IsolationForest fit(const Matrix& x, const IsolationForestParams& params = {}) {
    NoTaskContext context;
    return fitIsolationForest(x, params, context).value();
}

std::vector<double> scores(const IsolationForest& forest, const Matrix& x, int threads = 1) {
    NoTaskContext context;
    return isolationScores(forest, x, threads, context).value();
}

Error errorOf(const Matrix& x, const IsolationForestParams& params = {}) {
    NoTaskContext context;
    const auto result = fitIsolationForest(x, params, context);
    return result ? Error{} : result.error();
}

bool near(double a, double b, double tolerance) {
    const bool ok = std::abs(a - b) <= tolerance;
    if (!ok)
        qWarning("%.17g is not %.17g", a, b);
    return ok;
}

nlohmann::json fixture() {
    std::ifstream file(qEnvironmentVariable("MOPS_SOURCE_DIR").toStdString() +
                       "/tests/reference/isolation_forest.json");
    return nlohmann::json::parse(file);
}

} // namespace

class TstIsolationForest : public QObject {
    Q_OBJECT

private slots:
    void theNormalisationIsTheMeanSearchPath() {
        // 2 (ln(n−1) + γ) − 2 (n−1)/n with γ = 0.5772156649015329:
        // n = 3: 2 (0.6931471805599453 + γ) − 4/3; n = 256: 2 (5.541263545158426 + γ) − 510/256.
        QCOMPARE(averagePathLength(0), 0.0);
        QCOMPARE(averagePathLength(1), 0.0);
        QCOMPARE(averagePathLength(2), 1.0);
        QVERIFY(near(averagePathLength(3), 1.2073923575896230, 1e-14));
        QVERIFY(near(averagePathLength(256), 10.244770920119917, 1e-13));
    }
    void twoRowsAreAlwaysOneStepApart() {
        // Both rows end after one step, c(2) = 1: 2^(−1/1).
        const Matrix x = column({3, 8});
        const auto found = scores(fit(x, {.trees = 7}), x);
        QCOMPARE(found, (std::vector<double>{0.5, 0.5}));
    }
    void threeRowsHaveTheScoresOfTheirTwoTrees() {
        // Rows 0, 1, 4: height limit ⌈log2 3⌉ = 2. The first cut falls below 1 with probability
        // 1/4 (row 0 alone at depth 1, the others at 2), above it with 3/4 (row 4 alone). Lengths
        // 7/4, 2, 5/4; score 2^(−length / c(3)). 20,000 trees: standard error of a mean length
        // √(3/16 / 20,000) = 0.003, of a score at most 0.0014; five of them.
        const Matrix x = column({0, 1, 4});
        const auto found = scores(fit(x, {.trees = 20'000}), x);
        const double c3 = 1.2073923575896230;
        QVERIFY(near(found[0], std::exp2(-1.75 / c3), 0.007));
        QCOMPARE(found[1], std::exp2(-2 / c3));
        QVERIFY(near(found[2], std::exp2(-1.25 / c3), 0.007));
    }
    void rowsThatCannotBeToldApartScoreAHalf() {
        // A tree whose sample is constant is one leaf of `sample` rows: length c(sample).
        Matrix x(1000, 1, 7.0);
        x.at(999, 0) = 8; // so that the column as a whole is not constant
        const auto forest = fit(x, {.trees = 1, .sample = 2});
        QCOMPARE(forest.nodes.size(), std::size_t{1});
        QCOMPARE(scores(forest, x)[0], 0.5);
    }
    void scoresFollowScikitLearnsDistribution() {
        const auto data = fixture();
        Matrix x;
        x.values = data.at("x").get<std::vector<double>>();
        x.columns = data.at("columns").get<std::size_t>();
        x.rows = x.values.size() / x.columns;
        const int seeds = 40;
        std::vector<double> mean(x.rows, 0.0);
        for (int seed = 1; seed <= seeds; ++seed) {
            const auto found = scores(fit(x, {.seed = static_cast<std::uint64_t>(seed)}), x);
            for (std::size_t r = 0; r < x.rows; ++r)
                mean[r] += found[r] / seeds;
        }
        // Two means over 40 forests: standard error spread · √(2/40), five of them.
        const double tolerance =
            5 * data.at("largest_spread").get<double>() * std::sqrt(2.0 / seeds);
        QVERIFY(tolerance < 0.02);
        const auto theirs = data.at("mean_score").get<std::vector<double>>();
        for (std::size_t r = 0; r < x.rows; ++r)
            QVERIFY(near(mean[r], theirs[r], tolerance));
    }
    void aucIsWithinTheSeedNoiseOfScikitLearns() {
        const auto data = fixture();
        Matrix x;
        x.values = data.at("x").get<std::vector<double>>();
        x.columns = data.at("columns").get<std::size_t>();
        x.rows = x.values.size() / x.columns;
        const auto label = data.at("label").get<std::vector<std::uint8_t>>();
        double mean = 0;
        for (std::uint64_t seed = 1; seed <= 20; ++seed)
            mean += rocAuc(label, scores(fit(x, {.seed = seed}), x)) / 20;
        const double spread = data.at("auc_spread").get<double>();
        QVERIFY(near(mean, data.at("auc_mean").get<double>(), 4 * spread * std::sqrt(1.0 / 20)));
    }
    void plantedOutliersScoreHighest() {
        Matrix x = normals(2000, 5);
        std::vector<std::uint8_t> label(2000, 0);
        for (std::size_t r = 0; r < 20; ++r) {
            x.at(r * 100, r % 5) = r % 2 == 0 ? 9.0 : -9.0;
            x.at(r * 100, (r + 1) % 5) = 9.0;
            label[r * 100] = 1;
        }
        QVERIFY(rocAuc(label, scores(fit(x), x)) > 0.995);
    }
    void theColumnThatMakesARowUnusualContributesMost() {
        const Matrix x = normals(2000, 5);
        const auto forest = fit(x);
        for (std::size_t c = 0; c < 5; ++c) {
            std::vector<double> row(5, 0.1);
            row[c] = 8;
            const auto reason = explainIsolation(forest, row).value();
            const auto most = std::ranges::max_element(reason.contributions);
            QCOMPARE(static_cast<std::size_t>(most - reason.contributions.begin()), c);
            QVERIFY(*most > 0);
        }
    }
    void contributionsSumToTheLogarithmOfTheScore() {
        const Matrix x = normals(500, 6);
        const auto forest = fit(x);
        const auto found = scores(forest, x);
        for (std::size_t r = 0; r < x.rows; ++r) {
            const auto reason = explainIsolation(forest, x.row(r)).value();
            QVERIFY(near(reason.score, found[r], 1e-12));
            const double total = std::accumulate(reason.contributions.begin(),
                                                 reason.contributions.end(), reason.base);
            QVERIFY(near(total, std::log2(found[r]), 1e-9));
        }
    }
    void scaleAndPlaceOfAColumnDoNotMatter() {
        // Also far from zero, where four bytes could not tell the rows apart.
        const Matrix x = normals(500, 2);
        Matrix moved = x;
        for (std::size_t r = 0; r < x.rows; ++r) {
            moved.at(r, 0) = 0x1p30 + x.at(r, 0) * 0x1p-3;
            moved.at(r, 1) = x.at(r, 1) * 0x1p100;
        }
        const auto before = scores(fit(x), x);
        const auto after = scores(fit(moved), moved);
        for (std::size_t r = 0; r < x.rows; ++r)
            QVERIFY(near(before[r], after[r], 1e-3)); // a row at a threshold may change sides
    }
    void aConstantColumnChangesNothingButTheDraws() {
        Matrix x(300, 2, 4.0);
        Rng rng(8);
        for (std::size_t r = 0; r < 300; ++r)
            x.at(r, 0) = rng.normal();
        const auto forest = fit(x);
        for (const auto& node : forest.nodes)
            QVERIFY(node.feature != 1);
    }
    void aTreeHasAtMostTwiceItsSampleOfNodesAndItsHeight() {
        const auto forest = fit(normals(3000, 3), {.trees = 20, .sample = 200});
        QCOMPARE(forest.trees(), std::size_t{20});
        for (std::size_t t = 0; t < 20; ++t) {
            QVERIFY(forest.treeBegin[t + 1] - forest.treeBegin[t] <= 399);
            QVERIFY(forest.treeHeight[t] <= 8);
        }
    }
    void theLargestSampleFitsItsNodes() {
        const Matrix x = normals(40'000, 2);
        const auto forest = fit(x, {.trees = 2, .sample = 32'768});
        for (const double score : scores(forest, x))
            QVERIFY(score > 0 && score < 1);
    }
    void aSampleLargerThanTheTableIsTheTable() { QCOMPARE(fit(normals(50, 2)).sample, 50); }
    void theNumberOfThreadsDoesNotChangeAByte_data() {
        QTest::addColumn<int>("threads");
        for (const int threads : {2, 3, 8})
            QTest::addRow("%d", threads) << threads;
    }
    void theNumberOfThreadsDoesNotChangeAByte() {
        QFETCH(int, threads);
        const Matrix x = normals(20'000, 7);
        const auto one = fit(x);
        const auto many = fit(x, {.threads = threads});
        QCOMPARE(one.expectedLength, many.expectedLength);
        QCOMPARE(scores(one, x), scores(many, x, threads));
    }
    void anotherSeedGivesAnotherForest() {
        const Matrix x = normals(500, 3);
        QVERIFY(scores(fit(x), x) != scores(fit(x, {.seed = 2}), x));
    }
    void permutedRowsScoreTheSameInTheSameForest() {
        const Matrix x = normals(1000, 4);
        const auto forest = fit(x);
        Matrix reversed(1000, 4);
        for (std::size_t r = 0; r < 1000; ++r)
            std::ranges::copy(x.row(999 - r), reversed.row(r).begin());
        auto found = scores(forest, reversed);
        std::ranges::reverse(found);
        QCOMPARE(found, scores(forest, x));
    }
    void rowsFarOutsideTheTrainingRangeAreScored() {
        const auto forest = fit(normals(500, 2));
        const Matrix far = column({1e140, -1e140});
        Matrix x(1, 2);
        x.values = far.values;
        const double score = scores(forest, x)[0];
        QVERIFY(score > 0.6 && score < 1);
    }
    void badInputIsRefused() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinity = std::numeric_limits<double>::infinity();
        for (const double bad : {nan, infinity, -infinity, 1e200}) {
            Matrix x = normals(5000, 3);
            x.at(4321, 1) = bad;
            QCOMPARE(errorOf(x).code, ErrorCode::InvalidNumber);
            QCOMPARE(errorOf(x).detail, std::string("row 4322, column 2"));
            NoTaskContext context;
            QCOMPARE(isolationScores(fit(normals(10, 3)), x, 2, context).error().code,
                     ErrorCode::InvalidNumber);
        }
        QCOMPARE(errorOf(Matrix()).code, ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(Matrix(1, 3)).code, ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(Matrix(9, 3, 1.0)).code, ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(normals(9, 1), {.trees = 0}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(normals(9, 1), {.sample = 1}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(normals(9, 1), {.sample = 32'769}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(normals(9, 1), {.threads = 0}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(normals(2, 65'535)).code, ErrorCode::Usage);
        QCOMPARE(errorOf(normals(32'768, 1), {.trees = 100'000, .sample = 32'768}).code,
                 ErrorCode::MemoryLimit);
        NoTaskContext context;
        const auto forest = fit(normals(10, 3));
        QCOMPARE(isolationScores(forest, normals(2, 2), 1, context).error().code, ErrorCode::Usage);
        QCOMPARE(explainIsolation(forest, std::vector<double>{1, nan, 2}).error().code,
                 ErrorCode::InvalidNumber);
    }
    void noRowsHaveNoScores() { QVERIFY(scores(fit(normals(10, 3)), Matrix(0, 3)).empty()); }
    void cancellingTheGrowthStopsWithin200Milliseconds() {
        test::TimedCancel context(60);
        const auto found =
            fitIsolationForest(normals(50'000, 20), {.trees = 500, .threads = 2}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
    void cancellingTheScoringStopsWithin200Milliseconds() {
        const Matrix x = normals(50'000, 20);
        const auto forest = fit(x, {.trees = 500});
        test::TimedCancel context(60);
        const auto found = isolationScores(forest, x, 2, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstIsolationForest)
#include "tst_isolation_forest.moc"
