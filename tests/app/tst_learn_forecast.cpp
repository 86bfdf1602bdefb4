// `learn forecast` on files as operators have them.
#include "core/base/date.h"
#include "tests/support/cli.h"
#include "tests/support/real_data.h"

#include <cmath>
#include <fstream>
#include <QTemporaryDir>
#include <sstream>

using namespace mops;
using test::runCli;

namespace {

class File {
public:
    explicit File(const std::string& text) { std::ofstream(path()) << text; }
    std::string path(const char* name = "x.csv") const {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }

private:
    QTemporaryDir m_folder;
};

/// 20 weeks of two shops; "b" sells only on Sundays.
std::string twoShops() {
    std::ostringstream text;
    text << "shop,day,sales\n";
    for (int t = 0; t < 140; ++t) {
        const Day day = *parseDay("2024-01-01") + std::chrono::days{t};
        text << "a," << formatDay(day) << ',' << 100 + (t % 7 == 6 ? 50 : 0) + t * 37 % 11 << '\n';
        if (t % 7 == 6)
            text << "b," << formatDay(day) << " 12:00:00," << 5 + t % 3 << '\n';
    }
    return text.str();
}

std::string readAll(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

nlohmann::json learn(std::vector<std::string> arguments, int exitCode = 0) {
    arguments.insert(arguments.begin(), {"--json", "learn", "forecast"});
    const auto answer = runCli(arguments);
    if (answer.exitCode != exitCode)
        qWarning("exit %d: %s %s", answer.exitCode, answer.out.c_str(), answer.err.c_str());
    return answer.exitCode == exitCode ? answer.json() : nlohmann::json();
}

} // namespace

class TstLearnForecast : public QObject {
    Q_OBJECT

private slots:
    void everyShopIsForecastBesideTheBaseline() {
        const File file(twoShops());
        const auto json = learn({file.path(), "--column", "sales", "--time", "day", "--by", "shop",
                                 "--horizon", "14", "--gaps", "zero"});
        QCOMPARE(json.at("series"), 2);
        QCOMPARE(json.at("season"), 7);
        QCOMPARE(json.at("outcomes").at("chosen"), 2);
        QVERIFY(json.at("holdout").at("mase").is_number());
        QVERIFY(json.at("baseline").at("mase").is_number());
        QCOMPARE(json.at("gaps"), 114); // of b: 134 days from its first Sunday, 20 of them Sundays
        const auto& first = json.at("forecasts")[0].at("forecast");
        QCOMPARE(first.size(), std::size_t{14});
        QCOMPARE(first[0].at("time"), "2024-05-20");
        QVERIFY(first[6].at("mean").get<double>() > first[5].at("mean").get<double>() + 30);
        QVERIFY(first[0].at("q0.1") <= first[0].at("mean"));
        QVERIFY(json.contains("seconds") && json.contains("read_seconds"));
    }
    void everyStepIsInTheCsvFile() {
        const File file(twoShops());
        const std::string out = file.path("out.csv");
        learn({file.path(), "--column", "sales", "--time", "day", "--by", "shop", "--horizon", "14",
               "--levels", "0.5", "--out", out});
        const std::string text = readAll(out);
        QVERIFY(text.starts_with("series,step,time,method,mean,q0.5\na,1,2024-05-20,"));
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), 1 + 28);
    }
    void rowsWithoutTimesAreStepsInTheirOrder() {
        std::string text = "y\n";
        for (int t = 0; t < 60; ++t)
            text += std::to_string(t) + "\n";
        const File file(text);
        const auto json = learn({file.path(), "--column", "y", "--horizon", "3"});
        QCOMPARE(json.at("season"), 1);
        const auto& steps = json.at("forecasts")[0].at("forecast");
        QCOMPARE(steps[0].at("time"), "1");
        QVERIFY(std::abs(steps[2].at("mean").get<double>() - 62) < 0.1);
    }
    void monthsAreGathered() {
        std::string text = "when;amount\n";
        for (int m = 0; m < 60; ++m)
            for (const char* day : {"-03", "-17T10:30:00Z"})
                text += std::to_string(2015 + m / 12) + (m % 12 < 9 ? "-0" : "-") +
                        std::to_string(m % 12 + 1) + day + ";" + std::to_string(5 + m % 12) + "\n";
        const File file(text);
        const auto json = learn({file.path(), "--column", "amount", "--time", "when", "--step",
                                 "month", "--horizon", "6"});
        QCOMPARE(json.at("season"), 12);
        const auto& steps = json.at("forecasts")[0].at("forecast");
        QCOMPARE(steps[0].at("time"), "2020-01");
        QVERIFY(std::abs(steps[5].at("mean").get<double>() - 20) < 0.5);
    }
    void anyNumberOfThreadsWritesTheSameBytes() {
        const File file(twoShops());
        const auto written = [&](const char* threads) {
            const std::string out = file.path(threads);
            learn({file.path(), "--column", "sales", "--time", "day", "--by", "shop", "--horizon",
                   "7", "--threads", threads, "--out", out});
            return readAll(out);
        };
        const auto one = written("1");
        QVERIFY(!one.empty());
        QCOMPARE(written("2"), one);
        QCOMPARE(written("8"), one);
    }
    void hostileFilesAreRefusedWithAReason_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* text, const char* code) {
            QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(code);
        };
        row("empty", "", "file_is_empty");
        row("header only", "day,sales\n", "not_enough_data");
        row("no such column", "day,x\n2024-01-01,1\n", "column_missing");
        row("a word", "day,sales\n2024-01-01,many\n", "invalid_number");
        row("infinite", "day,sales\n2024-01-01,inf\n", "invalid_number");
        row("no day", "day,sales\n2024-01-01,1\n2024-02-31,2\n", "invalid_number");
        row("a mixture of times", "day,sales\n2024-01-01,1\n7,2\n", "invalid_number");
        row("ten thousand years", "day,sales\n0001-01-01,1\n9999-12-31,2\n", "memory_limit");
        row("steps beyond count", "day,sales\n-9000000000000000000,1\n5,2\n", "invalid_number");
    }
    void hostileFilesAreRefusedWithAReason() {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        const File file(text.toStdString());
        const auto answer = runCli(
            {"--json", "learn", "forecast", file.path(), "--column", "sales", "--time", "day"});
        QVERIFY(answer.exitCode == 1 || answer.exitCode == 3);
        QCOMPARE(QString::fromStdString(answer.json().at("error").at("code")), code);
    }
    void aRepeatedDayIsRefusedOnRequest() {
        const File file("day,sales\n2024-01-01,1\n2024-01-01,2\n");
        const auto json =
            learn({file.path(), "--column", "sales", "--time", "day", "--repeats", "fail"}, 1);
        QCOMPARE(json.at("error").at("code"), "conflict");
    }
    void wrongUsageIsSaidAtOnce() {
        const File file("y\n1\n");
        QCOMPARE(runCli({"learn", "forecast", file.path()}).exitCode, 2);
        QCOMPARE(runCli({"--json", "learn", "forecast", file.path(), "--column", "y", "--horizon",
                         "1000000000"})
                     .json()
                     .at("error")
                     .at("code"),
                 "usage");
    }
    void aGiftShopsFourThousandArticlesAreForecastBetterThanByTheBaseline() {
        MOPS_NEEDS_DATA("online_retail");
        const auto json = learn({(test::realData("online_retail") / "online_retail.csv").string(),
                                 "--column", "Quantity", "--time", "InvoiceDate", "--by",
                                 "StockCode", "--gaps", "zero", "--threads", "2"});
        QCOMPARE(json.at("rows"), 541909);
        QCOMPARE(json.at("series"), 4070);
        for (const char* score : {"mase", "mae", "rmse", "pinball"})
            QVERIFY2(json.at("holdout").at(score) < json.at("baseline").at(score), score);
        const double coverage = json.at("holdout").at("coverage");
        QVERIFY2(coverage > 0.7 && coverage < 0.9, std::to_string(coverage).c_str());
    }
    void olistsDailyOrdersAreForecast() {
        MOPS_NEEDS_DATA("olist");
        // Orders a day, counted from the raw file; the last weeks of the data are incomplete.
        std::ifstream orders(test::realData("olist") / "olist_orders_dataset.csv");
        std::ostringstream text;
        text << "day,orders\n";
        std::string line;
        std::getline(orders, line);
        while (std::getline(orders, line)) {
            const auto at = line.find("201");
            for (std::size_t k = at; k != std::string::npos; k = line.find("201", k + 1))
                if (const auto day = parseDay(line.substr(k, 10))) {
                    if (formatDay(*day) >= "2017-01-05" && formatDay(*day) <= "2018-08-20")
                        text << formatDay(*day) << ",1\n";
                    break;
                }
        }
        const File file(text.str());
        const auto json = learn({file.path(), "--column", "orders", "--time", "day", "--horizon",
                                 "28", "--gaps", "zero"});
        const double ours = json.at("holdout").at("mase");
        const double baseline = json.at("baseline").at("mase");
        qInfo("MASE %.3f, seasonal naive %.3f, method %s", ours, baseline,
              json.at("forecasts")[0].at("method").get<std::string>().c_str());
        QVERIFY(ours <= baseline);
    }
};

QTEST_GUILESS_MAIN(TstLearnForecast)
#include "tst_learn_forecast.moc"
