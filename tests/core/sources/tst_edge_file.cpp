#include "core/sources/edge_file.h"

#include <fstream>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;
using namespace mops::sources;

using Edges = std::vector<std::string>;

class TstEdgeFile : public QObject {
    Q_OBJECT

private slots:
    void idsAreTextOfAnySize() {
        const auto table = read("99999999999999999999,x\nÄ b,99999999999999999998\n");
        QVERIFY(table);
        QCOMPARE(edgesOf(*table), (Edges{"99999999999999999999-x", "Ä b-99999999999999999998"}));
        QCOMPARE(table->rowName, std::string("column_1"));
        QVERIFY(table->weight.empty());
    }
    void rowsAndColumnsHaveNumbersOfTheirOwn() {
        const auto table = read("b,a\na,b\na,a\n");
        QVERIFY(table);
        QCOMPARE(table->row, (std::vector<std::int32_t>{1, 0, 0}));
        QCOMPARE(table->column, (std::vector<std::int32_t>{0, 1, 0}));
    }
    void headersAreFoundOut_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("header");
        QTest::newRow("words of ids") << QByteArray("buyer_id,merchant_id\na,b\n") << true;
        QTest::newRow("known word") << QByteArray("Transaction,What\na,b\n") << true;
        QTest::newRow("word over number") << QByteArray("left,right\n1,2\n") << true;
        QTest::newRow("words over words") << QByteArray("anna,bread\nbert,milk\n") << false;
        QTest::newRow("numbers") << QByteArray("1,2\n3,4\n") << false;
        QTest::newRow("an id with a letter over numbers") << QByteArray("C1,2\n3,4\n") << false;
        QTest::newRow("blanks") << QByteArray("user item\n1 2\n") << true;
    }
    void headersAreFoundOut() {
        QFETCH(QByteArray, text);
        QFETCH(bool, header);
        const auto table = read(text.toStdString());
        QVERIFY(table);
        QCOMPARE(table->row.size(), header ? std::size_t{1} : std::size_t{2});
    }
    void theHeaderCanBeStated() {
        QCOMPARE(read("user,item\na,b\n", {.header = EdgeFileOptions::Header::No})->row.size(),
                 std::size_t{2});
        QCOMPARE(read("anna,bread\na,b\n", {.header = EdgeFileOptions::Header::Yes})->row.size(),
                 std::size_t{1});
    }
    void weightsComeFromTheirColumn() {
        const auto table =
            read("who,what,how_much\na,x,2\na,y,0.5\n", {.weightColumn = "how_much"});
        QVERIFY(table);
        QCOMPARE(table->weight, (std::vector<double>{2, 0.5}));
        QCOMPARE(read("a,x,2\na,y,0.5\n", {.weightColumn = "3"})->weightName,
                 std::string("column_3"));
    }
    void furtherColumnsAreNotRead() {
        const auto table = read("a,x,what,ever\nb,y,,\n");
        QVERIFY(table);
        QCOMPARE(edgesOf(*table), (Edges{"a-x", "b-y"}));
    }
    void rowsWithAnEmptyIdFailOrAreDropped() {
        const auto refused = read("a,x\n,y\n");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::RowInvalid);
        QVERIFY(refused.error().detail.starts_with("edges.csv:2"));
        const auto dropped = read("a,x\n,y\nb,\nc,z\n", {.dropMissing = true});
        QCOMPARE(edgesOf(*dropped), (Edges{"a-x", "c-z"}));
        QCOMPARE(dropped->dropped, 2);
    }
    void badFilesAreRefused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("weight");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const QByteArray& text, const QByteArray& weight,
                            ErrorCode code) {
            QTest::newRow(name) << text << weight << static_cast<int>(code);
        };
        row("one column", "a\nb\n", "", ErrorCode::RowInvalid);
        row("fewer fields", "a,b\nc\n", "", ErrorCode::RowInvalid);
        row("more fields", "a,b\nc,d,e\n", "", ErrorCode::RowInvalid);
        row("only a header", "user,item\n", "", ErrorCode::NotEnoughData);
        row("weight is a word", "1,2,3\n4,5,much\n", "3", ErrorCode::InvalidNumber);
        row("weight below 0", "1,2,-3\n", "3", ErrorCode::InvalidNumber);
        row("weight is infinite", "1,2,inf\n", "3", ErrorCode::InvalidNumber);
        row("weight is not a number", "1,2,nan\n", "3", ErrorCode::InvalidNumber);
        row("no such column", "1,2,3\n", "4", ErrorCode::ColumnMissing);
        row("empty", "", "", ErrorCode::FileIsEmpty);
    }
    void badFilesAreRefused() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, weight);
        QFETCH(int, code);
        const auto table = read(text.toStdString(), {.weightColumn = weight.toStdString()});
        QVERIFY(!table);
        QCOMPARE(static_cast<int>(table.error().code), code);
    }
    void theSameColumnTwiceIsRefused() {
        const auto table = read("1,2\n", {.rowColumn = "2"});
        QVERIFY(!table);
        QCOMPARE(table.error().code, ErrorCode::Usage);
    }

private:
    Result<EdgeTable> read(const std::string& text, const EdgeFileOptions& options = {}) const {
        const auto path = m_folder.path().toStdString() + "/edges.csv";
        std::ofstream(path, std::ios::binary) << text;
        NoTaskContext context;
        return readEdgeFile(path, options, context);
    }
    static Edges edgesOf(const EdgeTable& table) {
        Edges edges;
        for (std::size_t e = 0; e < table.row.size(); ++e)
            edges.push_back(std::string(table.rows.name(table.row[e])) + "-" +
                            std::string(table.columns.name(table.column[e])));
        return edges;
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TstEdgeFile)
#include "tst_edge_file.moc"
