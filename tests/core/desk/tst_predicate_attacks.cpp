#include "core/desk/predicate.h"

#include "tests/support/fake_context.h"

#include <QtTest>

using namespace mops;
using desk::Predicate;
using desk::RuleSubject;

namespace {

std::string repeated(const char* text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

/// Many subjects, so that what is slow is slow: the columns orders_30 and region are filled.
desk::SubjectFrame frameOf(std::size_t rows) {
    static const std::vector<std::string> regions{"SP", std::string(200'000, 'x')};
    desk::SubjectFrame frame;
    const auto columns = desk::ruleColumns(RuleSubject::Merchant);
    frame.columns.resize(columns.size());
    for (std::size_t row = 0; row < rows; ++row)
        frame.subject.push_back(static_cast<std::uint32_t>(row));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name == "orders_30")
            for (std::size_t row = 0; row < rows; ++row)
                frame.columns[i].numbers.push_back(static_cast<double>(row % 100));
        if (columns[i].name == "region") {
            frame.columns[i].codes.assign(rows, 0);
            frame.columns[i].texts = regions;
        }
        if (columns[i].name == "city") {
            frame.columns[i].codes.assign(rows, 1);
            frame.columns[i].texts = regions;
        }
    }
    return frame;
}

} // namespace

class TstPredicateAttacks : public QObject {
    Q_OBJECT

private slots:
    void aHostilePredicateIsRefusedBeforeItRuns_data() {
        QTest::addColumn<QString>("predicate");
        QTest::addColumn<QString>("said"); // in the detail
        const auto row = [](const char* name, const std::string& predicate, const char* said) {
            QTest::newRow(name) << QString::fromStdString(predicate) << said;
        };
        row("stacked drop", "1); DROP TABLE fact_order; --", ")");
        row("stacked statement without brackets", "1; DROP TABLE fact_order", ";");
        row("stacked update", "1); UPDATE dim_merchant SET name = 'x'; --", ")");
        row("pragma after the statement", "1); PRAGMA writable_schema = 1; --", ")");
        row("vacuum into", "1); VACUUM INTO '/tmp/copy.db'; --", ")");
        row("attach", "1); ATTACH '/etc/passwd' AS p; --", ")");
        row("pragma as a word", "pragma", "pragma");
        row("another table", "EXISTS (SELECT 1 FROM dim_merchant)", "SELECT");
        row("the schema", "EXISTS (SELECT 1 FROM sqlite_schema)", "SELECT");
        row("the own table again", "orders_30 > (SELECT avg(orders_30) FROM subject)", "SELECT");
        row("a table behind IN", "orders_30 IN sqlite_schema", "sqlite_");
        row("the own table behind IN", "orders_30 IN subject", "");
        row("pragma function", "EXISTS (SELECT * FROM pragma_table_info('operation'))", "SELECT");
        row("pragma function behind IN", "orders_30 IN pragma_function_list", "");
        row("table function behind IN", "region IN json_each('[1]')", "");
        row("values", "orders_30 IN (VALUES (1), (2))", "VALUES");
        row("union", "orders_30 IN (SELECT 1 UNION SELECT 2)", "SELECT");
        row("endless recursion",
            "EXISTS (WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 "
            "FROM r) SELECT 1 FROM r WHERE n < 0)",
            "WITH");
        row("cross join", "(SELECT count(*) FROM subject a, subject b, subject c) > 0", "SELECT");
        row("window function", "row_number() OVER () = 1", "OVER");
        row("closing the bracket", "1) OR (1", ")");
        row("closing the bracket for LIMIT", "1) LIMIT (5", ")");
        row("closing the bracket for ORDER BY", "1) ORDER BY (region", ")");
        row("a bracket hidden in a comment", "1 /* ( */ ) OR (1", ")");
        row("comment that eats the end", "1 /*", "/*");
        row("quote that eats the end", "region = 'SP", "'");
        row("zero byte", std::string("1 = 1\0 OR 1", 11), "\\0");
        row("parameter", "orders_30 > ?", "?");
        row("named parameter", "orders_30 > :x", ":");
        row("load_extension", "load_extension('/tmp/evil.so')", "load_extension");
        row("readfile", "readfile('/etc/passwd') IS NOT NULL", "readfile");
        row("writefile", "writefile('/tmp/x', region)", "writefile");
        row("fts3_tokenizer", "fts3_tokenizer('simple') IS NOT NULL", "fts3_tokenizer");
        row("randomblob of a gigabyte", "length(randomblob(1000000000)) > 0", "randomblob");
        row("zeroblob", "length(hex(zeroblob(900000000))) > 0", "hex");
        row("printf width", "length(printf('%900000000d', 1)) > 0", "printf");
        row("format width", "length(format('%900000000d', 1)) > 0", "format");
        row("replace growth", "length(replace(region, 'S', region)) > 0", "replace");
        row("group_concat", "length(group_concat(region)) > 0", "group_concat");
        row("json", "json_extract(region, '$') IS NULL", "json_extract");
        row("json arrow", "region -> '$' IS NULL", "->");
        row("chance", "random() > 0", "random");
        row("clock", "current_timestamp > '2020'", "current_timestamp");
        row("clock by name", "datetime('now') > '2020'", "datetime");
        row("changes", "changes() = 0", "changes");
        row("sqlite version", "sqlite_version() > '3'", "sqlite_version");
        row("raise", "raise(ABORT, 'x')", "raise");
        row("match", "region MATCH 'x'", "MATCH");
        row("regexp", "region REGEXP '(a+)+$'", "REGEXP");
        row("row id", "rowid = 1", "rowid");
        row("hidden row id", "_rowid_ > 0 AND oid > 0", "rowid");
        row("a column that is not documented", "bank_account = 'x'", "bank_account");
        row("a column of another subject", "payment_method = 'card'", "payment_method");
        row("double-quoted text", "region = \"SP\"", "SP");
        row("5,000 brackets", repeated("(", 5'000) + "1" + repeated(")", 5'000), "");
        row("deep expression", "1" + repeated(" AND (orders_30 > 1", 300) + repeated(")", 300), "");
        row("list of 200,000 numbers", "orders_30 IN (1" + repeated(", 1", 200'000) + ")", "bytes");
        row("many arguments", "max(1" + repeated(", 1", 50) + ") > 0", "max");
        row("nothing", "", "\"\"");
        row("only a comment", "-- 1", "\"\"");
        row("broken text", "orders_30 >", "syntax");
        row("aggregate", "count(*) > 1", "count");
        row("assignment in disguise", "orders_30 = 1, 2", "");
    }
    void aHostilePredicateIsRefusedBeforeItRuns() {
        QFETCH(QString, predicate);
        QFETCH(QString, said);
        const auto compiled = Predicate::compile(RuleSubject::Merchant, predicate.toStdString());
        QVERIFY2(!compiled, "it was compiled");
        QCOMPARE(compiled.error().code, ErrorCode::SqlRefused);
        const QString detail = QString::fromStdString(compiled.error().detail);
        QVERIFY2(!detail.isEmpty(), "a refusal says what is refused");
        QVERIFY2(detail.contains(said, Qt::CaseInsensitive), qPrintable(detail));
    }

    void whatTakesTooLongIsStoppedAtTheDeadline_data() {
        QTest::addColumn<QString>("predicate");
        QTest::newRow("LIKE bomb") << "city LIKE '%x%x%x%x%x%x%x%x%x%y'";
        QTest::newRow("GLOB bomb") << "region GLOB '*S*P*S*P*S*P*y'";
        QTest::newRow("hundreds of terms")
            << QString::fromStdString("orders_30 < 0" + repeated(" OR orders_30 * 2 < 0", 150));
    }
    void whatTakesTooLongIsStoppedAtTheDeadline() {
        QFETCH(QString, predicate);
        auto compiled = Predicate::compile(RuleSubject::Merchant, predicate.toStdString());
        QVERIFY2(compiled, compiled ? "" : compiled.error().detail.c_str());
        const auto frame = frameOf(50'000);
        NoTaskContext context;
        const auto rows =
            compiled->rowsWhere(frame, std::chrono::steady_clock::now(), context); // over at once
        QVERIFY(!rows);
        // A text longer than allowed is refused before the time is over.
        QVERIFY(rows.error().code == ErrorCode::TimeLimit ||
                rows.error().code == ErrorCode::MemoryLimit);
    }
    void aTextLongerThanAllowedIsTooMuchMemory() {
        auto compiled = Predicate::compile(RuleSubject::Merchant, "city || city <> ''");
        QVERIFY(compiled);
        NoTaskContext context;
        const auto rows = compiled->rowsWhere(frameOf(3), desk::deadlineIn(20), context);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::MemoryLimit);
    }
    void aCancelledRunEndsAsCancelled() {
        auto compiled = Predicate::compile(RuleSubject::Merchant, "orders_30 > 5");
        QVERIFY(compiled);
        test::CancelAfter context(0);
        const auto rows = compiled->rowsWhere(frameOf(50'000), desk::deadlineIn(20), context);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code, ErrorCode::Cancelled);
    }
    void afterAFailureTheSamePredicateRunsAgain() {
        auto compiled = Predicate::compile(RuleSubject::Merchant, "orders_30 > 98");
        QVERIFY(compiled);
        NoTaskContext context;
        const auto frame = frameOf(50'000);
        QVERIFY(!compiled->rowsWhere(frame, std::chrono::steady_clock::now(), context));
        QCOMPARE(compiled->rowsWhere(frame, desk::deadlineIn(20), context)->size(), 500U);
    }

    void anHonestPredicateRuns_data() {
        QTest::addColumn<QString>("predicate");
        QTest::addColumn<int>("hits"); // of 200 rows: orders_30 is 0 … 99 twice, region is SP
        QTest::newRow("comparison") << "orders_30 >= 90" << 20;
        QTest::newRow("and, or, not") << "NOT (orders_30 < 90 OR region <> 'SP')" << 20;
        QTest::newRow("between") << "orders_30 BETWEEN 10 AND 19" << 20;
        QTest::newRow("list") << "orders_30 IN (1, 2, 3)" << 6;
        QTest::newRow("case") << "CASE WHEN orders_30 > 50 THEN region = 'SP' ELSE 0 END" << 98;
        QTest::newRow("functions") << "abs(orders_30 - 50) <= 1 AND lower(region) = 'sp'" << 6;
        QTest::newRow("division is not cut") << "orders_30 / 2 = 0.5" << 2;
        QTest::newRow("missing") << "orders_90 IS NULL" << 200;
        QTest::newRow("missing is not true") << "orders_90 > 0" << 0;
        QTest::newRow("missing is not false") << "NOT (orders_90 > 0)" << 0;
        QTest::newRow("like") << "region LIKE 's_'" << 200;
        QTest::newRow("comment at the end") << "orders_30 = 5 -- five" << 2;
        QTest::newRow("always") << "1" << 200;
        QTest::newRow("bracket in a text") << "region <> ')' AND orders_30 = 5" << 2;
        QTest::newRow("semicolon in a text") << "region <> '; DROP' AND orders_30 = 5" << 2;
        QTest::newRow("quoted name") << "\"orders_30\" = 5" << 2;
    }
    void anHonestPredicateRuns() {
        QFETCH(QString, predicate);
        QFETCH(int, hits);
        auto compiled = Predicate::compile(RuleSubject::Merchant, predicate.toStdString());
        QVERIFY2(compiled, compiled ? "" : compiled.error().detail.c_str());
        NoTaskContext context;
        const auto rows = compiled->rowsWhere(frameOf(200), desk::deadlineIn(20), context);
        QVERIFY(rows);
        QCOMPARE(static_cast<int>(rows->size()), hits);
    }
    void aPredicateKnowsTheColumnsThatItReads() {
        const auto compiled =
            Predicate::compile(RuleSubject::Merchant, "region = 'SP' AND orders_30 > orders_90");
        const auto known = desk::ruleColumns(RuleSubject::Merchant);
        std::vector<std::string> names;
        for (const std::size_t column : compiled->columns())
            names.push_back(known[column].name);
        QCOMPARE(names, (std::vector<std::string>{"orders_30", "orders_90", "region"}));
    }
};

QTEST_GUILESS_MAIN(TstPredicateAttacks)
#include "tst_predicate_attacks.moc"
