#include "core/db/database.h"

#include "core/db/statement.h"

#include <fstream>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;

/// Whether a Statement takes such an argument for a parameter.
template <class Text>
constexpr bool canBind() {
    return requires(mops::db::Statement & statement, Text text) {
        statement.bind(1, static_cast<Text&&>(text));
    };
}

class TstDatabase : public QObject {
    Q_OBJECT

private slots:
    void aTextThatEndsBeforeTheStepCannotBeBound() {
        using db::kDiesBeforeStep;
        QVERIFY(kDiesBeforeStep<std::string>);
        QVERIFY(kDiesBeforeStep<const std::string>);
        QVERIFY(kDiesBeforeStep<std::optional<std::string>>);
        QVERIFY(!kDiesBeforeStep<std::string&>);
        QVERIFY(!kDiesBeforeStep<std::string_view>);
        QVERIFY(!canBind<std::string>());
        QVERIFY(canBind<const std::string&>());
    }
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
    void aStatementUsedAgainBeginsAnewWithNothingBound() {
        auto database = db::Database::inMemory();
        constexpr auto kSql = "SELECT ?1 UNION ALL SELECT 2";
        {
            db::Statement first(database, kSql);
            first.bind(1, 7);
            QVERIFY(first.step());
            QCOMPARE(first.integer(0), 7);
        }
        db::Statement again(database, kSql);
        QVERIFY(again.step());
        QVERIFY(again.isNull(0));
    }
    void twoStatementsOfOneTextStepOnTheirOwn() {
        auto database = db::Database::inMemory();
        constexpr auto kSql = "SELECT 1 UNION ALL SELECT 2";
        { const db::Statement kept(database, kSql); }
        db::Statement one(database, kSql);
        db::Statement other(database, kSql);
        QVERIFY(one.step() && one.step());
        QVERIFY(other.step());
        QCOMPARE(one.integer(0), 2);
        QCOMPARE(other.integer(0), 1);
    }
    void aStatementUsedAgainSeesTheNewSchema() {
        auto database = db::Database::inMemory();
        database.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
        QCOMPARE(db::Statement(database, "SELECT * FROM t").columnCount(), 1);
        database.execute("ALTER TABLE t ADD COLUMN b DEFAULT 5");
        {
            db::Statement again(database, "SELECT * FROM t");
            QVERIFY(again.step());
            QCOMPARE(again.columnCount(), 2);
            QCOMPARE(again.integer(1), 5);
        }
        database.execute("CREATE TABLE u (a)");
        { db::Statement(database, "INSERT INTO u VALUES (?)").run(3); }
        database.execute("DROP TABLE u"); // an idle statement holds no table
    }
    void moreStatementsThanAreKeptAreAllRight() {
        auto database = db::Database::inMemory();
        for (int round = 0; round < 2; ++round)
            for (int k = 0; k < 200; ++k)
                QCOMPARE(database.integer("SELECT " + std::to_string(k)), k);
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
