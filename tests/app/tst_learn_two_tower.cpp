#include "tests/support/cli.h"
#include "tests/support/planted_interests.h"

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

class TstLearnTwoTower : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        const auto planted =
            test::TastePlanter({.users = 1500, .items = 300, .groups = 15}).plant();
        std::ofstream train(path("train.csv"));
        std::ofstream later(path("later.csv"));
        for (std::int32_t user = 0; user < planted.train.users(); ++user) {
            for (const std::int32_t item : planted.train.itemsOf(user))
                train << 'u' << user << ",i" << item << ",1\n";
            later << 'u' << user << ",i" << planted.heldOut[static_cast<std::size_t>(user)]
                  << ",1\n";
        }
    }

    void answersTheLossesAndBeatsWhatMostTook() {
        const auto answer = test::runCli({"--json", "learn", "two-tower", "--train",
                                          path("train.csv"), "--test", path("later.csv")});
        QCOMPARE(answer.exitCode, 0);
        const auto json = answer.json();
        QCOMPARE(json["loss"].size(), json["epochs"].get<std::size_t>());
        QCOMPARE(json["users"], 1500);
        QVERIFY(json["seconds"].is_number());
        QVERIFY(json["recall"].get<double>() > 1.3 * json["baseline"]["recall"].get<double>());
        QVERIFY(json["ndcg"].get<double>() > 1.3 * json["baseline"]["ndcg"].get<double>());
    }
    void writesTheSameListsForAnyNumberOfThreads() {
        const auto run = [&](const std::string& threads, const std::string& out) {
            return test::runCli({"learn", "two-tower", "--train", path("train.csv"), "--epochs",
                                 "2", "--top", "5", "--threads", threads, "--out", path(out)});
        };
        QCOMPARE(run("1", "one.csv").exitCode, 0);
        QCOMPARE(run("3", "three.csv").exitCode, 0);
        const auto lines = linesOf(path("one.csv"));
        QCOMPARE(lines.front(), std::string("user,rank,item,score"));
        QCOMPARE(lines.size(), std::size_t{1 + 1500 * 5});
        QCOMPARE(lines, linesOf(path("three.csv")));
    }
    void tooFewInteractionsAreRefused() {
        std::ofstream(path("few.csv")) << "a,x,1\nb,y,1\n";
        const auto answer =
            test::runCli({"--json", "learn", "two-tower", "--train", path("few.csv")});
        QVERIFY(answer.exitCode != 0);
        QCOMPARE(answer.json()["error"]["code"], "not_enough_data");
    }

private:
    std::string path(const std::string& name) const {
        return m_folder->filePath(QString::fromStdString(name)).toStdString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TstLearnTwoTower)
#include "tst_learn_two_tower.moc"
