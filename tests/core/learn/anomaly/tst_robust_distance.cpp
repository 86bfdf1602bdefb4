#include "core/learn/anomaly/robust_distance.h"

#include "core/base/rng.h"
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

/// Correlated normal rows; the first `outliers` of them far away, close together.
Matrix clustered(std::size_t rows, std::size_t columns, std::size_t outliers) {
    Rng rng(31);
    Matrix x(rows, columns);
    for (std::size_t r = 0; r < rows; ++r) {
        const double common = rng.normal();
        for (std::size_t c = 0; c < columns; ++c)
            x.at(r, c) =
                r < outliers ? 12 + rng.normal() : static_cast<double>(c) + common + rng.normal();
    }
    return x;
}

Matrix column(std::vector<double> values) {
    Matrix x(values.size(), 1);
    x.values = std::move(values);
    return x;
}

RobustScale scaleOf(const Matrix& x, int threads = 1) {
    NoTaskContext context;
    return robustScale(x, threads, context).value();
}

RobustDistanceResult fit(const Matrix& x, const RobustDistanceParams& params = {}) {
    NoTaskContext context;
    return robustDistance(x, params, context).value();
}

Error errorOf(const Matrix& x, const RobustDistanceParams& params = {}) {
    NoTaskContext context;
    const auto result = robustDistance(x, params, context);
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
                       "/tests/reference/robust_distance.json");
    return nlohmann::json::parse(file);
}

} // namespace

class TstRobustDistance : public QObject {
    Q_OBJECT

private slots:
    void medianAndMadAreThoseOfPaperAndPencil() {
        // 1 2 3 4 100: median 3, deviations 2 1 0 1 97, their median 1.
        const auto odd = scaleOf(column({100, 2, 1, 4, 3}));
        QCOMPARE(odd.median[0], 3.0);
        QVERIFY(near(odd.deviation[0], 1.482602218505602, 1e-15));
        // 1 2 4 8: median 3, deviations 2 1 1 5, their median 1.5.
        const auto even = scaleOf(column({8, 1, 4, 2}));
        QCOMPARE(even.median[0], 3.0);
        QVERIFY(near(even.deviation[0], 1.5 * 1.482602218505602, 1e-15));
        const auto z = robustZ(column({100}), odd).value();
        QVERIFY(near(z.at(0, 0), 97 / 1.482602218505602, 1e-12));
    }
    void whereMostValuesAreEqualTheMeanDeviationIsTaken() {
        // Median 0, MAD 0, mean |x| = (1 + 4)/5 = 1.
        const auto found = scaleOf(column({0, 0, 0, 1, 4}));
        QVERIFY(near(found.deviation[0], std::sqrt(M_PI / 2), 1e-12));
    }
    void aConstantColumnHasNoDeviationAndScoresNought() {
        const auto found = scaleOf(column({7, 7, 7}));
        QCOMPARE(found.deviation[0], 0.0);
        QCOMPARE(robustZ(column({7, 9}), found).value().values, (std::vector<double>{0, 0}));
    }
    void theDeterminantIsAtMostThatOfScikitLearn_data() {
        QTest::addColumn<int>("number");
        const std::size_t cases = fixture().at("cases").size();
        for (std::size_t k = 0; k < cases; ++k)
            QTest::addRow("case %zu", k) << static_cast<int>(k);
    }
    void theDeterminantIsAtMostThatOfScikitLearn() {
        QFETCH(int, number);
        const auto data = fixture().at("cases").at(static_cast<std::size_t>(number));
        Matrix x;
        x.values = data.at("x").get<std::vector<double>>();
        x.columns = data.at("columns").get<std::size_t>();
        x.rows = x.values.size() / x.columns;
        const auto rows = data.at("support_rows").get<std::size_t>();
        const auto found =
            fit(x, {.support = (static_cast<double>(rows) - 0.5) / static_cast<double>(x.rows)});
        QCOMPARE(found.supportRows, rows);
        QVERIFY(found.logDeterminant <= data.at("log_determinant").get<double>() + 1e-9);
        // Reweighting differs in its factors only, so the centres differ by a few border rows.
        const auto location = data.at("location").get<std::vector<double>>();
        for (std::size_t c = 0; c < x.columns; ++c)
            QVERIFY(
                near(found.location[c], location[c], 0.3 * std::sqrt(found.covariance.at(c, c))));
        // What scikit-learn finds far out at 1 in 10,000 is out at 1 in 40.
        for (const auto& row : data.at("flagged"))
            QVERIFY(found.distance[row.get<std::size_t>()] > found.cutDistance);
    }
    void theCutIsTheChiSquareQuantile() {
        const auto cuts = fixture().at("chi2_0.975").get<std::vector<double>>();
        QVERIFY(near(fit(clustered(100, 1, 0)).cutDistance, std::sqrt(cuts[0]), 1e-9));
        QVERIFY(near(fit(clustered(100, 2, 0)).cutDistance, std::sqrt(cuts[1]), 1e-9));
        QVERIFY(near(fit(clustered(100, 5, 0)).cutDistance, std::sqrt(cuts[2]), 1e-9));
        QVERIFY(near(fit(clustered(300, 30, 0)).cutDistance, std::sqrt(cuts[3]), 1e-9));
    }
    void fortyPerCentOfPlantedOutliersAreFoundAndChangeNothing() {
        const Matrix x = clustered(2000, 4, 800);
        const auto found = fit(x);
        for (std::size_t r = 0; r < 800; ++r)
            QVERIFY(found.distance[r] > found.cutDistance);
        // The others have centre 0 1 2 3 and covariance 1 + identity: standard error of a mean
        // √(2/1200) = 0.041, of a variance 2 √(2/1200) = 0.082; four of them.
        for (std::size_t c = 0; c < 4; ++c) {
            QVERIFY(near(found.location[c], static_cast<double>(c), 0.17));
            QVERIFY(near(found.covariance.at(c, c), 2, 0.4));
        }
        for (const std::size_t row : found.support)
            QVERIFY(row >= 800);
    }
    void ofNormalRowsTheCutLeavesItsShareOutside() {
        // 2.5 % of 20,000: 500, deviation √(500 · 0.975) = 22; the estimate adds as much.
        const auto found = fit(clustered(20'000, 5, 0));
        QVERIFY(std::abs(static_cast<double>(found.outliers) - 500) < 120);
        // Consistent: the covariance of all rows, 1 + identity.
        QVERIFY(near(found.covariance.at(0, 0), 2, 0.1));
        QVERIFY(near(found.covariance.at(0, 1), 1, 0.1));
    }
    void distancesDoNotDependOnUnits() {
        const Matrix x = clustered(400, 3, 40);
        Matrix scaled = x;
        for (std::size_t r = 0; r < x.rows; ++r) {
            scaled.at(r, 0) = x.at(r, 0) * 0x1p40;
            scaled.at(r, 1) = x.at(r, 1) * 0x1p-40;
        }
        const auto before = fit(x);
        const auto after = fit(scaled);
        for (std::size_t r = 0; r < x.rows; ++r)
            QVERIFY(near(before.distance[r], after.distance[r], 1e-9));
        QCOMPARE(before.support, after.support);
    }
    void partsSumToTheSquaredDistance() {
        const Matrix x = clustered(300, 4, 30);
        const auto found = fit(x);
        for (std::size_t r = 0; r < 50; ++r) {
            const auto parts = distanceParts(found, x.row(r)).value();
            const double squared = found.distance[r] * found.distance[r];
            QVERIFY(near(std::accumulate(parts.begin(), parts.end(), 0.0), squared,
                         1e-9 * (1 + squared)));
        }
    }
    void moreStartsNeverRaiseTheDeterminant() {
        const Matrix x = clustered(200, 3, 70);
        QVERIFY(fit(x, {.starts = 500}).logDeterminant <=
                fit(x, {.starts = 10}).logDeterminant + 1e-12);
    }
    void theNumberOfThreadsDoesNotChangeAByte_data() {
        QTest::addColumn<int>("threads");
        for (const int threads : {2, 3, 8})
            QTest::addRow("%d", threads) << threads;
    }
    void theNumberOfThreadsDoesNotChangeAByte() {
        QFETCH(int, threads);
        const Matrix x = clustered(8000, 6, 1000);
        const auto one = fit(x);
        const auto many = fit(x, {.threads = threads});
        QCOMPARE(one.distance, many.distance);
        QCOMPARE(one.covariance.values, many.covariance.values);
        QCOMPARE(one.support, many.support);
    }
    void aConstantColumnIsRefusedByName() {
        Matrix x = clustered(100, 3, 0);
        for (std::size_t r = 0; r < x.rows; ++r)
            x.at(r, 1) = 4;
        const Error error = errorOf(x);
        QCOMPARE(error.code, ErrorCode::NotEnoughData);
        QCOMPARE(error.detail, std::string("constant: column 2"));
        QVERIFY(!error.hint.empty());
    }
    void columnsThatDependOnEachOtherAreRefusedByName() {
        Matrix x = clustered(1000, 4, 0);
        for (std::size_t r = 0; r < x.rows; ++r)
            x.at(r, 3) = 2 * x.at(r, 0) - 1;
        const Error error = errorOf(x);
        QCOMPARE(error.code, ErrorCode::NotEnoughData);
        QVERIFY(error.detail.starts_with("columns 1, 4 depend on each other in "));
    }
    void mostRowsInAPlaneAreRefusedUnlessTheSupportIsLarger() {
        Matrix x = clustered(1000, 3, 0);
        for (std::size_t r = 0; r < 700; ++r)
            x.at(r, 2) = 0;
        const Error error = errorOf(x);
        QCOMPARE(error.code, ErrorCode::NotEnoughData);
        QVERIFY(error.detail.starts_with("column 3 is constant in "));
        QCOMPARE(fit(x, {.support = 0.9}).supportRows, std::size_t{900});
    }
    void badInputIsRefused() {
        Matrix x = clustered(50, 2, 0);
        x.at(3, 1) = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(errorOf(x).code, ErrorCode::InvalidNumber);
        x.at(3, 1) = std::numeric_limits<double>::infinity();
        QCOMPARE(errorOf(x).code, ErrorCode::InvalidNumber);
        QCOMPARE(errorOf(Matrix()).code, ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(clustered(7, 3, 0)).code, ErrorCode::NotEnoughData);
        QCOMPARE(errorOf(clustered(2000, 513, 0)).code, ErrorCode::Usage);
        const Matrix good = clustered(50, 2, 0);
        QCOMPARE(errorOf(good, {.support = 0.3}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(good, {.starts = 1}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(good, {.cut = 1}).code, ErrorCode::Usage);
        QCOMPARE(errorOf(good, {.threads = 0}).code, ErrorCode::Usage);
        QCOMPARE(distanceParts(fit(good), std::vector<double>{1}).error().code, ErrorCode::Usage);
        QCOMPARE(robustZ(good, scaleOf(column({1, 2}))).error().code, ErrorCode::Usage);
    }
    void cancellingStopsWithin200Milliseconds_data() {
        QTest::addColumn<int>("questions");
        QTest::newRow("early") << 20;
        QTest::newRow("late") << 1200;
    }
    void cancellingStopsWithin200Milliseconds() {
        QFETCH(int, questions);
        const Matrix x = clustered(50'000, 20, 5000);
        test::TimedCancel context(questions);
        const auto found = robustDistance(x, {.threads = 2}, context);
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::Cancelled);
        QVERIFY(context.sinceCancelled() < std::chrono::milliseconds(200));
    }
};

QTEST_APPLESS_MAIN(TstRobustDistance)
#include "tst_robust_distance.moc"
