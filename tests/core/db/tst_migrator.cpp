#include "core/db/migrator.h"

#include "core/db/statement.h"

#include <array>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;

namespace {

constexpr std::array<EmbeddedFile, 1> kFirst{{{"001_a.sql", "CREATE TABLE a (x INTEGER) STRICT;"}}};
constexpr std::array<EmbeddedFile, 2> kSecond{
    {{"001_a.sql", "CREATE TABLE a (x INTEGER) STRICT;"},
     {"002_b.sql", "CREATE TABLE b (y INTEGER) STRICT; INSERT INTO b SELECT x FROM a;"}}};
constexpr std::array<EmbeddedFile, 2> kBroken{
    {{"001_a.sql", "CREATE TABLE a (x INTEGER) STRICT;"},
     {"002_b.sql", "CREATE TABLE b (y INTEGER) STRICT; CREATE TABLE a (again TEXT);"}}};

} // namespace

class TstMigrator : public QObject {
    Q_OBJECT

private slots:
    void anEmptyDatabaseGetsTheNewestVersion() {
        auto database = db::Database::inMemory();
        QVERIFY(db::migrate(database, {7, kSecond}));
        QCOMPARE(database.integer("PRAGMA user_version"), 2);
    }
    void anOlderDatabaseKeepsItsRowsAndGetsTheMissingPart() {
        auto database = db::Database::inMemory();
        QVERIFY(db::migrate(database, {7, kFirst}));
        database.execute("INSERT INTO a VALUES (42)");
        QVERIFY(db::migrate(database, {7, kSecond}));
        QCOMPARE(database.integer("SELECT y FROM b"), 42);
    }
    void aNewerDatabaseIsRefusedAndSaysBothVersions() {
        auto database = db::Database::inMemory();
        QVERIFY(db::migrate(database, {7, kSecond}));
        const auto refused = db::migrate(database, {7, kFirst});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::MartFromFuture);
        QVERIFY(refused.error().detail.ends_with(": 2"));
        QCOMPARE(refused.error().hint, std::string("1"));
    }
    void somebodyElsesDatabaseIsRefused() {
        auto database = db::Database::inMemory();
        database.execute("CREATE TABLE theirs (x)");
        const auto refused = db::migrate(database, {7, kFirst});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::MartNotAMart);
    }
    void aMigrationThatFailsHalfwayLeavesTheVersionBefore() {
        auto database = db::Database::inMemory();
        QVERIFY(db::migrate(database, {7, kFirst}));
        QVERIFY(!db::migrate(database, {7, kBroken}));
        QCOMPARE(database.integer("PRAGMA user_version"), 1);
        QCOMPARE(database.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'b'"), 0);
    }
};

QTEST_APPLESS_MAIN(TstMigrator)
#include "tst_migrator.moc"
