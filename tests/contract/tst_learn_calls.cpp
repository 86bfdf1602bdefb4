#include "app/cli/learn/learn_table.h"
#include "tests/support/cli.h"

#include <fstream>
#include <map>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;
using test::runCli;

namespace {

/// What a call needs beside `learn NAME`; FILE stands for the file it reads.
const std::map<std::string, std::vector<std::string>> kArguments{
    {"kmeans", {"FILE", "--k", "2"}},
    {"gmm", {"FILE", "--k", "2"}},
    {"silhouette", {"FILE", "--labels", "FILE"}},
    {"gap", {"FILE"}},
    {"principal", {"FILE"}},
    {"itemsets", {"FILE", "--min-support", "0.5"}},
    {"rules", {"FILE", "--min-support", "0.5", "--min-confidence", "0.5"}},
    {"blocks", {"FILE"}},
    {"knn", {"--train", "FILE", "--test", "FILE"}},
    {"factors", {"--train", "FILE", "--test", "FILE"}},
    {"als", {"--train", "FILE"}},
    {"two-tower", {"--train", "FILE"}},
    {"logistic", {"FILE", "--label", "y"}},
    {"trees", {"FILE", "--label", "y"}},
    {"scorecard", {"FILE", "--label", "y"}},
    {"forest", {"FILE"}},
    {"robust", {"FILE"}},
    {"autoencoder", {"FILE", "--dim", "2"}},
    {"metrics", {"FILE", "--label", "y", "--score", "p"}},
    {"uplift", {"FILE", "--treated", "t", "--outcome", "y"}},
    {"forecast", {"FILE", "--column", "y", "--horizon", "3"}},
    {"search", {"FILE", "--text", "t", "--query", "word"}},
};

} // namespace

/// Every algorithm of the learn table, listed here with what it needs: the same manners for all.
class TstLearnCalls : public QObject {
    Q_OBJECT

private slots:
    void everyCallIsListedHere() {
        for (const auto& call : cli::learnTable())
            QVERIFY2(kArguments.contains(call.name), call.name);
        QCOMPARE(kArguments.size(), cli::learnTable().size());
    }

    void theContractsCallsAreThere_data() {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"kmeans", "gmm", "silhouette", "itemsets", "rules", "knn", "factors", "als",
              "logistic", "trees", "forest", "blocks", "scorecard", "autoencoder", "metrics"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void theContractsCallsAreThere() {
        QFETCH(QString, name);
        const auto table = cli::learnTable();
        QVERIFY(std::any_of(table.begin(), table.end(),
                            [&](const auto& call) { return name == QLatin1String(call.name); }));
    }

    void everyCallHasHelp_data() { eachCall(); }
    void everyCallHasHelp() {
        QFETCH(QString, name);
        QCOMPARE(runCli({"learn", name.toStdString(), "--help"}).exitCode, 0);
    }

    void anUnknownOptionIsWrongUsage_data() { eachCall(); }
    void anUnknownOptionIsWrongUsage() {
        QFETCH(QString, name);
        auto arguments = argumentsFor(name, write("good.csv", "a,b\n1,2\n"));
        arguments.push_back("--no-such-option");
        const auto answer = runCli(arguments);
        QCOMPARE(answer.exitCode, 2);
        QCOMPARE(answer.json()["error"]["code"].get<std::string>(), std::string("usage"));
    }

    void aFileThatCannotBeReadIsRefusedByName_data() { eachBadFile(); }
    void aFileThatCannotBeReadIsRefusedByName() {
        QFETCH(QString, name);
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, code);
        const auto answer = runCli(argumentsFor(name, badFile(kind)));
        QCOMPARE(answer.exitCode, 3);
        QCOMPARE(answer.json()["error"]["code"].get<std::string>(), code.toStdString());
        QVERIFY(!answer.json()["error"]["message"].get<std::string>().empty());
    }

private:
    static void eachCall() {
        QTest::addColumn<QString>("name");
        for (const auto& call : cli::learnTable())
            QTest::newRow(call.name) << QString::fromLatin1(call.name);
    }

    static void eachBadFile() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("code");
        for (const auto& call : cli::learnTable())
            for (const auto& [kind, code] :
                 {std::pair<const char*, const char*>{"missing", "file_not_found"},
                  {"folder", "file_is_directory"},
                  {"empty", "file_is_empty"},
                  {"binary", "file_is_binary"}})
                QTest::addRow("%s: %s", call.name, kind)
                    << QString::fromLatin1(call.name) << QByteArray(kind) << QByteArray(code);
    }

    std::string badFile(const QByteArray& kind) {
        if (kind == "missing")
            return m_folder.filePath(QStringLiteral("missing.csv")).toStdString();
        if (kind == "folder")
            return m_folder.path().toStdString();
        if (kind == "empty")
            return write("empty.csv", "");
        return write("binary.csv", std::string("\x7F"
                                               "ELF\x02\x01\x01\x00\x00\x00",
                                               10));
    }

    std::string write(const char* name, const std::string& text) {
        const auto path = m_folder.filePath(QString::fromLatin1(name)).toStdString();
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

    static std::vector<std::string> argumentsFor(const QString& name, const std::string& file) {
        std::vector<std::string> arguments{"--json", "learn", name.toStdString()};
        for (const std::string& argument : kArguments.at(name.toStdString()))
            arguments.push_back(argument == "FILE" ? file : argument);
        return arguments;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TstLearnCalls)
#include "tst_learn_calls.moc"
