#include "tests/support/cli.h"
#include "tests/support/real_data.h"

#include <cmath>
#include <fstream>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;

namespace {

std::string australian() {
    return (test::realData("australian_credit") / "australian.dat").string();
}

} // namespace

class TstLearnSupervised : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    std::string write(const char* name, const std::string& text) {
        const std::string path = m_dir.filePath(QString::fromLatin1(name)).toStdString();
        std::ofstream(path) << text;
        return path;
    }
    static test::CliAnswer learn(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"--json", "learn"});
        return test::runCli(arguments);
    }
    /// x = 0: 1 of 4 positive. x = 1: 3 of 4.
    std::string table() {
        return write("table.csv", "x,label\n0,no\n0,no\n0,no\n0,yes\n1,no\n1,yes\n1,yes\n1,yes\n");
    }

private slots:
    void logisticAnswersTheOddsRatioOfATable() {
        const auto json = learn({"logistic", table(), "--label", "label", "--l2", "0"}).json();
        QVERIFY(std::abs(json.at("coefficients")[0].get<double>() - std::log(9.0)) < 1e-9);
        QVERIFY(std::abs(json.at("intercept").get<double>() + std::log(3.0)) < 1e-9);
        QCOMPARE(json.at("auc").get<double>(), 0.75);
        QCOMPARE(json.at("positive").get<std::string>(), std::string("yes"));
        QVERIFY(std::abs(json.at("effects")[0].at("odds_ratio").get<double>() - 9) < 1e-7);
        for (const char* key : {"log_loss", "gradient_norm", "iterations", "seconds",
                                "read_seconds", "standard_errors"})
            QVERIFY2(json.contains(key), key);
    }
    void logisticMeasuresATestFileAndWritesProbabilities() {
        const std::string test = write("test.csv", "label,x\nyes,1\nno,0\nno,0\n");
        const std::string out = m_dir.filePath(QStringLiteral("p.csv")).toStdString();
        const auto json =
            learn({"logistic", table(), "--label", "label", "--test", test, "--out", out}).json();
        QCOMPARE(json.at("test").at("roc_auc").get<double>(), 1.0);
        QCOMPARE(json.at("test").at("rows").get<int>(), 3);
        std::ifstream file(out);
        std::string line;
        std::getline(file, line);
        QCOMPARE(line, std::string("line,label,probability"));
        int rows = 0;
        while (std::getline(file, line))
            ++rows;
        QCOMPARE(rows, 3);
    }
    void impossibleLogisticRequestsSayWhy_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("one class") << "x,label\n1,0\n2,0\n"
                                   << "not_enough_data";
        QTest::newRow("three classes") << "x,label\n1,0\n2,1\n3,2\n"
                                       << "invalid_number";
        QTest::newRow("missing") << "x,label\n1,0\n,1\n"
                                 << "invalid_number";
        QTest::newRow("infinite") << "x,label\n1,0\ninf,1\n"
                                  << "invalid_number";
        QTest::newRow("word") << "x,label\n1,0\nabc,1\n"
                              << "invalid_number";
        QTest::newRow("empty") << ""
                               << "file_is_empty";
        QTest::newRow("ragged") << "x,label\n1,0\n1\n"
                                << "row_invalid";
    }
    void impossibleLogisticRequestsSayWhy() {
        QFETCH(QString, text);
        QFETCH(QString, code);
        const auto answer =
            learn({"logistic", write("bad.csv", text.toStdString()), "--label", "label"});
        QVERIFY(answer.exitCode != 0);
        QCOMPARE(QString::fromStdString(answer.json().at("error").at("code").get<std::string>()),
                 code);
        QVERIFY(!answer.json().at("error").at("message").get<std::string>().empty());
    }
    void missingValuesAreFilledOnRequest() {
        const std::string path = write("holes.csv", "x,label\n0,0\n,1\n1,1\n2,0\n4,1\n");
        const auto json = learn({"logistic", path, "--label", "label", "--missing", "mean"}).json();
        QCOMPARE(json.at("filled").get<int>(), 1);
        QCOMPARE(json.at("rows").get<int>(), 5);
    }
    void australianCreditIsThatOfScikitLearn() {
        MOPS_NEEDS_DATA("australian_credit");
        // LogisticRegression(C=1, solver="newton-cholesky", tol=1e-12) of scikit-learn 1.2.1
        const double expected[] = {-0.0118863115, 0.0017770159, -0.0311743787, 0.7531038694,
                                   0.1928746420,  0.0445883820, 0.0777634595,  3.0827676477,
                                   0.3352375260,  0.1352656295, -0.2422715460, 0.3738601295,
                                   -0.0018755044, 0.0004714086};
        const auto json = learn({"logistic", australian(), "--label", "last"}).json();
        QCOMPARE(json.at("rows").get<int>(), 690);
        for (std::size_t c = 0; c < 14; ++c)
            QVERIFY(std::abs(json.at("coefficients")[c].get<double>() - expected[c]) < 1e-6);
        QVERIFY(std::abs(json.at("intercept").get<double>() + 6.0210801375) < 1e-6);
    }
    void shillBiddersAreFound() {
        MOPS_NEEDS_DATA("shill_bidding");
        const auto path = test::realData("shill_bidding") / "shill_bidding.csv";
        const auto json = learn({"logistic", path.string(), "--label", "Class", "--ignore",
                                 "Record_ID,Auction_ID", "--standardize"})
                              .json();
        QCOMPARE(json.at("rows").get<int>(), 6321);
        QCOMPARE(json.at("train").at("confusion").at("true_positive").get<int>() +
                     json.at("train").at("confusion").at("false_negative").get<int>(),
                 675);
        QVERIFY(json.at("auc").get<double>() > 0.99);
    }

    void metricsByHand() {
        const std::string path =
            write("scores.csv", "y,s,g\n1,0.9,a\n0,0.8,a\n1,0.4,a\n0,0.1,b\n1,0.7,b\n0,0.2,b\n");
        const auto json =
            learn({"metrics", path, "--label", "y", "--score", "s", "--group", "g"}).json();
        QCOMPARE(json.at("accuracy").get<double>(), 4.0 / 6);
        QCOMPARE(json.at("precision").get<double>(), 2.0 / 3);
        QCOMPARE(json.at("recall").get<double>(), 2.0 / 3);
        QCOMPARE(json.at("f1").get<double>(), 2.0 / 3);
        QCOMPARE(json.at("confusion").at("false_positive").get<int>(), 1);
        QCOMPARE(json.at("roc_auc").get<double>(), 7.0 / 9); // 0.4 and 0.7 each lose to 0.8
        QCOMPARE(json.at("groups").size(), std::size_t{2});
        QCOMPARE(json.at("groups")[0].at("selection_rate").get<double>(), 2.0 / 3);
        QCOMPARE(json.at("groups")[1].at("selection_rate").get<double>(), 1.0 / 3);
        QCOMPARE(json.at("disparate_impact_ratio").get<double>(), 0.5);
        QCOMPARE(json.at("equal_opportunity_difference").get<double>(), 0.5);
        for (const char* key : {"pr_auc", "brier", "log_loss", "ks", "reliability", "seconds"})
            QVERIFY2(json.contains(key), key);
    }
    void theThresholdMovesTheCalls() {
        const std::string path = write("scores.csv", "y,s\n1,0.9\n0,0.8\n1,0.4\n0,0.1\n");
        const auto json =
            learn({"metrics", path, "--label", "y", "--score", "s", "--threshold", "0.85"}).json();
        QCOMPARE(json.at("confusion").at("true_positive").get<int>(), 1);
        QCOMPARE(json.at("confusion").at("false_positive").get<int>(), 0);
    }
    void scoresThatAreNoProbabilitiesHaveNoBrier() {
        const std::string path = write("scores.csv", "y,s\n1,90\n0,-8\n1,4\n");
        const auto json = learn({"metrics", path, "--label", "y", "--score", "s"}).json();
        QVERIFY(json.at("brier").is_null() && json.at("log_loss").is_null());
        QCOMPARE(json.at("roc_auc").get<double>(), 1.0);
    }
    void oneClassIsMeasuredWhenStated() {
        const std::string path = write("scores.csv", "y,s\n1,0.9\n1,0.2\n");
        QCOMPARE(learn({"metrics", path, "--label", "y", "--score", "s"}).exitCode, 1);
        const auto json =
            learn({"metrics", path, "--label", "y", "--score", "s", "--positive", "1"}).json();
        QCOMPARE(json.at("accuracy").get<double>(), 0.5);
        QVERIFY(json.at("roc_auc").is_null());
    }
    void forecastsAreMeasuredToo() {
        const std::string path = write("forecast.csv", "a,f\n1,2\n2,2\n4,1\n");
        const auto json =
            learn({"metrics", path, "--label", "a", "--score", "f", "--kind", "regression"}).json();
        QCOMPARE(json.at("mae").get<double>(), 4.0 / 3);
        QCOMPARE(json.at("rmse").get<double>(), std::sqrt(10.0 / 3));
    }

    void theScorecardAnswersBinsAndPoints() {
        std::string text = "x,place,label\n";
        for (int i = 0; i < 200; ++i)
            text += (i % 10 == 0 ? "" : std::to_string(i % 100)) + std::string(",") +
                    (i % 3 == 0 ? "north" : "south") + "," +
                    (i % 100 > 60 ? (i % 7 == 0 ? "0" : "1") : (i % 9 == 0 ? "1" : "0")) + "\n";
        const std::string path = write("card.csv", text);
        const std::string out = m_dir.filePath(QStringLiteral("card_scores.csv")).toStdString();
        const auto json = learn({"scorecard", path, "--label", "label", "--text", "place",
                                 "--monotonic", "--test", path, "--out", out})
                              .json();
        QVERIFY(json.at("auc").get<double>() > 0.8);
        QVERIFY(json.at("ks").get<double>() > 0.5);
        QCOMPARE(json.at("test").at("psi").get<double>(), 0.0);
        QCOMPARE(json.at("test").at("column_psi").at("x").get<double>(), 0.0);
        bool missing = false;
        for (const auto& bin : json.at("bins")) {
            missing = missing || bin.at("missing").get<bool>();
            for (const char* key : {"column", "woe", "iv", "points", "rows", "events"})
                QVERIFY2(bin.contains(key), key);
        }
        QVERIFY(missing);
        QVERIFY(std::ifstream(out).good());
    }
    void theScorecardOfAustralianCreditSeparates() {
        MOPS_NEEDS_DATA("australian_credit");
        const auto json =
            learn({"scorecard", australian(), "--label", "15", "--bins", "5", "--monotonic"})
                .json();
        QVERIFY(json.at("auc").get<double>() > 0.92);
        QVERIFY(json.at("ks").get<double>() > 0.7);
    }
    void theSameBytesForAnyNumberOfThreads() {
        MOPS_NEEDS_DATA("australian_credit");
        const auto answer = [](const char* threads) {
            auto json =
                learn({"logistic", australian(), "--label", "15", "--threads", threads}).json();
            json.erase("seconds");
            json.erase("read_seconds");
            return json.dump();
        };
        QCOMPARE(answer("1"), answer("3"));
    }
};

QTEST_GUILESS_MAIN(TstLearnSupervised)
#include "tst_learn_supervised.moc"
