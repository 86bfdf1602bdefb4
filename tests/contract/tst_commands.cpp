#include "app/cli/command.h"
#include "tests/support/cli.h"
#include "tests/support/temp_mart.h"

#include <QtTest>
#include <set>

using namespace mops;
using test::runCli;

class TstCommands : public QObject {
    Q_OBJECT

private slots:
    void everyCommandHasHelp_data() { eachCommand(); }
    void everyCommandHasHelp() {
        QFETCH(QString, name);
        const auto answer = runCli({name.toStdString(), "--help"});
        QCOMPARE(answer.exitCode, 0);
        QVERIFY(answer.out.find("--help") != std::string::npos);
    }

    void anUnknownOptionIsWrongUsage_data() { eachCommand(); }
    void anUnknownOptionIsWrongUsage() {
        QFETCH(QString, name);
        const auto answer = runCli({"--json", name.toStdString(), "--no-such-option"});
        QCOMPARE(answer.exitCode, 2);
        QCOMPARE(answer.json()["error"]["code"].get<std::string>(), std::string("usage"));
    }

    void namesAreUnique() {
        std::set<std::string> names;
        for (const auto& command : cli::commandTable())
            QVERIFY2(names.insert(command.name).second, command.name);
    }

    void theContractsCommandsAreThere_data() {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"simulate", "import", "quarantine", "quality", "features", "segment", "risk",
              "recommend", "queue", "decide", "undo", "redo", "ledger", "report", "sql", "verify"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void theContractsCommandsAreThere() {
        QFETCH(QString, name);
        const auto table = cli::commandTable();
        QVERIFY(std::any_of(table.begin(), table.end(), [&](const auto& command) {
            return name == QLatin1String(command.name);
        }));
    }

    void noCommandIsWrongUsage() { QCOMPARE(runCli({}).exitCode, 2); }

    void globalOptionsMayStandBeforeOrAfterTheCommand() {
        test::TempMart mart;
        const auto path = mart.path().string();
        const auto before = runCli({"--json", "--mart", path, "sql", "SELECT 1 AS x"});
        const auto after = runCli({"sql", "SELECT 1 AS x", "--mart", path, "--json"});
        QCOMPARE(before.exitCode, 0);
        QCOMPARE(before.out, after.out);
    }

    void aFailureInJsonIsOneObjectWithCodeMessageAndHint() {
        const auto answer = runCli({"--json", "--mart", "/nowhere/m.db", "sql", "SELECT 1"});
        QCOMPARE(answer.exitCode, 1);
        const auto error = answer.json()["error"];
        QCOMPARE(error["code"].get<std::string>(), std::string("mart_missing"));
        QVERIFY(error["message"].get<std::string>().find("/nowhere/m.db") != std::string::npos);
        QVERIFY(!error["hint"].get<std::string>().empty());
    }

private:
    static void eachCommand() {
        QTest::addColumn<QString>("name");
        for (const auto& command : cli::commandTable())
            QTest::newRow(command.name) << QString::fromLatin1(command.name);
    }
};

QTEST_GUILESS_MAIN(TstCommands)
#include "tst_commands.moc"
