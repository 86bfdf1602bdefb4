#include "core/sources/basket_file.h"

#include "tests/support/fake_context.h"
#include "tests/support/real_data.h"

#include <fstream>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;
using namespace mops::sources;

using Items = std::vector<std::string>;

class TstBasketFile : public QObject {
    Q_OBJECT

private slots:
    void aLineIsABasket() {
        const auto table = read("milk,bread\nmilk\n");
        QVERIFY(table);
        QCOMPARE(basketsOf(*table), (std::vector<Items>{{"milk", "bread"}, {"milk"}}));
    }
    void separatorsAreFoundOut_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("separator");
        QTest::newRow("comma") << QByteArray("a b,c\nc\na b,c,c\n") << QByteArray(",");
        QTest::newRow("semicolon") << QByteArray("a b;c\nc\na b;c;c\n") << QByteArray(";");
        QTest::newRow("tab") << QByteArray("a b\tc\nc\na b\tc\tc\n") << QByteArray("\t");
        QTest::newRow("bar") << QByteArray("a b|c\nc\na b|c|c\n") << QByteArray("|");
        QTest::newRow("single items first") << QByteArray("c\nc\nc\na b,c\n") << QByteArray(",");
        QTest::newRow("byte-order mark, CRLF") << QByteArray("\xEF\xBB\xBF"
                                                             "a b,c\r\nc\r\n")
                                               << QByteArray(",");
        QTest::newRow("comma inside quotes")
            << QByteArray("\"a,b\";c\n\"x,y\";c;d\n") << QByteArray(";");
    }
    void separatorsAreFoundOut() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, separator);
        const auto table = read(text.toStdString());
        QVERIFY(table);
        QCOMPARE(table->separator, separator.toStdString());
    }
    void blanksSeparateWhereNothingElseDoes() {
        const auto table = read("1 2  3 \n2\n 39 48\n");
        QVERIFY(table);
        QCOMPARE(basketsOf(*table), (std::vector<Items>{{"1", "2", "3"}, {"2"}, {"39", "48"}}));
    }
    void aCommaInAFewItemsDoesNotCutWhatBlanksCut() {
        std::string text = "cola-1,5l chips\n";
        for (int k = 0; k < 50; ++k)
            text += "bread milk\n";
        const auto table = read(text);
        QVERIFY(table);
        QCOMPARE(table->separator, std::string(" "));
        QCOMPARE(table->items.size(), 4);
    }
    void theSeparatorCanBeStated() {
        const auto table = read("whole milk\n", {.pairs = {.file = {.separator = ","}}});
        QVERIFY(table);
        QCOMPARE(basketsOf(*table), (std::vector<Items>{{"whole milk"}}));
    }
    void emptyFieldsAreNoItemsAndEmptyLinesNoBaskets() {
        const auto table = read("a,b,,,\n,,\n\na, ,\n");
        QVERIFY(table);
        QCOMPARE(basketsOf(*table), (std::vector<Items>{{"a", "b"}, {"a"}}));
        QCOMPARE(table->empty, 1); // the line of separators; blank lines are no lines
    }
    void blanksAroundAnItemDoNotMakeAnotherItem() {
        const auto table = read("cream cheese ,milk\ncream cheese,milk\n");
        QVERIFY(table);
        QCOMPARE(table->items.size(), 2);
    }
    void itemsAreNumberedByTheirNames() {
        const auto table = read("pear,apple\nfig\n");
        QVERIFY(table);
        QCOMPARE(table->items.name(0), std::string_view("apple"));
        QCOMPARE(table->item, (std::vector<std::int32_t>{2, 0, 1}));
    }
    void aBasketMayBeVeryLong() {
        std::string text;
        for (int k = 0; k < 20'000; ++k)
            text += std::to_string(k) + ",";
        const auto table = read(text + "\na,b\n");
        QVERIFY(table);
        QCOMPARE(table->items.size(), 20'002);
    }
    void pairsMakeBasketsInAnyOrderOfLines() {
        const auto table =
            read("1,milk\n2,bread\n1,bread\n2,milk\n3,milk\n", {.format = BasketFormat::Pairs});
        QVERIFY(table);
        QCOMPARE(basketsOf(*table),
                 (std::vector<Items>{{"milk", "bread"}, {"bread", "milk"}, {"milk"}}));
    }
    void pairsByNamedColumns() {
        const auto table = read("price,item,order\n1.5,milk,A\n2,bread,A\n",
                                {.format = BasketFormat::Pairs,
                                 .pairs = {.rowColumn = "order", .columnColumn = "item"}});
        QVERIFY(table);
        QCOMPARE(basketsOf(*table), (std::vector<Items>{{"milk", "bread"}}));
    }
    void theGroceriesAreThoseOfTheirDescription() {
        MOPS_NEEDS_DATA("groceries");
        NoTaskContext context;
        const auto table =
            readBasketFile(test::realData("groceries") / "groceries.csv", {}, context);
        QVERIFY(table);
        QCOMPARE(table->begin.size() - 1, std::size_t{9835});
        QCOMPARE(table->items.size(), 169);
        QCOMPARE(table->item.size(), std::size_t{43'367});
        const auto milk = table->items.find("whole milk");
        QVERIFY(milk);
        QCOMPARE(std::ranges::count(table->item, *milk), 2513);
    }
    void badFilesAreRefused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::newRow("empty") << QByteArray() << static_cast<int>(ErrorCode::FileIsEmpty);
        QTest::newRow("only separators")
            << QByteArray(",,\n,\n") << static_cast<int>(ErrorCode::NotEnoughData);
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\0\0\0\1\2\0\0",
                                              11)
                                << static_cast<int>(ErrorCode::FileIsBinary);
        QTest::newRow("open quote")
            << QByteArray("a,\"b\nc,d\n") << static_cast<int>(ErrorCode::RowInvalid);
        QTest::newRow("a line of three megabytes")
            << QByteArray(3 << 20, 'x') << static_cast<int>(ErrorCode::RowInvalid);
    }
    void badFilesAreRefused() {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        const auto table = read(text.toStdString());
        QVERIFY(!table);
        QCOMPARE(static_cast<int>(table.error().code), code);
    }
    void cancellingStopsTheReading() {
        std::string text;
        for (int k = 0; k < 100'000; ++k)
            text += "a,b\n";
        write(text);
        test::CancelAfter context(5);
        const auto table = readBasketFile(path(), {}, context);
        QVERIFY(!table);
        QCOMPARE(table.error().code, ErrorCode::Cancelled);
    }

private:
    std::filesystem::path path() const { return m_folder.path().toStdString() + "/baskets.txt"; }
    void write(const std::string& text) const { std::ofstream(path(), std::ios::binary) << text; }
    Result<BasketTable> read(const std::string& text, const BasketFileOptions& options = {}) const {
        write(text);
        NoTaskContext context;
        return readBasketFile(path(), options, context);
    }
    static std::vector<Items> basketsOf(const BasketTable& table) {
        std::vector<Items> baskets;
        for (std::size_t b = 0; b + 1 < table.begin.size(); ++b) {
            baskets.emplace_back();
            for (auto e = table.begin[b]; e < table.begin[b + 1]; ++e)
                baskets.back().emplace_back(
                    table.items.name(table.item[static_cast<std::size_t>(e)]));
        }
        return baskets;
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TstBasketFile)
#include "tst_basket_file.moc"
