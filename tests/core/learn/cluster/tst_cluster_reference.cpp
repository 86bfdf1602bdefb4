// The same data and start as scikit-learn (tests/reference/make_cluster_fixtures.py).
#include "core/learn/cluster/cluster_quality.h"
#include "core/learn/cluster/gaussian_mixture.h"
#include "core/learn/cluster/kmeans.h"
#include "core/learn/standardize.h"
#include "core/sources/numeric_table.h"
#include "tests/support/real_data.h"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <QtTest>

using namespace mops;
using namespace mops::learn;

namespace {

nlohmann::json fixture(const char* part) {
    std::ifstream file(qEnvironmentVariable("MOPS_SOURCE_DIR").toStdString() +
                       "/tests/reference/cluster.json");
    return nlohmann::json::parse(file).at(part);
}

Matrix matrix(const nlohmann::json& values, std::size_t columns) {
    Matrix result;
    result.values = values.get<std::vector<double>>();
    result.columns = columns;
    result.rows = result.values.size() / columns;
    return result;
}

Matrix firstRows(const Matrix& x, std::size_t rows) {
    Matrix start(rows, x.columns);
    std::copy_n(x.values.begin(), start.values.size(), start.values.begin());
    return start;
}

bool near(double actual, double expected, double tolerance) {
    const bool ok = std::abs(actual - expected) <= tolerance * std::max(1.0, std::abs(expected));
    if (!ok)
        qWarning("actual %.17g, expected %.17g", actual, expected);
    return ok;
}

/// `means`, the columns' variances in every component, equal weights.
MixtureModel startModel(const Matrix& x, const Matrix& means, CovarianceKind kind) {
    NoTaskContext context;
    const auto moments = columnMoments(x, 1, context).value();
    const std::size_t k = means.rows;
    const bool full = kind == CovarianceKind::Full;
    MixtureModel model{kind, std::vector<double>(k, 1.0 / static_cast<double>(k)), means, {}};
    model.covariances.assign(full ? k : 1, Matrix(full ? x.columns : k, x.columns));
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t c = 0; c < x.columns; ++c)
            (full ? model.covariances[i].at(c, c) : model.covariances.front().at(i, c)) =
                moments.deviations[c] * moments.deviations[c];
    return model;
}

MixtureResult fitMixture(const Matrix& x, const Matrix& means, CovarianceKind kind,
                         const MixtureParams& params) {
    NoTaskContext context;
    return gaussianMixtureFrom(x, startModel(x, means, kind), params, context).value();
}

/// The wholesaler's customers: six columns of spending.
Matrix wholesale() {
    NoTaskContext context;
    sources::NumericTableOptions options;
    options.ignore = {"Channel", "Region"};
    auto table =
        sources::readNumericTable(test::realData("wholesale_customers") / "wholesale_customers.csv",
                                  options, context)
            .value();
    Matrix x(table.rows, table.columns.size());
    x.values = std::move(table.values);
    return x;
}

Matrix wholesaleLogs() {
    Matrix x = wholesale();
    for (double& value : x.values)
        value = std::log1p(value);
    return x;
}

void checkClusters(const Matrix& x, const Matrix& start, const nlohmann::json& expected) {
    NoTaskContext context;
    const auto found = kMeansFrom(
        x, start, {.k = static_cast<int>(start.rows), .tolerance = 0, .threads = 2}, context);
    QVERIFY(found);
    QVERIFY(near(found->inertia, expected.at("inertia"), 1e-9));
    QCOMPARE(found->labels, expected.at("labels").get<std::vector<std::int32_t>>());
    const auto& labels = found->labels;
    // scikit-learn takes distances from |x|² − 2 x·y + |y|², which costs it some digits.
    QVERIFY(near(silhouette(x, labels, {}, context).value(), expected.at("silhouette"), 1e-9));
    QVERIFY(near(calinskiHarabasz(x, labels).value(), expected.at("calinski_harabasz"), 1e-10));
    QVERIFY(near(daviesBouldin(x, labels).value(), expected.at("davies_bouldin"), 1e-10));
}

} // namespace

class TstClusterReference : public QObject {
    Q_OBJECT

private slots:
    void mixturesFromTheSameStartAreThoseOfScikitLearn_data() {
        QTest::addColumn<QString>("fit");
        QTest::addColumn<bool>("full");
        QTest::addColumn<int>("iterations");
        QTest::addColumn<double>("tolerance");
        QTest::addColumn<double>("regularization");
        QTest::newRow("full") << "full" << true << 200 << 1e-6 << 1e-6;
        QTest::newRow("diagonal") << "diag" << false << 200 << 1e-6 << 1e-6;
        QTest::newRow("regularized") << "regularized" << true << 30 << 0.0 << 0.5;
    }
    void mixturesFromTheSameStartAreThoseOfScikitLearn() {
        QFETCH(QString, fit);
        QFETCH(bool, full);
        QFETCH(int, iterations);
        QFETCH(double, tolerance);
        QFETCH(double, regularization);
        const auto data = fixture("small");
        const auto& expected = data.at(fit.toStdString());
        const auto kind = full ? CovarianceKind::Full : CovarianceKind::Diagonal;
        const auto found = fitMixture(matrix(data.at("x"), 3), matrix(data.at("start"), 3), kind,
                                      {.maxIterations = iterations,
                                       .tolerance = tolerance,
                                       .regularization = regularization,
                                       .keepProbabilities = true});
        QCOMPARE(found.iterations, expected.at("iterations").get<int>());
        QVERIFY(near(found.logLikelihood, expected.at("log_likelihood"), 1e-10));
        QVERIFY(near(found.bic, expected.at("bic"), 1e-10));
        QVERIFY(near(found.aic, expected.at("aic"), 1e-10));
        QCOMPARE(found.rows.labels, expected.at("labels").get<std::vector<std::int32_t>>());
        std::vector<double> covariances;
        for (const Matrix& covariance : found.model.covariances)
            covariances.insert(covariances.end(), covariance.values.begin(),
                               covariance.values.end());
        // Small differences grow along the iterations.
        checkNumbers(found.model.weights, expected.at("weights"), 1e-8);
        checkNumbers(found.model.means.values, expected.at("means"), 1e-8);
        checkNumbers(covariances, expected.at("covariances"), 1e-8);
        checkNumbers(firstRows(found.rows.probabilities, 5).values,
                     expected.at("first_probabilities"), 1e-8);
    }
    void kMeansOnRealCustomersIsThatOfScikitLearn() {
        MOPS_NEEDS_DATA("wholesale_customers");
        const Matrix x = wholesale();
        checkClusters(x, firstRows(x, 5), fixture("wholesale").at("raw"));
        NoTaskContext context;
        const Matrix z = standardized(x, 1, context).value().rows;
        checkClusters(z, firstRows(z, 6), fixture("wholesale").at("standard"));
    }
    void mixturesOfRealCustomersAreThoseOfScikitLearn_data() {
        QTest::addColumn<bool>("full");
        QTest::newRow("full") << true;
        QTest::newRow("diag") << false;
    }
    void mixturesOfRealCustomersAreThoseOfScikitLearn() {
        MOPS_NEEDS_DATA("wholesale_customers");
        QFETCH(bool, full);
        const Matrix x = wholesaleLogs();
        const auto expected = fixture("wholesale").at(full ? "full" : "diag");
        const auto found =
            fitMixture(x, firstRows(x, 3), full ? CovarianceKind::Full : CovarianceKind::Diagonal,
                       {.maxIterations = 200, .tolerance = 1e-6});
        QCOMPARE(found.iterations, expected.at("iterations").get<int>());
        QVERIFY(near(found.logLikelihood, expected.at("log_likelihood"), 1e-9));
        QVERIFY(near(found.bic, expected.at("bic"), 1e-9));
    }
    void anOwnStartIsAsGoodAsScikitLearnsBestOfTwenty() {
        MOPS_NEEDS_DATA("wholesale_customers");
        NoTaskContext context;
        const auto found = kMeans(wholesale(), {.k = 5, .starts = 20}, context);
        QVERIFY(found);
        QVERIFY(found->inertia <= 53019062600.0 * 1.001); // KMeans(5, n_init=20, random_state=0)
    }

private:
    static void checkNumbers(const std::vector<double>& actual, const nlohmann::json& expected,
                             double tolerance) {
        const auto numbers = expected.get<std::vector<double>>();
        QCOMPARE(actual.size(), numbers.size());
        for (std::size_t i = 0; i < numbers.size(); ++i)
            QVERIFY(near(actual[i], numbers[i], tolerance));
    }
};

QTEST_APPLESS_MAIN(TstClusterReference)
#include "tst_cluster_reference.moc"
