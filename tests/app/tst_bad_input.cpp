#include "tests/support/cli.h"
#include "tests/support/temp_mart.h"

#include <fstream>
#include <QTemporaryDir>
#include <QtTest>
#include <sqlite3.h>

using namespace mops;
using test::runCli;

namespace {

/// The file's bytes; empty when there is no file.
std::string bytesOf(const std::string& path) {
    if (!std::filesystem::is_regular_file(path))
        return {};
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

void execute(const std::string& path, const char* sql) {
    sqlite3* handle = nullptr;
    sqlite3_open(path.c_str(), &handle);
    sqlite3_exec(handle, sql, nullptr, nullptr, nullptr);
    sqlite3_close(handle);
}

} // namespace

/// What is given as the mart or as a source and is none: a clear message, the right exit code, and
/// nothing changed.
class TstBadInput : public QObject {
    Q_OBJECT

private slots:
    void whatIsNoMartIsRefusedAndNotTouched_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("text") << QStringLiteral("text") << QStringLiteral("mart_not_a_mart") << 3;
        QTest::newRow("other database")
            << QStringLiteral("other") << QStringLiteral("mart_not_a_mart") << 3;
        QTest::newRow("from the future")
            << QStringLiteral("future") << QStringLiteral("mart_from_future") << 3;
        QTest::newRow("folder") << QStringLiteral("folder") << QStringLiteral("file_is_directory")
                                << 3;
        QTest::newRow("missing") << QStringLiteral("missing") << QStringLiteral("mart_missing")
                                 << 1;
    }
    void whatIsNoMartIsRefusedAndNotTouched() {
        QFETCH(QString, kind);
        QFETCH(QString, code);
        QFETCH(int, exitCode);
        const QTemporaryDir folder;
        std::string path = folder.filePath(QStringLiteral("m.db")).toStdString();
        if (kind == QLatin1String("text")) {
            write(path, "order_id,price\n1,2\n");
        } else if (kind == QLatin1String("other")) {
            execute(path, "CREATE TABLE theirs (x)");
        } else if (kind == QLatin1String("future")) {
            QVERIFY(mart::openWriter(path));
            execute(path, "PRAGMA user_version = 999");
        } else if (kind == QLatin1String("folder")) {
            path = folder.path().toStdString();
        }
        const std::string before = bytesOf(path);
        const auto answer = runCli({"--mart", path, "--json", "undo"});
        QCOMPARE(answer.exitCode, exitCode);
        const auto error = answer.json()["error"];
        QCOMPARE(error["code"].get<std::string>(), code.toStdString());
        QVERIFY(error["message"].get<std::string>().find(path) != std::string::npos);
        QCOMPARE(bytesOf(path), before);
    }

    void aMartThatCannotBeWrittenSaysSo() {
        if (!std::filesystem::is_directory("/sys"))
            QSKIP("needs a folder in which nobody can write");
        const auto answer = runCli({"--mart", "/sys/m.db", "--json", "simulate"});
        QCOMPARE(answer.exitCode, 1);
        QCOMPARE(answer.json()["error"]["code"].get<std::string>(), std::string("mart_read_only"));
    }

    void aMartThatAnotherProgramWritesSaysSo() {
        test::TempMart mart;
        db::Transaction held(mart.writer());
        const auto answer = runCli({"--mart", mart.path().string(), "--json", "--quiet", "simulate",
                                    "--merchants", "20", "--days", "30"});
        QCOMPARE(answer.exitCode, 1);
        QCOMPARE(answer.json()["error"]["code"].get<std::string>(), std::string("mart_locked"));
    }

    void whatIsNoSourceIsRefusedAndNothingIsImported_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("file_is_empty");
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0",
                                              24)
                                << QStringLiteral("file_is_binary");
        QTest::newRow("missing columns")
            << QByteArray("seller_id,something\nabc,1\n") << QStringLiteral("column_missing");
    }
    void whatIsNoSourceIsRefusedAndNothingIsImported() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        test::TempMart mart;
        const auto source = (mart.folder() / "source").string();
        std::filesystem::create_directory(source);
        write(source + "/olist_sellers_dataset.csv", bytes.toStdString());
        const auto answer = runCli({"--mart", mart.path().string(), "--json", "--quiet", "import",
                                    "--preset", "olist", source});
        QVERIFY2(answer.exitCode == 3, answer.err.c_str());
        QCOMPARE(answer.json()["error"]["code"].get<std::string>(), code.toStdString());
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM dim_merchant"), 0);
        QCOMPARE(mart.writer().integer("SELECT count(*) FROM import_batch"), 0);
    }

    void aFolderWithoutAnyOfTheFilesSaysWhichAreExpected() {
        test::TempMart mart;
        const auto answer = runCli({"--mart", mart.path().string(), "--json", "--quiet", "import",
                                    "--preset", "olist", mart.folder().string()});
        QCOMPARE(answer.exitCode, 3);
        const auto error = answer.json()["error"];
        QCOMPARE(error["code"].get<std::string>(), std::string("files_missing"));
        QVERIFY(error["hint"].get<std::string>().find("olist_orders_dataset.csv") !=
                std::string::npos);
    }

    void anUnknownPresetNamesTheKnownOnes() {
        test::TempMart mart;
        const auto answer = runCli({"--mart", mart.path().string(), "--json", "--quiet", "import",
                                    "--preset", "nope", mart.folder().string()});
        QCOMPARE(answer.json()["error"]["code"].get<std::string>(), std::string("preset_unknown"));
        QVERIFY(answer.json()["error"]["hint"].get<std::string>().find("olist") !=
                std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TstBadInput)
#include "tst_bad_input.moc"
