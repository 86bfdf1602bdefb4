#include "core/base/rng.h"
#include "core/base/text.h"
#include "tests/support/cli.h"
#include "tests/support/real_data.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;
using test::runCli;

namespace {

std::string textOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

/// `bought` follows from `price` and `visits`; `noise` says nothing; some visits are missing.
std::string shop(int rows, std::uint64_t seed) {
    Rng rng(seed);
    std::string text = "price,visits,noise,bought\n";
    for (int r = 0; r < rows; ++r) {
        const double price = rng.uniform(1, 9);
        const double visits = rng.uniform(0, 20);
        const bool bought = rng.chance(visits > 10 && price < 5 ? 0.9 : 0.1);
        text += formatFixed(price, 2) + "," +
                (rng.chance(0.05) ? std::string() : formatFixed(visits, 1)) + "," +
                formatFixed(rng.uniform(), 3) + "," + (bought ? "yes" : "no") + "\n";
    }
    return text;
}

} // namespace

class TstLearnTrees : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string write(const char* name, const std::string& text) const {
        const std::string path = m_folder.filePath(QLatin1String(name)).toStdString();
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

private slots:
    void theAnswerHoldsWhatTheContractPromises() {
        const auto answer =
            runCli({"learn", "trees", write("a.csv", shop(1500, 1)), "--label", "bought",
                    "--rounds", "30", "--test", write("b.csv", shop(500, 2)), "--json"});
        QCOMPARE(answer.exitCode, 0);
        const auto json = answer.json();
        QVERIFY(json.at("auc").get<double>() > 0.8);
        QVERIFY(json.at("pr_auc").get<double>() > 0.5);
        QVERIFY(json.at("log_loss").get<double>() < 0.5);
        QCOMPARE(json.at("evaluated_on").get<std::string>(), std::string("test"));
        QCOMPARE(json.at("positive").get<std::string>(), std::string("yes"));
        QCOMPARE(json.at("rounds").get<int>(), 30);
        QCOMPARE(json.at("importances").size(), std::size_t{3});
        QCOMPARE(json.at("importances").at(2).at("feature").get<std::string>(),
                 std::string("noise"));
        QVERIFY(json.at("seconds").get<double>() > 0);
        QVERIFY(json.contains("read_seconds"));
        QCOMPARE(json.at("rows").get<int>(), 1500);
    }
    void theSameSeedGivesTheSameBytesForAnyNumberOfThreads() {
        const std::string file = write("threads.csv", shop(3000, 3));
        std::string first;
        for (const char* threads : {"1", "2", "3", "8"}) {
            const std::string out = m_folder.filePath(QStringLiteral("scores.csv")).toStdString();
            const auto answer =
                runCli({"learn", "trees", file, "--label", "bought", "--rounds", "10",
                        "--row-share", "0.7", "--out", out, "--threads", threads, "--json"});
            QCOMPARE(answer.exitCode, 0);
            if (first.empty())
                first = textOf(out);
            QCOMPARE(textOf(out), first);
        }
    }
    void contributionsInTheFileSumToTheLogOdds() {
        const std::string out = m_folder.filePath(QStringLiteral("parts.csv")).toStdString();
        const auto answer = runCli({"learn", "trees", write("c.csv", shop(300, 4)), "--label",
                                    "bought", "--rounds", "10", "--out", out, "--contributions"});
        QCOMPARE(answer.exitCode, 0);
        const auto lines = linesOf(textOf(out));
        QCOMPARE(lines.at(0), std::string("line,score,label,contribution_price,contribution_visits,"
                                          "contribution_noise,base"));
        QCOMPARE(lines.size(), std::size_t{301});
        for (std::size_t r = 1; r < lines.size(); ++r) {
            std::vector<std::string> fields;
            std::istringstream stream(lines[r]);
            for (std::string field; std::getline(stream, field, ',');)
                fields.push_back(field);
            double logOdds = 0;
            for (std::size_t k = 3; k < fields.size(); ++k)
                logOdds += *parseDouble(fields[k]);
            const double score = *parseDouble(fields[1]);
            QVERIFY(std::abs(1 / (1 + std::exp(-logOdds)) - score) < 1e-5);
        }
    }
    void aHoldOutStopsTraining() {
        const auto json =
            runCli({"learn", "trees", write("d.csv", shop(1000, 5)), "--label", "bought",
                    "--rounds", "400", "--hold-out", "0.25", "--patience", "10", "--json"})
                .json();
        QVERIFY(json.at("stopped_early").get<bool>());
        QCOMPARE(json.at("rounds_run").get<int>(), json.at("rounds").get<int>() + 10);
        QCOMPARE(json.at("hold_out_log_loss").size(), json.at("rounds_run").get<std::size_t>());
    }
    void whatCannotBeTrainedIsRefusedWithAReason_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("code");
        QTest::newRow("one class") << "a,y\n1,0\n2,0\n" << QStringList() << "not_enough_data";
        QTest::newRow("three classes") << "a,y\n1,0\n2,1\n3,2\n"
                                       << QStringList() << "invalid_number";
        QTest::newRow("infinite") << "a,y\ninf,0\n2,1\n" << QStringList() << "invalid_number";
        QTest::newRow("no label column") << "a,b\n1,0\n2,1\n" << QStringList() << "column_missing";
        QTest::newRow("empty file") << "" << QStringList() << "file_is_empty";
        QTest::newRow("missing values, by request")
            << "a,y\n,0\n2,1\n"
            << QStringList{QStringLiteral("--missing"), QStringLiteral("fail")} << "invalid_number";
        QTest::newRow("no such column to rise")
            << "a,y\n1,0\n2,1\n"
            << QStringList{QStringLiteral("--rising"), QStringLiteral("b")} << "column_missing";
        QTest::newRow("depth") << "a,y\n1,0\n2,1\n"
                               << QStringList{QStringLiteral("--depth"), QStringLiteral("99")}
                               << "usage";
    }
    void whatCannotBeTrainedIsRefusedWithAReason() {
        QFETCH(QString, text);
        QFETCH(QStringList, more);
        QFETCH(QString, code);
        std::vector<std::string> call{"learn",   "trees", write("bad.csv", text.toStdString()),
                                      "--label", "y",     "--json"};
        for (const QString& word : more)
            call.push_back(word.toStdString());
        const auto answer = runCli(call);
        QVERIFY(answer.exitCode != 0);
        const auto error = answer.json().at("error");
        QCOMPARE(QString::fromStdString(error.at("code").get<std::string>()), code);
        QVERIFY(!error.at("message").get<std::string>().empty());
    }
    void shillBiddersAreToldApart() {
        MOPS_NEEDS_DATA("shill_bidding");
        // Every third row is the test.
        const auto lines =
            linesOf(textOf((test::realData("shill_bidding") / "shill_bidding.csv").string()));
        std::string train = lines[0] + "\n";
        std::string rest = train;
        for (std::size_t r = 1; r < lines.size(); ++r)
            (r % 3 == 0 ? rest : train) += lines[r] + "\n";
        const auto json =
            runCli({"learn", "trees", write("train.csv", train), "--test", write("test.csv", rest),
                    "--label", "Class", "--ignore", "Record_ID,Auction_ID", "--json"})
                .json();
        QVERIFY(json.at("auc").get<double>() > 0.99);
        QVERIFY(json.at("log_loss").get<double>() < 0.05); // always saying 11 %: 0.34
    }
    void australianCreditIsPredictedBetterThanByItsBaseRate() {
        MOPS_NEEDS_DATA("australian_credit");
        const auto lines =
            linesOf(textOf((test::realData("australian_credit") / "australian.dat").string()));
        std::string train;
        std::string rest;
        for (std::size_t r = 0; r < lines.size(); ++r)
            (r % 3 == 0 ? rest : train) += lines[r] + "\n";
        const auto json =
            runCli({"learn", "trees", write("train.dat", train), "--test", write("test.dat", rest),
                    "--label", "15", "--depth", "3", "--eta", "0.1", "--rounds", "100", "--json"})
                .json();
        QVERIFY(json.at("auc").get<double>() > 0.9);
        QVERIFY(json.at("log_loss").get<double>() < 0.4); // base rate: 0.687
    }
};

QTEST_GUILESS_MAIN(TstLearnTrees)
#include "tst_learn_trees.moc"
