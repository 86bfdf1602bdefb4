#include "core/sources/rating_file.h"

#include <cmath>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace mops;
using sources::DuplicateRatings;
using sources::RatingFileOptions;
using sources::RatingIds;
using sources::RatingTable;
using sources::TextIds;

namespace {

class Folder {
public:
    std::filesystem::path write(const QByteArray& text, const char* name = "ratings.csv") const {
        QFile file(m_dir.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", name);
        return file.fileName().toStdString();
    }

private:
    QTemporaryDir m_dir;
};

/// "user/item=rating …" in the order of the table.
std::string shown(const RatingTable& table, const RatingIds& ids) {
    std::string text;
    for (std::size_t e = 0; e < table.value.size(); ++e)
        text += (e == 0 ? "" : " ") + std::string(ids.users.text(table.user[e])) + "/" +
                std::string(ids.items.text(table.item[e])) + "=" +
                QString::number(table.value[e]).toStdString();
    return text;
}

Result<RatingTable> read(const QByteArray& text, RatingIds& ids,
                         const RatingFileOptions& options = {}) {
    const Folder folder;
    NoTaskContext context;
    return sources::readRatings(folder.write(text), options, ids, context);
}

std::string shownOf(const QByteArray& text, const RatingFileOptions& options = {}) {
    RatingIds ids;
    const auto table = read(text, ids, options);
    return table ? shown(*table, ids) : "failed: " + table.error().detail;
}

} // namespace

class TstRatingFile : public QObject {
    Q_OBJECT

private slots:
    void everySeparatorIsUnderstood_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("tab") << QByteArray("196\t242\t3\t881250949\n186\t302\t3\t891717742\n");
        QTest::newRow("comma") << QByteArray("196,242,3\n186,302,3\n");
        QTest::newRow("semicolon") << QByteArray("196;242;3;\n186;302;3;5\n");
        QTest::newRow("double colon") << QByteArray("196::242::3::978300760\n186::302::3::1\n");
        QTest::newRow("comma, header")
            << QByteArray("userId,movieId,rating,timestamp\n196,242,3.0,1\n186,302,3.0,2\n");
        QTest::newRow("double colon, header")
            << QByteArray("user::item::rating\r\n196::242::3\r\n186::302::3\r\n");
        QTest::newRow("blanks, mark, no last line break")
            << QByteArray("\xEF\xBB\xBF 196 , 242 , 3 \n 186 , 302 , 3");
    }
    void everySeparatorIsUnderstood() {
        QFETCH(QByteArray, text);
        QCOMPARE(shownOf(text), std::string("196/242=3 186/302=3"));
    }
    void idsAreTextsOfAnySize() {
        QCOMPARE(shownOf("99999999999999999999,a-b,1\n007,\"x, y\",2\n7,\xE4\xB9\xA6,3\n"),
                 std::string("99999999999999999999/a-b=1 007/x, y=2 7/\xE4\xB9\xA6=3"));
    }
    void trainAndTestShareTheirIds() {
        RatingIds ids;
        const auto train = read("ann,tea,5\nbob,nut,1\n", ids).value();
        const auto test = read("bob,tea,4\ncid,nut,2\n", ids).value();
        QCOMPARE(train.user, (std::vector<std::int32_t>{0, 1}));
        QCOMPARE(test.user, (std::vector<std::int32_t>{1, 2}));
        QCOMPARE(test.item, (std::vector<std::int32_t>{0, 1}));
        QCOMPARE(ids.users.find("cid"), 2);
        QCOMPARE(ids.users.find("dora"), TextIds::kNone);
    }
    void manyIdsAreAllFoundAgain() {
        TextIds ids;
        for (int k = 0; k < 100'000; ++k)
            QCOMPARE(ids.add("id-" + std::to_string(k)), k);
        for (int k = 0; k < 100'000; k += 7) {
            QCOMPARE(ids.add("id-" + std::to_string(k)), k);
            QCOMPARE(ids.text(k), std::string_view("id-" + std::to_string(k)));
        }
        QCOMPARE(ids.size(), 100'000);
    }

    void ofASecondRatingTheLatestCounts() {
        // By time where there is one: line 3 is older than line 1.
        QCOMPARE(shownOf("u,i,1,200\nu,j,2,100\nu,i,5,100\n"), std::string("u/i=1 u/j=2"));
        QCOMPARE(shownOf("u,i,1\nu,j,2\nu,i,5\n"), std::string("u/j=2 u/i=5"));
        QCOMPARE(shownOf("u,i,1,2024-03-01\nu,i,5,2024-02-29 10:00:00\n"), std::string("u/i=1"));
    }
    void aSecondRatingCanBeAveragedKeptOrRefused() {
        const QByteArray text("u,i,1\nu,j,2\nv,i,4\nu,i,5\nu,i,3\n");
        QCOMPARE(shownOf(text, {.duplicates = DuplicateRatings::Mean}),
                 std::string("u/i=3 u/j=2 v/i=4"));
        QCOMPARE(shownOf(text, {.duplicates = DuplicateRatings::Keep}),
                 std::string("u/i=1 u/j=2 v/i=4 u/i=5 u/i=3"));
        QCOMPARE(shownOf(text, {.duplicates = DuplicateRatings::Fail}),
                 std::string("failed: ratings.csv:4: the pair of line 1"));
    }
    void duplicatesAreCounted() {
        RatingIds ids;
        const auto table = read("u,i,1\nu,i,2\nu,i,3\nv,i,3\n", ids).value();
        QCOMPARE(table.rows, 4);
        QCOMPARE(table.duplicates, 2);
        QCOMPARE(table.line, (std::vector<std::int64_t>{3, 4}));
    }

    void hostileRowsAreNamedWithFileAndLine_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("where");
        const auto row = [](const char* name, const QByteArray& text, ErrorCode code,
                            const char* where) {
            QTest::newRow(name) << text << static_cast<int>(code) << QByteArray(where);
        };
        row("two fields", "u,i\n", ErrorCode::RowInvalid, "ratings.csv:1");
        row("short row", "u,i,3\nu,j\n", ErrorCode::RowInvalid, "ratings.csv:2");
        row("long row", "u,i,3\nu,j,3,4\n", ErrorCode::RowInvalid, "ratings.csv:2");
        row("no user", "u,i,3\n,j,3\n", ErrorCode::RowInvalid, "ratings.csv:2");
        row("no item", "u,i,3\nu, ,3\n", ErrorCode::RowInvalid, "ratings.csv:2");
        row("no rating", "u,i,3\nu,j,\n", ErrorCode::InvalidNumber, "ratings.csv:2");
        row("no number", "u,i,3\n\nu,j,good\n", ErrorCode::InvalidNumber, "ratings.csv:3");
        row("two headers", "user,item,rating\nuser,item,rating\n", ErrorCode::InvalidNumber,
            "ratings.csv:2");
        row("not a number", "u,i,3\nu,j,nan\n", ErrorCode::InvalidNumber, "ratings.csv:2");
        row("infinite", "u,i,3\nu,j,inf\n", ErrorCode::InvalidNumber, "ratings.csv:2");
        row("huge", "u,i,3\nu,j,1e300\n", ErrorCode::InvalidNumber, "ratings.csv:2");
        row("too large, first row", "u,i,1e999\n", ErrorCode::InvalidNumber, "ratings.csv:1");
        row("broken, first row", "u;i;3.4.5\n", ErrorCode::InvalidNumber, "ratings.csv:1");
        row("no time", "u,i,3,5\nu,j,3,soon\n", ErrorCode::InvalidNumber, "ratings.csv:2");
        row("open quote", "u,i,3\n\"u,j,3\n", ErrorCode::RowInvalid, "ratings.csv:2");
        row("header only", "user,item,rating\n", ErrorCode::NotEnoughData, "ratings.csv");
    }
    void hostileRowsAreNamedWithFileAndLine() {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        QFETCH(QByteArray, where);
        RatingIds ids;
        const auto table = read(text, ids);
        QVERIFY(!table);
        QCOMPARE(static_cast<int>(table.error().code), code);
        QVERIFY2(QByteArray::fromStdString(table.error().detail).startsWith(where),
                 table.error().detail.c_str());
    }
    void anEmptyFileAndNoFileAreRefused() {
        RatingIds ids;
        QCOMPARE(read("", ids).error().code, ErrorCode::FileIsEmpty);
        NoTaskContext context;
        QCOMPARE(sources::readRatings("/nowhere/at/all.csv", {}, ids, context).error().code,
                 ErrorCode::FileNotFound);
    }
    void aHeaderCanBeStated() {
        using Header = RatingFileOptions::Header;
        QCOMPARE(shownOf("1,2,3\n4,5,5\n", {.header = Header::Yes}), std::string("4/5=5"));
        QCOMPARE(shownOf("u,i,r\n4,5,5\n", {.header = Header::No}),
                 std::string("failed: ratings.csv:1: r"));
    }
};

QTEST_APPLESS_MAIN(TstRatingFile)
#include "tst_rating_file.moc"
