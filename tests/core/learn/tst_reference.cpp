// The same data, start and penalty as scikit-learn (tests/reference/make_learn_fixtures.py).
#include "core/learn/classify/logistic.h"
#include "core/learn/cluster/cluster_quality.h"
#include "core/learn/cluster/kmeans.h"
#include "core/learn/measure/metrics.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

nlohmann::json fixture(const char* part) {
    std::ifstream file(qEnvironmentVariable("MOPS_SOURCE_DIR").toStdString() +
                       "/tests/reference/learn.json");
    return nlohmann::json::parse(file).at(part);
}

Matrix matrix(const nlohmann::json& from, const char* key) {
    Matrix result;
    result.values = from.at(key).get<std::vector<double>>();
    result.columns = from.at("columns").get<std::size_t>();
    result.rows = result.values.size() / result.columns;
    return result;
}

bool near(double actual, double expected, double tolerance) {
    const bool ok = std::abs(actual - expected) <= tolerance * std::max(1.0, std::abs(expected));
    if (!ok)
        qWarning("actual %.17g, expected %.17g", actual, expected);
    return ok;
}

} // namespace

class TstReference : public QObject {
    Q_OBJECT

private slots:
    void kMeansFromTheSameStartEndsWhereScikitLearnEnds() {
        const auto data = fixture("kmeans");
        NoTaskContext context;
        const auto found =
            kMeansFrom(matrix(data, "x"), matrix(data, "start"), {.k = 4, .tolerance = 0}, context);
        QVERIFY(found);
        QVERIFY(near(found->inertia, data.at("inertia"), 1e-6));
        QCOMPARE(found->labels, data.at("labels").get<std::vector<std::int32_t>>());
        const auto centres = data.at("centres").get<std::vector<double>>();
        for (std::size_t i = 0; i < centres.size(); ++i)
            QVERIFY(near(found->centres.values[i], centres[i], 1e-9));
    }
    void clusterQualityIsThatOfScikitLearn() {
        const auto data = fixture("kmeans");
        const Matrix x = matrix(data, "x");
        const auto labels = data.at("labels").get<std::vector<std::int32_t>>();
        NoTaskContext context;
        QVERIFY(near(silhouette(x, labels, {}, context).value(), data.at("silhouette"), 1e-10));
        QVERIFY(near(calinskiHarabasz(x, labels).value(), data.at("calinski_harabasz"), 1e-10));
        QVERIFY(near(daviesBouldin(x, labels).value(), data.at("davies_bouldin"), 1e-10));
        QVERIFY(near(
            adjustedRandIndex(labels, data.at("other_labels").get<std::vector<std::int32_t>>()),
            data.at("adjusted_rand"), 1e-12));
    }
    void standardizedLogisticCoefficientsAreThoseOfScikitLearn() {
        const auto data = fixture("logistic");
        checkLogistic(data.at("standardized"), matrix(data, "x"), data, {},
                      {.l2 = 2.0, .gradientTolerance = 1e-10});
    }
    void weightedRawLogisticCoefficientsAreThoseOfScikitLearn() {
        const auto data = fixture("logistic");
        checkLogistic(
            data.at("raw"), matrix(data, "raw_x"), data,
            data.at("weights").get<std::vector<double>>(),
            {.l2 = 0.5, .standardize = false, .gradientTolerance = 1e-10, .positiveWeight = 3.0});
    }
    void classifierMetricsAreThoseOfScikitLearn() {
        const auto data = fixture("metrics");
        const auto y = data.at("y").get<std::vector<std::uint8_t>>();
        const auto p = data.at("probability").get<std::vector<double>>();
        QVERIFY(near(rocAuc(y, p), data.at("roc_auc"), 1e-12));
        QVERIFY(near(prAuc(y, p), data.at("pr_auc"), 1e-12));
        QVERIFY(near(logLoss(y, p), data.at("log_loss"), 1e-12));
        QVERIFY(near(brier(y, p), data.at("brier"), 1e-12));
    }

private:
    static void checkLogistic(const nlohmann::json& expected, const Matrix& x,
                              const nlohmann::json& data, const std::vector<double>& weights,
                              const LogisticParams& params) {
        const auto y = data.at("y").get<std::vector<std::uint8_t>>();
        NoTaskContext context;
        const auto fit = fitLogistic(x, y, weights, params, context);
        QVERIFY(fit);
        QVERIFY(fit->converged);
        QVERIFY(near(fit->intercept, expected.at("intercept"), 1e-6));
        for (std::size_t c = 0; c < x.columns; ++c)
            QVERIFY(near(fit->coefficients[c], expected.at("coefficients")[c], 1e-6));
    }
};

QTEST_APPLESS_MAIN(TstReference)
#include "tst_reference.moc"
