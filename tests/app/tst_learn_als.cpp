#include "tests/support/cli.h"
#include "tests/support/planted_taste.h"
#include "tests/support/real_data.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;
using test::runCli;

namespace {

void writeRatings(const std::string& path, const learn::Interactions& in) {
    std::ofstream file(path);
    file << "user,item,rating\n";
    for (std::int32_t user = 0; user < in.users(); ++user)
        for (const std::int32_t item : in.itemsOf(user))
            file << 'u' << user << ",i" << item << ",1\n";
}

std::string text(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

class TstLearnAls : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string m_train, m_test;

    std::string file(const char* name, const std::string& content) {
        const std::string path = m_folder.filePath(QString::fromUtf8(name)).toStdString();
        std::ofstream(path) << content;
        return path;
    }
    test::CliAnswer als(std::vector<std::string> more) {
        more.insert(more.begin(), {"learn", "als", "--json"});
        return runCli(more);
    }
    std::string errorOf(const std::vector<std::string>& more) {
        const auto answer = als(more);
        return answer.exitCode == 0 ? "" : answer.err + answer.out;
    }

private slots:
    void initTestCase() {
        const auto data = test::plantedTaste({.users = 300, .items = 400, .interactions = 12'000});
        m_train = m_folder.filePath(u"train.csv"_qs).toStdString();
        m_test = m_folder.filePath(u"test.csv"_qs).toStdString();
        writeRatings(m_train, data.train);
        writeRatings(m_test, data.test);
    }
    void measuresStandBesideItemItemAndPopularity() {
        const auto json = als({"--train", m_train, "--test", m_test, "--factors", "16"}).json();
        for (const char* key : {"precision", "recall", "ndcg", "map"}) {
            QVERIFY2(json.contains(key), key);
            QCOMPARE(json.at(key), json.at("models").at("als").at(key));
            QVERIFY(json.at("models").at("item-item").contains(key));
        }
        QVERIFY(json.at("ndcg") > json.at("models").at("popular").at("ndcg"));
        QVERIFY(json.at("seconds") >= json.at("fit_seconds"));
        QVERIFY(json.contains("read_seconds"));
        QCOMPARE(json.at("top"), 10);
    }
    void listsAreWrittenForEveryUserBestFirst() {
        const std::string out = m_folder.filePath(u"lists.csv"_qs).toStdString();
        QCOMPARE(als({"--train", m_train, "--top", "3", "--factors", "8", "--out", out}).exitCode,
                 0);
        const std::string lists = text(out);
        QVERIFY(lists.starts_with("user,item,rank,score\nu0,i"));
        QCOMPARE(std::ranges::count(lists, '\n'), 1 + 3 * 300);
    }
    void theNumberOfThreadsChangesNoByte() {
        std::string written[2];
        for (const int threads : {1, 3}) {
            const std::string out = m_folder.filePath(u"threads.csv"_qs).toStdString();
            const auto answer = runCli({"learn", "als", "--threads", std::to_string(threads),
                                        "--train", m_train, "--factors", "8", "--out", out});
            QCOMPARE(answer.exitCode, 0);
            written[threads == 1 ? 0 : 1] = text(out);
        }
        QCOMPARE(written[0], written[1]);
    }
    void theObjectiveIsReportedOnRequest() {
        const auto json = als({"--train", m_train, "--factors", "8", "--iterations", "4",
                               "--solver", "cholesky", "--objective"})
                              .json();
        const auto objective = json.at("objective").get<std::vector<double>>();
        QCOMPARE(objective.size(), std::size_t{4});
        QVERIFY(objective[3] < objective[0]);
    }
    void lowRatingsDoNotCountAsTaken() {
        const auto path = file("stars.txt", "a\tx\t5\na\ty\t1\nb\tx\t4\nb\tz\t0\nb\ty\t-2\n");
        const auto json = als({"--train", path, "--min-rating", "3", "--lambda", "0.1"}).json();
        QCOMPARE(json.at("train"), 5);
        QCOMPARE(json.at("train_left_out"), 3);
        QCOMPARE(json.at("train_pairs"), 2);
    }
    void aPairInSeveralRowsIsOnePair() {
        const auto path = file("often.csv", "a,x,1\na,x,1\nb,x,2\nb,y,1\n");
        QCOMPARE(als({"--train", path, "--lambda", "0.1"}).json().at("train_pairs"), 3);
    }
    void filesWithNothingTakenAreRefusedWithTheReason() {
        const auto path = file("zero.csv", "a,x,0\nb,y,0\n");
        const std::string error = errorOf({"--train", path});
        QVERIFY2(error.find("not_enough_data") != std::string::npos, error.c_str());
        QVERIFY(error.find("--min-rating") != std::string::npos);
    }
    void testsThatShareNoUserAreRefused() {
        const auto path = file("others.csv", "nobody,i1,1\n");
        QVERIFY(errorOf({"--train", m_train, "--test", path, "--factors", "8"})
                    .find("not_enough_data") != std::string::npos);
    }
    void impossibleParametersAreRefusedBeforeReading_data() {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("factors") << QStringList{u"--factors"_qs, u"0"_qs};
        QTest::newRow("many factors") << QStringList{u"--factors"_qs, u"100000"_qs};
        QTest::newRow("iterations") << QStringList{u"--iterations"_qs, u"-1"_qs};
        QTest::newRow("alpha") << QStringList{u"--alpha"_qs, u"nan"_qs};
        QTest::newRow("lambda") << QStringList{u"--lambda"_qs, u"0"_qs};
        QTest::newRow("top") << QStringList{u"--top"_qs, u"0"_qs};
    }
    void impossibleParametersAreRefusedBeforeReading() {
        QFETCH(QStringList, options);
        std::vector<std::string> arguments{"--train", "no-such-file.csv"};
        for (const QString& option : options)
            arguments.push_back(option.toStdString());
        const std::string error = errorOf(arguments);
        QVERIFY2(!error.empty() && error.find("no-such-file") == std::string::npos, error.c_str());
    }
    void hostileFilesAreRefused_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("binary") << QByteArray("\0\1\2\3\0", 5);
        QTest::newRow("no number") << QByteArray("user,item,rating\na,b,c\n");
        QTest::newRow("NaN") << QByteArray("a,b,nan\n");
        QTest::newRow("infinite") << QByteArray("a,b,inf\n");
        QTest::newRow("two fields") << QByteArray("a,b\nc,d\n");
    }
    void hostileFilesAreRefused() {
        QFETCH(QByteArray, content);
        const auto path = file("hostile.csv", content.toStdString());
        QVERIFY(!errorOf({"--train", path}).empty());
    }
    void onRealPurchasesItBeatsPopularity() {
        MOPS_NEEDS_DATA("online_retail");
        const auto [train, later] = splitRetail();
        const auto json = als({"--train", train, "--test", later, "--weights", "one"}).json();
        const auto& models = json.at("models");
        QVERIFY(json.at("evaluated_users").get<int>() > 1000);
        QVERIFY(json.at("ndcg").get<double>() > 2 * models.at("popular").at("ndcg").get<double>());
        QVERIFY(models.at("item-item").at("ndcg") > models.at("popular").at("ndcg"));
    }

private:
    /// Customer and article of what was bought: the first four fifths of the time-ordered lines
    /// and the rest. Descriptions with commas are quoted, so fields are counted from both ends.
    std::pair<std::string, std::string> splitRetail() {
        std::ifstream file(test::realData("online_retail") / "online_retail.csv");
        std::vector<std::string> lines;
        std::string row;
        std::getline(file, row);
        while (std::getline(file, row)) {
            const QByteArray bytes = QByteArray::fromStdString(row);
            const auto fields = bytes.split(',');
            const auto last = fields.size() - 1;
            if (last < 7 || fields[0].startsWith('C') || fields[last - 1].isEmpty() ||
                fields[last - 4].toInt() <= 0)
                continue;
            lines.push_back((fields[last - 3] + '\t' + fields[last - 1] + ',' + fields[1] + ",1\n")
                                .toStdString());
        }
        std::ranges::stable_sort(
            lines, {}, [](const std::string& line) { return line.substr(0, line.find('\t')); });
        std::string parts[2];
        for (std::size_t k = 0; k < lines.size(); ++k)
            parts[k < lines.size() * 4 / 5 ? 0 : 1] += lines[k].substr(lines[k].find('\t') + 1);
        return {this->file("retail_train.csv", parts[0]), this->file("retail_test.csv", parts[1])};
    }
};

QTEST_GUILESS_MAIN(TstLearnAls)
#include "tst_learn_als.moc"
