#include "core/mart/example_queries.h"
#include "core/mart/quality.h"
#include "tests/support/temp_mart.h"

#include <QtTest>

using namespace mops;

class TstQuery : public QObject {
    Q_OBJECT

private slots:
    void aSelectAnswersColumnsAndRows() {
        test::TempMart mart;
        const auto result = run(mart, "SELECT 1 AS one, 'two' AS two, NULL, 0.5");
        QVERIFY(result);
        QCOMPARE(result->columns[0], std::string("one"));
        QCOMPARE(result->rows[0][0].integer, 1);
        QCOMPARE(result->rows[0][1].text, std::string("two"));
        QCOMPARE(result->rows[0][2].type, mart::QueryResult::Type::Null);
        QCOMPARE(result->rows[0][3].real, 0.5);
    }
    void whateverIsNoSingleSelectIsRefused_data() {
        QTest::addColumn<QString>("sql");
        for (const char* sql : {"DELETE FROM dim_merchant",
                                "UPDATE dim_merchant SET name = 'x'",
                                "DROP TABLE dim_merchant",
                                "SELECT 1; DROP TABLE dim_merchant",
                                "PRAGMA user_version = 99",
                                "PRAGMA writable_schema = ON",
                                "ATTACH '/etc/passwd' AS p",
                                "VACUUM INTO '/dev/null'",
                                "SELECT load_extension('x')",
                                "SELECT zeroblob(1000000000)",
                                "",
                                "-- nothing",
                                "SELEC 1",
                                "CREATE TEMP TABLE t(a)",
                                "EXPLAIN DELETE FROM dim_merchant",
                                "SELECT readfile('x')",
                                "BEGIN",
                                "SAVEPOINT s",
                                "DETACH main",
                                "REINDEX",
                                "ANALYZE"})
            QTest::newRow(sql) << QString::fromLatin1(sql);
    }
    void whateverIsNoSingleSelectIsRefused() {
        QFETCH(QString, sql);
        test::TempMart mart;
        const auto result = run(mart, sql.toStdString());
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::SqlRefused);
    }
    void aRefusalSaysWhatWasAskedFor() {
        test::TempMart mart;
        const auto result = run(mart, "SELECT load_extension('x')");
        QVERIFY(!result);
        QVERIFY2(result.error().detail.find("load_extension") != std::string::npos,
                 result.error().detail.c_str());
    }
    void aValueThatIsTooLargeIsRefused() {
        test::TempMart mart;
        const auto result = run(mart, "SELECT length(randomblob(900000000))");
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::MemoryLimit);
    }
    void anEndlessQueryStopsAtItsTimeLimit() {
        test::TempMart mart;
        const auto result =
            run(mart, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                      "SELECT count(*) FROM n");
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::TimeLimit);
    }
    void moreRowsThanTheLimitAreCutAndSaidSo() {
        test::TempMart mart;
        mart::QueryLimits limits;
        limits.rows = 3;
        NoTaskContext context;
        const auto result =
            mart::query(mart.path().string(), "VALUES (1),(2),(3),(4)", limits, context);
        QVERIFY(result);
        QCOMPARE(result->rows.size(), 3U);
        QVERIFY(result->truncated);
    }

    void everyExampleQueryRunsOnAnEmptyMart_data() {
        QTest::addColumn<QString>("sql");
        for (const auto& example : mart::exampleQueries())
            QTest::newRow(example.name) << QString::fromUtf8(example.sql);
    }
    void everyExampleQueryRunsOnAnEmptyMart() {
        QFETCH(QString, sql);
        test::TempMart mart;
        QVERIFY(run(mart, sql.toStdString()));
    }

private:
    static Result<mart::QueryResult> run(test::TempMart& mart, const std::string& sql) {
        mart::QueryLimits limits;
        limits.seconds = 1;
        NoTaskContext context;
        return mart::query(mart.path().string(), sql, limits, context);
    }
};

QTEST_APPLESS_MAIN(TstQuery)
#include "tst_query.moc"
