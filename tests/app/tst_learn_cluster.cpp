#include "tests/support/cli.h"
#include "tests/support/real_data.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;

namespace {

using Arguments = std::vector<std::string>;

std::string firstLine(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

std::string contents(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

class TstLearnCluster : public QObject {
    Q_OBJECT

private slots:
    void kMeansFindsTwoPairs() {
        // Centres (1, 1) and (12, 3); inertia 2·1 + 2·4.
        const auto file = write("x.csv", "a,b\n0,1\n10,3\n2,1\n14,3\n");
        const auto answer = learn({"kmeans", file, "--k", "2", "--out", path("labels.csv")});
        QCOMPARE(answer.exitCode, 0);
        const auto json = answer.json();
        QCOMPARE(json.at("inertia").get<double>(), 10.0);
        QCOMPARE(json.at("sizes").get<std::vector<int>>(), (std::vector<int>{2, 2}));
        auto centres = json.at("centres").get<std::vector<std::vector<double>>>();
        std::ranges::sort(centres);
        QCOMPARE(centres, (std::vector<std::vector<double>>{{1, 1}, {12, 3}}));
        QVERIFY(json.at("iterations").get<int>() >= 1);
        QVERIFY(json.at("seconds").get<double>() >= 0);
        QVERIFY(json.at("read_seconds").get<double>() >= 0);
        QCOMPARE(firstLine(path("labels.csv")), std::string("line,label"));
        QCOMPARE(contents(path("labels.csv")).substr(11, 2), std::string("2,"));
    }
    void kMeansStartsFromGivenCentres() {
        const auto file = write("x.csv", "a,b\n0,1\n10,3\n2,1\n14,3\n");
        const auto start = write("start.csv", "b,a\n3,14\n1,0\n"); // columns by name
        const auto answer = learn({"kmeans", file, "--k", "2", "--start", start});
        QCOMPARE(answer.json().at("centres").get<std::vector<std::vector<double>>>(),
                 (std::vector<std::vector<double>>{{12, 3}, {1, 1}}));
    }
    void standardizedCentresComeInTheUnitsOfTheFile() {
        const auto file = write("x.csv", "a,b\n0,1\n10,1\n2,1\n14,1\n");
        const auto json = learn({"kmeans", file, "--k", "1", "--standardize"}).json();
        QCOMPARE(json.at("centres").get<std::vector<std::vector<double>>>(),
                 (std::vector<std::vector<double>>{{6.5, 1}}));
        // Four rows of one standardised column; the constant one adds nothing.
        QVERIFY(std::abs(json.at("inertia").get<double>() - 4) < 1e-12);
    }
    void stabilityIsReportedWhenAskedFor() {
        const auto json = learn({"kmeans", twoClouds(), "--k", "2", "--stability", "5"}).json();
        QCOMPARE(json.at("stability").at("mean").get<double>(), 1.0);
        QCOMPARE(json.at("stability").at("agreements").size(), std::size_t{5});
    }
    void mixtureReportsLikelihoodAndCriteria_data() {
        QTest::addColumn<QByteArray>("covariance");
        QTest::addColumn<int>("free"); // 1 weight, 4 means, 2 · 3 or 2 · 2 covariances
        QTest::newRow("full") << QByteArray("full") << 11;
        QTest::newRow("diag") << QByteArray("diag") << 9;
    }
    void mixtureReportsLikelihoodAndCriteria() {
        QFETCH(QByteArray, covariance);
        QFETCH(int, free);
        const auto answer = learn({"gmm", twoClouds(), "--k", "2", "--covariance",
                                   covariance.toStdString(), "--out", path("rows.csv")});
        QCOMPARE(answer.exitCode, 0);
        const auto json = answer.json();
        const double likelihood = json.at("log_likelihood");
        QVERIFY(std::abs(json.at("aic").get<double>() - (2.0 * free - 2 * likelihood)) < 1e-9);
        QVERIFY(std::abs(json.at("bic").get<double>() - (free * std::log(40.0) - 2 * likelihood)) <
                1e-9);
        QVERIFY(json.at("iterations").get<int>() >= 1);
        QCOMPARE(firstLine(path("rows.csv")), std::string("line,label,log_density,p_0,p_1"));
    }
    void silhouetteReadsWhatKMeansWrote() {
        const auto file = write("x.csv", "a\n0\n1\n4\n5\n");
        QCOMPARE(learn({"kmeans", file, "--k", "2", "--out", path("labels.csv")}).exitCode, 0);
        const auto json = learn({"silhouette", file, "--labels", path("labels.csv")}).json();
        QVERIFY(std::abs(json.at("silhouette").get<double>() - (3.5 / 4.5 + 2.5 / 3.5) / 2) <
                1e-15);
        QCOMPARE(json.at("calinski_harabasz").get<double>(), 32.0);
        QCOMPARE(json.at("davies_bouldin").get<double>(), 0.25);
    }
    void labelsAreFoundByLineWhereRowsWereDropped() {
        const auto file = write("x.csv", "a\n0\n1\n\"\"\n4\n5\n");
        const auto labels = write("labels.csv", "line,label\n2,u\n3,u\n4,v\n5,v\n6,v\n");
        const auto json =
            learn({"silhouette", file, "--labels", labels, "--missing", "drop"}).json();
        QCOMPARE(json.at("dropped").get<int>(), 1);
        QCOMPARE(json.at("calinski_harabasz").get<double>(), 32.0);
        QCOMPARE(json.at("sizes").at("u").get<int>(), 2);
    }
    void plainLabelsMayHaveAHeaderOrNot_data() {
        QTest::addColumn<QByteArray>("labels");
        QTest::newRow("with") << QByteArray("group\nx\nx\ny\ny\n");
        QTest::newRow("without") << QByteArray("x\nx\ny\ny\n");
        QTest::newRow("numbers") << QByteArray("1\n1\n7\n7\n");
    }
    void plainLabelsMayHaveAHeaderOrNot() {
        QFETCH(QByteArray, labels);
        const auto file = write("x.csv", "a\n0\n1\n4\n5\n");
        const auto json =
            learn({"silhouette", file, "--labels", write("l.csv", labels.constData())}).json();
        QCOMPARE(json.at("calinski_harabasz").get<double>(), 32.0);
    }
    void gapOfTwoCloudsIsTwo() {
        const auto json = learn({"gap", twoClouds(), "--max-k", "5"}).json();
        QCOMPARE(json.at("k").get<int>(), 2);
        QCOMPARE(json.at("gap").size(), std::size_t{5});
    }
    void theNumberOfThreadsDoesNotChangeTheAnswer() {
        for (const char* call : {"kmeans", "gmm"}) {
            auto one = learn({call, twoClouds(), "--k", "3", "--threads", "1"}).json();
            auto three = learn({call, twoClouds(), "--k", "3", "--threads", "3"}).json();
            for (auto* json : {&one, &three}) {
                json->erase("seconds");
                json->erase("read_seconds");
            }
            QCOMPARE(QString::fromStdString(one.dump()), QString::fromStdString(three.dump()));
        }
    }
    void impossibleRequestsAreRefused_data() {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, const char* request, const char* code) {
            QTest::newRow(name) << QByteArray(request) << QByteArray(code);
        };
        row("more clusters than rows", "kmeans --k 50", "not_enough_data");
        row("no clusters", "kmeans --k 0", "usage");
        row("more components than rows", "gmm --k 50", "not_enough_data");
        row("negative regularization", "gmm --k 2 --reg -1", "usage");
        row("no references", "gap --references 0", "usage");
    }
    void impossibleRequestsAreRefused() {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, code);
        Arguments call;
        for (const QByteArray& word : request.split(' '))
            call.push_back(word.toStdString());
        call.insert(call.begin() + 1, twoClouds());
        const auto answer = learn(call);
        QVERIFY(answer.exitCode != 0);
        QCOMPARE(answer.json().at("error").at("code").get<std::string>(), code.toStdString());
    }
    void infiniteValuesAreRefused() {
        const auto file = write("x.csv", "a\n0\ninf\n4\n");
        for (const char* call : {"kmeans", "gmm"}) {
            const auto answer = learn({call, file, "--k", "1"});
            QCOMPARE(answer.json().at("error").at("code").get<std::string>(),
                     std::string("invalid_number"));
        }
    }
    void aMissingOrWrongLabelFileIsRefused_data() {
        QTest::addColumn<QByteArray>("labels");
        QTest::newRow("too few") << QByteArray("x\ny\n");
        QTest::newRow("one cluster") << QByteArray("x\nx\nx\nx\n");
        QTest::newRow("a line missing") << QByteArray("line,label\n2,x\n3,y\n4,y\n");
        QTest::newRow("a line twice") << QByteArray("line,label\n2,x\n2,y\n4,y\n5,x\n");
        QTest::newRow("an empty label") << QByteArray("line,label\n2,x\n3,\n4,y\n5,x\n");
    }
    void aMissingOrWrongLabelFileIsRefused() {
        QFETCH(QByteArray, labels);
        const auto file = write("x.csv", "a\n0\n1\n4\n5\n");
        const auto answer =
            learn({"silhouette", file, "--labels", write("l.csv", labels.constData())});
        QVERIFY(answer.exitCode != 0);
        QVERIFY(answer.json().contains("error"));
    }
    void realCustomersAreGroupedAsWellAsByScikitLearn() {
        MOPS_NEEDS_DATA("wholesale_customers");
        const auto file =
            (test::realData("wholesale_customers") / "wholesale_customers.csv").string();
        const auto json = learn({"kmeans", file, "--k", "5", "--ignore", "Channel,Region"}).json();
        QVERIFY(json.at("inertia").get<double>() < 53.13e9); // 20 starts of scikit-learn: 53.02e9
    }

private:
    std::string path(const char* name) const {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    std::string write(const char* name, const std::string& text) const {
        std::ofstream(path(name)) << text;
        return path(name);
    }
    /// Twenty rows around (0, 0) and twenty around (9, 9), on a small lattice.
    std::string twoClouds() const {
        std::string text = "x,y\n";
        for (int i = 0; i < 40; ++i) {
            const int shift = i % 2 == 0 ? 0 : 9;
            text += std::to_string(shift) + "." + std::to_string(i * 7 % 10) + "," +
                    std::to_string(shift) + "." + std::to_string(i * 3 % 11 % 10) + "\n";
        }
        return write("clouds.csv", text);
    }
    static test::CliAnswer learn(Arguments arguments) {
        arguments.insert(arguments.begin(), "learn");
        arguments.emplace_back("--json");
        return test::runCli(arguments);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TstLearnCluster)
#include "tst_learn_cluster.moc"
