#include "core/db/database.h"

#include "core/db/statement.h"

#include <fstream>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;

class TstDatabase : public QObject {
    Q_OBJECT

private slots:
    void whatCannotBeOpenedSaysWhy_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("missing") << QStringLiteral("none.db") << ErrorCode::MartMissing;
        QTest::newRow("folder") << QStringLiteral(".") << ErrorCode::FileIsDirectory;
        QTest::newRow("text file") << QStringLiteral("text.db") << ErrorCode::MartNotAMart;
    }
    void whatCannotBeOpenedSaysWhy() {
        QFETCH(QString, path);
        QFETCH(ErrorCode, code);
        const QTemporaryDir folder;
        std::ofstream(folder.filePath(QStringLiteral("text.db")).toStdString())
            << "order_id,price\n1,2\n";
        const auto database =
            db::Database::open(folder.filePath(path).toStdString(), db::Mode::Read);
        QVERIFY(!database);
        QCOMPARE(database.error().code, code);
    }
    void aFolderThatDoesNotExistIsNamed() {
        const auto database = db::Database::open("/nowhere/at/all/m.db", db::Mode::Create);
        QVERIFY(!database);
        QCOMPARE(database.error().code, ErrorCode::FileNotFound);
        QCOMPARE(database.error().detail, std::string("/nowhere/at/all"));
    }
    void aReaderCannotWrite() {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("m.db")).toStdString();
        QVERIFY(db::Database::open(path, db::Mode::Create));
        auto reader = db::Database::open(path, db::Mode::Read);
        QVERIFY(reader);
        QVERIFY_THROWS_EXCEPTION(db::DatabaseFailure, reader->execute("CREATE TABLE t (x)"));
    }
    void aReaderGoesOnWhileAWriterIsInTheMiddle() {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("m.db")).toStdString();
        auto writer = db::Database::open(path, db::Mode::Create);
        writer->useWriteAheadLog();
        writer->execute("CREATE TABLE t (x); INSERT INTO t VALUES (1)");
        db::Transaction transaction(*writer);
        writer->execute("INSERT INTO t VALUES (2)");
        auto reader = db::Database::open(path, db::Mode::Read);
        QCOMPARE(reader->integer("SELECT count(*) FROM t"), 1);
        transaction.commit();
        QCOMPARE(reader->integer("SELECT count(*) FROM t"), 2);
    }
    void aTransactionThatIsNotCommittedLeavesNothing() {
        auto database = db::Database::inMemory();
        database.execute("CREATE TABLE t (x)");
        {
            db::Transaction transaction(database);
            database.execute("INSERT INTO t VALUES (1)");
        }
        QCOMPARE(database.integer("SELECT count(*) FROM t"), 0);
    }
    void aCancelledStatementIsReportedAsCancelled() {
        auto database = db::Database::inMemory();
        database.setCancelCheck([] { return true; });
        const auto result = db::guarded([&]() -> Result<std::int64_t> {
            return database.integer("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM "
                                    "n) SELECT count(*) FROM n");
        });
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
    }
    void textWithNulAndQuotesComesBackAsItWas() {
        auto database = db::Database::inMemory();
        database.execute("CREATE TABLE t (x TEXT)");
        const std::string hostile("a\0'; DROP TABLE t; --", 22);
        db::Statement(database, "INSERT INTO t VALUES (?)").run(hostile);
        QCOMPARE(database.text("SELECT x FROM t"), hostile);
    }
};

QTEST_APPLESS_MAIN(TstDatabase)
#include "tst_database.moc"
