#include "core/base/rng.h"
#include "core/base/text.h"
#include "tests/support/cli.h"

#include <cmath>
#include <fstream>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;
using test::runCli;

class TstLearnRobust : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string write(const char* name, const std::string& text) const {
        const std::string path = m_folder.filePath(QLatin1String(name)).toStdString();
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

private slots:
    void rowsFarFromTheBulkAreCounted() {
        Rng rng(12);
        std::string text = "x,y,far\n";
        for (int r = 0; r < 300; ++r) {
            const double x = rng.normal();
            const double shift = r % 10 == 0 ? 8 : 0;
            text += formatFixed(x + shift, 4) + "," + formatFixed(2 * x + rng.normal(), 4) + "," +
                    (shift > 0 ? "1" : "0") + "\n";
        }
        const auto answer =
            runCli({"learn", "robust", write("a.csv", text), "--label", "far", "--json"});
        QCOMPARE(answer.exitCode, 0);
        const auto json = answer.json();
        QVERIFY(json.at("auc").get<double>() > 0.99);
        const int outliers = json.at("outliers").get<int>();
        QVERIFY(outliers >= 30 && outliers <= 50); // 30 planted, 2.5 % of the others
        QCOMPARE(json.at("support_rows").get<int>(), 152);
        QVERIFY(std::abs(json.at("cut").get<double>() - 2.7162) < 1e-3); // √ χ²(2) at 0.975
        QCOMPARE(json.at("location").size(), std::size_t{2});
        QCOMPARE(json.at("covariance").size(), std::size_t{2});
    }
    void aDependentColumnIsRefusedByItsNumber() {
        std::string text = "x,y\n";
        for (int r = 0; r < 40; ++r)
            text += std::to_string(r) + "," + std::to_string(3 * r + 1) + "\n";
        const auto error =
            runCli({"learn", "robust", write("b.csv", text), "--json"}).json().at("error");
        QCOMPARE(error.at("code").get<std::string>(), std::string("not_enough_data"));
        QVERIFY(error.at("message").get<std::string>().find("columns 1, 2") != std::string::npos);
        QVERIFY(!error.at("hint").get<std::string>().empty());
    }
};

QTEST_GUILESS_MAIN(TstLearnRobust)
#include "tst_learn_robust.moc"
