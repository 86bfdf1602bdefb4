#include "core/base/rng.h"
#include "tests/support/cli.h"
#include "tests/support/real_data.h"

#include <fstream>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;

namespace {

std::vector<std::string> linesOf(const std::string& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        lines.push_back(line);
    return lines;
}

} // namespace

class TstLearnAutoencoder : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_input = path("x.csv");
        std::ofstream file(m_input);
        Rng rng(1);
        file << "a,b,c,d\n";
        for (int r = 0; r < 300; ++r) {
            const double t = rng.normal();
            file << t << ',' << 2 * t << ',' << -t << ',' << 5 + t * t << '\n';
        }
    }

    void answersTheLossOfEveryEpoch() {
        const auto answer = test::runCli(
            {"--json", "learn", "autoencoder", m_input, "--dim", "1", "--epochs", "25"});
        QCOMPARE(answer.exitCode, 0);
        const auto json = answer.json();
        QCOMPARE(json["reconstruction_loss"].size(), std::size_t{25});
        QCOMPARE(json["hold_out_loss"].size(), std::size_t{25});
        QVERIFY(json["reconstruction_loss"][24] < json["reconstruction_loss"][0]);
        QCOMPARE(json["layers"], nlohmann::json({4, 16, 1, 16, 4}));
        QVERIFY(json["seconds"].is_number());
        QVERIFY(json["read_seconds"].is_number());
        QVERIFY(json["principal_axes_error"].is_number());
    }
    void writesTheErrorAndTheCodeOfEveryRow() {
        const auto answer = test::runCli({"--json", "learn", "autoencoder", m_input, "--dim", "2",
                                          "--epochs", "3", "--out", path("rows.csv"), "--shares"});
        QCOMPARE(answer.exitCode, 0);
        const auto lines = linesOf(path("rows.csv"));
        QCOMPARE(lines.size(), std::size_t{301});
        QCOMPARE(lines.front(), std::string("line,error,worst_column,worst_share,code_1,code_2,"
                                            "share_a,share_b,share_c,share_d"));
        QVERIFY(lines[1].starts_with("2,"));
    }
    void theSameSeedWritesTheSameBytesForAnyNumberOfThreads() {
        const auto run = [&](const std::string& threads, const std::string& out) {
            return test::runCli({"learn", "autoencoder", m_input, "--dim", "2", "--epochs", "5",
                                 "--threads", threads, "--out", path(out)});
        };
        QCOMPARE(run("1", "one.csv").exitCode, 0);
        QCOMPARE(run("3", "three.csv").exitCode, 0);
        QCOMPARE(linesOf(path("one.csv")), linesOf(path("three.csv")));
    }
    void aCodeWiderThanTheTableIsRefused() {
        const auto answer = test::runCli({"--json", "learn", "autoencoder", m_input, "--dim", "9"});
        QVERIFY(answer.exitCode != 0);
        QCOMPARE(answer.json()["error"]["code"], "usage");
    }
    void aConstantTableIsRefused() {
        std::ofstream(path("flat.csv")) << "a,b\n1,2\n1,2\n1,2\n";
        const auto answer =
            test::runCli({"--json", "learn", "autoencoder", path("flat.csv"), "--dim", "1"});
        QVERIFY(answer.exitCode != 0);
        QCOMPARE(answer.json()["error"]["code"], "not_enough_data");
    }
    void missingValuesAreRefusedOrFilledAsAsked() {
        std::ofstream(path("holes.csv")) << "a,b\n1,2\n,3\n4,1\n2,2\n";
        const auto call = [&](const std::string& policy) {
            return test::runCli({"--json", "learn", "autoencoder", path("holes.csv"), "--dim", "1",
                                 "--epochs", "2", "--missing", policy});
        };
        QCOMPARE(call("fail").json()["error"]["code"], "invalid_number");
        QCOMPARE(call("mean").json()["filled"], 1);
        QCOMPARE(call("drop").json()["dropped"], 1);
    }
    void wholesaleCustomersAreRebuiltBetterThanTheirMean() {
        MOPS_NEEDS_DATA("wholesale_customers");
        std::string file;
        for (const auto& entry :
             std::filesystem::directory_iterator(test::realData("wholesale_customers")))
            if (entry.path().extension() == ".csv")
                file = entry.path().string();
        const auto answer = test::runCli({"--json", "learn", "autoencoder", file, "--dim", "3"});
        QCOMPARE(answer.exitCode, 0);
        // Standardised columns: their mean leaves an error of 1.
        QVERIFY(answer.json()["mean_error"].get<double>() < 0.5);
    }

private:
    std::string path(const std::string& name) const {
        return m_folder->filePath(QString::fromStdString(name)).toStdString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_input;
};

QTEST_GUILESS_MAIN(TstLearnAutoencoder)
#include "tst_learn_autoencoder.moc"
