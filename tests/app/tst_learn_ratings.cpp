// `learn knn` and `learn factors` on rating files.
#include "tests/support/cli.h"
#include "tests/support/planted_ratings.h"

#include <cmath>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;

namespace {

class Folder {
public:
    std::string path(const char* name) const {
        return m_dir.filePath(QLatin1String(name)).toStdString();
    }
    std::string write(const char* name, const QByteArray& text) const {
        QFile file(QString::fromStdString(path(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", name);
        return path(name);
    }
    std::string write(const char* name, const test::PlantedRatings& ratings) const {
        QByteArray text("user::item::rating\n");
        for (std::size_t e = 0; e < ratings.value.size(); ++e)
            text += "u" + QByteArray::number(ratings.user[e]) + "::i" +
                    QByteArray::number(ratings.item[e]) +
                    "::" + QByteArray::number(ratings.value[e]) + "\n";
        return write(name, text);
    }

private:
    QTemporaryDir m_dir;
};

/// Three users, three items; μ = 3 (as in tst_neighbourhood).
const QByteArray kTrain("u0\ti0\t4\nu0\ti1\t2\nu1\ti0\t4\nu1\ti1\t2\nu1\ti2\t5\n"
                        "u2\ti0\t2\nu2\ti1\t4\nu2\ti2\t1\n");
const QByteArray kTest("u0\ti2\t4\n");

} // namespace

class TstLearnRatings : public QObject {
    Q_OBJECT

private slots:
    void knnAnswersTheContract() {
        const Folder folder;
        const auto answer =
            test::runCli({"learn", "knn", "--train", folder.write("a", kTrain), "--test",
                          folder.write("b", kTest), "--mode", "user", "--similarity", "cosine",
                          "--no-normalize", "--reg-u", "1e15", "--reg-i", "1e15", "--json"});
        QCOMPARE(answer.exitCode, 0);
        const auto json = answer.json();
        QCOMPARE(json.at("mu").get<double>(), 3.0);
        QVERIFY(std::abs(json.at("rmse").get<double>() - 0.6) < 1e-9); // predicted 3.4
        QVERIFY(std::abs(json.at("mae").get<double>() - 0.6) < 1e-9);
        QVERIFY(std::abs(json.at("baseline_rmse").get<double>() - 1.0) < 1e-9);
        QVERIFY(json.at("seconds").is_number() && json.at("read_seconds").is_number());
        QCOMPARE(json.at("train").get<int>(), 8);
        QCOMPARE(json.at("test").get<int>(), 1);
    }
    void knnWritesEveryPrediction() {
        const Folder folder;
        const auto out = folder.path("out.csv");
        const auto answer = test::runCli({"learn", "knn", "--train", folder.write("a", kTrain),
                                          "--test", folder.write("b", "u0\ti2\t4\nnew\ti2\t4\n"),
                                          "--mode", "user", "--similarity", "msd", "--reg-u",
                                          "1e15", "--reg-i", "1e15", "--out", out, "--json"});
        QCOMPARE(answer.exitCode, 0);
        QCOMPARE(answer.json().at("unknown_users").get<int>(), 1);
        QFile file(QString::fromStdString(out));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().split('\n');
        QCOMPARE(lines[0], QByteArray("line,user,item,rating,prediction,neighbours"));
        QVERIFY(lines[1].startsWith("1,u0,i2,4,4.33333333333")); // 3 + 1.6 / 1.2
        QVERIFY(lines[1].endsWith(",2"));
        QVERIFY(lines[2].startsWith("2,new,i2,4,"));
        QVERIFY(lines[2].endsWith(",0"));
    }
    void knnRecommendsToAUser() {
        const Folder folder;
        const auto answer =
            test::runCli({"learn", "knn", "--train", folder.write("a", kTrain), "--test",
                          folder.write("b", kTest), "--recommend", "u0", "--top", "3", "--json"});
        QCOMPARE(answer.exitCode, 0);
        const auto items = answer.json().at("recommendations");
        QCOMPARE(items.size(), std::size_t{1}); // the only one that u0 has not rated
        QCOMPARE(items[0].at("item").get<std::string>(), std::string("i2"));
    }
    void factorsAnswerTheContract() {
        const Folder folder;
        const auto split = test::splitFold(
            test::plantRatings({.users = 300, .items = 300, .ratings = 12'000}), 0, 5);
        const auto train = folder.write("train.dat", split.train);
        const auto test = folder.write("test.dat", split.test);
        const auto run = [&](const char* threads) {
            return test::runCli({"learn", "factors", "--train", train, "--test", test, "--threads",
                                 threads, "--seed", "7", "--epochs", "12", "--factors", "20",
                                 "--json"});
        };
        const auto answer = run("1");
        QCOMPARE(answer.exitCode, 0);
        const auto json = answer.json();
        QVERIFY(json.at("rmse").get<double>() < json.at("baseline_rmse").get<double>());
        QVERIFY(json.at("mae").get<double>() < json.at("rmse").get<double>());
        QCOMPARE(json.at("epochs").get<int>(), 12);
        QCOMPARE(json.at("train_rmse").size(), std::size_t{12});
        QCOMPARE(run("3").json().at("rmse").get<double>(), json.at("rmse").get<double>());
    }
    void factorsStopEarlyOnRequest() {
        const Folder folder;
        const auto answer =
            test::runCli({"learn", "factors", "--train", folder.write("a", kTrain), "--test",
                          folder.write("b", kTest), "--hold-out", "0.25", "--json"});
        QCOMPARE(answer.exitCode, 0);
        const auto json = answer.json();
        QCOMPARE(json.at("hold_out_rmse").size(), json.at("epochs").get<std::size_t>());
    }
    void refusedInputIsNamed_data() {
        QTest::addColumn<QByteArray>("train");
        QTest::addColumn<QByteArray>("test");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("hostile row")
            << QByteArray("u,i,3\nu,j,x\n") << kTest << 3 << QByteArray("train.csv:2");
        QTest::newRow("hostile test")
            << kTrain << QByteArray("u\ti\t3\nu\t\t3\n") << 3 << QByteArray("test.csv:2");
        QTest::newRow("empty") << QByteArray() << kTest << 3 << QByteArray("train.csv");
        QTest::newRow("header only")
            << QByteArray("user,item,rating\n") << kTest << 1 << QByteArray("train.csv");
    }
    void refusedInputIsNamed() {
        QFETCH(QByteArray, train);
        QFETCH(QByteArray, test);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, message);
        const Folder folder;
        for (const char* call : {"knn", "factors"}) {
            const auto answer =
                test::runCli({"learn", call, "--train", folder.write("train.csv", train), "--test",
                              folder.write("test.csv", test), "--json"});
            QCOMPARE(answer.exitCode, exitCode);
            const auto text = answer.json().at("error").at("message").get<std::string>();
            QVERIFY2(QByteArray::fromStdString(text).contains(message), text.c_str());
        }
    }
    void impossibleOptionsAreUsage_data() {
        QTest::addColumn<QByteArray>("options");
        QTest::newRow("k") << QByteArray("knn --k 0");
        QTest::newRow("mode") << QByteArray("knn --mode both");
        QTest::newRow("shrinkage") << QByteArray("knn --shrinkage -3");
        QTest::newRow("scale") << QByteArray("knn --scale 5:1");
        QTest::newRow("scale text") << QByteArray("knn --scale five");
        QTest::newRow("epochs") << QByteArray("factors --epochs 0");
        QTest::newRow("rate") << QByteArray("factors --rate nan");
        QTest::newRow("factors") << QByteArray("factors --factors 100000");
    }
    void impossibleOptionsAreUsage() {
        QFETCH(QByteArray, options);
        const Folder folder;
        std::vector<std::string> call{"learn"};
        for (const QByteArray& option : options.split(' '))
            call.push_back(option.toStdString());
        for (const auto& more : {std::string("--train"), folder.write("a", kTrain),
                                 std::string("--test"), folder.write("b", kTest)})
            call.push_back(more);
        QCOMPARE(test::runCli(call).exitCode, 2);
    }
};

QTEST_GUILESS_MAIN(TstLearnRatings)
#include "tst_learn_ratings.moc"
