// The same data and penalties as scikit-learn and SciPy
// (tests/reference/make_supervised_fixtures.py).
#include "core/learn/classify/calibration.h"
#include "core/learn/classify/logistic.h"
#include "core/learn/measure/distributions.h"
#include "core/learn/measure/intervals.h"
#include "core/learn/measure/metrics.h"
#include "core/learn/measure/regression_metrics.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

using Numbers = std::vector<double>;
using Labels = std::vector<std::uint8_t>;

nlohmann::json fixture(const char* part) {
    std::ifstream file(qEnvironmentVariable("MOPS_SOURCE_DIR").toStdString() +
                       "/tests/reference/supervised.json");
    return nlohmann::json::parse(file).at(part);
}

/// Relative to numbers above 1, absolute below. A null wants NaN.
bool near(double actual, const nlohmann::json& expected, double tolerance) {
    if (expected.is_null())
        return std::isnan(actual);
    const double wanted = expected.get<double>();
    const bool ok = std::abs(actual - wanted) <= tolerance * std::max(1.0, std::abs(wanted));
    if (!ok)
        qWarning("actual %.17g, expected %.17g", actual, wanted);
    return ok;
}

/// Relative at any size.
bool close(double actual, double expected, double tolerance) {
    const bool ok =
        actual == expected || std::abs(actual - expected) <= tolerance * std::abs(expected);
    if (!ok)
        qWarning("actual %.17g, expected %.17g", actual, expected);
    return ok;
}

LogisticResult fit(const nlohmann::json& data, const LogisticParams& params) {
    const auto x = data.at("x").get<Numbers>();
    NoTaskContext context;
    return fitLogistic({x.data(), x.size() / 5, 5}, data.at("y").get<Labels>(), {}, params, context)
        .value();
}

bool sameModel(const LogisticResult& found, const nlohmann::json& expected, double tolerance) {
    bool same = near(found.intercept, expected.at("intercept"), tolerance);
    for (std::size_t c = 0; c < found.coefficients.size(); ++c)
        same = near(found.coefficients[c], expected.at("coefficients")[c], tolerance) && same;
    return same;
}

/// The formula of the script.
struct Many {
    Matrix x{60'000, 4};
    Labels y;
};

Many manyRows() {
    const double steps[] = {std::sqrt(2.0), std::sqrt(3.0), std::sqrt(5.0), std::sqrt(7.0),
                            std::sqrt(11.0)};
    Many many;
    for (std::size_t r = 0; r < many.x.rows; ++r) {
        double u[5];
        for (std::size_t k = 0; k < 5; ++k)
            u[k] = std::fmod(static_cast<double>(r + 1) * steps[k], 1.0);
        many.x.at(r, 0) = u[0];
        many.x.at(r, 1) = 10 * u[1] + u[0];
        many.x.at(r, 2) = u[2] * u[2];
        many.x.at(r, 3) = 3 * u[3] - 100;
        const double eta = 2 * many.x.at(r, 0) - 0.3 * many.x.at(r, 1) + many.x.at(r, 2) +
                           0.1 * (many.x.at(r, 3) + 100);
        many.y.push_back(u[4] < 1 / (1 + std::exp(-eta)) ? 1 : 0);
    }
    return many;
}

} // namespace

class TstSupervisedReference : public QObject {
    Q_OBJECT

private slots:
    void coefficientsWithAnAbsolutePenalty() {
        const auto data = fixture("logistic");
        const auto l1 = fit(data, {.l2 = 0, .l1 = 3, .standardize = false});
        QVERIFY(sameModel(l1, data.at("l1"), 1e-5));
        QCOMPARE(l1.coefficients[2], 0.0);
        // 1/C = 4 with a ratio of 0.6
        QVERIFY(sameModel(fit(data, {.l2 = 1.6, .l1 = 2.4, .standardize = false}), data.at("net"),
                          1e-5));
    }
    void coefficientsWithBalancedClasses() {
        const auto data = fixture("logistic");
        QVERIFY(sameModel(fit(data, {.standardize = false, .balanced = true}), data.at("balanced"),
                          1e-6));
    }
    void coefficientsAndStandardErrorsWithoutAPenalty() {
        const auto data = fixture("logistic");
        const auto found = fit(data, {.l2 = 0, .gradientTolerance = 1e-10});
        QVERIFY(sameModel(found, data.at("free"), 1e-6));
        QVERIFY(near(found.interceptStandardError, data.at("free_errors")[0], 1e-6));
        for (std::size_t c = 0; c < 5; ++c)
            QVERIFY(near(found.standardErrors[c], data.at("free_errors")[c + 1], 1e-6));
    }
    void coefficientsOfManyRows() {
        const auto data = fixture("logistic");
        const Many many = manyRows();
        QCOMPARE(std::ranges::count(many.y, std::uint8_t{1}),
                 data.at("many_positive").get<std::ptrdiff_t>());
        NoTaskContext context;
        const auto found = fitLogistic(many.x, many.y, {}, {.standardize = false}, context);
        QVERIFY(found && found->converged && found->sampleIterations > 0);
        QVERIFY(sameModel(*found, data.at("many"), 1e-6));
    }
    void classifierMetrics() {
        for (const auto& data : fixture("metrics")) {
            const auto y = data.at("y").get<Labels>();
            const auto score = data.at("score").get<Numbers>();
            const Confusion confusion = confusionAt(y, score, data.at("threshold"));
            QVERIFY(near(confusion.accuracy(), data.at("accuracy"), 1e-12));
            QVERIFY(near(confusion.precision(), data.at("precision"), 1e-12));
            QVERIFY(near(confusion.recall(), data.at("recall"), 1e-12));
            QVERIFY(near(confusion.f1(), data.at("f1"), 1e-12));
            QVERIFY(near(confusion.balancedAccuracy(), data.at("balanced_accuracy"), 1e-12));
            QVERIFY(near(confusion.matthews(), data.at("matthews"), 1e-12));
            QVERIFY(near(rocAuc(y, score), data.at("roc_auc"), 1e-12));
            QVERIFY(near(prAuc(y, score), data.at("pr_auc"), 1e-12));
            if (data.contains("ks"))
                QVERIFY(near(kolmogorovSmirnov(y, score).ks, data.at("ks"), 1e-12));
            if (!data.contains("brier"))
                continue;
            QVERIFY(near(brier(y, score), data.at("brier"), 1e-12));
            QVERIFY(near(logLoss(y, score), data.at("log_loss"), 1e-12));
            const auto bins = reliabilityOfEqualWidth(y, score, 5);
            QCOMPARE(bins.size(), data.at("calibration").at("observed").size());
            for (std::size_t b = 0; b < bins.size(); ++b) {
                QVERIFY(
                    near(bins[b].observedRate, data.at("calibration").at("observed")[b], 1e-12));
                QVERIFY(
                    near(bins[b].meanPredicted, data.at("calibration").at("predicted")[b], 1e-12));
            }
        }
    }
    void forecastMetrics() {
        const auto data = fixture("regression");
        const auto a = data.at("actual").get<Numbers>();
        const auto f = data.at("forecast").get<Numbers>();
        QVERIFY(near(meanAbsoluteError(a, f), data.at("mae"), 1e-12));
        QVERIFY(near(rootMeanSquaredError(a, f), data.at("rmse"), 1e-12));
        QVERIFY(near(medianAbsoluteError(a, f), data.at("median"), 1e-12));
        QVERIFY(near(coefficientOfDetermination(a, f), data.at("r2"), 1e-12));
        QVERIFY(near(meanAbsolutePercentageError(a, f), data.at("mape"), 1e-12));
        QVERIFY(near(pinballLoss(a, f, 0.9), data.at("pinball_90"), 1e-12));
    }
    void calibratedProbabilities() {
        const auto data = fixture("calibration");
        const auto score = data.at("score").get<Numbers>();
        const auto y = data.at("y").get<Labels>();
        const auto isotonic = fitIsotonic(score, y, data.at("weight").get<Numbers>());
        QVERIFY(isotonic);
        const auto asked = data.at("asked").get<Numbers>();
        for (std::size_t i = 0; i < asked.size(); ++i)
            QVERIFY(near(isotonic->apply(asked[i]), data.at("isotonic")[i], 1e-9));
        const auto platt = fitPlatt(score, y);
        QVERIFY(platt);
        QVERIFY(near(platt->slope, data.at("slope"), 1e-6));
        QVERIFY(near(platt->intercept, data.at("intercept"), 1e-6));
    }
    void distributions() {
        const auto data = fixture("distributions");
        for (const auto& row : data.at("normal_quantile"))
            QVERIFY(close(normalQuantile(row[0]), row[1], 1e-13));
        for (const auto& row : data.at("student_cdf"))
            QVERIFY(close(studentCdf(row[0], row[1]), row[2], 1e-9));
        for (const auto& row : data.at("student_quantile")) // SciPy's own error is 2e-9
            QVERIFY(close(studentQuantile(row[0], row[1]), row[2], 1e-8));
        for (const auto& row : data.at("chi_square_tail"))
            QVERIFY(close(chiSquareTail(row[0], row[1]), row[2], 1e-10));
    }
    void intervals() {
        const auto data = fixture("intervals");
        for (const auto& row : data.at("wilson")) {
            const auto events = static_cast<std::int64_t>(row[0].get<double>());
            const auto rows = static_cast<std::int64_t>(row[1].get<double>());
            const Interval found = wilsonInterval(events, rows);
            QVERIFY(near(found.low, row[2], 1e-12));
            QVERIFY(near(found.high, row[3], 1e-12));
        }
        const auto means =
            compareMeans(data.at("first").get<Numbers>(), data.at("second").get<Numbers>());
        QVERIFY(means);
        QVERIFY(near(means->difference, data.at("difference"), 1e-12));
        QVERIFY(near(means->ofDifference.low, data.at("low"), 1e-9));
        QVERIFY(near(means->ofDifference.high, data.at("high"), 1e-9));
        QVERIFY(near(means->degrees, data.at("degrees"), 1e-10));
        QVERIFY(near(means->pValue, data.at("p_value"), 1e-10));
    }
};

QTEST_APPLESS_MAIN(TstSupervisedReference)
#include "tst_supervised_reference.moc"
