#include "core/sources/numeric_table.h"

#include <cmath>
#include <fstream>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;
using namespace mops::sources;

using Numbers = std::vector<double>;
using Names = std::vector<std::string>;

class TstNumericTable : public QObject {
    Q_OBJECT

private slots:
    void namesComeFromTheHeader() {
        const auto table = read("price,weight\n1,2\n3,4\n");
        QVERIFY(table);
        QCOMPARE(table->columns, (Names{"price", "weight"}));
        QCOMPARE(table->rows, 2U);
        QCOMPARE(table->values, (Numbers{1, 2, 3, 4}));
        QCOMPARE(table->line, (std::vector<std::int64_t>{2, 3}));
    }

    void aFirstRowOfNumbersIsData() {
        const auto table = read("1,2\n3,4\n");
        QVERIFY(table);
        QCOMPARE(table->columns, (Names{"column_1", "column_2"}));
        QCOMPARE(table->rows, 2U);
    }

    void aFirstRowThatCountsFromZeroIsAHeader() {
        const auto table = read("0,1,2\n5,6,7\n");
        QVERIFY(table);
        QCOMPARE(table->columns, (Names{"0", "1", "2"}));
        QCOMPARE(table->values, (Numbers{5, 6, 7}));
    }

    void theHeaderCanBeStated() {
        QCOMPARE(read("1,2\n3,4\n", {.header = NumericTableOptions::Header::Yes})->rows, 1U);
        const auto refused = read("a,b\n3,4\n", {.header = NumericTableOptions::Header::No});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidNumber);
    }

    void separatorsAreFoundOut_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("comma") << QByteArray("a,b\n1,2\n3,4\n");
        QTest::newRow("semicolon") << QByteArray("a;b\n1;2\n3;4\n");
        QTest::newRow("tab") << QByteArray("a\tb\n1\t2\n3\t4\n");
        QTest::newRow("bar") << QByteArray("a|b\n1|2\n3|4\n");
        QTest::newRow("two colons") << QByteArray("a::b\n1::2\n3::4\n");
        QTest::newRow("runs of blanks") << QByteArray("a  b\n 1   2\n3 4 \n");
        QTest::newRow("byte-order mark, CRLF") << QByteArray("\xEF\xBB\xBF"
                                                             "a,b\r\n1,2\r\n3,4\r\n");
        QTest::newRow("no last line break") << QByteArray("a,b\n1,2\n3,4");
        QTest::newRow("quotes and signs") << QByteArray("a,b\n\"1\",+2\n3.0,4e0\n");
    }
    void separatorsAreFoundOut() {
        QFETCH(QByteArray, text);
        const auto table = read(text.toStdString());
        QVERIFY(table);
        QCOMPARE(table->columns, (Names{"a", "b"}));
        QCOMPARE(table->values, (Numbers{1, 2, 3, 4}));
    }

    void missingValuesFollowThePolicy_data() {
        QTest::addColumn<int>("policy");
        QTest::addColumn<QList<double>>("expected");
        QTest::addColumn<int>("dropped");
        QTest::addColumn<int>("filled");
        QTest::newRow("drop") << int(MissingPolicy::Drop) << QList<double>{1, 10, 5, 40} << 2 << 0;
        // Known in a: 1, 2, 5 → mean 8/3; in b: 10, 20, 40 → mean 70/3, median 20.
        QTest::newRow("mean") << int(MissingPolicy::Mean)
                              << QList<double>{1, 10, 8.0 / 3, 20, 2, 70.0 / 3, 5, 40} << 0 << 2;
        QTest::newRow("median") << int(MissingPolicy::Median)
                                << QList<double>{1, 10, 2, 20, 2, 20, 5, 40} << 0 << 2;
    }
    void missingValuesFollowThePolicy() {
        QFETCH(int, policy);
        QFETCH(QList<double>, expected);
        QFETCH(int, dropped);
        QFETCH(int, filled);
        const auto table =
            read("a,b\n1,10\nNA,20\n2,?\n5,40\n", {.missing = static_cast<MissingPolicy>(policy)});
        QVERIFY(table);
        QCOMPARE(QList<double>(table->values.begin(), table->values.end()), expected);
        QCOMPARE(table->dropped, dropped);
        QCOMPARE(table->filled, filled);
    }

    void theMedianOfAnEvenCountIsTheMiddle() {
        const auto table = read("a,b\n1,0\n3,0\n,0\n", {.missing = MissingPolicy::Median});
        QVERIFY(table);
        QCOMPARE(table->values[4], 2.0);
    }

    void missingValuesCanBeKept() {
        const auto table = read("a,b\n1,\nNaN,2\n", {.missing = MissingPolicy::Keep});
        QVERIFY(table);
        QVERIFY(std::isnan(table->values[1]) && std::isnan(table->values[2]));
    }

    void aMissingValueIsRefusedByDefaultWithItsPlace() {
        const auto refused = read("a,b\n1,2\n3,\n");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidNumber);
        QCOMPARE(refused.error().detail, std::string("table.csv:3: b"));
    }

    void columnsComeApartAsText() {
        const auto table =
            read("id,x,label\n007,1,yes\n008,2,no\n", {.apart = {"label"}, .ignore = {"id"}});
        QVERIFY(table);
        QCOMPARE(table->columns, Names{"x"});
        QCOMPARE(table->apart[0].name, std::string("label"));
        QCOMPARE(table->apart[0].values, (Names{"yes", "no"}));
    }

    void aDroppedRowLosesItsTextToo() {
        const auto table =
            read("x,label\n,a\n2,b\n", {.missing = MissingPolicy::Drop, .apart = {"label"}});
        QVERIFY(table);
        QCOMPARE(table->apart[0].values, Names{"b"});
        QCOMPARE(table->line, std::vector<std::int64_t>{3});
    }

    void columnsCanBeNamedByPosition() {
        const auto table = read("1 2 0\n3 4 1\n", {.apart = {"3"}});
        QVERIFY(table);
        QCOMPARE(table->values, (Numbers{1, 2, 3, 4}));
        QCOMPARE(table->apart[0].values, (Names{"0", "1"}));
    }

    void chosenColumnsComeInTheirOrder() {
        const auto table = read("a,b,c\n1,2,x\n", {.columns = {"b", "a"}});
        QVERIFY(table);
        QCOMPARE(table->values, (Numbers{2, 1}));
    }

    void whatCannotBeUnderstoodIsNamed_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("place");
        const auto row = [](const char* name, QByteArray text, ErrorCode code, const char* place) {
            QTest::newRow(name) << text << int(code) << QByteArray(place);
        };
        row("word", "a,b\n1,2\n3,four\n", ErrorCode::InvalidNumber, "table.csv:3: b: four");
        row("infinite", "a,b\n1,2\n3,inf\n", ErrorCode::InvalidNumber, "table.csv:3: b: inf");
        row("ragged", "a,b\n1,2\n3\n", ErrorCode::RowInvalid, "table.csv:3");
        row("open quote", "a,b\n1,\"2\n", ErrorCode::RowInvalid, "table.csv:2");
        row("NUL", QByteArray("number,other\n1000,2000\n3,\0\n", 27), ErrorCode::RowInvalid,
            "table.csv:3");
        row("header only", "a,b\n", ErrorCode::NotEnoughData, "");
        row("empty", "", ErrorCode::FileIsEmpty, "");
        row("blank lines", "\n\n", ErrorCode::NotEnoughData, "");
        row("binary",
            "\x7F"
            "ELF\x02\x01\x01",
            ErrorCode::FileIsBinary, "");
    }
    void whatCannotBeUnderstoodIsNamed() {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        QFETCH(QByteArray, place);
        const auto refused = read(text.toStdString());
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().code), code);
        QVERIFY2(refused.error().detail.find(place.toStdString()) != std::string::npos,
                 refused.error().detail.c_str());
    }

    void anUnknownColumnNamesThoseThatAreThere() {
        const auto refused = read("a,b\n1,2\n", {.apart = {"label"}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::ColumnMissing);
        QCOMPARE(refused.error().hint, std::string("a, b"));
    }

    void aColumnWithoutAnyValueCannotBeFilled() {
        const auto refused = read("a,b\n1,\n2,\n", {.missing = MissingPolicy::Mean});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidNumber);
        QCOMPARE(refused.error().detail, std::string("b: no value"));
    }

private:
    Result<NumericTable> read(const std::string& text, const NumericTableOptions& options = {}) {
        const auto path = std::filesystem::path(m_folder.path().toStdString()) / "table.csv";
        std::ofstream(path, std::ios::binary) << text;
        NoTaskContext context;
        return readNumericTable(path, options, context);
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TstNumericTable)
#include "tst_numeric_table.moc"
